/**
 * What the particles of one law do to a test particle at v:  a(v) = (a * f)(v),  b(v) = (b * f)(v) = (div a * f)(v),  a(z) = alpha(|z|) (|z|^2 I - z z^T),
 * b(z) = -(d-1) alpha(|z|) z, for f of mass 1.
 */

/** The coefficients of one law. */
export interface Field {
  /** Writes a [d*d] and b [d] at v, which is node `n` of the nodes in hand: fields that are known at nodes only go by it. */
  at(v: ArrayLike<number>, n: number, a: Float64Array, b: Float64Array): void;
}
