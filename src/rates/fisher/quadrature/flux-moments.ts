/** Rates of moments of species from the changes that collisions make (ordered-rates.ts): per particle, with dC/dt = d<v v^T>/dt - u' u^T - u u'^T. */
import { toRows } from "../../../math/symmetric.ts";
import type { Law, Model } from "../../../protocols/index.ts";
import type { MomentRates } from "../../moments/gaussian-moments.ts";
import type { CollisionRates } from "./ordered-rates.ts";

/** One of each species; `error` bounds every entry's. */
export const fluxMoments = ({ species }: Model, laws: readonly Law[], { moments }: CollisionRates): MomentRates[] =>
  moments.map(({ momentum, second }, i) => {
    const { mass, density } = species[i];
    const { mean: u, dimension: d } = laws[i];
    const mean = momentum.map(({ value }) => value / (mass * density));
    const rates = Float64Array.from(second, ({ value }) => value / density);
    const covariance = rates.map((x, k) => x - mean[Math.floor(k / d)] * u[k % d] - u[Math.floor(k / d)] * mean[k % d]);
    const largest = u.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    const [shift, spread] = [momentum, second].map((values) => values.reduce((most, { bound }) => Math.max(most, bound), 0));
    return {
      mean,
      covariance: toRows(covariance, d),
      secondMoment: toRows(rates, d),
      momentum: momentum.map(({ value }) => value),
      energy: (mass * u.reduce((sum, _, k) => sum + second[k * d + k].value, 0)) / 2,
      error: Math.max(shift, shift / (mass * density), spread / density + (2 * largest * shift) / (mass * density), (mass * d * spread) / 2),
    };
  });
