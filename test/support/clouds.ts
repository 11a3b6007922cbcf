/** Clouds for transport tests: planes of N points made from a named stream, so that every test names its own randomness. */
import type { Planes, Stream } from "../../src/protocols/index.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";

export const streamOf = (address: string): Stream => openStream(rootKey(`test/${address}`));

/** Planes of the points that `point(i)` returns. */
export function cloudOf(count: number, point: (i: number) => readonly number[]): Planes {
  const rows = Array.from({ length: count }, (_, i) => point(i));
  return rows[0].map((_, k) => Float64Array.from(rows, (row) => row[k]));
}

/** Independent normal coordinates with these standard deviations and means. */
export function normalCloud(stream: Stream, count: number, deviations: readonly number[], means: readonly number[] = []): Planes {
  return cloudOf(count, () => deviations.map((s, k) => (means[k] ?? 0) + s * stream.normal()));
}

/** Two beams on the first axis: a displacement that no affine map describes. */
export function beamCloud(stream: Stream, count: number): Planes {
  return cloudOf(count, (i) => [(i % 2 ? 1.2 : -1.2) + 0.4 * stream.normal(), 0.8 * stream.normal(), 0.8 * stream.normal()]);
}

export const mapped = (planes: Planes, f: (value: number, axis: number, i: number) => number): Planes =>
  planes.map((plane, k) => plane.map((value, i) => f(value, k, i)));

/** The points in the order `order`. */
export const permuted = (planes: Planes, order: ArrayLike<number>): Planes => planes.map((plane) => Float64Array.from(order, (i) => plane[i]));
