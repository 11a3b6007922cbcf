/**
 * CP, Proposition 4: the entropic cost by duality, C = eps H(f) + sup { int u_1 g - int u_0 f } over solutions of d_s u + |grad u|^2/2 + (eps/2) Laplacian u = 0.
 *
 * The paper takes C for (1.2), which it is not (theorem2.ts), and the cost |v-w|^2 for |v-w|^2/2. Between Gaussians quadratic potentials and Gaussian couplings enclose C, which has a closed form
 * of its own; those of the entropic map close the gap (transport/entropic/gaussian-duality.ts).
 */
import { entropicMapMatrix, gaussianDual, gaussianLebesgue, gaussianPrimal } from "../../transport/index.ts";
import { fromRows, functionOf, product, type Matrix } from "../../math/symmetric.ts";
import type { Check, Law } from "../../protocols/index.ts";
import { atMost, equal } from "../cases.ts";
import { check } from "../check.ts";
import { skewGaussians } from "../gaussians.ts";
import type { EntropicPair } from "./theorem2.ts";

const like = ({ mean, covariance }: Law) => ({ mean, covariance: fromRows(covariance) });
const pair = (d: 2 | 3, epsilon: number): EntropicPair => ({ name: `skew Gaussians, d = ${d}, eps = ${epsilon}`, ...skewGaussians(d), epsilon });

/** Weak duality, and that nothing is lost. */
export const proposition4: Check = check({
  id: "contractivity/proposition-4",
  statement: "The entropic cost is the entropy of one law and the best value over potentials that solve a Hamilton-Jacobi equation with diffusion",
  source: "CP, Proposition 4, for the cost of Theorem 2's proof",
  printed: "T = eps H(f) + sup { int u_1 g - int u_0 f }, T by (1.2), d_s u + |grad u|^2/2 + (eps/2) Laplacian u = 0",
  corrected: "the same with C = inf eps KL(P | dv p_eps(v, w) dw), |v-w|^2/2, in the place of T",
  reading: "corrected",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity"],
  data: [pair(2, 0.1), pair(2, 1), pair(3, 0.1), pair(3, 5)],
  further: [pair(2, 5), pair(3, 1)],
  compare({ from, to, epsilon }) {
    const [f, g, d] = [like(from), like(to), from.dimension];
    const C = gaussianLebesgue(f, g, epsilon);
    const map = entropicMapMatrix(f, g, epsilon);
    // grad u_1(y) = y - X^-1 (y - b) - a.
    const best = functionOf(map, d, (x) => 1 - 1 / x);
    const shift = Float64Array.from(g.mean, (b, k) => b - f.mean[k]);
    const dual = (matrix: Matrix, slope: Float64Array): number => gaussianDual(f, g, epsilon, { matrix, slope });
    const cross = product(f.covariance, map, d);
    const tilted = best.map((x, k) => x - (k % (d + 1) === 0 ? 0.1 + 0.05 * (k / (d + 1)) : 0));
    const scale = Math.abs(C) + epsilon * d;
    return [
      equal("C and the value of its own potential", C, dual(best, shift), { scale }),
      equal("C and the cost of its own plan", C, gaussianPrimal(f, g, epsilon, cross), { scale }),
      atMost("another potential", dual(tilted, shift), C),
      atMost("another slope", dual(best, shift.map((x, k) => x * (1.5 - k))), C), // prettier-ignore
      atMost("no potential", dual(new Float64Array(d * d), new Float64Array(d)), C),
      atMost("another coupling", C, gaussianPrimal(f, g, epsilon, cross.map((x) => 0.9 * x))), // prettier-ignore
      atMost("the product", C, gaussianPrimal(f, g, epsilon, new Float64Array(d * d))),
    ];
  },
});
