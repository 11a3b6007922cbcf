/**
 * Bounds of solvers against the truth on random mixtures (random-mixtures.ts): closed forms where they exist, else a finer solution whose own bound is allowed for.
 * Used by test/exact/random-mixtures.test.ts and test/support/bounds-sweep.ts.
 */
import { NumericalError, ScenarioError } from "../../src/errors.ts";
import { solved } from "../../src/functionals/index.ts";
import type { Subject } from "../../src/functionals/index.ts";
import type { Reference } from "../../src/index.ts";
import { maxwellLaw, openFourier, openHermite, openRadial } from "../../src/solvers/index.ts";
import { randomProblem, type Population, type RandomProblem } from "./random-mixtures.ts";
import { FUNCTIONALS } from "./solver-errors.ts";

export type RandomSolver = "radial" | "fourier" | "hermite";

/** Most have one species of Maxwell molecules, for closed forms. */
const GAMMAS = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -3, 1];
const populations: Readonly<Record<RandomSolver, Population>> = {
  radial: { isotropic: true, dimensions: [2, 3], gammas: GAMMAS, pairs: 0.05, wide: 0.5 },
  fourier: { isotropic: true, dimensions: [2], gammas: GAMMAS, pairs: 0.05, wide: 0.35 },
  hermite: { isotropic: false, dimensions: [2], gammas: [0], pairs: 0, wide: 0.3 },
};

/** Nodes, modes and degrees that take turns: coarse ones, where bounds are hardest. */
const resolutions: Readonly<Record<RandomSolver, readonly number[]>> = {
  radial: [36, 42, 54, 72],
  fourier: [16, 18, 24, 32, 24, 36, 48],
  hermite: [12, 14, 16, 20],
};

const openers: Readonly<Record<RandomSolver, (problem: RandomProblem, resolution: number) => Reference>> = {
  radial: ({ model, laws }, nodes) => openRadial(model, laws, { nodes }),
  fourier: ({ model, laws }, modes) => openFourier(model, laws, { modes }),
  hermite: ({ model, laws }, degree) => openHermite(model, laws, { degree }),
};

/** The truth at a time, by species. */
function truthOf(solver: RandomSolver, { model, laws, gamma }: RandomProblem, resolution: number): (t: number, species: number) => Subject {
  if (solver === "hermite") {
    const fine = openHermite(model, laws, { degree: 2 * resolution });
    return (t, species) => solved(fine.at(t), species);
  }
  if (gamma === 0 && laws.length === 1) return (t) => maxwellLaw(laws[0], t);
  const fine = openRadial(model, laws, { nodes: solver === "radial" ? 2 * resolution : 72 });
  return (t, species) => solved(fine.at(t), species);
}

export interface BoundsFound {
  /** Values whose bound is below the true error, in words. */
  readonly under: string[];
  /** Bound over true error, where that is above rounding. */
  readonly ratios: number[];
  readonly values: number;
  /** Values of which the solver says that it has not converged, or that it does not reach their time. */
  readonly unknown: number;
}

/** What a solver gives; undefined where it says that it cannot. */
function unlessRefused<Value>(refusal: typeof NumericalError | typeof ScenarioError, work: () => Value): Value | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof refusal) return undefined;
    throw error;
  }
}

/** Problems number `from` to `to`. What a solver refuses (fourier: widths of two species beyond a factor 3) is left out. */
export function randomBounds(solver: RandomSolver, seed: string, from: number, to: number): BoundsFound {
  const [under, ratios] = [[] as string[], [] as number[]];
  let [values, unknown] = [0, 0];
  for (let k = from; k < to; k++) {
    const problem = randomProblem(`${seed}, ${solver}`, k, populations[solver]);
    const resolution = resolutions[solver][k % resolutions[solver].length];
    const reference = unlessRefused(ScenarioError, () => openers[solver](problem, resolution));
    if (!reference) continue;
    const truth = truthOf(solver, problem, resolution);
    for (const t of problem.times) {
      const reached = unlessRefused(NumericalError, () => reference.at(t));
      problem.laws.forEach((law, species) => {
        values += Object.keys(FUNCTIONALS).length;
        if (!reached) return void (unknown += Object.keys(FUNCTIONALS).length);
        const [state, exact] = [solved(reached, species), truth(t, species)];
        for (const [name, of] of Object.entries(FUNCTIONALS)) {
          const [found, known] = [of(state, law), of(exact, law)];
          const off = found.value === known.value ? 0 : Math.abs(found.value - known.value);
          const rounding = Number.isFinite(known.value) ? 4e-15 * Math.max(1, Math.abs(known.value)) : 0;
          if (found.bound === Infinity) unknown++;
          else if (!(off <= found.bound + known.bound + rounding))
            under.push(`${problem.title}, ${resolution}, ${name} at ${t}: ${found.bound.toExponential(2)} for ${off.toExponential(2)}`);
          else if (off > 3 * (known.bound + rounding)) ratios.push(found.bound / off);
        }
      });
    }
  }
  ratios.sort((a, b) => a - b);
  return { under, ratios, values, unknown };
}

/** Of sorted numbers. */
export const quantile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
