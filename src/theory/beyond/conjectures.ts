/**
 * Conjectures that are watched, each on a search whose extent it says: no proof, and no counterexample found. Data are points of a Kronecker sequence (fractional parts of multiples of square roots of
 * primes), so that every run searches the same, and a longer one more.
 *
 *   the Sinkhorn divergence S(f, g) - S(f, f)/2 - S(g, g)/2 falls between two solutions, Maxwell molecules (Gaussian pairs at t = 0);
 *   E = int (f/m - 1)^2 m falls from the start for every datum: t0 = 0 in CP, Theorem 1 (Gaussian data at t = 0, by Lemma 1's exact form).
 */
import { gaussian } from "../../laws/index.ts";
import { cos, exp, sin } from "../../math/elementary.ts";
import { gaussianEntropicRates, relativeL2Rate } from "../../rates/index.ts";
import type { Check, CheckEffort, Law } from "../../protocols/index.ts";
import { below } from "../cases.ts";
import { check, type Datum } from "../check.ts";
import { underPower } from "../gaussians.ts";

interface Search extends Datum {
  readonly dimension: 2 | 3;
  readonly count: number;
}

const roots = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41].map(Math.sqrt);
/** Coordinate j of point n, in [0, 1). */
const coordinate = (n: number, j: number): number => (n * roots[j]) % 1;

/** Eigenvalues between 1/spread and spread, in axes turned about every coordinate plane; `from`: the first of the coordinates that it uses, 2d at most. */
function covariance(d: number, n: number, from: number, spread: number): number[][] {
  const values = Array.from({ length: d }, (_, k) => exp((2 * coordinate(n, from + k) - 1) * spread));
  let axes = values.map((_, i) => values.map((_x, j): number => (i === j ? 1 : 0)));
  let angle = 0;
  for (let q = 1; q < d; q++)
    for (let p = 0; p < q; p++) {
      const a = 2 * Math.PI * coordinate(n, from + d + angle++);
      axes = axes.map((row) => row.map((x, j) => (j === p ? cos(a) * row[p] - sin(a) * row[q] : j === q ? sin(a) * row[p] + cos(a) * row[q] : x)));
    }
  const entry = (i: number, j: number): number => axes[i].reduce((sum, x, k) => sum + x * values[k] * axes[j][k], 0);
  // The same bits on both sides of the diagonal.
  return axes.map((_, i) => axes.map((_x, j) => entry(Math.min(i, j), Math.max(i, j))));
}

const words = { reading: "corrected", expected: "consistent", evidence: "exact", cites: ["contractivity"] } as const;
const extent = (count: number, effort: CheckEffort): number => (effort === "smoke" ? Math.ceil(count / 20) : count);

/** The largest of `rate` over the search, as a comparison with 0. */
const worst = ({ count }: Search, effort: CheckEffort, rate: (n: number) => number) => {
  const tried = extent(count, effort);
  let most = -Infinity;
  for (let n = 1; n <= tried; n++) most = Math.max(most, rate(n));
  return [below(`the largest relative rate of ${tried}`, most, 0)];
};

/** d/dt of the divergence over the divergence. */
export const sinkhornDivergence: Check = check({
  ...words,
  id: "beyond/sinkhorn-divergence",
  statement: "Conjecture, watched: the Sinkhorn divergence between two solutions falls, Maxwell molecules",
  source: "ours, after CP, Theorem 2; searched: Gaussian pairs of covariances up to 9 : 1, eps = .05 to 5, at t = 0",
  corrected: "d/dt [S(f, g) - S(f, f)/2 - S(g, g)/2] < 0",
  data: ([2, 3] as const).map((dimension): Search => ({ name: `d = ${dimension}`, dimension, count: 200 })),
  compare: (datum, effort) =>
    worst(datum, effort, (n) => {
      const d = datum.dimension;
      const [f, g] = [0, 2 * d].map((from): Law => gaussian({ covariance: covariance(d, n, from, 1.1) }));
      const epsilon = exp(-3 + 4.6 * coordinate(n, 12));
      const rates = ([[f, g], [f, f], [g, g]] as const).map(([a, b]) => gaussianEntropicRates(underPower(0), a, b, epsilon)); // prettier-ignore
      const debiased = (of: (k: number) => number): number => of(0) - (of(1) + of(2)) / 2;
      return debiased((k) => rates[k].SRate) / debiased((k) => rates[k].S);
    }),
});

/** E'/2E over Gaussian data. */
export const fromTheStart: Check = check({
  ...words,
  id: "beyond/theorem-1-from-the-start",
  statement: "Conjecture, watched: the relative L2 norm falls from the start for every datum, Maxwell molecules",
  source: "ours, after CP, Theorem 1; searched: Gaussians with all variances below twice the temperature, at t = 0",
  corrected: "E' < 0 at t = 0, t0 = 0",
  data: ([2, 3] as const).map((dimension): Search => ({ name: `d = ${dimension}`, dimension, count: dimension === 2 ? 200 : 60 })),
  compare: (datum, effort) =>
    worst(datum, effort, (n) => {
      const d = datum.dimension;
      // Variances that sum to d, each below 2.
      const raw = Array.from({ length: d }, (_, k) => 0.15 + coordinate(n, k));
      const total = raw.reduce((sum, x) => sum + x, 0);
      const variances = raw.map((x) => (d * x) / total).map((x) => 1 + 0.7 * (x - 1));
      const { left } = relativeL2Rate(gaussian({ variances }), { degree: d === 2 ? 40 : 20 });
      return left.value + left.bound;
    }),
});
