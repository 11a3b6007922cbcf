/**
 * CP, Theorem 3 (i), over time and with norms along the solutions, alpha = r^gamma, isotropic laws in d = 2, 3 by the radial solver:
 *
 *   W2^2(t) <= W2^2(0) exp(k K int_0^t C (|f|_p^b + |g|_p^b)),   K = gamma^2,   k = 3 as printed, 6 by the proof's chain, 2 at best (d = 3),
 *
 * and the inequality of Fournier and Guerin, with (d-1) K (sup I_gamma f + sup I_gamma g) in the place of the norms. W2^2 itself is that of the solutions, by quantiles of the speed. Integrals over
 * time are upper sums: of every interval between two times the larger of the ends, since norms of these laws rise or fall throughout.
 */
import { lpNorm, potentialSupremum, solved, type Value } from "../../functionals/index.ts";
import { mixture } from "../../laws/index.ts";
import { exp } from "../../math/elementary.ts";
import { knownOptions } from "../../names/options.ts";
import { theorem3Rate, type Constant } from "../../rates/index.ts";
import { openRadial } from "../../solvers/index.ts";
import { radialSquaredDistance } from "../../transport/index.ts";
import type { Check, Comparison, Law, ReferenceState } from "../../protocols/index.ts";
import { atMost } from "../cases.ts";
import { check, type Datum } from "../check.ts";
import { underPower } from "../gaussians.ts";

/** Two isotropic laws of one mean and energy, the exponents, and the times, the first of which is 0. */
export interface SolutionPair {
  readonly from: Law;
  readonly to: Law;
  readonly gamma: number;
  readonly p: number;
  readonly times: readonly number[];
}

/** W2^2 of the solutions at a time, and what bounds it. */
export interface Theorem3At {
  readonly t: number;
  readonly squared: Value;
  readonly bounds: Readonly<Record<Constant | "fournierGuerin", number>>;
}

/** Solves both; the same call gives the same bits. Throws ScenarioError for unknown names, and as openRadial and potentialByNorm do. */
export function theorem3Along(pair: SolutionPair): Theorem3At[] {
  knownOptions("theorem3Along", pair, ["from", "to", "gamma", "p", "times"]);
  const { from, to, gamma, p, times } = pair;
  const d = from.dimension;
  const [f, g] = [from, to].map((law) => openRadial(underPower(gamma), [law]));
  const integrals = { proof: 0, printed: 0, best: 0, fournierGuerin: 0 };
  const names = Object.keys(integrals) as (keyof typeof integrals)[];
  let before: { readonly t: number; readonly rates: typeof integrals } | undefined;
  let start = 0;
  return times.map((t) => {
    const states = [f.at(t), g.at(t)] as const;
    const laws = states.map((state) => solved(state));
    const norms = [upper(lpNorm(laws[0], { p })), upper(lpNorm(laws[1], { p }))] as const;
    const potentials = states.reduce((sum, state) => sum + upper(potentialSupremum(state.law(0), { gamma })), 0);
    const byNorm = (constant: Constant): number => theorem3Rate({ gamma, p, norms, constant, dimension: d });
    const rates = { proof: byNorm("proof"), printed: byNorm("printed"), best: byNorm("best"), fournierGuerin: (d - 1) * gamma * gamma * potentials };
    for (const name of names) if (before) integrals[name] += (t - before.t) * Math.max(rates[name], before.rates[name]);
    before = { t, rates };
    const squared = distanceOf(states);
    if (t === times[0]) start = squared.value;
    const grown = (name: keyof typeof integrals): number => start * exp(integrals[name]);
    return { t, squared, bounds: { proof: grown("proof"), printed: grown("printed"), best: grown("best"), fournierGuerin: grown("fournierGuerin") } };
  });
}

const upper = ({ value, bound }: Value): number => value + bound;

/** W2^2 of the finest laws, and what coarser ones say of its error. */
function distanceOf([f, g]: readonly [ReferenceState, ReferenceState]): Value {
  const value = radialSquaredDistance(f.law(0), g.law(0));
  const [coarseF, coarseG] = [f.coarser?.(0) ?? [], g.coarser?.(0) ?? []];
  const off = coarseF.map((law, k) => (f.factors?.[k] ?? 1) * Math.abs(value - radialSquaredDistance(law, coarseG[k])));
  return { value, bound: Math.max(1e-9 * value, ...off) };
}

/** Centred isotropic Gaussians of the given [weight, variance]. */
export const concentric = (d: number, parts: readonly (readonly [number, number])[]): Law =>
  mixture({ components: parts.map(([weight, variance]) => ({ weight, mean: new Array<number>(d).fill(0), variances: new Array<number>(d).fill(variance) })) });

interface Case extends Datum, SolutionPair {}

const pair = (gamma: number, p: number, end: number): Case => ({
  name: `two mixtures, gamma = ${gamma}, p = ${p}`,
  gamma,
  p,
  from: concentric(3, [[0.5, 0.5], [0.5, 1.5]]), // prettier-ignore
  to: concentric(3, [[0.25, 0.4], [0.75, 1.2]]), // prettier-ignore
  times: [0, end / 2, end],
});

/** Along radial solutions. */
export const theorem3InSolutions: Check = check({
  id: "contractivity/theorem-3-in-time",
  statement: "The distance between two solutions grows at most exponentially in the time integrals of their L^p norms, soft potentials",
  source: "CP, Theorem 3 (i), over time, norms along radial solutions; beside it Fournier and Guerin (2009)",
  printed: "W2^2(t) <= W2^2(0) exp(3 K C int_0^t (|f|_p^b + |g|_p^b))",
  reading: "printed",
  expected: "consistent",
  evidence: "solver",
  cites: ["contractivity", "fournier2009"],
  data: [pair(-1, 3, 0.1)],
  further: [pair(-0.5, 2, 0.1), pair(-2, 4, 0.1), pair(-2.5, 8, 0.02)],
  hypothesis: ({ gamma, p }) => (p > 3 / (3 + gamma) ? undefined : `p = ${p} is not above 3/(3+gamma)`),
  compare({ from, to, gamma, p, times }): Comparison[] {
    return theorem3Along({ from, to, gamma, p, times })
      .slice(1)
      .flatMap(({ t, squared, bounds }) => [
        atMost(`W2^2 and the printed bound at t = ${t}`, squared, bounds.printed),
        atMost(`W2^2 and Fournier and Guerin's bound at t = ${t}`, squared, bounds.fournierGuerin),
        atMost(`Fournier and Guerin's bound and the best by norms at t = ${t}`, bounds.fournierGuerin, bounds.best),
      ]);
  },
});
