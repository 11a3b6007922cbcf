/**
 * Rates of change of a functional of the ensembles, E[F(t + dt) - F(t)] / dt, without moving them.
 *
 * Each draw takes one step from a copy of the ensembles with fresh pairing and noise, and one with the same rotations inverted: the
 * two are equally likely, and their mean has no martingale part of order dt^{-1/2}. A step of length h has a rate bias of order h^p, p the system's
 * weak order for the functional in this dimension and at most 1 (the rate itself changes in h), removed by extrapolation from h and h/2,
 *
 *   (2^p r(h/2) - r(h))/(2^p - 1).
 *
 * What remains is of the next order. Close pairs leave h^q, q = n/|gamma| - 1 (n: systems/correction.ts). If q > 1: h^min(q, 2). If q = 1, h log h
 * without the extrapolation, h. If q = p < 1, h, or h^((d+1)/|gamma| - 1/2) where that is less, of costs under couplings that are even in z
 * (spherical, polar): 5/6 for Coulomb in d = 3, 1/2 in d = 2 (polar alone).
 */
import { ScenarioError } from "../src/errors.ts";
import { pow } from "../src/math/elementary.ts";
import type { KernelMemory } from "../src/kernels/index.ts";
import type { Ensemble, Key } from "../src/protocols/index.ts";
import type { Coupling, SteppedSystem, Stepper } from "./protocols.ts";
import { copyEnsemble, createEnsemble } from "./ensemble.ts";

/** Step and number of draws of a probe. */
export interface ProbeOptions {
  readonly dt: number;
  /** Fresh draws of pairing and noise; each is two steps at dt and two at dt/2. */
  readonly draws: number;
  /** The functional depends on both ensembles of a couple together, as a cost does, and is no sum of parts that see one each. */
  readonly joint?: boolean;
}

/** Draws of a probe when nobody says how many. */
export const DRAWS = 16;

/** Steps of a probe. */
export const probeSteps = (draws: number): number => 4 * draws;

/** Measures the rate of a functional of the ensembles without moving them. */
export type Prober = (functional: (ensembles: readonly Ensemble[]) => number, options: ProbeOptions) => number;

/** Throws ScenarioError, when asked, unless dt > 0. */
export function openProber<C, B>(
  system: SteppedSystem<C, B>,
  coupling: Coupling<C, B> | undefined,
  arena: KernelMemory,
  ensembles: readonly Ensemble[],
  key: Key,
): Prober {
  let scratch: { copies: readonly Ensemble[]; stepper: Stepper } | undefined;
  return (functional, { dt, draws, joint }) => {
    if (!(dt > 0)) throw new ScenarioError(`invalid dt: ${dt} (a rate is probed by a step, and an instant has none of its own: give the observable a dt)`);
    scratch ??= openScratch(system, coupling, arena, ensembles);
    const { copies, stepper } = scratch;
    const before = functional(ensembles);
    const meanRate = (h: number): number => {
      let sum = 0;
      for (let draw = 0; draw < draws; draw++) {
        const noise = key.child("draw", draw);
        for (const sign of [1, -1] as const) {
          copies.forEach((copy, k) => copyEnsemble(copy, ensembles[k]));
          // Step 1, not 0: a relabelling would only cost time.
          stepper.step(noise, 1, h, sign);
          sum += (functional(copies) - before) / h;
        }
      }
      return sum / (2 * draws);
    };
    const weight = pow(2, Math.min(1, system.weakOrder(ensembles[0].dimension, joint)));
    return (weight * meanRate(dt / 2) - meanRate(dt)) / (weight - 1);
  };
}

function openScratch<C, B>(
  system: SteppedSystem<C, B>,
  coupling: Coupling<C, B> | undefined,
  arena: KernelMemory,
  ensembles: readonly Ensemble[],
): { copies: readonly Ensemble[]; stepper: Stepper } {
  const copies = ensembles.map((e) => createEnsemble(arena, e.count, e.dimension, e.groups));
  return { copies, stepper: system.stepper(arena, copies, coupling) };
}
