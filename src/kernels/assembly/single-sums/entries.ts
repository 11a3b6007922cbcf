// Sums of four columns at a time to the planes of a row: a vector, and the upper triangle of a symmetric matrix.
import { gain } from "../single";

/** A vector, then a matrix. */
// @ts-ignore: decorator
@inline export function vectorAndMatrix<V>(out: usize, outStride: usize, bx: v128, by: v128, bz: v128, xx: v128, xy: v128, xz: v128, yy: v128, yz: v128, zz: v128): void {
  gain(out, bx);
  gain(out + outStride, by);
  if (sizeof<V>() == 4) {
    gain(out + 2 * outStride, bz);
    matrix<V>(out + 3 * outStride, outStride, xx, xy, xz, yy, yz, zz);
  } else {
    matrix<V>(out + 2 * outStride, outStride, xx, xy, xz, yy, yz, zz);
  }
}

/** The upper triangle by rows. */
// @ts-ignore: decorator
@inline export function matrix<V>(out: usize, outStride: usize, xx: v128, xy: v128, xz: v128, yy: v128, yz: v128, zz: v128): void {
  gain(out, xx);
  gain(out + outStride, xy);
  if (sizeof<V>() == 4) {
    gain(out + 2 * outStride, xz);
    gain(out + 3 * outStride, yy);
    gain(out + 4 * outStride, yz);
    gain(out + 5 * outStride, zz);
  } else {
    gain(out + 2 * outStride, yy);
  }
}
