/**
 * Rates of moments and of the weighted W2^2 of Gaussian mixtures: reference values (fixtures: an independent computation), the exact solution of the moments
 * under Maxwell molecules, an independent quadrature in polar coordinates, and the conservation laws.
 */
import { describe, expect, it } from "vitest";
import { gaussianMomentRates, gaussianWassersteinRate } from "../../src/rates/index.ts";
import { ScenarioError } from "../../src/errors.ts";
import { gaussLegendre } from "../../src/math/quadrature.ts";
import { powerLaw, singleSpecies } from "../../src/model/index.ts";
import { mixture } from "../../src/laws/index.ts";
import { pairModel } from "../support/mixtures.ts";
import { mixtures } from "../support/gaussian-mixtures.ts";

/** Skew, drifting, of unequal masses. */
const skew = {
  2: [
    { mean: [0.4, -0.1], covariance: [[0.8, 0.3], [0.3, 0.5]] },
    { mean: [-0.3, 0.2], covariance: [[0.3, -0.1], [-0.1, 0.6]] },
  ],
  3: [
    { mean: [0.4, 0, -0.2], covariance: [[0.8, 0.1, 0], [0.1, 0.6, 0.05], [0, 0.05, 0.5]] },
    { mean: [-0.3, 0.2, 0.1], covariance: [[0.5, 0, 0.1], [0, 0.3, 0], [0.1, 0, 0.4]] },
  ],
}; // prettier-ignore

const scaled = (m: readonly (readonly number[])[], factor: number) => m.map((row) => row.map((x) => factor * x));
const unit = (d: number) => Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_, j) => (i === j ? 1 : 0)));

describe("moments of mixtures", () => {
  it.each([
    [2, 0, -0.48],
    [3, 0, -1.44],
    [2, -1, -0.25066282746310004],
    [3, -1, -0.6383076486422924],
    [3, -3, -0.22163460022301817],
    // -(d-1) (T_1 - T_2)/(m_1 m_2) E|z|^(gamma+2)/s^2, by mpmath.
    [2, -3.9, -1.187937906576781],
  ] as const)("energy exchange of Maxwellians, d = %i, gamma = %i (Eexch)", (d, gamma, expected) => {
    const system = pairModel(gamma, [1, 1]);
    const strength = 0.8;
    const laws = [scaled(unit(d), 1.2), scaled(unit(d), 0.6 / 2.5)].map((covariance) => ({ mean: new Array<number>(d).fill(0.7), covariance }));
    const [light, heavy] = gaussianMomentRates(system, laws);
    expect(light.energy / strength / expected).toBeCloseTo(1, 12);
    expect(heavy.energy / strength / expected).toBeCloseTo(-1, 12);
  });

  // Means and covariances are closed under Maxwell molecules: Runge-Kutta of their rates is the solution. ms_u, ms_T of the reference values.
  it.each([
    [2, [[0.3248386867752046, 0.021474660921370133], [-0.2570506781572597, 0.18772876518778847]], [1.1994790681726164, 0.6751825245944099]],
    [3, [[0.2623593027468257, 0.03932591350090698, -0.1410111297486395], [-0.221348172998186, 0.17752804942805317, 0.06629207414207972]], [1.1788639413462954, 0.7283618328962672]],
  ] as const)("Maxwell molecules to t = 0.15, d = %i", (d, means, temperatures) => {
    const masses = [1, 2.5];
    const start = [[0.4, 0, -0.2], [-0.3, 0.2, 0.1]].map((mean, i) => ({ mean: mean.slice(0, d), covariance: scaled(unit(d), [1.2, 0.6][i] / masses[i]) }));
    let laws = start;
    const moved = (rates: ReturnType<typeof gaussianMomentRates>, dt: number) =>
      laws.map(({ mean, covariance }, i) => ({
        mean: mean.map((x, k) => x + dt * rates[i].mean[k]),
        // <v v^T> moves linearly; the covariance is what is left of it.
        covariance: covariance.map((row, k) =>
          row.map((x, l) => {
            const [u, w] = [mean[k] + dt * rates[i].mean[k], mean[l] + dt * rates[i].mean[l]];
            return x + mean[k] * mean[l] + dt * rates[i].secondMoment[k][l] - u * w;
          }),
        ),
      }));
    const system = pairModel(0);
    const steps = 30;
    const dt = 0.15 / steps;
    for (let n = 0; n < steps; n++) {
      const k1 = gaussianMomentRates(system, laws);
      const k2 = gaussianMomentRates(system, moved(k1, dt / 2));
      const k3 = gaussianMomentRates(system, moved(k2, dt / 2));
      const k4 = gaussianMomentRates(system, moved(k3, dt));
      const mixed = k1.map((one, i) => ({
        ...one,
        mean: one.mean.map((x, k) => (x + 2 * k2[i].mean[k] + 2 * k3[i].mean[k] + k4[i].mean[k]) / 6),
        secondMoment: one.secondMoment.map((row, k) =>
          row.map((x, l) => (x + 2 * k2[i].secondMoment[k][l] + 2 * k3[i].secondMoment[k][l] + k4[i].secondMoment[k][l]) / 6),
        ),
      }));
      laws = moved(mixed, dt);
    }
    laws.forEach(({ mean, covariance }, i) => {
      mean.forEach((x, k) => expect(Math.abs(x - means[i][k])).toBeLessThan(1e-9));
      const trace = covariance.reduce((sum, row, k) => sum + row[k], 0);
      expect(Math.abs((masses[i] * trace) / d - temperatures[i])).toBeLessThan(1e-9);
    });
  }); // prettier-ignore

  it.each([1, -1.5, -3])("by quadrature in the plane, gamma = %d", (gamma) => {
    const found = gaussianMomentRates(pairModel(gamma), skew[2]);
    const expected = planarRates(gamma);
    found[0].mean.forEach((x, k) => expect(Math.abs(x - expected.mean[k])).toBeLessThan(1e-11));
    found[0].secondMoment.flat().forEach((x, k) => expect(Math.abs(x - expected.second[k])).toBeLessThan(1e-11));
  });

  it.each([2, 3].flatMap((d) => [1, 0, -1, -2, -2.5, -3].map((gamma) => [d, gamma] as const)))(
    "conserve momentum and energy, d = %i, gamma = %d",
    (d, gamma) => {
      const rates = gaussianMomentRates(pairModel(gamma), skew[d as 2 | 3]);
      for (let k = 0; k < d; k++) expect(Math.abs(rates[0].momentum[k] + rates[1].momentum[k])).toBeLessThan(1e-13);
      expect(Math.abs(rates[0].energy + rates[1].energy)).toBeLessThan(1e-13);
      expect(Math.abs(rates[0].energy)).toBeGreaterThan(0.01);
    },
  );

  it("refuses laws and interactions it does not serve", () => {
    const [law] = skew[2];
    expect(() => gaussianMomentRates(pairModel(-1), [law])).toThrow(/found 1, expected one for each of 2/);
    expect(() => gaussianMomentRates(singleSpecies(powerLaw(-4)), [law])).toThrow(ScenarioError);
    expect(() => gaussianMomentRates(singleSpecies(powerLaw(-1)), [{ mean: [0, 0], covariance: [[1, 1], [1, 1]] }])).toThrow(/eigenvalue/); // prettier-ignore
    const two = mixture({ components: [1, 2].map((v) => ({ weight: 0.5, mean: [0, 0], covariance: [[v, 0], [0, 1]] })) }); // prettier-ignore
    expect(() => gaussianMomentRates(singleSpecies(powerLaw(-1)), [two])).toThrow(/not Gaussian/);
  });
});

describe("weighted W2^2 of mixtures", () => {
  it.each(mixtures)("$name", ({ model, from, to, weighted_W2sq, rate, rate_per_species_W2sq, err }) => {
    const found = gaussianWassersteinRate(model, from, to);
    expect(Math.abs(found.squared - weighted_W2sq)).toBeLessThan(1e-13 * (1 + weighted_W2sq));
    expect(Math.abs(found.rate - rate)).toBeLessThan(Math.max(10 * err, 1e-12 * Math.abs(rate)));
    found.species.forEach((one, i) => expect(Math.abs(one.rate - rate_per_species_W2sq[i])).toBeLessThan(1e-10 * (1 + Math.abs(rate))));
  });
});

/** d/dt of mean and second moment of the light species of pairModel, by the weak form in polar coordinates of z about 0, with a Gaussian conditional z_c. */
function planarRates(gamma: number): { mean: number[]; second: number[] } {
  const [one, other] = skew[2];
  const [mean, second] = [[0, 0], [0, 0, 0, 0]]; // prettier-ignore
  // Self: z ~ N(0, 2C), c = n = m = 1. Cross: c = .8, n = .7, masses 1 and 2.5.
  for (const [b, c, n, m] of [
    [one, 1, 1, 1],
    [other, 0.8, 0.7, 2.5],
  ] as const) {
    // prettier-ignore
    const [M, mu] = [1 + m, m / (1 + m)];
    const delta = one.mean.map((u, k) => u - b.mean[k]);
    const s = one.covariance.map((row, k) => row.map((x, l) => x + b.covariance[k][l]));
    const cross = one.covariance.map((row, k) => row.map((x, l) => (x - m * b.covariance[k][l]) / M));
    const det = s[0][0] * s[1][1] - s[0][1] * s[1][0];
    const inverse = [[s[1][1] / det, -s[0][1] / det], [-s[1][0] / det, s[0][0] / det]]; // prettier-ignore
    const centre = one.mean.map((u, k) => (u + m * b.mean[k]) / M);
    const rule = gaussLegendre(100);
    const rings = 120;
    for (let i = 0; i < 100; i++) {
      // r = R x^2: the powers of r that remain at 0 become smooth enough for Gauss's rule.
      const x = (1 + rule.nodes[i]) / 2;
      const r = 14 * x ** 20;
      const weight = (rule.weights[i] / 2) * 20 * 14 * x ** 19 * r;
      for (let a = 0; a < rings; a++) {
        const phi = (2 * Math.PI * (a + 0.5)) / rings;
        const z = [r * Math.cos(phi), r * Math.sin(phi)];
        const y = z.map((value, k) => value - delta[k]);
        const form = y.reduce((sum, p, k) => sum + y.reduce((inner, q, l) => inner + p * inverse[k][l] * q, 0), 0);
        const density = Math.exp(-form / 2) / (2 * Math.PI * Math.sqrt(det));
        const kappa = (n * c * r ** gamma) / mu ** 2;
        const lift = inverse.map((row) => row.reduce((sum, q, l) => sum + q * y[l], 0));
        const zc = centre.map((u, k) => u + cross[k].reduce((sum, q, l) => sum + q * lift[l], 0));
        const w = (weight * density * kappa * 2 * Math.PI) / rings;
        for (let k = 0; k < 2; k++) {
          mean[k] -= w * (m / M) * z[k];
          for (let l = 0; l < 2; l++) {
            second[2 * k + l] -= w * ((m / M) * (zc[k] * z[l] + z[k] * zc[l]) + 4 * (m / M) ** 2 * (z[k] * z[l] - (k === l ? (r * r) / 2 : 0)));
          }
        }
      }
    }
  }
  return { mean, second };
}
