/**
 * CP, Theorem 1, Maxwell molecules, mass 1, momentum 0, temperature 1, principal variances lambda_i, E = int (f/m - 1)^2 m:
 *
 *   E(t) <= c0 e^(-2(d-1)t) E(0),   c0 = e^((d-1)/d);   E' <= 0 for t >= t0 = max(log(delta/(d-1))/4d, 0),
 *
 * delta = 2 sup(lambda_i - 1) as printed. With the corrected Lemma 2 the proof gives delta = max |lambda_i - 1| + sum of the (1 - lambda_i)_+, which is no larger for d = 2, 3, and
 * E(t) <= e^(delta (1 - e^(-4dt))/2d) e^(-2(d-1)t) E(0). Momentum 0 doubles the rate: e^(3(d-1)/2d) e^(-4(d-1)t) (ours). The Remark: lambda_i <= (d+1)/2 gives t0 = 0.
 */
import { relativeL2, solved, type Value } from "../../functionals/index.ts";
import { gaussian, mixture } from "../../laws/index.ts";
import { exp, log } from "../../math/elementary.ts";
import { openHermite } from "../../solvers/index.ts";
import type { Check, CheckEffort, Comparison, Law } from "../../protocols/index.ts";
import { atMost } from "../cases.ts";
import { check, type Datum } from "../check.ts";
import { underPower } from "../gaussians.ts";

/** A law of temperature 1 and momentum 0, in principal axes. */
export interface Anisotropic extends Datum {
  readonly law: Law;
}

const beams = (d: number): Law => {
  const across = new Array<number>(d - 1).fill(0.8);
  const at = (u: number) => [u, ...new Array<number>(d - 1).fill(0)];
  // Along the first axis .6 + .35 .65 1.4^2; scaled to temperature 1 below.
  const along = 0.5 + 0.35 * 0.65 * 1.4 * 1.4;
  const theta = (along + (d - 1) * 0.8) / d;
  const scaled = (x: number[]): number[] => x.map((u) => u / Math.sqrt(theta));
  return mixture({
    components: [
      { weight: 0.35, mean: scaled(at(0.65 * 1.4)), variances: [0.5 / theta, ...across.map((s) => s / theta)] },
      { weight: 0.65, mean: scaled(at(-0.35 * 1.4)), variances: [0.5 / theta, ...across.map((s) => s / theta)] },
    ],
  });
};

const start = (...variances: number[]): Anisotropic => ({ name: `N(0, diag(${variances.join(", ")}))`, law: gaussian({ variances }) });

const data: readonly Anisotropic[] = [start(1.7, 0.3), start(1.4, 1, 0.6), { name: "two beams, d = 2", law: beams(2) }];
const further: readonly Anisotropic[] = [start(1.9, 0.1), start(1.3, 1.1, 0.9, 0.7), { name: "two beams, d = 3", law: beams(3) }];

const times = [0, 0.01, 0.03, 0.1, 0.25];

const momentless = ({ law }: Anisotropic): string | undefined => {
  if (!(relativeL2(law).value < Infinity)) return "E is infinite at the start";
  return Math.max(...law.mean.map(Math.abs)) < 1e-12 ? undefined : `the momentum is ${law.mean.join(", ")}, not 0`;
};

const variancesOf = (law: Law): number[] => law.covariance.map((row, i) => row[i]);

/** Degrees of the hierarchy in smoke runs. */
const BRIEF: Readonly<Record<number, number>> = { 2: 40, 3: 16 };

/** E at times that begin with 0, by the Hermite hierarchy; at 0 that of the datum. */
function along({ law }: Anisotropic, effort: CheckEffort, from = 0): { readonly t: number; readonly E: Value }[] {
  const degree = effort === "smoke" ? BRIEF[law.dimension] : undefined;
  const solution = openHermite(underPower(0), [law], degree === undefined ? {} : { degree });
  const chosen = effort === "smoke" ? times.filter((_, k) => k % 2 === 0) : times;
  return [...new Set([from, ...chosen.filter((t) => t > from)])].map((t) => ({ t, E: relativeL2(solved(solution.at(t))) }));
}

const scaledBy = ({ value, bound }: Value, factor: number): Value => ({ value: factor * value, bound: factor * bound });

/** E(t) <= bound(t) E(0). */
const decay = (boundAt: (t: number, d: number, law: Law) => number) =>
  function compare(datum: Anisotropic, effort: CheckEffort): Comparison[] {
    const d = datum.law.dimension;
    const [first, ...later] = along(datum, effort);
    return later.map(({ t, E }) => atMost(`t = ${t}`, E, scaledBy(first.E, boundAt(t, d, datum.law))));
  };

const delta = (law: Law): number => {
  const variances = variancesOf(law);
  return Math.max(...variances.map((l) => Math.abs(l - 1))) + variances.reduce((sum, l) => sum + Math.max(1 - l, 0), 0);
};

const words = {
  statement: "The relative L2 norm decays exponentially, Maxwell molecules",
  evidence: "solver",
  cites: ["contractivity"],
  expected: "consistent",
  data,
  further,
  hypothesis: momentless,
} as const;

/** The decay, with its c0. */
export const theorem1: Check = check({
  ...words,
  id: "contractivity/theorem-1",
  source: "CP, Theorem 1, decay with c0, d = 2, 3, 4",
  printed: "E(t) <= c0 e^(-2(d-1)t) E(0), c0 = e^((d-1)/d)",
  reading: "printed",
  compare: decay((t, d) => exp((d - 1) / d - 2 * (d - 1) * t)),
});

/** The same with what the proof gives at every time. */
export const theorem1Sharper: Check = check({
  ...words,
  id: "contractivity/theorem-1-delta",
  source: "CP, Theorem 1, with the constant that its proof gives by the corrected Lemma 2",
  printed: "E(t) <= e^((d-1)/d) e^(-2(d-1)t) E(0)",
  corrected: "E(t) <= e^(delta (1 - e^(-4dt))/2d) e^(-2(d-1)t) E(0), delta = max |lambda_i - 1| + sum (1 - lambda_i)_+",
  reading: "corrected",
  compare: decay((t, d, law) => exp((delta(law) * (1 - exp(-4 * d * t))) / (2 * d) - 2 * (d - 1) * t)),
});

/** E falls after t0. */
export const theorem1Monotone: Check = check({
  ...words,
  id: "contractivity/theorem-1-monotone",
  statement: "The relative L2 norm falls after a time t0 that the variances tell, Maxwell molecules",
  source: "CP, Theorem 1, monotonicity after t0",
  printed: "E' <= 0 for t >= t0 = max(log(2 sup(lambda_i - 1)/(d-1))/4d, 0)",
  corrected: "with delta in the place of 2 sup(lambda_i - 1), which the proof needs for d >= 4",
  reading: "printed",
  data: [...data, start(1.9, 0.1)],
  compare(datum, effort) {
    const { law } = datum;
    const d = law.dimension;
    const largest = Math.max(...variancesOf(law).map((l) => l - 1));
    const t0 = Math.max(largest > 0 ? log((2 * largest) / (d - 1)) / (4 * d) : 0, 0);
    const values = along(datum, effort, t0);
    return values.slice(1).map(({ t, E }, k) => atMost(`between ${values[k].t} and ${t}`, E, values[k].E));
  },
});

/** The Remark: t0 = 0 when no variance exceeds (d+1)/2. */
export const theorem1Remark: Check = check({
  ...words,
  id: "contractivity/theorem-1-remark",
  statement: "The relative L2 norm falls from the start when no variance is large, Maxwell molecules",
  source: "CP, the Remark after Theorem 1",
  printed: "lambda_i <= (d+1)/2 for all i: E' <= 0 from t = 0",
  reading: "printed",
  data: [...data, start(1.9, 0.1)],
  hypothesis: (datum) => {
    const [most, limit] = [Math.max(...variancesOf(datum.law)), (datum.law.dimension + 1) / 2];
    return momentless(datum) ?? (most <= limit ? undefined : `the largest variance is ${most}, above (d+1)/2 = ${limit}`);
  },
  compare(datum, effort) {
    const values = along(datum, effort);
    return values.slice(1).map(({ t, E }, k) => atMost(`between ${values[k].t} and ${t}`, E, values[k].E));
  },
});

/** Twice the rate, since the momentum is 0. */
export const theorem1Twice: Check = check({
  ...words,
  id: "beyond/theorem-1-twice-the-rate",
  statement: "The relative L2 norm decays at twice the printed rate, since momentum 0 doubles the Poincare constant",
  source: "after CP, Theorem 1; ours",
  corrected: "E(t) <= e^(3(d-1)/2d) e^(-4(d-1)t) E(0)",
  reading: "corrected",
  compare: decay((t, d) => exp((3 * (d - 1)) / (2 * d) - 4 * (d - 1) * t)),
});
