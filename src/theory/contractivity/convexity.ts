/**
 * CP, section 4: the entropic cost of a pair of laws is convex in the pair, along straight lines (1-s) (f_0, g_0) + s (f_1, g_1) of densities.
 *
 * True of C = eps H(f) + J, a convex entropy and a supremum of linear functionals. Not of (1.2): it is 2 C(eps/2) less the entropies of both laws, which are convex, and for f = g and small eps it is
 * close to -eps H(f), which is concave. Lines between isotropic Gaussians are isotropic mixtures, whose costs are a radial Sinkhorn iteration with two-sided bounds; the ends are in closed form.
 */
import { gaussian, mixture } from "../../laws/index.ts";
import { fromRows } from "../../math/symmetric.ts";
import { gaussianEntropic, gaussianLebesgue, radialEntropic } from "../../transport/index.ts";
import type { Check, Comparison, Law } from "../../protocols/index.ts";
import { atMost } from "../cases.ts";
import { check, type Datum } from "../check.ts";

/** Variances of f_0, f_1 and of g_0, g_1, the place on the line, and the parameter of the half cost. */
interface Line extends Datum {
  readonly dimension: 2 | 3;
  readonly f: readonly [number, number];
  readonly g: readonly [number, number];
  readonly s: number;
  readonly epsilon: number;
}

const isotropic = (d: number, variance: number): Law => gaussian({ variances: new Array<number>(d).fill(variance) });
const between = (d: number, [first, second]: Line["f"], s: number): Law =>
  mixture({ components: [[1 - s, first], [s, second]].map(([weight, variance]) => ({ weight, mean: new Array<number>(d).fill(0), variances: new Array<number>(d).fill(variance) })) }); // prettier-ignore

const line = (dimension: 2 | 3, f: Line["f"], g: Line["f"], s: number, epsilon: number): Line => ({
  name: `d = ${dimension}, variances ${f.join(", ")} and ${g.join(", ")}, s = ${s}, eps = ${epsilon}`,
  dimension,
  f,
  g,
  s,
  epsilon,
});

const data: readonly Line[] = [line(3, [0.5, 1.5], [0.5, 1.5], 0.5, 0.2), line(3, [0.5, 1.5], [1.6, 0.7], 0.4, 0.5), line(2, [0.4, 1.8], [0.4, 1.8], 0.5, 0.2)];
const further: readonly Line[] = [line(2, [0.5, 1.5], [1.2, 0.8], 0.3, 1), line(3, [0.3, 2], [2, 0.3], 0.5, 0.5)];

/** Of the quadrature on radii, relative to a cost (test/exact/transport-entropic.test.ts). */
const QUADRATURE = 1e-9;

const along = (name: string, cost: (found: { readonly S: number; readonly C: number }) => number) =>
  function compare({ dimension: d, f, g, s, epsilon }: Line): Comparison[] {
    const { value, lebesgue, lower, upper } = radialEntropic(between(d, f, s), between(d, g, s), { epsilon });
    const middle = cost({ S: value, C: lebesgue });
    const end = (k: 0 | 1): number => {
      const [from, to] = [f[k], g[k]].map((variance) => ({ mean: new Float64Array(d), covariance: fromRows(isotropic(d, variance).covariance) }));
      return cost({ S: gaussianEntropic(from, to, epsilon), C: gaussianLebesgue(from, to, epsilon) });
    };
    return [atMost(name, { value: middle, bound: upper - lower + QUADRATURE * Math.abs(middle) }, (1 - s) * end(0) + s * end(1))];
  };

const words = {
  statement: "The entropic cost of two laws is convex in the pair",
  evidence: "exact",
  cites: ["contractivity"],
  printed: "T(s-combination of pairs) <= s-combination of T, T by (1.2)",
  corrected: "the same with C = eps H(f) + J in the place of T",
} as const;

/** Of (1.2); 2 S is it. */
export const convexityPrinted: Check = check({
  ...words,
  id: "contractivity/joint-convexity-printed",
  source: "CP, section 4, joint convexity of the cost, of (1.2) as printed",
  reading: "printed",
  expected: "violated",
  data,
  further,
  compare: along("T", ({ S }) => 2 * S),
});

/** Of the cost of the proof. */
export const convexity: Check = check({
  ...words,
  id: "contractivity/joint-convexity",
  source: "CP, section 4, joint convexity of the cost, of the cost of Theorem 2's proof",
  reading: "corrected",
  expected: "consistent",
  data,
  further,
  compare: along("C", ({ C }) => C),
});
