/**
 * Objects of JSON with known keys. A key that is unknown is told first, since it explains what seems to be missing: with the key that was
 * meant, when one is near or is the only one missing, and with all that are known.
 */
import * as z from "zod/mini";
import { nearest, unknownName } from "../names/nearest.ts";

/** An object of these keys and no others. */
export const keyed = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code, keys, input }) => (code === "unrecognized_keys" ? unknownKey(String(keys[0]), Object.keys(input as object), shape) : undefined),
  });

/** What to tell of a refusal: the first unknown key, or else the first of all. */
export const foremost = (issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue => issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];

function unknownKey(key: string, given: readonly string[], shape: z.core.$ZodShape): string {
  const left = Object.keys(shape).filter((one) => !given.includes(one));
  const missing = left.filter((one) => !z.safeParse(shape[one], undefined).success);
  const meant = nearest(key, left) ?? (missing.length === 1 ? missing[0] : undefined);
  return unknownName("key", key, meant, Object.keys(shape));
}
