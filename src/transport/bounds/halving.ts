/**
 * A pairing of two clouds of equal size by common halving, in O(d N log N): both are split at their medians along one axis, the one with
 * the greatest variance of the two together, and halves of equal rank are paired in turn, down to single points.
 *
 * On the line this is the sorted pairing, hence optimal. In general its cost is an upper bound of the optimal one, of the order of the
 * squared distance of neighbours where the clouds are samples of one law, and says nothing where their shapes differ much.
 */
import { select } from "../../math/kd-tree/tree.ts";

/** For each point of the packed cloud `source` ([stride N]) its partner in `target`. */
export function pairByHalving(source: Float64Array, target: Float64Array, stride: number, count: number): Int32Array {
  const first = Int32Array.from({ length: count }, (_, i) => i);
  const second = first.slice();
  const split = (low: number, high: number): void => {
    if (high - low < 2) return;
    let axis = 0;
    let greatest = -1;
    for (let k = 0; k < stride; k++) {
      const spread = scatter(source, first, low, high, k, stride) + scatter(target, second, low, high, k, stride);
      if (spread > greatest) [axis, greatest] = [k, spread];
    }
    const middle = (low + high) >> 1;
    select(source, first, low, high - 1, middle, axis, stride);
    select(target, second, low, high - 1, middle, axis, stride);
    split(low, middle);
    split(middle, high);
  };
  split(0, count);
  const partners = new Int32Array(count);
  for (let t = 0; t < count; t++) partners[first[t]] = second[t];
  return partners;
}

/** Sum of squared deviations of one coordinate over order[low..high-1]. */
function scatter(packed: Float64Array, order: Int32Array, low: number, high: number, axis: number, stride: number): number {
  let sum = 0;
  for (let t = low; t < high; t++) sum += packed[stride * order[t] + axis];
  const mean = sum / (high - low);
  let squares = 0;
  for (let t = low; t < high; t++) {
    const deviation = packed[stride * order[t] + axis] - mean;
    squares += deviation * deviation;
  }
  return squares;
}
