/** Gamma at multiples of 1/4:  Gamma(1/4)^2 = (2 pi)^(3/2) / agm(1, sqrt 2),  Gamma(3/4) = pi sqrt 2 / Gamma(1/4),  Gamma(1/2)^2 = pi,  Gamma(x + 1) = x Gamma(x)  (Gauss). */
import { Interval, ONE, PI } from "../../math/exact/intervals.ts";

const two = Interval.point(2);

/** Contains Gamma(quarters / 4), for whole quarters >= 1. */
export function gammaOfQuarters(quarters: number): Interval {
  if (!(Number.isSafeInteger(quarters) && quarters >= 1)) throw new RangeError(`Gamma of ${quarters} quarters (expected a whole number >= 1)`);
  if (quarters > 4) return Interval.point((quarters - 4) / 4).times(gammaOfQuarters(quarters - 4));
  if (quarters === 4) return ONE;
  if (quarters === 2) return PI.sqrt();
  const circle = two.times(PI);
  const first = circle.times(circle.sqrt()).over(arithmeticGeometricMean()).sqrt();
  return quarters === 1 ? first : PI.times(two.sqrt()).over(first);
}

/** agm(1, sqrt 2), which lies between the two means of every step; after 5 they agree to 1e-20. */
function arithmeticGeometricMean(): Interval {
  let [a, b] = [ONE, two.sqrt()];
  for (let k = 0; k < 5; k++) [a, b] = [a.plus(b).over(two), a.times(b).sqrt()];
  return new Interval(Math.min(a.low, b.low), Math.max(a.high, b.high));
}
