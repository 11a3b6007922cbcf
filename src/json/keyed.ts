/**
 * Objects of JSON with known keys. A key that is unknown is told first, since it explains what seems to be missing: with the key that was
 * meant, when one is near (two letters off at most) or is the only one missing, and with all that are known.
 */
import * as z from "zod/mini";
import { editDistance } from "./edit-distance.ts";

/** Letters by which a slip of the hand is off, at most, and of no more than a third of the word. */
const SLIPS = 2;
/** Longer words are no slip of the hand; shown no further than this. */
const LONGEST = 40;

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
  const shown = JSON.stringify(key.length > LONGEST ? `${key.slice(0, LONGEST)}...` : key);
  const question = meant === undefined ? "" : ` Did you mean ${meant}?`;
  return `unknown key ${shown}.${question} Known: ${Object.keys(shape).join(", ")}`;
}

function nearest(key: string, candidates: readonly string[]): string | undefined {
  if (key.length > LONGEST) return undefined;
  const off = (one: string): number => editDistance(one.toLowerCase(), key.toLowerCase());
  const near = candidates.filter((one) => off(one) <= Math.min(SLIPS, Math.max(one.length, key.length) / 3));
  return near.sort((a, b) => off(a) - off(b))[0];
}
