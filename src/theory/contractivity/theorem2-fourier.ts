/**
 * CP, Theorem 2, over time and for laws that are neither Gaussian nor isotropic: entropic costs between solutions of the Fourier solver in the plane, Maxwell molecules, by a Sinkhorn iteration
 * on their grids (transport/entropic/grid.ts). A cost carries the gap of its two-sided bounds, and the error of the solutions by what coarser ones give (solvers/fourier/solver.ts).
 */
import { gaussian, mixture } from "../../laws/index.ts";
import { openFourier, type FourierReference } from "../../solvers/index.ts";
import { entropicGrid, gridOf } from "../../transport/index.ts";
import type { Check, Comparison, Law, NodalLaw } from "../../protocols/index.ts";
import { atMost } from "../cases.ts";
import { check, type Datum } from "../check.ts";
import { underPower } from "../gaussians.ts";

/** Two laws in the plane, the parameter of the half cost, and the times at which the cost is looked at. */
export interface PlaneSolutions extends Datum {
  readonly from: Law;
  readonly to: Law;
  readonly epsilon: number;
  readonly times: readonly number[];
}

/** Kept small: three solutions each, and a cost between 36 x 36 grids takes a fraction of a second. */
const MODES = 36;

const times = [0, 0.1, 0.3];
/** Two beams of unit energy per axis in all. */
const beams = mixture({ components: [1, -1].map((u) => ({ weight: 0.5, mean: [u, 0], variances: [0.5, 0.5] })) });
const elongated = gaussian({ variances: [0.6, 1.4] });

const data: readonly PlaneSolutions[] = [{ name: "two beams with themselves, eps = .5", from: beams, to: beams, epsilon: 0.5, times }];
const further: readonly PlaneSolutions[] = [{ name: "two beams and a Gaussian, eps = 1", from: beams, to: elongated, epsilon: 1, times }];

interface Cost {
  readonly S: number;
  readonly C: number;
}

/** `cost` between two solutions at t, with the bound of its error. */
function costAt(t: number, [f, g]: readonly [FourierReference, FourierReference], epsilon: number, cost: (found: Cost) => number) {
  const [first, second] = [f.at(t), g.at(t)];
  const between = (one: NodalLaw, other: NodalLaw) => {
    const grid = gridOf(one);
    const { value, lebesgue, lower, upper } = entropicGrid(grid, one === other ? grid : gridOf(other), { epsilon });
    return { value: cost({ S: value, C: lebesgue }), gap: upper - lower };
  };
  const [one, other] = [first.law(0), second.law(0)];
  const { value, gap } = between(one, f === g ? one : other);
  const [coarse, coarseOther] = [first.coarser(0), second.coarser(0)];
  const off = coarse.map((law, k) => Math.max(first.factors[k], second.factors[k]) * Math.abs(value - between(law, f === g ? law : coarseOther[k]).value));
  return { value, bound: 2 * gap + Math.max(...off) };
}

/** Costs at later times against those before. */
const falling = (name: string, cost: (found: Cost) => number) =>
  function compare({ from, to, epsilon, times: [start, ...later] }: PlaneSolutions): Comparison[] {
    const f = openFourier(underPower(0), [from], { modes: MODES });
    const both = [f, from === to ? f : openFourier(underPower(0), [to], { modes: MODES })] as const;
    let [before, since] = [costAt(start, both, epsilon, cost), start];
    return later.map((t) => {
      const now = costAt(t, both, epsilon, cost);
      const one = atMost(`${name} at t = ${t} and ${since}`, now, before);
      [before, since] = [now, t];
      return one;
    });
  };

const words = {
  statement: "The entropic cost between two solutions does not increase, Maxwell molecules: solutions in the plane, neither Gaussian nor isotropic, over time",
  printed: "T(f_t, g_t) <= T(f_0, g_0), T = inf int |v-w|^2 dP + eps KL(P | f (x) g) (1.2)",
  corrected: "C(f_t, g_t) <= C(f_0, g_0), C = inf eps KL(P | dv p_eps(v, w) dw), with |v-w|^2/2",
  evidence: "solver",
  cites: ["contractivity"],
} as const;

/** As printed; 2 S is (1.2). Of two different laws it may fall: what contradicts it is a solution with itself. */
export const theorem2FourierPrinted: Check = check({
  ...words,
  id: "contractivity/theorem-2-fourier-printed",
  source: "CP, Theorem 2 with (1.2), as printed, over time, d = 2",
  reading: "printed",
  expected: "violated",
  data,
  further,
  compare: falling("T", ({ S }) => 2 * S),
});

/** With the cost that the proof is about. */
export const theorem2Fourier: Check = check({
  ...words,
  id: "contractivity/theorem-2-fourier",
  source: "CP, Theorem 2, with the cost of its proof, over time, d = 2",
  reading: "corrected",
  expected: "consistent",
  data,
  further,
  compare: falling("C", ({ C }) => C),
});
