/**
 * E = int (f/m - 1)^2 m falls from the start for every law of momentum 0, Maxwell molecules (ours, after CP, Theorem 1: no t0, c0 = 1): the quadratic form of Lemma 1 has a top eigenvalue over
 * all admissible anisotropies and all data (rates/fisher/relative-l2-largest.ts),
 *
 *   E' <= 2 lambda E,   lambda < -(d-1),   hence   E(t) <= e^(2 lambda t) E(0).
 *
 * The eigenvalue is a limit of Ritz values, judged by their convergence. Beside it rates of laws, which it bounds.
 */
import { relativeL2, type Value } from "../../functionals/index.ts";
import { gaussian, mixture } from "../../laws/index.ts";
import { largestRelativeL2Rate, relativeL2Rate } from "../../rates/index.ts";
import type { Check, Law } from "../../protocols/index.ts";
import { atMost, below } from "../cases.ts";
import { check, type Datum } from "../check.ts";

interface Space extends Datum {
  readonly dimension: number;
  /** Laws whose rates are looked at. */
  readonly laws: readonly { readonly name: string; readonly law: Law }[];
  /** Of the polynomials of smoke runs. */
  readonly brief: number;
}

const normal = (...variances: number[]) => ({ name: `N(0, diag(${variances.join(", ")}))`, law: gaussian({ variances }) });
/** Temperature 1: along the first axis .5 + .7^2 = .99. */
const beams = {
  name: "two beams",
  law: mixture({ components: [-0.7, 0.7].map((u) => ({ weight: 0.5, mean: [u, 0], variances: [0.5, 1.01] })) }),
};

const data: readonly Space[] = [
  { name: "d = 2", dimension: 2, laws: [normal(1.6, 0.4), normal(1.2, 0.8), beams], brief: 16 },
  { name: "d = 3", dimension: 3, laws: [normal(1.5, 0.9, 0.6)], brief: 14 },
];
const further: readonly Space[] = [{ name: "d = 4", dimension: 4, laws: [normal(1.3, 1.1, 0.9, 0.7)], brief: 12 }];

/** E'/2E of a law. */
function quotientOf(law: Law): Value {
  const E = relativeL2(law);
  const { left } = relativeL2Rate(law, { degree: law.dimension === 2 ? 32 : 16 });
  return { value: left.value / (2 * E.value), bound: (left.bound + E.bound * Math.abs(left.value / E.value)) / (2 * E.value) };
}

/** The eigenvalue and what it bounds. */
export const largestRate: Check = check({
  id: "beyond/theorem-1-largest-rate",
  statement: "The relative L2 norm falls from the start for every datum of momentum 0, at a rate above Theorem 1's, Maxwell molecules",
  source: "ours, after CP, Theorem 1 (t0 and c0): the top eigenvalue of Lemma 1's quadratic form over all anisotropies and data",
  corrected: "E' <= 2 lambda E, lambda < -(d-1): t0 = 0, c0 = 1",
  reading: "corrected",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity"],
  data,
  further,
  compare({ dimension: d, laws, brief }, effort) {
    const top = (anisotropy?: readonly number[]) => largestRelativeL2Rate({ dimension: d, ...(effort === "smoke" ? { degree: brief } : {}), ...(anisotropy ? { anisotropy } : {}) }); // prettier-ignore
    const worst = top();
    const milder = Array.from({ length: d }, (_, i) => (i === 0 ? 0.5 * (d - 1) : -0.5));
    return [
      below("the top eigenvalue and -(d-1)", worst, 1 - d),
      atMost("the top eigenvalue of half the anisotropy", top(milder), worst),
      ...laws.map(({ name, law }) => atMost(`E'/2E of ${name}`, quotientOf(law), worst)),
    ];
  },
});
