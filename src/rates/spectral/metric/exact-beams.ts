/**
 * Moments of Gaussian mixtures in integers. For weights w_k, means u_k and covariances C_k that are rational, let D be a common denominator of means, D^2 one of
 * covariances, and W one of the weights: the measure F = W (D id)#f has integer moments
 *
 *   E v^a = u_j E v^(a-e_j) + sum_i C_ji (a-e_j)_i E v^(a-e_j-e_i),   a_j > 0  (Isserlis).
 */
import { ScenarioError } from "../../../errors.ts";
import { exponentOf, variable } from "../../../math/exact/integer-polynomials.ts";
import { greatestDivisor, Rational } from "../../../math/exact/rational.ts";

/** A Gaussian of a mixture. A covariance may be singular: 0 is a point mass. */
export interface ExactBeam {
  readonly weight: Rational;
  readonly mean: readonly Rational[];
  readonly covariance: readonly (readonly Rational[])[];
}

export interface IntegerMoments {
  readonly dimension: number;
  /** D. */
  readonly scale: bigint;
  /** W = F(1). */
  readonly mass: bigint;
  /** int x^a dF by the key of x^a. */
  readonly at: (key: number) => bigint;
}

/** Throws ScenarioError for data that are no mixture (weights, shapes, symmetry). */
export function integerMoments(beams: readonly ExactBeam[]): IntegerMoments {
  const d = beams[0]?.mean.length ?? 0;
  if (d < 2 || d > 4) throw new ScenarioError(`beams in dimension ${d} (expected at least one beam, in dimension 2 to 4)`);
  beams.forEach(({ weight, mean, covariance }, k) => {
    const square = covariance.length === d && covariance.every((row, i) => row.length === d && row.every((x, j) => x.equals(covariance[j][i])));
    if (mean.length !== d || !square) throw new ScenarioError(`beam ${k + 1}: expected a mean of ${d} numbers and a symmetric covariance of ${d} rows`);
    if (weight.numerator <= 0n || !nonNegative(covariance))
      throw new ScenarioError(`beam ${k + 1}: expected a positive weight and a covariance without negative eigenvalues`);
  });
  const scale = commonScale(commonDenominator(beams.flatMap(({ mean }) => mean)), commonDenominator(beams.flatMap(({ covariance }) => covariance.flat())));
  const share = commonDenominator(beams.map(({ weight }) => weight));
  const weights = beams.map(({ weight }) => whole(weight, share));
  const mass = weights.reduce((sum, w) => sum + w, 0n);
  if (mass !== share) throw new ScenarioError(`weights of the beams sum to ${mass}/${share} (expected 1)`);
  const moments = beams.map(({ mean, covariance }) =>
    beamMoments(
      mean.map((x) => whole(x, scale)),
      covariance.map((row) => row.map((x) => whole(x, scale * scale))),
    ),
  );
  return { dimension: d, scale, mass, at: remembered((key) => moments.reduce((sum, at, k) => sum + weights[k] * at(key), 0n)) };
}

/** Whether a symmetric matrix has no negative eigenvalue, by elimination. */
function nonNegative(rows: readonly (readonly Rational[])[]): boolean {
  if (rows.length === 0) return true;
  const [first, ...others] = rows;
  const [pivot, ...rest] = first;
  if (pivot.numerator === 0n) return rest.every((x) => x.numerator === 0n) && nonNegative(others.map((row) => row.slice(1)));
  return pivot.numerator > 0n && nonNegative(others.map((row, i) => row.slice(1).map((x, j) => x.minus(rest[i].times(rest[j]).over(pivot)))));
}

function beamMoments(mean: readonly bigint[], covariance: readonly (readonly bigint[])[]): (key: number) => bigint {
  const d = mean.length;
  const at = remembered((key): bigint => {
    if (key === 0) return 1n;
    let j = 0;
    while (exponentOf(key, j) === 0) j++;
    const rest = key - variable(j);
    let sum = mean[j] * at(rest);
    for (let i = 0; i < d; i++) {
      const power = exponentOf(rest, i);
      if (power > 0 && covariance[j][i] !== 0n) sum += covariance[j][i] * BigInt(power) * at(rest - variable(i));
    }
    return sum;
  });
  return at;
}

function remembered(f: (key: number) => bigint): (key: number) => bigint {
  const known = new Map<number, bigint>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = f(key)));
    return value;
  };
}

/** A D that is a multiple of `means`, and D^2 of `covariances`; a small one where that is a square. */
function commonScale(means: bigint, covariances: bigint): bigint {
  const root = BigInt(Math.round(Math.sqrt(Number(covariances))));
  const least = root * root === covariances ? root : covariances;
  return commonDenominator([new Rational(1n, means), new Rational(1n, least)]);
}

/** The least common denominator. */
export function commonDenominator(numbers: readonly Rational[]): bigint {
  return numbers.reduce((common, { denominator }) => (common / greatestDivisor(common, denominator)) * denominator, 1n);
}

/** factor x, which must be whole. */
export const whole = ({ numerator, denominator }: Rational, factor: bigint): bigint => numerator * (factor / denominator);
