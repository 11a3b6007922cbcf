/**
 * Gaussian laws:  f(v) = (2 pi)^(-d/2) det(A)^(-1/2) exp(-(v-u)^T A^-1 (v-u) / 2), sampled as u + L z with A = L L^T.
 *
 * A Maxwellian has A = T I. Fourth moment: E|v-u|^4 = (tr A)^2 + 2 |A|_F^2.
 */
import type { MomentLaw } from "../protocols/index.ts";
import { exp } from "../math/elementary.ts";
import { mixtureForce } from "./fisher-force.ts";
import { logDensity, normal, normalLine, normalKeys, radialMixture, sampleNormal } from "./normal.ts";
import type { Normal, NormalOptions } from "./normal.ts";
import { isotropic, positive, wholeDimension, zeros } from "./arguments.ts";
import { jsonForm, keys } from "../json/form.ts";
import { knownOptions } from "../names/options.ts";

/** trace(A)^2 + 2 |A|_F^2. */
export function gaussianFourthMoment(a: readonly (readonly number[])[]): number {
  const trace = a.reduce((sum, row, i) => sum + row[i], 0);
  return trace * trace + 2 * a.reduce((sum, row) => row.reduce((inner, x) => inner + x * x, sum), 0);
}

function lawOf(name: string, g: Normal, spec: Readonly<Record<string, unknown>>): MomentLaw {
  const { dimension, mean, covariance, diagonal, variance } = g;
  return {
    name,
    dimension,
    mean,
    covariance,
    fourthMoment: gaussianFourthMoment(covariance),
    gaussian: true,
    components: [{ weight: 1, mean, covariance }],
    ...(variance !== undefined ? { radial: radialMixture([1], [variance], dimension) } : {}),
    ...(diagonal ? { factors: mean.map((u, k) => normalLine(u, covariance[k][k])) } : {}),
    spec,
    sample(into, stream) {
      const work = new Float64Array(dimension);
      const count = into[0]?.length ?? 0;
      for (let i = 0; i < count; i++) sampleNormal(g, into, i, stream, work);
    },
    fisherForce: mixtureForce([g], [1]),
    density: (v) => exp(logDensity(g, v)),
    score(v, into) {
      logDensity(g, v, into);
      for (let k = 0; k < dimension; k++) into[k] = -into[k];
    },
  };
}

/**
 * N(mean, covariance). Give `covariance` [d][d] or its diagonal `variances` [d]; mean 0 and unit covariance by default;
 * dimension 3 when nothing tells it. Throws ScenarioError for a negative variance, a non-symmetric or indefinite covariance,
 * mismatched lengths.
 */
export function gaussian(options: NormalOptions = {}): MomentLaw {
  knownOptions("gaussian", options, ["mean", "covariance", "variances", "dimension"]);
  const g = normal("gaussian", options);
  const shape = g.diagonal ? { variances: g.covariance.map((row, k) => row[k]) } : { covariance: g.covariance };
  return lawOf("Gaussian", g, { type: "gaussian", mean: g.mean, ...shape });
}

/** N(mean, temperature I): the equilibria. Defaults: the normalised Maxwellian in dimension 3. Throws ScenarioError. */
export function maxwellian(options: { mean?: readonly number[]; temperature?: number; dimension?: number } = {}): MomentLaw {
  knownOptions("maxwellian", options, ["mean", "temperature", "dimension"]);
  const temperature = positive("maxwellian", "temperature", options.temperature ?? 1);
  const dimension = wholeDimension("maxwellian", options.dimension ?? options.mean?.length ?? 3);
  const mean = options.mean ?? zeros(dimension);
  const g = normal("maxwellian", { mean, covariance: isotropic(temperature, dimension), dimension });
  return lawOf("Maxwellian", g, { type: "maxwellian", mean, temperature });
}

gaussian.json = jsonForm({ type: "gaussian", keys: normalKeys, make: (given, { dimension }) => gaussian({ ...(given as NormalOptions), dimension }) });

maxwellian.json = jsonForm({
  type: "maxwellian",
  keys: { mean: keys.optional(keys.array(keys.number())), temperature: keys.optional(keys.number()) },
  make: ({ mean, temperature = 1 }, { dimension, mass }) => maxwellian({ ...(mean ? { mean } : {}), temperature: temperature / mass, dimension }),
});
