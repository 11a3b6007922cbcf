// Mean-field sums over the particles met:  S_i = sum_j w z z^T  and  B_i = sum_j w z,  z = v_i - v_j,  w = factor alpha(|z|), by tiles (tiles.ts).
// They give a-bar = tr(S) I - S and b-bar = -(d-1) B, for the mean-field diffusion and for the white noise alone.
// Twin: `plainSums` in particles/systems/mean-field-sums.ts.
import { copyRest, ownSums, padRest, REST, SLOT, TILE, WEIGHT } from "./tiles";

/**
 * Rows begin ... end - 1 of `first` over `count` columns, the same planes or those of another species; all are `stride` bytes apart. `out`: d planes of B, then the d (d+1)/2 of the upper triangle of S by rows, `outStride` bytes apart. `scratch`: of a block
 * (constants/block.ts), one for each thread.
 */
export function meanFieldSums(
  dimension: i32, mode: i32, first: usize, columns: usize, stride: usize, count: i32, begin: i32, end: i32,
  soft: f64, factor: f64, halfPower: f64, table: usize, indexBits: i32, out: usize, outStride: usize, scratch: usize,
): void {
  const sums = dimension + (dimension * (dimension + 1)) / 2;
  copyRest<f64>(dimension, columns, stride, count, scratch + REST, SLOT);
  for (let i = begin; i < end; i++) {
    const k = <usize>i << 3;
    const v = first + k;
    for (let s = 0; s < sums; s++) store<f64>(out + k + <usize>s * outStride, 0);
    padRest(dimension, v, stride, count, scratch + REST);
    for (let start = 0; start < count; start += TILE) {
      const whole = start + TILE <= count;
      const here = whole ? columns + (<usize>start << 3) : scratch + REST;
      const bytes = <usize>((min(count - start, TILE) + 1) & ~1) << 3;
      ownSums(dimension, mode, v, stride, here, whole ? stride : SLOT, bytes, soft, factor, halfPower, table, indexBits, out + k, outStride, scratch + WEIGHT);
    }
  }
}
