/**
 * Labels at the ends of curves, kept apart: minimise the sum of squared displacements subject to order and spacing. In the variables
 * "position minus the heights before it" the constraint is monotonicity, so the minimiser is isotonic regression, computed by pooling
 * adjacent violators (Barlow, Bartholomew, Bremner, Brunk, Statistical inference under order restrictions, 1972).
 */

export interface Wanted {
  /** Where the centre would like to be, pixels downwards. */
  readonly centre: number;
  readonly height: number;
}

/** Centres of labels, in the order given, within [top, bottom] and without overlap. Throws RangeError when they cannot fit. */
export function placeLabels(wanted: readonly Wanted[], top: number, bottom: number): number[] {
  const total = wanted.reduce((sum, each) => sum + each.height, 0);
  if (total > bottom - top) throw new RangeError(`labels of total height ${total} do not fit into ${bottom - top}`);
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a].centre - wanted[b].centre || a - b);
  let before = 0;
  const offsets = order.map((index) => {
    const { height } = wanted[index];
    before += height;
    return before - height / 2;
  });
  const starts = isotonic(order.map((index, k) => wanted[index].centre - offsets[k]));
  const centres = new Array<number>(wanted.length);
  order.forEach((index, k) => {
    // Clamping a monotone sequence to an interval keeps it monotone and is the bounded minimiser.
    centres[index] = Math.min(Math.max(starts[k], top), bottom - total) + offsets[k];
  });
  return centres;
}

/** Nearest nondecreasing sequence in least squares. */
function isotonic(values: readonly number[]): number[] {
  const pools: { mean: number; count: number }[] = [];
  for (const value of values) {
    let pool = { mean: value, count: 1 };
    for (let last = pools.at(-1); last !== undefined && last.mean > pool.mean; last = pools.at(-1)) {
      pools.pop();
      const count = last.count + pool.count;
      pool = { mean: (last.mean * last.count + pool.mean * pool.count) / count, count };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ mean, count }) => new Array<number>(count).fill(mean));
}
