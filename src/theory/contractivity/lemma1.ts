/**
 * CP, Lemma 1, E = int (f/m - 1)^2 m for Maxwell molecules:  E'/2 <= -(d-1) int |grad h|^2 m + sum_ij D_ij int (d_i h d_j h - v_i v_j h^2/2) m,  h = f/m, D = P - I.
 *
 * The inequality drops the rotations, -<-Delta_ang h, h>_m <= 0; with them it is an identity. Left side: the Hermite hierarchy; right side: norms of polynomials.
 */
import { relativeL2 } from "../../functionals/index.ts";
import { gaussian, mixture } from "../../laws/index.ts";
import { relativeL2Rate } from "../../rates/index.ts";
import type { Check, Law } from "../../protocols/index.ts";
import { atMost, equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";

interface Start extends Datum {
  readonly law: Law;
  readonly degree: number;
}

const data: readonly Start[] = [
  { name: "a skew Gaussian, d = 2", degree: 40, law: gaussian({ mean: [0.3, -1], covariance: [[1.3, 0.25], [0.25, 0.6]] }) }, // prettier-ignore
  { name: "a skew Gaussian, d = 3", degree: 20, law: gaussian({ covariance: [[0.8, 0.2, 0], [0.2, 1.1, -0.1], [0, -0.1, 0.6]] }) }, // prettier-ignore
  {
    name: "a lopsided mixture, d = 2",
    degree: 40,
    law: mixture({
      components: [
        { weight: 0.35, mean: [0.6, -0.3], covariance: [[0.9, 0.2], [0.2, 0.5]] }, // prettier-ignore
        { weight: 0.65, mean: [-0.2, 0.3], covariance: [[0.6, -0.1], [-0.1, 0.9]] }, // prettier-ignore
      ],
    }),
  },
  { name: "N(0, diag(2.5, .3, .2)), of infinite E", degree: 20, law: gaussian({ variances: [2.5, 0.3, 0.2] }) },
];

const finite = ({ law }: Start): string | undefined =>
  relativeL2(law).value < Infinity ? undefined : "E is infinite: a variance is at least twice the temperature";

/** The inequality, and the identity behind it. */
export const lemma1: Check = check({
  id: "contractivity/lemma-1",
  statement: "The rate of the relative L2 norm is bounded by the gradient and the anisotropy of the second moments",
  source: "CP, Lemma 1 (an identity once the rotations that it drops are kept)",
  printed: "E'/2 <= -(d-1) int |grad h|^2 m + sum_ij D_ij int (d_i h d_j h - v_i v_j h^2/2) m",
  reading: "printed",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity"],
  data,
  hypothesis: finite,
  compare({ law, degree }) {
    const { left, right, asPrinted } = relativeL2Rate(law, { degree });
    // Both sides are of the same polynomial: what degrees beyond add is common to them.
    return [equal("with the rotations", left.value, right.value, { scale: 1e2 * Math.abs(left.value) }), atMost("as printed", left, asPrinted)];
  },
});
