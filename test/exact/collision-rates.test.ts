/**
 * dH/dt and dI/dt of laws that are not Gaussian, each held to its stated bound against another method: reference values (fixture), the exact evolution of
 * isotropic mixtures of Maxwell molecules, the symmetric double integrals of (1.6) and Lemma 2.1 summed over pairs of grid points, and one way of the room
 * against another (sums over scales, Fourier transforms, Rosenbluth potentials).
 */
import { describe, expect, it } from "vitest";
import { coulomb, gaussian, maxwellian, mixture, model, powerLaw, singleSpecies, sumOfPowers, tiltedMaxwellian, uniform } from "../../src/index.ts"; // prettier-ignore
import { fisherInformation, lawEntropy, type Value } from "../../src/functionals/index.ts";
import { collisionRates, momentRates, pairCollisionRates, type CollisionRates } from "../../src/rates/index.ts";
import { coulombMeshes } from "../../src/rates/fisher/quadrature/coulomb-field.ts";
import { planeMeshes } from "../../src/rates/fisher/quadrature/grid-field.ts";
import { meshRates } from "../../src/rates/fisher/quadrature/mesh-rates.ts";
import type { Law, Model } from "../../src/protocols/index.ts";
import { refusal } from "../support/refusal.ts";
import { inLong } from "../support/long.ts";
import fixture from "../fixtures/collision-rates.json" with { type: "json" };

/** Within the stated bound and `error` of the expected value, and the bound is worth stating. */
function near(found: Value, expected: number, error: number): void {
  expect(Math.abs(found.value - expected)).toBeLessThanOrEqual(found.bound + error);
  expect(Math.abs(found.value - expected)).toBeLessThanOrEqual(Math.max(10 * error, 1e-10 * Math.abs(expected)));
  expect(found.bound).toBeLessThan(1e-6 * Math.abs(expected));
}

const two = (
  masses: readonly number[],
  densities: readonly number[],
  gamma: number,
  strengths: readonly (readonly number[])[] = [
    [1, 1],
    [1, 1],
  ],
): Model =>
  // prettier-ignore
  model({
    species: masses.map((mass, i) => ({ name: `${i}`, mass, density: densities[i] })),
    interactions: [[0, 0], [0, 1], [1, 1]].map(([i, j]) => ({ between: [`${i}`, `${j}`], potential: powerLaw(gamma, { strength: strengths[i][j] }) })), // prettier-ignore
  });

/** Moments by fluxes are those in closed form, within the stated bounds, and the bounds are worth stating. */
function sameMoments(system: Model, laws: readonly Law[], { moments }: CollisionRates): void {
  momentRates(system, laws).forEach(({ momentum, secondMoment }, i) => {
    const { density } = system.species[i];
    const pairs = [...momentum.map((x, k) => [moments[i].momentum[k], x] as const), ...secondMoment.flat().map((x, k) => [moments[i].second[k], density * x] as const)]; // prettier-ignore
    for (const [found, expected] of pairs) {
      expect(Math.abs(found.value - expected)).toBeLessThanOrEqual(found.bound + 1e-12);
      expect(found.bound).toBeLessThan(1e-6);
    }
    expect(Math.max(...pairs.map(([, expected]) => Math.abs(expected)))).toBeGreaterThan(0.01);
  });
}

const beams = mixture({ components: [{ weight: 0.3, mean: [0.5, -0.2], covariance: [[1, 0.3], [0.3, 0.5]] }, { weight: 0.7, mean: [-0.3, 0.4], covariance: [[0.4, -0.1], [-0.1, 0.8]] }] }); // prettier-ignore
const clumps = mixture({ components: [{ weight: 0.6, mean: [0.1, 0.3], covariance: [[0.3, 0.1], [0.1, 0.25]] }, { weight: 0.4, mean: [-0.4, -0.2], covariance: [[0.2, 0], [0, 0.4]] }] }); // prettier-ignore

describe("two species of drifting Gaussians with covariances that do not commute", () => {
  const { gaussians } = fixture;
  const lawsIn = (dimension: number): Law[] =>
    gaussians.means.map((mean, i) =>
      gaussian({ mean: mean.slice(0, dimension), covariance: gaussians.covariances[i].slice(0, dimension).map((row) => row.slice(0, dimension)) }),
    );
  const check = ({ dimension, gamma, entropy, fisher, err }: (typeof gaussians.values)[number]): void => {
    const laws = lawsIn(dimension);
    const found = collisionRates(two(gaussians.masses, gaussians.densities, gamma, gaussians.strengths), laws);
    near(found.entropy, entropy, err);
    near(found.fisher, fisher, err);
    sameMoments(two(gaussians.masses, gaussians.densities, gamma, gaussians.strengths), laws, found);
  };
  const plane = gaussians.values.filter(({ dimension }) => dimension === 2);
  it.each(plane)("reference values ms_*, d = 2, gamma = $gamma", check);
  it("the same at gamma = -2 by Fourier transforms", () => {
    const { entropy, fisher, err } = plane.find(({ gamma }) => gamma === -2)!;
    const laws = lawsIn(2);
    const system = two(gaussians.masses, gaussians.densities, -2, gaussians.strengths);
    const pairs = [[0], [0, 1], [1]].map((pair) => {
      const members = pair.map((i) => [laws[i], system.species[i]] as const);
      return meshRates(members, system.interaction(pair[0], pair.at(-1)), planeMeshes(pair.map((i) => laws[i])));
    });
    const sum = (key: "entropy" | "fisher"): Value => ({
      value: pairs.reduce((all, pair) => all + pair[key].value, 0),
      bound: pairs.reduce((all, pair) => all + pair[key].bound, 0),
    });
    near(sum("entropy"), entropy, err);
    near(sum("fisher"), fisher, err);
  });
  for (const one of gaussians.values.filter(({ dimension }) => dimension === 3)) inLong(`reference values ms_*, d = 3, gamma = ${one.gamma}`, () => check(one)); // prettier-ignore
});

describe("mixtures of Gaussians", () => {
  // f_i keeps its weights, and its variances relax to the temperature at 2 (d-1) c n/m^2 (theory: Fokker-Planck equation of radial laws).
  const alongExact = (dimension: number): void => {
    const [mass, density, strength, variances, weights] = [2, 0.7, 1.3, [0.6, 1.2], [0.3, 0.7]];
    const theta = variances.reduce((sum, s, k) => sum + weights[k] * s, 0);
    const at = (t: number): Law => {
      const rest = Math.exp((-2 * (dimension - 1) * strength * density * t) / mass ** 2);
      const all = variances.map((s, k) => ({ weight: weights[k], variances: new Array<number>(dimension).fill(theta + (s - theta) * rest) }));
      return mixture({ components: all });
    };
    // Central differences at h and 2h, extrapolated: errors h^4 and 1e-14/h.
    const h = 4e-3;
    const slope = (of: (law: Law) => Value): number => {
      const difference = (step: number): number => (of(at(step)).value - of(at(-step)).value) / (2 * step);
      return (4 * difference(h) - difference(2 * h)) / 3;
    };
    const species = [{ name: "f", mass, density }];
    const found = collisionRates({ species, interaction: () => powerLaw(0, { strength }) }, [at(0)]);
    expect(found.entropy.value / slope((law) => lawEntropy(law, { density }))).toBeCloseTo(1, 8);
    expect(found.fisher.value / slope((law) => fisherInformation(law, { mass, density }))).toBeCloseTo(1, 8);
  };
  it("one species of Maxwell molecules, d = 2: the derivatives along the exact evolution", () => alongExact(2));
  inLong("one species of Maxwell molecules, d = 3: the derivatives along the exact evolution", () => alongExact(3));

  inLong("two species of Maxwell molecules: the symmetric double integrals of (1.6) and Lemma 2.1, over pairs of grid points", () => {
    const [masses, densities, strengths, laws] = [[1, 2.5], [1, 0.7], [[1, 0.8], [0.8, 0.5]], [beams, clumps]]; // prettier-ignore
    const h = 0.25;
    const points = laws.map((law, i) => {
      const list: number[][] = [];
      for (let x = -33; x <= 33; x++)
        for (let y = -33; y <= 33; y++) {
          const v = [h * x, h * y];
          const weight = densities[i] * law.density(v) * h * h;
          if (weight < 1e-15) continue;
          const [score, force] = [new Float64Array(2), new Float64Array(2)];
          law.score!(v, score);
          law.fisherForce!(v, force);
          list.push([...v, weight, ...score.map((s) => s / masses[i]), ...force.map((s) => s / masses[i] ** 2)]);
        }
      return list;
    });
    let [entropy, fisher] = [0, 0];
    for (const v of points[0])
      for (const w of points[1]) {
        const [x, y] = [v[0] - w[0], v[1] - w[1]];
        // |z|^2 I - z z^T is the square of (-y, x). Both orders of the pair are one.
        const across = (k: number): number => x * (v[k + 1] - w[k + 1]) - y * (v[k] - w[k]);
        const weight = strengths[0][1] * v[2] * w[2];
        entropy -= weight * across(3) ** 2;
        fisher += weight * across(3) * across(5);
      }
    const found = pairCollisionRates(two(masses, densities, 0, strengths), laws, 0, 1);
    // Seven digits: log f is analytic in a strip about the real plane, so the trapezoidal rule converges geometrically in 1/h.
    expect(Math.abs(found.entropy.value / entropy - 1)).toBeLessThan(1e-7);
    expect(Math.abs(found.fisher.value / fisher - 1)).toBeLessThan(1e-7);
  });

  const byTwoWays = (gamma: number): void => {
    const system = two([1, 2], [1, 0.7], gamma);
    const found = pairCollisionRates(system, [beams, clumps], 0, 1);
    const members = [beams, clumps].map((law, i) => [law, system.species[i]] as const);
    const other = meshRates(members, system.interaction(0, 1), planeMeshes([beams, clumps]));
    near(found.entropy, other.entropy.value, other.entropy.bound);
    near(found.fisher, other.fisher.value, other.fisher.bound);
    expect(found.entropy.value).toBeLessThan(0);
  };
  for (const gamma of [1, -1, -2, -3]) inLong(`two species, gamma = ${gamma}: sums over scales against Fourier transforms`, () => byTwoWays(gamma));

  inLong("two species about an axis in space, Coulomb: sums over scales against Rosenbluth potentials", () => {
    const system = two([1, 2], [1, 0.7], -3);
    const laws = [gaussian({ mean: [0.2, 0, 0], variances: [0.8, 0.5, 0.5] }), gaussian({ mean: [-0.3, 0, 0], variances: [0.3, 0.6, 0.6] })];
    const found = pairCollisionRates(system, laws, 0, 1);
    const members = laws.map((law, i) => [law, system.species[i]] as const);
    const other = meshRates(members, system.interaction(0, 1), coulombMeshes(laws));
    near(found.entropy, other.entropy.value, other.entropy.bound);
    near(found.fisher, other.fisher.value, other.fisher.bound);
  });
});

describe("a tilted Maxwellian and a heavy Maxwellian", () => {
  const check = ({ dimension, gamma, mass, epsilon, delta, q, entropy, fisher, err }: (typeof fixture.tilted)[number]): void => {
    const laws = [tiltedMaxwellian({ temperature: 1, epsilon, delta, q, dimension }), maxwellian({ temperature: 1 / mass, dimension })];
    const found = pairCollisionRates(two([1, mass], [1, 1], gamma), laws, 0, 1);
    near(found.fisher, fisher, err);
    // Printed with twelve digits.
    near(found.entropy, entropy, 5e-12);
  };
  for (const one of fixture.tilted) inLong(`${one.name}: Fisher information grows`, () => check(one));

  const withSelfCollisions = ({ dimension, mass, density, epsilon, delta, q, fisher, err, cross }: (typeof fixture.withSelfCollisions)[number]): void => {
    const laws = [tiltedMaxwellian({ temperature: 1, epsilon, delta, q, dimension }), maxwellian({ temperature: 1 / mass, dimension })];
    const system = two([1, mass], [1, density], -3);
    const found = pairCollisionRates(system, laws, 0, 1);
    near(found.fisher, density * cross, density * 1e-12);
    const self = pairCollisionRates(system, laws, 0, 0);
    expect(self.fisher.value).toBeLessThan(0);
    expect(self.fisher.bound).toBeLessThan(1e-10);
    expect(Math.abs(found.fisher.value + self.fisher.value - fisher)).toBeLessThan(err);
    expect(pairCollisionRates(system, laws, 1, 1)).toMatchObject({ entropy: { value: 0, bound: 0 }, fisher: { value: 0, bound: 0 } });
  };
  const [plane, space] = fixture.withSelfCollisions;
  inLong(`${plane.name}: it grows with all collisions on`, () => withSelfCollisions(plane));
  inLong(`${space.name}: it grows with all collisions on, and viol_dIdt_d3_g-3_m2_1000`, () => withSelfCollisions(space));
});

describe("moments of a tilted Maxwellian and a drifting Maxwellian, by fluxes", () => {
  const partner = (mean: number[]): Law => maxwellian({ mean, temperature: 0.3 });
  const maxwellMolecules = (dimension: number, mean: number[], orders: number[][]): void => {
    const laws = [tiltedMaxwellian({ temperature: 1, epsilon: 0.5, delta: 0.3, q: 1.5, dimension }), partner(mean)];
    const { species } = two([1, 2.5], [1, 0.7], 0);
    for (const order of orders) {
      const system: Model = { species: order.map((i) => species[i]), interaction: (i, j) => powerLaw(0, { strength: i === j ? 1e-300 : 0.8 }) };
      const own = order.map((i) => laws[i]);
      sameMoments(system, own, pairCollisionRates(system, own, 0, 1));
    }
  };
  inLong("Maxwell molecules, d = 2: those of any law with its mean and covariance", () => maxwellMolecules(2, [0.4, -0.3], [[1, 0]]));
  inLong("Maxwell molecules, d = 3, about an axis, the Maxwellian second and first", () => maxwellMolecules(3, [0.4, 0, 0], [[0, 1], [1, 0]])); // prettier-ignore
  inLong("Maxwell molecules, d = 3, off the axis", () => maxwellMolecules(3, [0.4, 0.3, -0.2], [[0, 1]]));

  const withoutTilt = (dimension: number, gamma: number, mean: number[]): void => {
    const flat = tiltedMaxwellian({ temperature: 1, epsilon: 0, delta: 0.3, q: 1.5, dimension });
    const system: Model = { species: two([1, 2.5], [1, 0.7], 0).species, interaction: (i, j) => powerLaw(gamma, { strength: i === j ? 1e-300 : 0.8 }) };
    const found = pairCollisionRates(system, [flat, partner(mean)], 0, 1);
    sameMoments(system, [maxwellian({ dimension }), partner(mean)], found);
  };
  inLong("Coulomb, d = 3, about an axis: without a tilt it is a Gaussian", () => withoutTilt(3, -3, [0.4, 0, 0]));
  inLong("gamma = -1, d = 2: without a tilt it is a Gaussian", () => withoutTilt(2, -1, [0.4, -0.3]));

  it("Rosenbluth potentials: Gaussians about an axis", () => {
    const system: Model = { species: two([1, 2], [1, 0.7], 0).species, interaction: (i, j) => powerLaw(-3, { strength: i === j ? 1e-300 : 1.3 }) };
    const laws = [gaussian({ mean: [0.2, 0, 0], variances: [0.8, 0.5, 0.5] }), gaussian({ mean: [-0.3, 0, 0], variances: [0.3, 0.6, 0.6] })];
    const members = laws.map((law, i) => [law, system.species[i]] as const);
    sameMoments(system, laws, meshRates(members, system.interaction(0, 1), coulombMeshes(laws)));
  });
});

it("refuses what nothing serves, in the user's words", () => {
  const tilted = tiltedMaxwellian({ temperature: 1, epsilon: 0.5, delta: 0.3, q: 1.5 });
  expect(refusal(() => collisionRates(singleSpecies(powerLaw(-2)), [tilted]))).toMatch(/no rate of tilted Maxwellian: found dimension 3, gamma = -2, expected/);
  expect(refusal(() => collisionRates(singleSpecies(coulomb()), [uniform({ halfWidths: [1, 1, 1] })]))).toMatch(/no rate of .*first variation .* not known/);
  expect(refusal(() => collisionRates(singleSpecies(coulomb()), []))).toMatch(/found 0, expected one for each of 1 species/);
  const sum = sumOfPowers({ terms: [{ coefficient: 1, gamma: -2 }, { coefficient: 0.5, gamma: 0 }] }); // prettier-ignore
  expect(refusal(() => collisionRates(singleSpecies(sum), [beams]))).toMatch(/expected a power law/);
  const mixed = [gaussian({ variances: [1, 1] }), gaussian({ variances: [1, 1, 1] })];
  expect(refusal(() => collisionRates(two([1, 1], [1, 1], 0), mixed))).toMatch(/found dimensions 2, 3/);
  expect(refusal(() => pairCollisionRates(singleSpecies(coulomb()), [tilted], 0, 3))).toMatch(/invalid species: found 3/);
});
