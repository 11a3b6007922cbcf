// Sums of a plane, and its affine maps: what restores momentum and energy of a species. Twin: particles/systems/balance.ts.
import { add, all, mad, sub } from "./vector";

/** Values that are summed at once; the sums of blocks are added. */
const BLOCK_OF_SUM: i32 = 512;

/** sum x and sum x^2 of the `count` doubles of a plane, to the two doubles at `out`. */
export function planeSums(plane: usize, count: i32, out: usize): void {
  let sum: f64 = 0;
  let squares: f64 = 0;
  for (let begin = 0; begin < count; begin += BLOCK_OF_SUM) {
    const end = min(begin + BLOCK_OF_SUM, count);
    let s = all(0.0);
    let q = all(0.0);
    let i = begin;
    for (; i + 1 < end; i += 2) {
      const x = v128.load(plane + (<usize>i << 3));
      s = add(s, x);
      q = mad(x, x, q);
    }
    sum += f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
    squares += f64x2.extract_lane(q, 0) + f64x2.extract_lane(q, 1);
    if (i < end) {
      const x = load<f64>(plane + (<usize>i << 3));
      sum += x;
      squares += x * x;
    }
  }
  store<f64>(out, sum);
  store<f64>(out, squares, 8);
}

/** x -> factor (x - from) + to of the `count` doubles of a plane. */
export function stretchPlane(plane: usize, count: i32, from: f64, factor: f64, to: f64): void {
  let i = 0;
  for (; i + 1 < count; i += 2) {
    const at = plane + (<usize>i << 3);
    v128.store(at, mad(all(factor), sub(v128.load(at), all(from)), all(to)));
  }
  if (i < count) {
    const at = plane + (<usize>i << 3);
    store<f64>(at, factor * (load<f64>(at) - from) + to);
  }
}
