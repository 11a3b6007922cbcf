/**
 * The power of Student's test: T = (Z + shift) / sqrt(X / nu), Z a standard normal and X a chi-square variable with nu degrees of freedom,
 *
 *   P(T > t) = E Phi(shift - t sqrt(X / nu))   (noncentral t; Johnson, Kotz and Balakrishnan 1995, chapter 31).
 *
 * In y = log(X / nu) the density is proportional to exp(nu (y - e^y) / 2), analytic and falling fast on both sides, so that the trapezoid rule
 * converges geometrically (Trefethen and Weideman 2014). Absolute error below 1e-11 for 1 <= nu <= 1e4 (test/unit/noncentral-student.test.ts).
 */
import { exp } from "../elementary.ts";
import { normalCdf } from "../special.ts";

/** The integrand is cut where the density is e^-30 of its peak; five nodes in the width of the density, one and a half in that of the step Phi. */
const DEPTH = 30;
const NODES_PER_WIDTH = 5;
const NODES_PER_STEP = 1.5;

/** P(T > t), t >= 0. `freedom` is any positive number. */
export function noncentralStudentUpper(t: number, freedom: number, shift: number): number {
  const step = Math.min(Math.sqrt(2 / freedom) / NODES_PER_WIDTH, 2 / NODES_PER_STEP / Math.max(1, t, shift));
  let [sum, mass] = [0, 0];
  const add = (y: number): boolean => {
    const square = exp(y);
    const depth = (freedom / 2) * (square - y - 1);
    if (depth > DEPTH) return false;
    const weight = exp(-depth);
    mass += weight;
    sum += weight * normalCdf(shift - t * Math.sqrt(square));
    return true;
  };
  for (let k = 0; add(k * step); k++);
  for (let k = -1; add(k * step); k--);
  return sum / mass;
}

/** The shift, in standard errors, that brings T above `t` with this probability: by bisection to 1e-4 of itself: what is printed of it has two digits. */
export function detectedShift(t: number, freedom: number, probability: number): number {
  // T exceeds t with probability 1/2 near shift = t; the spread of T is about sqrt(1 + t^2 / (2 nu)), with tails of a power law for small nu.
  let [low, high] = [0, t + 2 + t / Math.sqrt(freedom)];
  while (noncentralStudentUpper(t, freedom, high) < probability) [low, high] = [high, 2 * high];
  while (high - low > 1e-4 * high) {
    const middle = (low + high) / 2;
    if (noncentralStudentUpper(t, freedom, middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
