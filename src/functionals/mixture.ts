/**
 * Values of a mixture f = (f_1, f_2, ...) of species of masses m_i and densities n_i (MP):
 *
 *   Fisher information weighted by mass   I(f) = sum_i (1/m_i) int f_i |grad log f_i|^2,
 *   mixture Maxwellian                    M_i = n_i N(u, theta/m_i),   u = sum m_i n_i u_i / sum m_i n_i,   theta = sum_i n_i (T_i + m_i |u_i - u|^2 / d) / sum n_i,
 *   relative entropy to it                H(f|M) = sum_i int f_i log(f_i/M_i),
 *
 * where u_i and T_i = m_i tr P_i / d are the species' own. M is the equilibrium where all species exchange momentum and energy: the common mean velocity and temperature of the whole
 * mixture, which collisions conserve. The relative entropy is taken apart into that of each species to its own Maxwellian, and of those to M_i, all of them positive:
 *
 *   H(f|M) = sum_i n_i { H(f_i/n_i | own) + (d/2) [x_i - 1 - log x_i] + m_i |u_i - u|^2 / (2 theta) },   x_i = T_i / theta.
 */
import { ScenarioError } from "../errors.ts";
import { gaussian } from "../laws/index.ts";
import type { MomentLaw, Species } from "../protocols/index.ts";
import { fisherInformation } from "./fisher.ts";
import { lawMean, lawTemperature } from "./law-moments.ts";
import { excessOverLog, relativeEntropy } from "./relative-entropy.ts";
import { lawOf, ROUNDING, scaled, sumOfValues, type Subject, type Value } from "./value.ts";

/** A species' mass and density. */
export type MassAndDensity = Pick<Species, "mass" | "density">;

function check(subjects: readonly Subject[], species: readonly MassAndDensity[]): number {
  if (subjects.length !== species.length || subjects.length === 0)
    throw new ScenarioError(`invalid mixture: found ${subjects.length} laws for ${species.length} species, expected one for each`);
  const dimensions = new Set(subjects.map((subject) => lawOf(subject).dimension));
  if (dimensions.size > 1) throw new ScenarioError(`invalid mixture: found laws of dimensions ${[...dimensions].join(", ")}, expected one dimension`);
  const wrong = species.find(({ mass, density }) => !(mass > 0 && density > 0 && mass < Infinity && density < Infinity));
  if (wrong) throw new ScenarioError(`invalid species: found mass ${wrong.mass} and density ${wrong.density}, expected positive finite numbers`);
  return lawOf(subjects[0]).dimension;
}

/** I(f) of the laws of all species. Throws ScenarioError when there are not as many laws as species, and as `fisherInformation`. */
export function mixtureFisherInformation(subjects: readonly Subject[], species: readonly MassAndDensity[]): Value {
  check(subjects, species);
  return sumOfValues(subjects.map((subject, i) => fisherInformation(subject, species[i])));
}

/** The Maxwellian of a mixture, and what each species has in it. */
export interface MixtureMaxwellian {
  /** Common mean velocity u [d]. */
  readonly velocity: readonly Value[];
  /** Common temperature theta: a species of mass m has variance theta/m in each direction. */
  readonly temperature: Value;
  /** |u_i - u|^2 and T_i by species. */
  readonly drifts: readonly Value[];
  readonly temperatures: readonly Value[];
  /** N(u, theta/m_i): species i at equilibrium, normalised. */
  law(species: number): MomentLaw;
}

/** Common mean velocity and temperature of the whole mixture, with bounds. Throws ScenarioError as `mixtureFisherInformation`. */
export function mixtureMaxwellian(subjects: readonly Subject[], species: readonly MassAndDensity[]): MixtureMaxwellian {
  const dimension = check(subjects, species);
  const means = subjects.map(lawMean);
  const whole = species.reduce((total, { mass, density }) => total + mass * density, 0);
  const velocity = Array.from({ length: dimension }, (_, k) =>
    sumOfValues(means.map((mean, i) => scaled(mean[k], (species[i].mass * species[i].density) / whole))),
  );
  const drifts = means.map((mean) =>
    sumOfValues(mean.map((one, k) => squareOf({ value: one.value - velocity[k].value, bound: one.bound + velocity[k].bound }))),
  );
  const temperatures = subjects.map((subject, i) => lawTemperature(subject, { mass: species[i].mass }));
  const particles = species.reduce((total, { density }) => total + density, 0);
  const shares = species.map(({ mass, density }, i) =>
    sumOfValues([scaled(temperatures[i], density / particles), scaled(drifts[i], (density * mass) / (particles * dimension))]),
  );
  const temperature = sumOfValues(shares);
  return {
    velocity,
    temperature,
    drifts,
    temperatures,
    law: (i) => gaussian({ mean: velocity.map(({ value }) => value), variances: velocity.map(() => temperature.value / species[i].mass) }),
  };
}

const squareOf = ({ value, bound }: Value): Value => ({ value: value * value, bound: bound * (2 * Math.abs(value) + bound) });

/** a/b, b > 0. */
function quotient(a: Value, b: Value): Value {
  const value = a.value / b.value;
  const least = b.value - b.bound;
  return { value, bound: least > 0 ? (a.bound + Math.abs(value) * b.bound) / least : Infinity };
}

/** x - 1 - log x, whose slope is 1 - 1/x. */
function excess(x: Value): Value {
  const [low, high] = [x.value - x.bound, x.value + x.bound];
  const slope = low > 0 ? Math.max(Math.abs(1 - 1 / low), Math.abs(1 - 1 / high)) : Infinity;
  return { value: excessOverLog(x.value), bound: x.bound === 0 ? ROUNDING : slope * x.bound + ROUNDING };
}

/** H(f|M). Throws ScenarioError as `mixtureMaxwellian`, and for laws without quadrature. */
export function mixtureRelativeEntropy(subjects: readonly Subject[], species: readonly MassAndDensity[]): Value {
  const dimension = check(subjects, species);
  const { temperature, drifts, temperatures } = mixtureMaxwellian(subjects, species);
  return sumOfValues(
    species.map(({ mass, density }, i) => {
      const heat = scaled(excess(quotient(temperatures[i], temperature)), dimension / 2);
      const drift = scaled(quotient(drifts[i], temperature), mass / 2);
      return scaled(sumOfValues([relativeEntropy(subjects[i]), heat, drift]), density);
    }),
  );
}
