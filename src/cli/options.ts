/** Option values from text. Each throws commander's InvalidArgumentError, which names the option and the text found. */
import { InvalidArgumentError } from "commander";
import type { Shard } from "../study/plan/shard.ts";

/** Values by key, in the order given. */
export type Pairs = Readonly<Record<string, readonly string[]>>;

/** `gamma=0,-1,N=256` and earlier pairs: a piece without `=` is one more value of the key before it. */
export function pairs(text: string, earlier: Pairs = {}): Pairs {
  // No prototype: a key may have any name.
  const found = Object.create(null) as Record<string, string[]>;
  for (const [name, values] of Object.entries(earlier)) found[name] = [...values];
  let key: string | undefined;
  for (const piece of text.split(",")) {
    const [, name, value] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(piece) ?? [undefined, undefined, piece.trim()];
    if (name !== undefined) {
      key = name;
      found[key] = [];
    }
    if (key === undefined || !value) throw new InvalidArgumentError("Expected key=value, as in gamma=-1 or gamma=0,-1.");
    found[key]?.push(value);
  }
  return found;
}

/** Replicates or threads: more than a million of either is a slip of the hand. */
export function count(text: string): number {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : 0;
  if (!(value >= 1 && value <= 1e6)) throw new InvalidArgumentError("Expected a whole number from 1 to 1000000.");
  return value;
}

export function time(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!(Number.isFinite(value) && value >= 0)) throw new InvalidArgumentError("Expected a time, at least 0.");
  return value;
}

/** The address of a Redis, with a password if it has one. */
export function redis(text: string): string {
  try {
    const { protocol, hostname } = new URL(text.trim());
    if (/^rediss?:$/.test(protocol) && hostname !== "") return text.trim();
  } catch {
    // Said below, without what may be a password.
  }
  throw new InvalidArgumentError("Expected redis://HOST:PORT or, over TLS, rediss://HOST:PORT, with NAME:PASSWORD@ before the host where there is one.");
}

/** `0,0.1,0.5`. */
export function times(text: string): number[] {
  const values = text.split(",").map((piece) => (piece.trim() === "" ? Number.NaN : Number(piece)));
  if (!values.every((t) => t >= 0 && t < Infinity)) throw new InvalidArgumentError("Expected times, at least 0, as in 0,0.1,0.5.");
  return values;
}

/** `3/20`: shard 3 of 20. */
export function shard(text: string): Shard {
  const [, index, of] = /^(\d{1,7})\/(\d{1,7})$/.exec(text) ?? [];
  const found = { index: Number(index), of: Number(of) };
  if (found.index >= 1 && found.index <= found.of && found.of <= 1e6) return found;
  throw new InvalidArgumentError(
    "Expected i/n with i from 1 to n, as in 3/20; in a scheduler's script $SLURM_ARRAY_TASK_ID/20, $PBS_ARRAY_INDEX/20, $SGE_TASK_ID/20, or $((JOB_COMPLETION_INDEX + 1))/20, which counts from 0.",
  );
}

const units = { d: 86400, h: 3600, m: 60, s: 1 } as const;

/** `90s`, `55m`, `2h`, `1h30m`: seconds, at most a year. A bare number is refused, since schedulers take it for minutes and others for seconds. */
export function lasting(text: string): number {
  const found = /^(?:(\d+(?:\.\d+)?)d)?(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?$/.exec(text.trim()) ?? [];
  const seconds = Object.values(units).reduce((sum, unit, k) => sum + unit * Number(found[k + 1] ?? 0), 0);
  if (!(seconds > 0 && seconds <= 366 * units.d)) throw new InvalidArgumentError("Expected a duration, as in 90s, 55m, 2h or 1h30m.");
  return seconds;
}

/** A text in which addresses have no passwords: what is printed and kept of a command. */
export const withoutPassword = (text: string): string => text.replaceAll(/(rediss?:\/\/[^:@/\s]*):[^@\s]*@/g, "$1:***@");
