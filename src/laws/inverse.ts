/**
 * Quantiles by Newton's method inside a bracket: the x with F(x) = q for an increasing distribution function F.
 *
 * Above the median the equation solved is 1 - F(x) = 1 - q, which keeps its digits in the upper tail; 1 - q is exact there.
 * Error: a few units in the last place of F divided by the density. Limit: F continuous and strictly increasing where 0 < F < 1.
 */

export interface Distribution {
  cdf(x: number): number;
  /** 1 - cdf(x), without cancellation. */
  tail(x: number): number;
  /** Derivative of cdf. */
  density(x: number): number;
}

/** `low` <= x; `start` > low is a rough guess and `scale` > 0 a length of the law. Throws RangeError unless 0 < q < 1. */
export function invert(law: Distribution, q: number, where: { low: number; start: number; scale: number }): number {
  if (!(q > 0 && q < 1)) throw new RangeError(`a quantile needs 0 < q < 1: ${q}`);
  const excess = q > 0.5 ? (x: number): number => 1 - q - law.tail(x) : (x: number): number => law.cdf(x) - q;
  let low = where.low;
  let width = where.scale;
  if (low === -Infinity) for (low = where.start - width; excess(low) > 0; width *= 2) low -= width;
  let high = where.start + where.scale;
  for (width = where.scale; excess(high) < 0; width *= 2) high += width;
  let x = Math.min(Math.max(where.start, low), high);
  for (let iteration = 0; iteration < 200; iteration++) {
    const value = excess(x);
    if (value === 0) return x;
    if (value < 0) low = x;
    else high = x;
    let next = x - value / law.density(x);
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - x) <= 4e-16 * Math.max(Math.abs(x), where.scale * 1e-3)) return next;
    x = next;
  }
  return x;
}
