/**
 * The largest Theta/|h|^2 over a space of polynomial potentials (landau-metric.ts), by the eigenproblem Theta x = lambda K x. Monomials of narrow beams are
 * nearly dependent, so K is reduced to a diagonal by exact elimination, K = L D L^T, which also finds the potentials with h = 0 (the collision invariants 1, v,
 * |v|^2) exactly; D^(-1/2) L^-1 Theta L^-T D^(-1/2) is rounded and diagonalised. The ratio is attained: the supremum over all potentials is at least as large, and
 * the Landau equation for Maxwell molecules does not contract in this metric, at tangent level, where it is positive.
 */
import { ScenarioError } from "../../../errors.ts";
import type { Value } from "../../../functionals/index.ts";
import { Rational } from "../../../math/exact/rational.ts";
import { eigen } from "../../../math/symmetric.ts";
import type { ExactBeam } from "./exact-beams.ts";
import { metricForms, type ExactPotential } from "./landau-metric.ts";
import { knownOptions } from "../../../names/options.ts";

/** The largest ratio Theta / |h|^2 over the span of given potentials, and where it is reached. */
export interface MetricGrowth {
  /** The largest Theta/|h|^2; the bound is rounding. */
  readonly ratio: Value;
  /** Coefficients of the potentials in a maximiser with |h|^2 = 1. */
  readonly coefficients: Float64Array;
  /** Number of independent tangent vectors. */
  readonly rank: number;
}

/** Relative error of the entries after exact elimination and of Jacobi's method, times the order. */
const ROUNDING = 1e-15;

/** Throws ScenarioError for data that are no Gaussian mixture or no polynomials, and when no potential has h other than 0. */
export function largestMetricGrowth(options: { beams: readonly ExactBeam[]; potentials: readonly ExactPotential[] }): MetricGrowth {
  knownOptions("largestMetricGrowth", options, ["beams", "potentials"]);
  const { square, rate } = metricForms(options);
  const { pivots, kept, reduced, lower } = eliminated(square, rate);
  const n = kept.length;
  if (n === 0) throw new ScenarioError("all potentials are collision invariants (expected one with h other than 0)");
  const roots = kept.map((k) => Math.sqrt(toNumber(pivots[k])));
  const matrix = Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return toNumber(reduced[kept[i]][kept[j]]) / (roots[i] * roots[j]);
  });
  const { values, vectors } = eigen(matrix, n);
  const size = Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
  // phi = sum_i y_i D_i^(-1/2) (row i of L^-1).
  const coefficients = new Float64Array(square.length);
  kept.forEach((k, i) => {
    const share = vectors[i * n + n - 1] / roots[i];
    for (let j = 0; j <= k; j++) coefficients[j] += share * toNumber(lower[k][j]);
  });
  return { ratio: { value: values[n - 1], bound: ROUNDING * n * size }, coefficients, rank: n };
}

/** Monomials of degree 1 to `degree` in d variables, the potentials of an exhaustive search; of one parity in each variable when `parity` is given (0 or 1). */
export function monomials(options: { dimension: number; degree: number; parity?: readonly number[] }): ExactPotential[] {
  knownOptions("monomials", options, ["dimension", "degree", "parity"]);
  const { dimension, degree, parity } = options;
  const powers = (left: number, k: number): number[][] =>
    k === dimension ? [[]] : Array.from({ length: left + 1 }, (_, a) => a).flatMap((a) => powers(left - a, k + 1).map((rest) => [a, ...rest]));
  const one = new Rational(1n);
  return powers(degree, 0)
    .filter((a) => a.some((x) => x > 0) && (!parity || a.every((x, k) => x % 2 === parity[k])))
    .map((a) => [{ coefficient: one, powers: a }]);
}

interface Elimination {
  readonly pivots: readonly Rational[];
  /** Where the pivot is not 0. */
  readonly kept: readonly number[];
  /** L^-1 Theta L^-T. */
  readonly reduced: readonly (readonly Rational[])[];
  /** L^-1. */
  readonly lower: readonly (readonly Rational[])[];
}

/** Symmetric elimination of K, the same steps on Theta. */
function eliminated(square: readonly (readonly Rational[])[], rate: readonly (readonly Rational[])[]): Elimination {
  const n = square.length;
  const [k, theta] = [square.map((row) => [...row]), rate.map((row) => [...row])];
  const lower = k.map((_, i) => k.map((_, j) => new Rational(i === j ? 1n : 0n)));
  const kept: number[] = [];
  for (let p = 0; p < n; p++) {
    const pivot = k[p][p];
    if (pivot.numerator === 0n) {
      if (theta[p].some((x, j) => !(j < p && !kept.includes(j)) && x.numerator !== 0n)) {
        throw new ScenarioError(`potential ${p + 1} depends on those before it at this law but not as a function (expected beams of positive variances)`);
      }
      continue;
    }
    kept.push(p);
    for (let i = p + 1; i < n; i++) {
      if (k[i][p].numerator === 0n) continue;
      const factor = k[i][p].over(pivot).negative();
      addRow(k, i, p, factor);
      addRow(theta, i, p, factor);
      addRow(lower, i, p, factor);
      for (const matrix of [k, theta]) for (const row of matrix) row[i] = plus(row[i], row[p], factor);
    }
  }
  return { pivots: k.map((row, i) => row[i]), kept, reduced: theta, lower };
}

function addRow(matrix: Rational[][], to: number, from: number, factor: Rational): void {
  for (let j = 0; j < matrix.length; j++) matrix[to][j] = plus(matrix[to][j], matrix[from][j], factor);
}

const plus = (x: Rational, y: Rational, factor: Rational): Rational => (y.numerator === 0n ? x : x.plus(y.times(factor)));

/** The nearest double, to an ulp, of a rational whose value is one of normal size. */
function toNumber({ numerator, denominator }: Rational): number {
  const length = (x: bigint): number => x.toString(16).length * 4;
  const shift = Math.max(-900, Math.min(900, 72 - (length(numerator) - length(denominator))));
  const quotient = shift >= 0 ? (numerator << BigInt(shift)) / denominator : numerator / (denominator << BigInt(-shift));
  const half = Math.trunc(shift / 2);
  return Number(quotient) * powerOfTwo(-half) * powerOfTwo(half - shift);
}

const powerOfTwo = (n: number): number => (n >= 0 ? Number(1n << BigInt(n)) : 1 / Number(1n << BigInt(-n)));
