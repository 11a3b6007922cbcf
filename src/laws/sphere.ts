/**
 * Uniform directions: a vector of d independent normals, divided by its length.
 */
import type { Stream } from "../protocols/index.ts";

/** Writes a vector of the given length in a uniform direction as particle i: d normals. */
export function placeOnSphere(into: readonly Float64Array[], i: number, length: number, stream: Stream): void {
  let square = 0;
  for (const plane of into) {
    const x = stream.normal();
    plane[i] = x;
    square += x * x;
  }
  const scale = length / Math.sqrt(square);
  for (const plane of into) plane[i] = plane[i] * scale;
}
