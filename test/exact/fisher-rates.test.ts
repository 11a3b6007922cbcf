/**
 * Rates of entropy and Fisher information of Gaussian species: against reference values (fixture: numpy, sphere quadrature), the exact rationals of correction M5,
 * moment rates, and each other as identities. Tolerances: ten times the fixture's stated errors, and 1e-12 of the rate for identities.
 */
import { describe, expect, it } from "vitest";
import { gaussian, maxwellian, mixture, powerLaw, singleSpecies, sumOfPowers } from "../../src/index.ts";
import { entropyRate, fisherFiniteParts, fisherRate, gaussianMomentRates } from "../../src/rates/index.ts";
import { gamma as gammaFunction } from "../../src/math/special.ts";
import { eigen, fromRows, spectral } from "../../src/math/symmetric.ts";
import { ScenarioError } from "../../src/errors.ts";
import { alone, block, fixtureMixture, pairOf, species, type Mixture } from "../support/two-gaussians.ts";
import fixture from "../fixtures/fisher-rates.json" with { type: "json" };

const values = fixture.values as Record<string, { value: number; err: number }>;
const named = (start: string) =>
  Object.keys(values)
    .filter((name) => name.startsWith(start))
    .map((name) => {
      const [, d, gamma] = /_d(\d)_g(-?\d+)$/.exec(name)!;
      return [Number(d), Number(gamma), values[name]] as const;
    });

describe("reference values", () => {
  it.each(named("Hdot_"))("dH/dt, one species, d = %i, gamma = %d", (d, gamma, { value, err }) => {
    expect(Math.abs(entropyRate(...alone(d, gamma)).value - value)).toBeLessThan(10 * err);
  });
  it.each(named("ms_dHdt_"))("dH/dt, two species, d = %i, gamma = %d", (d, gamma, { value, err }) => {
    expect(Math.abs(entropyRate(...fixtureMixture(d, gamma)).value - value)).toBeLessThan(10 * err);
  });
  it.each(named("ms_dIdt_"))("dI/dt, two species, d = %i, gamma = %d", (d, gamma, { value, err }) => {
    expect(Math.abs(fisherRate(...fixtureMixture(d, gamma)).rate - value)).toBeLessThan(10 * err);
  });
  it.each([
    [3, -3, "d3_g-3"],
    [2, -2, "d2_g-2"],
  ] as const)("the missing term, d = %i, gamma = %d", (d, gamma, name) => {
    const found = fisherRate(...fixtureMixture(d, gamma));
    expect(found.boundary).toBeCloseTo(fixture.boundary[name], 12);
    expect(found.principalValue).toBeCloseTo(fixture.principal[name], 11);
  });
});

// d = 3, gamma = -3, unit masses, N(0, 1) and N(0, 2): dI/dt = -sqrt(2/pi)/sqrt 3, of which the principal value is 5/9 and the missing term 4/9.
it("the missing term is 4/9 of the rate of N(0, 1) and N(0, 2) under Coulomb collisions", () => {
  const own = [1, 2].map((s) => ({
    mass: 1,
    density: 1,
    mean: [0, 0, 0],
    covariance: [
      [s, 0, 0],
      [0, s, 0],
      [0, 0, s],
    ],
  }));
  const { rate, principalValue, boundary, value } = fisherRate(...pairOf(own, [-3, -3, -3], [1, 1, 1]));
  const exact = -Math.sqrt(2 / Math.PI) / Math.sqrt(3);
  expect(value).toBeCloseTo(4.5, 13);
  expect(rate).toBeCloseTo(exact, 14);
  expect(principalValue).toBeCloseTo((5 / 9) * exact, 14);
  expect(boundary).toBeCloseTo((4 / 9) * exact, 14);
});

const dimensions = [2, 3].flatMap((d) => [1, 0, -1, -2, -2.5, -3, -3.5, -1.999, -2.001, -3.001].map((gamma) => [d, gamma] as const));
const cases = [...dimensions.filter(([d, gamma]) => gamma > -d - 2), [4, -3.7], [4, -4], [5, 0.3]] as const;

/** d species data: the fixture's, and in higher dimensions some of their own. */
const inDimension = (d: number) =>
  d < 4
    ? species(d)
    : [3, 1.4].map((mass, i) => ({
        mass,
        density: 0.6 + 0.3 * i,
        mean: Array.from({ length: d }, (_, k) => 0.3 * Math.sin(1 + 2 * k + 5 * i)),
        covariance: Array.from({ length: d }, (_, k) =>
          Array.from({ length: d }, (_, l) => (k === l ? 1 + 0.1 * k : 0) + 0.1 * Math.cos((k + 1) * (l + 1) + 2 * i)),
        ),
      }));

describe("identities of the Fisher information's rate", () => {
  it.each(cases)("Lemma 2.1 is Proposition 2.2 and the missing term, d = %i, gamma = %d", (d, gamma) => {
    const { rate, principalValue, boundary, error } = fisherRate(...pairOf(inDimension(d), [gamma, gamma, gamma]));
    expect(Math.abs(principalValue + boundary - rate)).toBeLessThan(1e-12 * Math.abs(rate));
    expect(boundary).toBeLessThanOrEqual(0);
    expect(boundary < 0).toBe(gamma === -d);
    expect(error).toBeLessThan(1e-12 * Math.abs(rate));
  });

  it.each(cases)("the four parts sum to Proposition 2.2 where they converge, d = %i, gamma = %d", (d, gamma) => {
    const { parallel, radial, spherical, remainder, principalValue } = fisherRate(...pairOf(inDimension(d), [gamma, gamma, gamma]));
    expect(parallel).toBeGreaterThan(0);
    if (gamma > -d) {
      expect(Math.abs(remainder! - parallel - radial! - spherical! - principalValue)).toBeLessThan(1e-12 * Math.max(1, spherical!));
      for (const part of [radial, spherical, remainder]) expect(part).toBeGreaterThanOrEqual(0);
    } else {
      expect([spherical, remainder]).toEqual([null, null]);
      expect(radial === null).toBe(gamma !== -2);
    }
  });

  // N(0, a) and N(0, b), unit masses, densities and strengths; s = a + b, h = (1/a + 1/b)/4, chi = (a - b)^2/(4 a b s): z has the score -z/s and g the covariance chi besides. E r^q is continued in q.
  it.each([
    [2, -2.5],
    [2, -3.3],
    [3, -3.5],
    [3, -4.2],
    [4, -5.1],
    [3, -1.5],
  ])("finite parts of two isotropic Gaussians by the Gamma function, d = %i, gamma = %d", (d, gamma) => {
    const [a, b] = [0.7, 1.9];
    const own = [a, b].map((variance) => {
      const covariance = Array.from({ length: d }, (_, k) => Array.from({ length: d }, (_o, l) => (k === l ? variance : 0)));
      return { mass: 1, density: 1, mean: new Array<number>(d).fill(0), covariance };
    });
    const [s, h, chi] = [a + b, (1 / a + 1 / b) / 4, ((a - b) * (a - b)) / (4 * a * b * (a + b))];
    const power = (q: number): number => ((2 * s) ** (q / 2) * gammaFunction((d + q) / 2)) / gammaFunction(d / 2);
    const transverse = (d - 1) * chi * power(gamma);
    const { parallel, radial, spherical, remainder } = fisherFiniteParts(...pairOf(own, [gamma, gamma, gamma], [1, 1, 1]));
    const exact = {
      radial: 16 * (1 + gamma / 2) ** 2 * transverse,
      spherical: 16 * ((d - 1) * transverse + (d - 1) * (h - 1 / s) ** 2 * power(gamma + 2)),
      remainder: 4 * gamma * gamma * transverse,
      // D_c D_z Psi = -(1/a - 1/b)/2: kappa |P N|^2 / M.
      parallel: 2 * 4 * (d - 1) * ((1 / a - 1 / b) / 2) ** 2 * power(gamma + 2) * 0.5,
    };
    expect(Math.abs(radial! - exact.radial)).toBeLessThan(1e-12 * Math.abs(exact.spherical));
    expect(Math.abs(spherical! - exact.spherical)).toBeLessThan(1e-12 * Math.abs(exact.spherical));
    expect(Math.abs(remainder! - exact.remainder)).toBeLessThan(1e-12 * Math.abs(exact.remainder));
    expect(Math.abs(parallel - exact.parallel)).toBeLessThan(1e-12 * exact.parallel);
    expect(remainder! > 0).toBe(gamma > -d);
  });

  it("have no finite part at gamma = -d, where they grow like a logarithm", () => {
    const { radial, spherical, remainder } = fisherFiniteParts(...pairOf(species(3), [-3, -3, -3]));
    expect([radial, spherical, remainder]).toEqual([null, null, null]);
  });

  it("exponents of their own: the sum of pairs, each by its own potential", () => {
    const mixed = fisherRate(...pairOf(species(3), [-1, -3, 0.5]));
    const parts = [-1, -3, 0.5].map((gamma, k) => {
      const strengths = [1e-300, 1e-300, 1e-300] as [number, number, number];
      strengths[k] = [1, 0.8, 0.5][k];
      return fisherRate(...pairOf(species(3), [gamma, gamma, gamma], strengths)).rate;
    });
    expect(mixed.rate).toBeCloseTo(parts[0] + parts[1] + parts[2], 12);
  });

  it.each([-3, -4.5])("one species, and two of equal mean and temperature, lack nothing, d = 3, gamma = %d", (gamma) => {
    const covariance = block(fixture.A, 3);
    const [heavy, light] = [covariance.map((row) => row.map((x) => x / 4)), covariance];
    const equal = [heavy, light].map((c, i) => ({ mass: i === 0 ? 4 : 1, density: 1, mean: [1, 2, 3], covariance: c }));
    for (const system of [alone(3, gamma), pairOf(equal, [gamma, gamma, gamma])]) {
      const { parallel, radial, spherical, remainder, principalValue, boundary, rate } = fisherRate(...system);
      expect(boundary).toBeCloseTo(0, 14);
      expect(remainder! - parallel - radial! - spherical!).toBeCloseTo(rate, 12);
      expect(principalValue).toBeCloseTo(rate, 12);
    }
  });
});

describe("entropy", () => {
  // dH/dt = sum_i int Q_i log f_i = -sum_i n_i tr(C_i^-1 dC_i/dt)/2: the mean of log f_i's quadratic polynomial is at rest where it is 0.
  it.each(cases)("by the rates of moments, d = %i, gamma = %d", (d, gamma) => {
    const [its, laws] = pairOf(inDimension(d), [gamma, gamma, -1.2]);
    const moments = gaussianMomentRates(its, laws);
    const exact = laws.reduce((sum, { covariance }, i) => {
      const inverse = spectral(eigen(fromRows(covariance), d), (x) => 1 / x);
      return sum - (its.species[i].density / 2) * moments[i].covariance.flat().reduce((inner, x, k) => inner + x * inverse[k], 0);
    }, 0);
    const found = entropyRate(its, laws);
    expect(found.value).toBeLessThan(0);
    expect(Math.abs(found.value - exact)).toBeLessThan(1e-12 * Math.abs(exact));
  });

  // Maxwellians of equal mean: dH/dt = sum_i (d/2) n_i T_i'/-T_i, with T' of theory: d/dt (d/2) n_1 T_1 = -(d-1) n_1 n_2 (T_1-T_2)/(m_1 m_2) E|z|^(gamma+2)/s^2.
  it.each([
    [2, 0, -0.48],
    [3, 0, -1.44],
    [2, -1, -0.25066282746310004],
    [3, -1, -0.6383076486422924],
    [3, -3, -0.22163460022301817],
  ])("by the energy exchange of Maxwellians, d = %i, gamma = %d", (d, gamma, exchange) => {
    const temperatures = [1.2, 0.6];
    const masses = [1, 2.5];
    const own = masses.map((mass, i) => ({
      mass,
      density: 1,
      mean: new Array<number>(d).fill(0.3),
      covariance: Array.from({ length: d }, (_, k) => Array.from({ length: d }, (_, l) => (k === l ? temperatures[i] / mass : 0))),
    }));
    const exact = -exchange / temperatures[0] + exchange / temperatures[1];
    expect(entropyRate(...pairOf(own, [gamma, gamma, gamma], [1, 1, 1])).value).toBeCloseTo(exact, 12);
  });
});

describe("invariance", () => {
  const turned = ([its, laws]: Mixture, angle: number): Mixture => {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const r = [
      [c, -s, 0],
      [0.6 * s, 0.6 * c, -0.8],
      [0.8 * s, 0.8 * c, 0.6],
    ];
    const about = (m: readonly (readonly number[])[]) =>
      r.map((a) => r.map((b) => a.reduce((sum, x, i) => b.reduce((inner, y, j) => inner + x * m[i][j] * y, sum), 0)));
    const symmetric = (m: number[][]) => m.map((row, i) => row.map((x, j) => (x + m[j][i]) / 2));
    return [
      its,
      laws.map((law) =>
        gaussian({ mean: r.map((row) => 5 + row.reduce((sum, x, i) => sum + x * law.mean[i], 0)), covariance: symmetric(about(law.covariance)) }),
      ),
    ];
  };

  it.each([0.5, -2.2, -3, -4.2])("under rotations and Galilean shifts, thin laws too, gamma = %d", (gamma) => {
    const thin = species(3).map((one, i) => ({
      ...one,
      covariance: one.covariance.map((row, k) => row.map((x, l) => (k === 2 - i || l === 2 - i ? (k === l ? 1e-5 * x : 0) : x))),
    }));
    const system = pairOf(thin, [gamma, gamma, gamma]);
    const [one, other] = [fisherRate(...system), fisherRate(...turned(system, 0.7))];
    expect(Math.abs(one.rate - other.rate)).toBeLessThan(one.error + other.error);
    const [h, g] = [entropyRate(...system), entropyRate(...turned(system, 0.7))];
    expect(Math.abs(h.value - g.value)).toBeLessThan(h.bound + g.bound);
  });

  it("velocities in other units: dI/dt by their power gamma - 2, dH/dt by gamma", () => {
    const scale = 1e3;
    const wide = species(3).map((one) => ({
      ...one,
      mean: one.mean.map((u) => scale * u),
      covariance: one.covariance.map((row) => row.map((x) => scale * scale * x)),
    }));
    const gammas = [-3, -1.5, 1] as const;
    for (const gamma of gammas) {
      const [system, other] = [species(3), wide].map((own) => pairOf(own, [gamma, gamma, gamma]));
      expect(entropyRate(...other).value / entropyRate(...system).value / scale ** gamma).toBeCloseTo(1, 12);
      expect(fisherRate(...other).rate / fisherRate(...system).rate / scale ** (gamma - 2)).toBeCloseTo(1, 12);
    }
  });
});

describe("equilibrium", () => {
  it("nothing changes among Maxwellians of one mean and temperature", () => {
    const own = [1, 7].map((mass) => ({
      mass,
      density: 2,
      mean: [1, -2, 0],
      covariance: block(
        [
          [1.3 / mass, 0, 0],
          [0, 1.3 / mass, 0],
          [0, 0, 1.3 / mass],
        ],
        3,
      ),
    }));
    const system = pairOf(own, [-3, -3, 0]);
    const { bound, value } = entropyRate(...system);
    expect(Math.abs(value)).toBeLessThan(Math.max(bound, 1e-14));
    const { rate, value: information } = fisherRate(...system);
    expect(Math.abs(rate)).toBeLessThan(1e-13);
    // I = d sum n_i / T.
    expect(information).toBeCloseTo((3 * 4) / 1.3, 12);
  });
});

describe("refusals", () => {
  const one = singleSpecies(powerLaw(-1));
  const beams = mixture({ components: [1, -1].map((x) => ({ weight: 0.5, mean: [x, 0] })) });
  const general = sumOfPowers({ terms: [-1, -2].map((gamma) => ({ coefficient: 1, gamma })) });
  it.each<[string, () => unknown]>([
    ["a law that is no Gaussian", () => fisherRate(one, [beams])],
    ["a law missing", () => entropyRate(one, [])],
    ["an exponent out of range", () => entropyRate(singleSpecies(powerLaw(-4)), [maxwellian({ dimension: 2 })])],
    ["a potential that is no power", () => fisherRate(singleSpecies(general), [maxwellian()])],
    ["a singular covariance", () => entropyRate(one, [gaussian({ variances: [1, 0] })])],
  ])("%s", (_, act) => expect(act).toThrow(ScenarioError));
});
