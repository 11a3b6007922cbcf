/**
 * Gaussian mixtures:  f = sum_k w_k N(u_k, A_k), sampled by drawing the component, then the Gaussian.
 *
 * Two shapes have a transport map in closed form and are recognised: components isotropic about one centre (a radial law), and
 * diagonal components that differ along one axis only (a product law, for instance beams along an axis).
 */
import type { LineLaw, MomentLaw, RadialLaw } from "../protocols/index.ts";
import type { Normal, NormalOptions } from "./normal.ts";
import { fsum } from "d3-array";
import { exp } from "../math/elementary.ts";
import { logDensity, mixtureLine, normal, normalLine, normalKeys, radialMixture, sampleNormal } from "./normal.ts";
import { refuse } from "./arguments.ts";
import { mixtureForce } from "./fisher-force.ts";
import { gaussianFourthMoment } from "./gaussian.ts";
import { jsonForm, keyed, keys } from "../json/form.ts";
import { knownOptions } from "../names/options.ts";

/** A component of a Gaussian mixture: its weight, and a normal law. */
export type MixtureComponent = NormalOptions & { readonly weight: number };

/** Component k, of the mixture's dimension where that is told. */
function componentOf(component: MixtureComponent, k: number, dimension: number | undefined): Normal {
  const name = `mixture component ${k}`;
  return normal(name, { ...(dimension ? { dimension } : {}), ...knownOptions(name, component, ["weight", "mean", "covariance", "variances", "dimension"]) });
}

const entry = (g: Normal, i: number, j: number): number => g.covariance[i][j];
const at = (g: Normal, i: number): number => g.mean[i];

function checkWeights(weights: readonly number[]): void {
  if (weights.length === 0) refuse("mixture", "components", [], "expected at least one component");
  if (!weights.every((w) => Number.isFinite(w) && w > 0)) refuse("mixture", "weights", weights, "expected finite numbers > 0");
  if (Math.abs(fsum(weights) - 1) > 1e-12) refuse("mixture", "weights", weights, `expected sum 1, found ${fsum(weights)}`);
}

function radialOf(parts: readonly Normal[], weights: readonly number[]): RadialLaw | undefined {
  const [first] = parts as [Normal];
  const concentric = parts.every((g) => g.variance !== undefined && g.mean.every((u, k) => u === first.mean[k]));
  if (!concentric) return undefined;
  const variances = parts.map((g) => g.variance as number);
  return radialMixture(weights, variances, first.dimension);
}

function factorsOf(parts: readonly Normal[], weights: readonly number[]): LineLaw[] | undefined {
  const [first] = parts as [Normal];
  if (!parts.every((g) => g.diagonal)) return undefined;
  const differs = first.mean.map((u, k) => parts.some((g) => g.mean[k] !== u || entry(g, k, k) !== entry(first, k, k)));
  if (differs.filter(Boolean).length > 1) return undefined;
  return first.mean.map((u, k) => {
    if (!differs[k]) return normalLine(u, entry(first, k, k));
    const means = parts.map((g) => at(g, k));
    const variances = parts.map((g) => entry(g, k, k));
    return mixtureLine(weights, means, variances);
  });
}

/** Mean, central second moment and central fourth moment of the mixture. */
function momentsOf(parts: readonly Normal[], weights: readonly number[]) {
  const [first] = parts as [Normal];
  const over = (f: (g: Normal) => number): number => fsum(parts.map((g, k) => weights[k] * f(g)));
  const mean = first.mean.map((_, i) => over((g) => at(g, i)));
  const shift = (g: Normal, i: number): number => at(g, i) - mean[i];
  const covariance = mean.map((_, i) => mean.map((_, j) => over((g) => entry(g, i, j) + shift(g, i) * shift(g, j))));
  // For X ~ N(m, A): E|X|^4 = (tr A)^2 + 2|A|^2 + |m|^4 + 2 |m|^2 tr A + 4 m.A m.
  const fourthMoment = over((g) => {
    const trace = mean.reduce((sum, _, i) => sum + entry(g, i, i), 0);
    const norm = mean.reduce((sum, _, i) => sum + shift(g, i) * shift(g, i), 0);
    const form = mean.reduce((sum, _, i) => mean.reduce((inner, _, j) => inner + shift(g, i) * entry(g, i, j) * shift(g, j), sum), 0);
    return gaussianFourthMoment(g.covariance) + norm * norm + 2 * norm * trace + 4 * form;
  });
  return { mean, covariance, fourthMoment };
}

function sampler(parts: readonly Normal[], weights: readonly number[]): MomentLaw["sample"] {
  return (into, stream) => {
    const work = new Float64Array(parts[0]?.dimension ?? 0);
    const count = into[0]?.length ?? 0;
    for (let i = 0; i < count; i++) {
      let rest = stream.uniform();
      let k = 0;
      // The last component takes what rounding leaves.
      while (k < parts.length - 1 && (rest -= weights[k]) >= 0) k++;
      sampleNormal(parts[k], into, i, stream, work);
    }
  };
}

/**
 * sum_k w_k N(mean_k, covariance_k). Throws ScenarioError when weights are not positive with sum 1 (to 1e-12), when a component
 * is ill defined or when dimensions differ.
 */
export function mixture(options: { components: readonly MixtureComponent[]; dimension?: number }): MomentLaw {
  knownOptions("mixture", options, ["components", "dimension"]);
  const weights = options.components.map((c) => c.weight);
  checkWeights(weights);
  const parts = options.components.map((c, k) => componentOf(c, k, options.dimension));
  const dimension = parts[0].dimension;
  const stranger = parts.find((g) => g.dimension !== dimension);
  if (stranger) refuse("mixture", "component dimension", stranger.dimension, `expected ${dimension} as in the first component`);
  const radial = radialOf(parts, weights);
  const factors = factorsOf(parts, weights);
  const work = new Float64Array(dimension);
  return {
    name: `mixture of ${parts.length} Gaussians`,
    dimension,
    ...momentsOf(parts, weights),
    ...(radial ? { radial } : {}),
    ...(factors ? { factors } : {}),
    components: parts.map((g, k) => ({ weight: weights[k], mean: g.mean, covariance: g.covariance })),
    spec: {
      type: "mixture",
      components: parts.map((g, k) => ({
        weight: weights[k],
        mean: g.mean,
        ...(g.diagonal ? { variances: g.mean.map((_, i) => entry(g, i, i)) } : { covariance: g.covariance }),
      })),
    },
    sample: sampler(parts, weights),
    fisherForce: mixtureForce(parts, weights),
    density: (v) => parts.reduce((sum, g, k) => sum + weights[k] * exp(logDensity(g, v, work)), 0),
    score(v, into) {
      // Relative to the largest term, so that far tails do not divide 0 by 0.
      const logs = parts.map((g) => logDensity(g, v, work));
      const largest = logs.reduce((most, value) => Math.max(most, value), -Infinity);
      let total = 0;
      into.fill(0);
      parts.forEach((g, k) => {
        const share = weights[k] * exp(logs[k] - largest);
        logDensity(g, v, work);
        total += share;
        for (let i = 0; i < dimension; i++) into[i] = into[i] - share * work[i];
      });
      for (let i = 0; i < dimension; i++) into[i] = into[i] / total;
    },
  };
}

mixture.json = jsonForm({
  type: "mixture",
  keys: { components: keys.array(keyed({ weight: keys.number(), ...normalKeys })) },
  make: ({ components }, { dimension }) => mixture({ components: components as MixtureComponent[], dimension }),
});
