/**
 * Plans of the transforms in src/kernels/assembly/fft.ts: the radices of a length 2^a 3^b and the twiddles of each pass, laid out in kernel memory.
 *
 * Twiddles e^(-2 pi i j/n) are computed from angles of at most pi/4, so symmetric ones are equal up to sign and each has an error of half a unit.
 */
import type { KernelMemory } from "../../kernels/index.ts";
import { cos, sin } from "../elementary.ts";

export type Direction = 1 | -1;

/** Radices of a length, product n: fours first, then threes, then a two. Throws RangeError unless n = 2^a 3^b >= 1. */
export function radices(n: number): number[] {
  let rest = n;
  const list: number[] = [];
  for (const radix of [4, 3, 2]) {
    while (rest % radix === 0 && rest > 1) {
      list.push(radix);
      rest /= radix;
    }
  }
  if (rest !== 1) throw new RangeError(`a transform needs a length 2^a 3^b: ${n}`);
  return n === 1 ? [] : list;
}

/** True for the lengths that transforms serve. */
export const isSmooth = (n: number): boolean => {
  if (!Number.isInteger(n) || n < 1) return false;
  let rest = n;
  for (const prime of [2, 3]) while (rest % prime === 0) rest /= prime;
  return rest === 1;
};

/** cos and sin of 2 pi j/n, 0 <= j < n, by reduction to the first octant in whole numbers. */
export function turn(j: number, n: number): readonly [number, number] {
  const eighths = 8 * j;
  const octant = Math.floor(eighths / n);
  const quadrant = (octant + 1) >> 1;
  // Angle from the nearest multiple of pi/2, in units of 2 pi/(4 n): |rest| <= n/2.
  const rest = 4 * j - quadrant * n;
  const angle = (Math.PI * rest) / (2 * n);
  const [c, s] = [cos(angle), sin(angle)];
  return ([[c, s], [-s, c], [-c, -s], [s, -c]] as const)[quadrant & 3]; // prettier-ignore
}

/** Two vectors per twiddle e^(-+2 pi i j/n): (Re, Re), (-Im, Im). */
function writeTwiddle(into: Float64Array, index: number, j: number, n: number, direction: Direction): void {
  const [c, s] = turn(((j % n) + n) % n, n);
  const imaginary = -direction * s;
  into.set([c, c, -imaginary, imaginary], 4 * index);
}

/** Writes the plan of length n into the memory and returns its address. Direction 1 is forward, e^(-2 pi i jk/n). */
export function openPlan(memory: KernelMemory, n: number, direction: Direction): number {
  const list = radices(n);
  const header = memory.allocate(4 + 2 * list.length);
  const signs = new Uint32Array(header.buffer, header.byteOffset, 4);
  signs.set(direction === 1 ? [0, 0x80000000, 0, 0] : [0, 0, 0, 0x80000000]);
  const words = new Int32Array(header.buffer, header.byteOffset + 16, 4 + 4 * list.length);
  words.set([n, list.length, 0, 0]);
  let length = n;
  list.forEach((radix, k) => {
    const m = length / radix;
    const table = memory.allocate(4 * m * (radix - 1));
    for (let p = 0; p < m; p++) for (let t = 1; t < radix; t++) writeTwiddle(table, p * (radix - 1) + t - 1, t * p, length, direction);
    words.set([radix, m, table.byteOffset, 0], 4 + 4 * k);
    length = m;
  });
  return header.byteOffset;
}

/** The twiddles e^(-2 pi i k/n), k <= n/2, that join real lines of length n to complex ones of length n/2. Returns their address. */
export function openTurns(memory: KernelMemory, n: number): number {
  const table = memory.allocate(2 * n + 4);
  for (let k = 0; k <= n / 2; k++) writeTwiddle(table, k, k, n, 1);
  return table.byteOffset;
}
