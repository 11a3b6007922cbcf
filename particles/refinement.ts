/**
 * A level of multilevel Monte Carlo over the time step (Giles, Oper. Res. 56 (2008) 607; for Coulomb collisions Rosin et al., J. Comput. Phys. 274 (2014) 140),
 *
 *   E P_L = E P_0 + sum_l E [P_l - P_(l-1)],   P_l from steps of length dt_0/2^l,
 *
 * each term a mean of its own replicates. Here one term: every series becomes fine minus coarse, P_l with the setup's steps, P_(l-1) with half of them, from the same start.
 * Where noise is Brownian (white noise, mean field), a coarse step has the sum of the increments of the two fine steps that it covers, and the variance of the difference is of
 * order dt. (A twin of the fine path in which each two increments are exchanged, Giles and Szpruch, Ann. Appl. Probab. 24 (2014) 1585, makes it dt^2 with Milstein's terms only, which
 * these systems do not have.)
 * The turns of pair collisions do not add up: a coarse step has those of one of the two (extrapolated.ts), and the variance does not fall.
 * Snapshots are those of the fine path.
 */
import { ScenarioError } from "../src/errors.ts";
import type { Dynamics, Parts, Setup, Trajectory } from "../src/protocols/index.ts";
import { lentBy } from "./extrapolated.ts";
import { inTurn } from "./kept.ts";
import { eachPart } from "./observables/declared.ts";

/** The change by halving the step to the setup's. Throws ScenarioError, when checked, unless half of the steps divide into the observation intervals. */
export function refinement<State>(dynamics: Dynamics<State>): Dynamics<State> {
  const { brownian } = dynamics;
  return {
    ...dynamics,
    name: `${dynamics.name}, change by halving dt`,
    conserves: [],
    parts: (declared) => changes(dynamics.parts?.(declared) ?? declared),
    check(setup) {
      dynamics.check(setup);
      dynamics.check(coarser(setup));
    },
    cost: (setup) => dynamics.cost(setup) + dynamics.cost(coarser(setup)),
    run(setup, key, { checkpoint, snapshots = [], progress, ...options }) {
      const report = (from: number, share: number) => (progress ? { progress: (f: number) => progress(from + share * f) } : {});
      const half = { ...options, lent: brownian ? (k: number) => [2 * k, 2 * k + 1] : lentBy };
      const [coarse, fine] = inTurn(checkpoint, [
        (own) => dynamics.run(coarser(setup), key, { ...half, ...own, ...report(0, 1 / 3) }),
        (own) => dynamics.run(setup, key, { ...options, ...own, ...report(1 / 3, 2 / 3), snapshots }),
      ]);
      return { ...fine, series: difference(coarse, fine) };
    },
  };
}

function coarser<State>(setup: Setup<State>): Setup<State> {
  const { steps, observe } = setup.time;
  if (steps % (2 * (observe - 1)) !== 0)
    throw new ScenarioError(`invalid steps: ${steps} (half of them do not divide into ${observe - 1} equal intervals, as the coarser level needs)`);
  return { ...setup, time: { ...setup.time, steps: steps / 2 } };
}

/** Fine minus coarse, where both are measured. */
function difference(coarse: Trajectory, fine: Trajectory): Trajectory["series"] {
  const entries = Object.entries(fine.series).map(([name, values]) => [
    name,
    values.map((y, k) => {
      const x = coarse.series[name]?.[k] ?? null;
      return x === null || y === null ? null : y - x;
    }),
  ]);
  return Object.fromEntries(entries) as Trajectory["series"];
}

const changes = (parts: Parts): Parts =>
  eachPart(parts, ({ conserved: _, place: __, ...quantity }) => ({
    ...quantity,
    name: `${quantity.name}, change by halving dt`,
    short: `change of ${quantity.short}`,
    symbol: `${quantity.symbol} of dt - of 2 dt`,
    kind: `change of ${quantity.kind}`,
    meaning: `With the setup's time step minus with twice it, by the same noise: a level of a multilevel estimate. ${quantity.meaning}`,
  }));
