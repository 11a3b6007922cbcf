/**
 * Rates of moments of species that are no Gaussians: two drifting mixtures against the fluxes J of test particles in the partners' fields, summed over a grid (d/dt int phi f_i =
 * -(1/m_i) int grad phi . J_i), which share nothing with the sums over pairs of components; any law of Maxwell molecules against the exact relaxation of second moments.
 */
import { describe, expect, it } from "vitest";
import { bkw, gaussian, mixture, powerLaw, singleSpecies, uniform } from "../../src/index.ts";
import { gaussianField } from "../../src/rates/fisher/quadrature/gaussian-field.ts";
import { momentRates } from "../../src/rates/index.ts";
import type { Law, Model } from "../../src/protocols/index.ts";
import { pairModel } from "../support/mixtures.ts";
import { refusal } from "../support/refusal.ts";

const beams = mixture({ components: [{ weight: 0.3, mean: [0.5, -0.2], covariance: [[1, 0.3], [0.3, 0.5]] }, { weight: 0.7, mean: [-0.3, 0.4], covariance: [[0.4, -0.1], [-0.1, 0.8]] }] }); // prettier-ignore
const clumps = mixture({ components: [{ weight: 0.6, mean: [0.1, 0.3], covariance: [[0.3, 0.1], [0.1, 0.25]] }, { weight: 0.4, mean: [-0.4, -0.2], covariance: [[0.2, 0], [0, 0.4]] }] }); // prettier-ignore

/** d/dt of the mean and of <v v^T> (xx, xy, yy) of species i, by fluxes: the trapezoidal rule at h = 1/4 leaves e^(-2 pi^2 s/h^2), variances s of .2 and more. */
function byFluxes(system: Model, laws: readonly Law[], i: number): number[] {
  const [own, law, h] = [system.species[i], laws[i], 0.25];
  const [a, b, score] = [new Float64Array(4), new Float64Array(2), new Float64Array(2)];
  const sums = [0, 0, 0, 0, 0];
  laws.forEach((partner, j) => {
    const { gamma, strength } = system.interaction(i, j);
    const other = system.species[j];
    const field = gaussianField(partner.components!, { gamma: gamma!, strength });
    for (let x = -34; x <= 34; x++)
      for (let y = -34; y <= 34; y++) {
        const v = [h * x, h * y];
        field.at(v, 0, a, b);
        law.score!(v, score);
        const flux = [0, 1].map((k) => (a[2 * k] * score[0] + a[2 * k + 1] * score[1]) / own.mass - b[k] / other.mass);
        const share = (-h * h * law.density(v) * other.density) / own.mass;
        [flux[0], flux[1], 2 * flux[0] * v[0], flux[0] * v[1] + flux[1] * v[0], 2 * flux[1] * v[1]].forEach((term, k) => (sums[k] += share * term));
      }
  });
  return sums;
}

describe("mixtures of Gaussians", () => {
  it.each([1, -1, -3])("two drifting species, gamma = %d: the fluxes in the partners' fields", (gamma) => {
    const system = pairModel(gamma);
    const laws = [beams, clumps];
    const rates = momentRates(system, laws);
    rates.forEach(({ mean, secondMoment: [[xx, xy], [, yy]] }, i) => {
      const expected = byFluxes(system, laws, i);
      [...mean, xx, xy, yy].forEach((x, k) => expect(Math.abs(x - expected[k])).toBeLessThan(1e-9));
    });
    // Of m n u and m n <|v|^2>/2.
    for (const k of [0, 1]) expect(Math.abs(rates[0].momentum[k] + rates[1].momentum[k])).toBeLessThan(1e-13);
    expect(Math.abs(rates[0].energy + rates[1].energy)).toBeLessThan(1e-13);
    expect(rates[1].momentum[0]).toBeCloseTo(2.5 * 0.7 * rates[1].mean[0], 13);
    expect(rates[1].energy).toBeCloseTo((2.5 * 0.7 * (rates[1].secondMoment[0][0] + rates[1].secondMoment[1][1])) / 2, 13);
    expect(rates[1].covariance[0][1]).toBeCloseTo(rates[1].secondMoment[0][1] - rates[1].mean[0] * clumps.mean[1] - clumps.mean[0] * rates[1].mean[1], 13);
    expect(Math.abs(rates[0].energy)).toBeGreaterThan(1e-3);
  });
});

describe("other laws", () => {
  it("Maxwell molecules: -4 d c n/m^2 (P - theta I) of a box, and the exchange of a Gaussian that has its moments", () => {
    const box = uniform({ halfWidths: [1.5, 0.6, 0.9] });
    const [{ secondMoment }] = momentRates({ species: [{ name: "f", mass: 2, density: 0.7 }], interaction: () => powerLaw(0, { strength: 1.3 }) }, [box]);
    const [P, theta] = [[1.5, 0.6, 0.9].map((x) => (x * x) / 3), (1.5 ** 2 + 0.6 ** 2 + 0.9 ** 2) / 9];
    P.forEach((x, k) => expect(secondMoment[k][k]).toBeCloseTo(((-12 * 1.3 * 0.7) / 4) * (x - theta), 13));
    const partner = gaussian({ mean: [0.3, -0.2, 0.1], variances: [0.5, 0.3, 0.4] });
    const [found, same] = [box, gaussian({ covariance: box.covariance })].map((law) => momentRates(pairModel(0), [law, partner]));
    expect(found).toEqual(same);
    expect(Math.abs(found[0].momentum[0])).toBeGreaterThan(0.1);
  });

  it("one isotropic law is at rest, and others are refused", () => {
    const [{ secondMoment, energy }] = momentRates(singleSpecies(powerLaw(-2)), [bkw({ S: 0.7, dimension: 3 })]);
    expect([...secondMoment.flat(), energy].every((x) => x === 0)).toBe(true);
    expect(refusal(() => momentRates(singleSpecies(powerLaw(-1)), [uniform({ halfWidths: [1, 2] })]))).toMatch(
      /invalid laws\[0\]: found .*, expected a mixture of Gaussians/,
    );
    expect(refusal(() => momentRates(pairModel(-1), [beams]))).toMatch(/found 1/);
  });
});
