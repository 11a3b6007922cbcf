import { readFileSync, readdirSync } from "node:fs";
import { defineConfig } from "vitest/config";
import base from "./vitest.config.ts";

/** Files whose dear tests `npm test` leaves out (test/support/long.ts). */
const shared = readdirSync(new URL("test", import.meta.url), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts") && !file.startsWith("long/"))
  .map((file) => `test/${file}`)
  .filter((file) => readFileSync(new URL(file, import.meta.url), "utf8").includes("support/long.ts"));

export default defineConfig({
  ...base,
  test: { ...base.test, include: ["test/long/**/*.test.ts", ...shared], exclude: [], testTimeout: 1_800_000, hookTimeout: 600_000, env: { LANDAU_LONG: "1" } },
});
