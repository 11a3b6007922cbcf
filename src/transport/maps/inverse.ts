/**
 * Inverse of a tabulated nondecreasing function: a guide table finds the cell, safeguarded Newton steps the point in it.
 *
 * Where T is constant the inverse is any point of the plateau (phi* has a kink there, and its value is the same at all of them).
 */
import type { Table } from "./table.ts";

/** Newton steps in a cell; bisection takes over where they leave it. Error in x below 1e-15 of the cell, second order in phi*. */
const STEPS = 60;

export function inverseOf(table: Table): (y: number) => number {
  const { origin, step, cells, image, slope } = table;
  const guide = guideTable(table);
  const buckets = guide.length - 1;
  const bottom = image[0];
  const top = image[cells];
  return (y) => {
    // A constant continuation maps nothing beyond itself: phi* is infinite there, and a far point gives a large value.
    if (y <= bottom) return origin + (y - bottom) / Math.max(slope[0], Number.MIN_VALUE * 1e20);
    if (y >= top) return origin + cells * step + (y - top) / Math.max(slope[cells], Number.MIN_VALUE * 1e20);
    const bucket = Math.min(buckets - 1, Math.floor(((y - bottom) / (top - bottom)) * buckets));
    // A node of slack on either side covers the rounding of the bucket number.
    let low = Math.max(0, guide[bucket] - 1);
    let high = Math.min(cells, guide[bucket + 1] + 2);
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (image[middle] <= y) low = middle;
      else high = middle;
    }
    return solveInCell(table, low, y);
  };
}

/** guide[b]: the last node whose image is at most the lower end of bucket b. */
function guideTable({ cells, image }: Table): Int32Array {
  const buckets = 2 * cells;
  const guide = new Int32Array(buckets + 1);
  const height = image[cells] - image[0];
  let node = 0;
  for (let b = 0; b <= buckets; b++) {
    while (node + 1 < cells && image[node + 1] <= image[0] + (height * b) / buckets) node++;
    guide[b] = node;
  }
  return guide;
}

function solveInCell({ origin, step, image, slope }: Table, k: number, y: number): number {
  const rise = image[k + 1] - image[k];
  const target = y - image[k];
  if (!(rise > 0)) return origin + k * step;
  const [a, b] = [slope[k] * step, slope[k + 1] * step];
  const [c2, c3] = [3 * rise - 2 * a - b, a + b - 2 * rise];
  let low = 0;
  let high = 1;
  let s = Math.min(1, Math.max(0, target / rise));
  for (let n = 0; n < STEPS; n++) {
    const excess = s * (a + s * (c2 + s * c3)) - target;
    if (excess > 0) high = s;
    else low = s;
    let next = s - excess / (a + s * (2 * c2 + 3 * s * c3));
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    if (Math.abs(next - s) < 1e-15) break;
    s = next;
  }
  return origin + (k + s) * step;
}
