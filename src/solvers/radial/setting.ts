/**
 * What a radial solution is asked for: checks of model and laws, and the scales of the mixture.
 *
 * Temperatures T_i = (m_i/d) E|v - u|^2 tend to T = sum n_i T_i / sum n_i. The rate is the fastest of the momentum exchanges (theory of the pair generator:
 * (d-1) c_ij n_j (m_i + m_j)/(m_i^2 m_j) for Maxwell molecules), alpha taken at the thermal relative speed.
 */
import type { Law, Model } from "../../protocols/index.ts";
import type { Widths } from "./extent.ts";
import { ScenarioError } from "../../errors.ts";
import { temperatureOf } from "../../laws/arguments.ts";
import { checkExponent } from "../../model/power-law.ts";

/** Means of mixtures are sums: they agree to this, relative to thermal speed and velocity. */
const ROUNDING = 1e-14;

export interface Setting {
  readonly model: Model;
  readonly laws: readonly Law[];
  readonly dimension: number;
  /** Thermal speeds of each species. */
  readonly widths: readonly Widths[];
  /** The smallest thermal speeds of the species that are slower than this one. */
  readonly slower: readonly (readonly number[])[];
  /** The common temperature. */
  readonly temperature: number;
  readonly rate: number;
}

/** Throws ScenarioError when the radial solver does not serve these laws. */
export function settingOf(model: Model, laws: readonly Law[]): Setting {
  const { species } = model;
  checkLaws(model, laws);
  const dimension = laws[0].dimension;
  const own = laws.map((law, i) => temperatureOf(law) * species[i].mass);
  const total = species.reduce((sum, { density }) => sum + density, 0);
  const temperature = species.reduce((sum, { density }, i) => sum + density * own[i], 0) / total;
  const widths = species.map(({ mass }, i) => ({
    least: Math.sqrt(Math.min(own[i], temperature) / mass),
    largest: Math.sqrt(Math.max(own[i], temperature) / mass),
  }));
  const least = widths.map((w) => w.least);
  const rate = species.flatMap((a, i) =>
    species.map((b, j) => {
      const speed = Math.sqrt(dimension * (own[i] / a.mass + own[j] / b.mass));
      const alpha = model.interaction(i, j).alpha(speed);
      return ((dimension - 1) * alpha * b.density * (a.mass + b.mass)) / (a.mass * a.mass * b.mass);
    }),
  );
  return {
    model,
    laws,
    dimension,
    widths,
    // Speeds within a tenth need no elements of their own.
    slower: least.map((width) => least.filter((other) => other < 0.9 * width)),
    temperature,
    rate: Math.max(...rate),
  };
}

function checkLaws(model: Model, laws: readonly Law[]): void {
  const refuse = (message: string): never => {
    throw new ScenarioError(`radial: ${message}`);
  };
  if (laws.length !== model.species.length) refuse(`${laws.length} laws for ${model.species.length} species (expected one each)`);
  const [first] = laws as [Law];
  const { dimension } = first;
  if (dimension !== 2 && dimension !== 3) refuse(`dimension ${dimension} (expected 2 or 3)`);
  laws.forEach((law, i) => {
    const name = model.species[i].name;
    if (law.dimension !== dimension) refuse(`${name} has dimension ${law.dimension}, ${model.species[0].name} ${dimension}`);
    if (!law.radial) refuse(`the law of ${name}, ${law.name}, is not isotropic about its mean`);
    const apart = Math.max(...law.mean.map((u, k) => Math.abs(u - first.mean[k])));
    const scale = Math.sqrt(temperatureOf(law)) + Math.max(...law.mean.map(Math.abs));
    if (!(apart <= ROUNDING * scale))
      refuse(`the mean of ${name} is [${law.mean.join(", ")}] (expected ${model.species[0].name}'s: [${first.mean.join(", ")}])`);
    for (let j = 0; j <= i; j++) checkExponentFrom(model, i, j, dimension);
  });
}

/** Exponents below -3 are singular beyond what the quadratures of the pairs were built for. */
function checkExponentFrom(model: Model, i: number, j: number, dimension: number): void {
  const potential = model.interaction(i, j);
  checkExponent(potential, dimension);
  if (potential.gamma !== undefined && potential.gamma < -3) throw new ScenarioError(`radial: invalid gamma: ${potential.gamma} (expected -3 <= gamma <= 1)`);
}
