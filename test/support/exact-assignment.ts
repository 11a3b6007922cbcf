/**
 * The optimal assignment cost of a few points with whole coordinates of any size, in whole numbers: sum_i |x_i - y_s(i)|^2 over all bijections s. No
 * rounding, hence the truth for clouds whose squared distances no double holds.
 */
import type { Planes } from "../../src/protocols/index.ts";

export function exactAssignment(x: Planes, y: Planes): bigint {
  const count = x[0].length;
  const cost = Array.from({ length: count }, (_, i) =>
    Array.from({ length: count }, (__, j) => x.reduce((sum, plane, k) => sum + (BigInt(plane[i]) - BigInt(y[k][j])) ** 2n, 0n)),
  );
  // best[mask]: the first rows, as many as mask has columns, on those columns.
  const best: bigint[] = [0n];
  for (let mask = 1; mask < 2 ** count; mask++) {
    const row = mask.toString(2).replaceAll("0", "").length - 1;
    let least: bigint | undefined;
    for (let j = 0; j < count; j++) {
      if (!(mask & (1 << j))) continue;
      const sum = best[mask ^ (1 << j)] + cost[row][j];
      if (least === undefined || sum < least) least = sum;
    }
    best.push(least ?? 0n);
  }
  return best[best.length - 1];
}
