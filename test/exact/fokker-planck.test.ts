/**
 * The Fokker-Planck identity (MP, section 1.2.1) of two species of Gaussian mixtures: left side against the derivative of the relative entropy along the exact solution
 * (an Ornstein-Uhlenbeck process takes N(b, A) to N(u + e (b - u), e^2 A + (1 - e^2) theta/m I), e = exp(-t/theta)), and against both right sides.
 */
import { describe, expect, it } from "vitest";
import { gaussian, maxwellian, mixture } from "../../src/index.ts";
import { lawEntropy } from "../../src/functionals/index.ts";
import { fokkerPlanckIdentity } from "../../src/rates/index.ts";
import type { Law } from "../../src/protocols/index.ts";
import { refusal } from "../support/refusal.ts";

const species = [{ mass: 1, density: 1.2 }, { mass: 2.5, density: 0.7 }]; // prettier-ignore
const components = [
  [{ weight: 0.3, mean: [0.9, -0.2], covariance: [[1, 0.3], [0.3, 0.5]] }, { weight: 0.7, mean: [-0.6, 0.4], covariance: [[0.4, -0.1], [-0.1, 0.8]] }], // prettier-ignore
  [{ weight: 0.6, mean: [0.1, 0.3], covariance: [[0.3, 0.1], [0.1, 0.25]] }, { weight: 0.4, mean: [-0.8, -0.2], covariance: [[0.2, 0], [0, 0.4]] }], // prettier-ignore
];
const laws = components.map((parts) => mixture({ components: parts }));

/** Mean velocity and temperature of the mixture: momentum, and energy (d/2) n theta. */
function equilibrium(): { velocity: number[]; temperature: number } {
  const mass = species.reduce((sum, s) => sum + s.mass * s.density, 0);
  const velocity = [0, 1].map((k) => species.reduce((sum, s, i) => sum + s.mass * s.density * laws[i].mean[k], 0) / mass);
  const energy = species.reduce((sum, s, i) => sum + s.mass * s.density * [0, 1].reduce((all, k) => all + laws[i].covariance[k][k] + (laws[i].mean[k] - velocity[k]) ** 2, 0), 0); // prettier-ignore
  return { velocity, temperature: energy / 2 / (1.2 + 0.7) };
}

const { velocity, temperature } = equilibrium();
const found = fokkerPlanckIdentity({ species, laws, velocity, temperature });

/** int f log(f/mu), f = n times the law, mu = n N(u, theta/m I). */
function relativeEntropy(law: Law, { mass, density }: (typeof species)[number]): number {
  const spread = [0, 1].reduce((sum, k) => sum + law.covariance[k][k] + (law.mean[k] - velocity[k]) ** 2, 0);
  return density * (lawEntropy(law).value + Math.log((2 * Math.PI * temperature) / mass) + (mass * spread) / (2 * temperature));
}

describe("relative entropy under the linear Fokker-Planck equation", () => {
  it.each([0, 1])("species %i: the left side is the derivative along the exact solution", (i) => {
    const at = (t: number): Law => {
      const e = Math.exp(-t / temperature);
      const thermal = temperature / species[i].mass;
      const relaxed = components[i].map(({ weight, mean, covariance }) => ({
        weight,
        mean: mean.map((b, k) => velocity[k] + e * (b - velocity[k])),
        covariance: covariance.map((row, k) => row.map((a, l) => e * e * a + (k === l ? (1 - e * e) * thermal : 0))),
      }));
      return mixture({ components: relaxed });
    };
    // Central differences at h and 2h, extrapolated: errors h^4 and 1e-14/h.
    const h = 1e-3;
    const difference = (step: number): number => (relativeEntropy(at(step), species[i]) - relativeEntropy(at(-step), species[i])) / (2 * step);
    const slope = (4 * difference(h) - difference(2 * h)) / 3;
    expect(found.species[i].left.value / slope).toBeCloseTo(1, 7);
  });

  it("the corrected right sides agree within the stated bounds, of each species and of the sum", () => {
    for (const { left, right } of [...found.species, found.total]) {
      expect(Math.abs(left.value - right.value)).toBeLessThan(left.bound + right.bound);
      expect(left.bound + right.bound).toBeLessThan(1e-9);
    }
  });

  it("the printed right sides are off by twice what follows the information", () => {
    // Of the sum: (d/theta) sum n.
    expect(found.total.right.value - found.total.asPrinted.value).toBeCloseTo((2 * 2 * (1.2 + 0.7)) / temperature, 10);
    for (const { left, asPrinted } of found.species) expect(Math.abs(left.value - asPrinted.value)).toBeGreaterThan(0.1);
  });

  it("at equilibrium, in space, only the corrected sides vanish", () => {
    const at = [2, 0.5].map((mass) => maxwellian({ mean: [0.3, -0.2, 0.1], temperature: 0.8 / mass }));
    const still = fokkerPlanckIdentity({ species: [{ mass: 2, density: 1 }, { mass: 0.5, density: 0.4 }], laws: at, velocity: [0.3, -0.2, 0.1], temperature: 0.8 }); // prettier-ignore
    expect(Math.abs(still.total.left.value)).toBeLessThan(1e-12);
    expect(Math.abs(still.total.right.value)).toBeLessThan(1e-12);
    expect(still.total.asPrinted.value).toBeCloseTo((-2 * 3 * 1.4) / 0.8, 10);
  });

  it("refuses what it cannot integrate", () => {
    const options = { species: [{ mass: 1, density: 1 }], velocity: [0, 0], temperature: 1 };
    expect(refusal(() => fokkerPlanckIdentity({ ...options, laws }))).toMatch(/invalid laws: found 2, expected one for each of 1 species/);
    expect(refusal(() => fokkerPlanckIdentity({ ...options, laws: [gaussian()] }))).toMatch(/found 2 components, expected 3/);
    expect(refusal(() => fokkerPlanckIdentity({ ...options, laws: [laws[0]], temperature: 0 }))).toMatch(/invalid temperature: found 0/);
  });
});
