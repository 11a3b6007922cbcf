/**
 * When the sums of the white noise are taken in single precision. u = 2^-24; R is the largest distance of a particle from the mean of its ensemble (with other
 * species, of rows and columns from the middle of their means), Lambda of the columns the trace of the covariance less its Frobenius norm, at most the variance
 * across the cloud's longest direction; delta the softening.
 *
 * In double precision the mean is taken off, so that shifts of a whole ensemble cost nothing. What is left is rounded by u R, and a row's sums by
 *
 *   |S - S_64| <= u (10 R sum_j alpha |z| + 150 tr S),   |B - B_64| <= u (8 R sum_j alpha + 150 sum_j alpha |z|)
 *
 * for each entry of S and in norm for B (terms are Lipschitz, a lane adds 128 of them; typically 3e-7 of tr S, and 1e-8 in averages over particles). The variance
 * of an increment is at least of order Lambda/R^2 of tr S, so that it is in error by some 16 u R^2/Lambda of itself, and the difference of two ensembles by u R.
 * Single precision serves when these are a hundredth of the Monte Carlo error of one run, 1/sqrt(N):
 *
 *   16 u R^2/Lambda <= 0.01/sqrt(N);   delta >= 800 u R for gamma < -1 (the kick of a close pair, 8 u R/delta, against its own randomness);
 *
 * and from 64 particles on, for the exponents 0, -1, -2 and -3: others, and tables, stay in double precision. Both ensembles of a couple must allow it, have extents
 * within a factor 64, and differ in root mean square by 400 u R or more (ensembles that are closer keep the digits of what they differ by). The choice
 * of one ensemble does not look at another. Rows of a species take all their sums in single precision or none.
 *
 * The sum of all B, zero but for rounding, and the balance of the energy that drift and noise exchange, sum_i (2 V_i.B_i - tr S_i) = 0, hold to the same errors:
 * momentum and energy are conserved in mean as in double precision, by some 1e-8 of a step's exchange.
 */
import { cloudMean, cloudTemperatureTensor } from "../../src/functionals/index.ts";
import type { Ensemble, Planes } from "../../src/protocols/index.ts";
import type { Weights } from "./mean-field-sums.ts";
import type { Couple } from "./white-noise-sums.ts";

/** Half a unit in the last place of a single. */
const ROUNDING = 1 / 16777216;
/** Of the Monte Carlo error. */
const SHARE = 0.01;
const FEWEST = 64;
const RATIO = 64;

/** Where a cloud is, and R. */
export interface Extent {
  readonly centre: readonly number[];
  readonly radius: number;
}

export function extentOf(rows: Planes, columns: Planes = rows): Extent {
  const [one, other] = [rows, columns].map(cloudMean) as [number[], number[]];
  const centre = one.map((x, k) => (x + other[k]) / 2);
  const square = Math.max(...(rows === columns ? [rows] : [rows, columns]).map((planes) => largestSquare(planes, centre)));
  return { centre, radius: Math.sqrt(square) };
}

function largestSquare(planes: Planes, centre: readonly number[]): number {
  const distances = new Float64Array(planes[0].length);
  planes.forEach((plane, k) => {
    const middle = centre[k];
    for (let i = 0; i < plane.length; i++) distances[i] += square(plane[i] - middle);
  });
  let most = 0;
  for (const distance of distances) if (!(distance <= most)) most = distance;
  return most;
}

/** Whether the sums of these rows over the columns, by default themselves, may be in single precision. */
export function servesSingle({ planes, count }: Ensemble, { alpha, soft }: Weights, columns: Planes = planes): boolean {
  const most = Math.max(count, columns[0].length);
  if (alpha.mode > 3 || Math.min(count, columns[0].length) < FEWEST) return false;
  const { radius } = extentOf(planes, columns);
  if (!(radius > 0)) return false;
  if (alpha.mode > 1 && !(soft >= square(800 * ROUNDING * radius))) return false;
  return 16 * ROUNDING * radius * radius <= (SHARE / Math.sqrt(most)) * across(cloudTemperatureTensor(columns));
}

/** Lambda. */
function across(covariance: readonly (readonly number[])[]): number {
  const norm = Math.sqrt(covariance.flat().reduce((sum, x) => sum + x * x, 0));
  return covariance.reduce((sum, row, k) => sum + row[k], 0) - norm;
}

/** Whether the sums of a couple are. */
export function servesCouple({ first, second, columns, partners }: Couple, weights: Weights): boolean {
  if (!servesSingle(first, weights, columns) || !servesSingle(second, weights, partners)) return false;
  const [one, two] = [extentOf(first.planes, columns), extentOf(second.planes, partners)];
  if (!(one.radius <= RATIO * two.radius && two.radius <= RATIO * one.radius)) return false;
  const apart = (planes: Planes, others: Planes): number => {
    let sum = 0;
    planes.forEach((plane, k) => {
      const [from, shift] = [others[k], two.centre[k] - one.centre[k]];
      for (let i = 0; i < plane.length; i++) sum += square(plane[i] - from[i] - shift);
    });
    return sum / planes[0].length;
  };
  return Math.max(apart(second.planes, first.planes), apart(partners, columns)) >= square(400 * ROUNDING * Math.max(one.radius, two.radius));
}

const square = (x: number): number => x * x;
