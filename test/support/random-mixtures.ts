/**
 * Random Gaussian mixtures for the bounds of solvers: mild ones (variances .4 to 1.8) and wide ones (.05 to 3, within a factor 60), off centre, with isotropic or
 * anisotropic components, of one species or two, in dimension 2 and 3, for any exponent. A problem is the same whatever was drawn before it.
 */
import { openStream, rootKey } from "../../src/index.ts";
import { mixture, model, powerLaw } from "../../src/index.ts";
import type { Model, MomentLaw, Stream } from "../../src/index.ts";
import { exp, log, pow } from "../../src/math/elementary.ts";

export interface RandomProblem {
  readonly title: string;
  readonly model: Model;
  readonly laws: readonly MomentLaw[];
  /** .02, .07, .15 and .35 of the relaxation time. */
  readonly times: readonly number[];
  readonly gamma: number;
  readonly wide: boolean;
}

export interface Population {
  /** Components share their centre and are isotropic: what the radial solver takes. */
  readonly isotropic: boolean;
  readonly dimensions: readonly number[];
  readonly gammas: readonly number[];
  /** Share of problems with two species. */
  readonly pairs: number;
  /** Share of wide ones. */
  readonly wide: number;
}

const TIMES = [0.02, 0.07, 0.15, 0.35];
const MILD = [0.4, 1.8] as const;
const WIDE = [0.05, 3] as const;

const choose = <Value>(from: readonly Value[], stream: Stream): Value => from[Math.min(from.length - 1, Math.floor(stream.uniform() * from.length))];
const between = ([low, high]: readonly [number, number], stream: Stream): number => low * exp(log(high / low) * stream.uniform());

function randomLaw(stream: Stream, isotropic: boolean, range: readonly [number, number], centre: readonly number[]): MomentLaw {
  const parts = 2 + Math.floor(3 * stream.uniform());
  const weights = Array.from({ length: parts }, () => 0.05 + stream.uniform());
  const total = weights.reduce((sum, w) => sum + w, 0);
  return mixture({
    components: weights.map((w) => {
      const s = between(range, stream);
      const own = centre.map(() => (isotropic ? s : between(range, stream)));
      return { weight: w / total, mean: centre.map((u) => (isotropic ? u : u + 0.6 * stream.normal())), variances: own };
    }),
  });
}

export function randomProblem(seed: string, number: number, population: Population): RandomProblem {
  const stream = openStream(rootKey(`random mixtures/${seed}`).child("problem", String(number)));
  const d = choose(population.dimensions, stream);
  const gamma = choose(population.gammas, stream);
  const wide = stream.uniform() < population.wide;
  const species = stream.uniform() < population.pairs ? 2 : 1;
  const masses = [1, 1 + 7 * stream.uniform()].slice(0, species);
  const densities = [1, 0.3 + stream.uniform()].slice(0, species);
  const centre = Array.from({ length: d }, () => 0.5 * stream.normal());
  const range = wide ? WIDE : MILD;
  const laws = masses.map(() => randomLaw(stream, population.isotropic, range, centre));
  const between12 = species === 2 ? [{ between: ["a", "b"] as const, potential: powerLaw(gamma, { strength: 0.5 + stream.uniform() }) }] : [];
  const names = ["a", "b"].slice(0, species);
  const width = laws[0].covariance.reduce((sum, row, k) => sum + row[k], 0) / d;
  return {
    title: `${seed} ${number}: d = ${d}, gamma = ${gamma}, ${wide ? "wide" : "mild"}, ${species} species`,
    model: model({
      species: names.map((name, i) => ({ name, mass: masses[i], density: densities[i] })),
      interactions: [...names.map((name) => ({ between: [name, name] as const, potential: powerLaw(gamma) })), ...between12],
    }),
    laws,
    times: TIMES.map((t) => t * pow(2 * d * width, -gamma / 2)),
    gamma,
    wide,
  };
}
