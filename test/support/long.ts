/**
 * What `npm test` leaves to `npm run test:long`, in files that both run: `inLong("...", ...)` is a test of the long suite only, which sets LANDAU_LONG.
 * vitest.long.config.ts takes every file that imports this one.
 */
import { it } from "vitest";

export const long = process.env["LANDAU_LONG"] === "1";

export const inLong = it.runIf(long);
