/** Bytes changed, cut, doubled or moved, as bad disks, editors and interrupted copies do. */
import { streamOf } from "../clouds.ts";

/** Whole numbers from 0 to n - 1. */
export type Below = (n: number) => number;

export function belowOf(seed: string): Below {
  const stream = streamOf(seed);
  return (n) => Math.floor(stream.uniform() * n);
}

export const oneOf = <Value>(values: readonly Value[], below: Below): Value => values[below(values.length)];

/** One to four changes. */
export function damaged(bytes: Buffer, below: Below): Buffer {
  let out = Buffer.from(bytes);
  const text = [",", "\n", '"', "0", "e", "-", ".", " ", "#", "NA", "(", "1"];
  for (let k = below(4); k >= 0; k--) {
    const at = below(out.length);
    const [kind, length] = [below(8), 1 + below(6)];
    if (kind === 0) out[at] ^= 1 << below(8);
    else if (kind === 1) out[at] = below(256);
    else if (kind === 2) out = out.subarray(0, at + 1);
    else if (kind === 3) out = Buffer.concat([out.subarray(0, at), out.subarray(at + length)]);
    else if (kind === 4) out = Buffer.concat([out.subarray(0, at + length), out.subarray(at)]);
    else if (kind === 5) out.fill([0, 255][below(2)], at, Math.min(out.length, at + length));
    else if (kind === 6) out = Buffer.concat([out.subarray(0, at), Buffer.from(text[below(text.length)]), out.subarray(at + length)]);
    else out[at] = out[below(out.length)];
    if (out.length === 0) return Buffer.from("x");
  }
  return out;
}
