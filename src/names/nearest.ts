/**
 * A name that nobody knows, and the one that was meant: the nearest by edit distance, two letters off at most and no more than a third of the word, capitals or not.
 */
import { editDistance } from "./edit-distance.ts";

/** Letters by which a slip of the hand is off, at most, and of no more than a third of the word. */
const SLIPS = 2;
/** Longer words are no slip of the hand; shown no further than this. */
const LONGEST = 40;

/** The candidate that `name` is a slip of; undefined when there is none. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  if (name.length > LONGEST) return undefined;
  const off = (one: string): number => editDistance(one.toLowerCase(), name.toLowerCase());
  const near = candidates.filter((one) => off(one) <= Math.min(SLIPS, Math.max(one.length, name.length) / 3));
  return near.sort((a, b) => off(a) - off(b))[0];
}

/** `. Did you mean variances?`, to close a message about a name that is not there; nothing when no candidate is near. */
export function suggestion(name: string, candidates: readonly string[]): string {
  const meant = nearest(name, candidates);
  return meant === undefined ? "" : `. Did you mean ${meant}?`;
}

/** `unknown key "variance". Did you mean variances? Known: mean, variances`: `meant` is the one that it is taken for, if any. */
export function unknownName(kind: string, name: string, meant: string | undefined, known: readonly string[]): string {
  const shown = JSON.stringify(name.length > LONGEST ? `${name.slice(0, LONGEST)}...` : name);
  const question = meant === undefined ? "" : ` Did you mean ${meant}?`;
  return `unknown ${kind} ${shown}.${question} Known: ${known.join(", ") || "none"}`;
}
