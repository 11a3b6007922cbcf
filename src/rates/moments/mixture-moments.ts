/**
 * Rates of moments of species with laws of other shapes than Gaussians. The weak form of MP, eq. 1.1, with phi = v, v v^T is bilinear in the laws, so that
 *
 *   mixtures of Gaussians  count every component as a species of its own, of density w n: sums over pairs of components of what gaussian-moments.ts has;
 *   Maxwell molecules      know of any law its mean and covariance only, since L v and L v v^T are then polynomials of degree 2;
 *   one isotropic law      has none: P = theta I by symmetry, and theta is conserved.
 *
 * Exact, as for Gaussians.
 */
import { ScenarioError } from "../../errors.ts";
import { toRows } from "../../math/symmetric.ts";
import type { GaussianComponent, Law, Model } from "../../protocols/index.ts";
import { gaussianMomentRates, type MomentRates } from "./gaussian-moments.ts";

/**
 * Rates of the moments of every species, laws of mass 1. Throws ScenarioError for laws that nothing of the above serves, and as gaussianMomentRates.
 */
export function momentRates(model: Model, laws: readonly Law[]): MomentRates[] {
  if (laws.length !== model.species.length)
    throw new ScenarioError(`invalid laws: found ${laws.length}, expected one for each of ${model.species.length} species`);
  const maxwell = model.species.every((_, i) => model.species.every((_other, j) => model.interaction(i, j).gamma === 0));
  if (laws.length === 1 && laws[0].radial && !laws[0].components) return [atRest(laws[0].dimension)];
  const parts = laws.map((law, i): readonly GaussianComponent[] => {
    if (maxwell) return [{ weight: 1, mean: law.mean, covariance: law.covariance }];
    if (law.components) return law.components;
    throw new ScenarioError(`invalid laws[${i}]: found ${law.name}, expected a mixture of Gaussians, or Maxwell molecules`);
  });
  const owners = parts.flatMap((components, i) => components.map(() => i));
  const states = parts.flat();
  const species = states.map(({ weight }, k) => ({ ...model.species[owners[k]], density: weight * model.species[owners[k]].density }));
  const rates = gaussianMomentRates({ species, interaction: (a, b) => model.interaction(owners[a], owners[b]) }, states);
  return laws.map((law, i) => sumOf(law, states, rates, (k) => owners[k] === i));
}

/** Of the components that are the law's. */
function sumOf({ mean: u, dimension: d }: Law, states: readonly GaussianComponent[], rates: readonly MomentRates[], own: (k: number) => boolean): MomentRates {
  const sum = (of: (rate: MomentRates, weight: number) => number): number =>
    rates.reduce((total, rate, k) => (own(k) ? total + of(rate, states[k].weight) : total), 0);
  const mean = u.map((_, k) => sum((rate, weight) => weight * rate.mean[k]));
  const second = Float64Array.from({ length: d * d }, (_, at) => sum((rate, weight) => weight * rate.secondMoment[Math.floor(at / d)][at % d]));
  const covariance = second.map((x, at) => x - mean[Math.floor(at / d)] * u[at % d] - u[Math.floor(at / d)] * mean[at % d]);
  return {
    mean,
    covariance: toRows(covariance, d),
    secondMoment: toRows(second, d),
    momentum: u.map((_, k) => sum(({ momentum }) => momentum[k])),
    energy: sum(({ energy }) => energy),
  };
}

function atRest(d: number): MomentRates {
  const zeros = new Float64Array(d * d);
  const vector = Array.from(zeros.subarray(0, d));
  return { mean: vector, covariance: toRows(zeros, d), secondMoment: toRows(zeros, d), momentum: vector, energy: 0 };
}
