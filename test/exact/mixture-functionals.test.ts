/**
 * Functionals of mixtures and relative entropies against Gaussian closed forms by another route (cofactors, the Kullback-Leibler formula between Gaussians), sums over plain grids written here,
 * and reference values of an independent program. Stated errors must hold.
 */
import { describe, expect, it } from "vitest";
import { bkw, gaussian, maxwellian, mixture, ScenarioError, shell, tiltedMaxwellian, uniform, type Law } from "../../src/index.ts";
import {
  fisherInformation,
  growthSupremum,
  mixtureFisherInformation,
  mixtureMaxwellian,
  mixtureRelativeEntropy,
  potentialSupremum,
  relativeEntropy,
  relativeL2UpTo,
  type Value,
} from "../../src/functionals/index.ts";
import { gridLaw } from "../../src/laws/grid-law.ts";
import { powerLaw, screened, singleSpecies, sumOfPowers } from "../../src/model/index.ts";
import type { Ensemble } from "../../src/protocols/index.ts";
import { equilibriumDistance, type Alone } from "../../particles/index.ts";
import { long } from "../support/long.ts";

function bounds({ value, bound }: Value, truth: number, digits = 0): void {
  expect(Math.abs(value - truth)).toBeLessThanOrEqual(bound + digits);
  expect(bound).toBeLessThanOrEqual(Math.max(1000 * digits, 1e-12 * Math.max(1, Math.abs(truth))));
}

// The data of the reference values ms_* (d = 3).
const species = [{ mass: 1, density: 1 }, { mass: 2.5, density: 0.7 }]; // prettier-ignore
const C = [[[0.8, 0.1, 0], [0.1, 0.6, 0.05], [0, 0.05, 0.5]], [[0.5, 0, 0.1], [0, 0.3, 0], [0.1, 0, 0.4]]]; // prettier-ignore
const U = [[0.4, 0, -0.2], [-0.3, 0.2, 0.1]]; // prettier-ignore
const laws = C.map((covariance, i) => gaussian({ mean: U[i], covariance }));

const minor = (A: number[][], i: number, j: number): number => A[i][i] * A[j][j] - A[i][j] * A[j][i];
const determinant = ([a, b, c]: number[][]): number => {
  const cross = [0, 1, 2].map((k) => b[(k + 1) % 3] * c[(k + 2) % 3] - b[(k + 2) % 3] * c[(k + 1) % 3]);
  return a.reduce((sum, x, k) => sum + x * cross[k], 0);
};
const trace = (A: number[][]): number => A[0][0] + A[1][1] + A[2][2];

describe("a mixture of two drifting Gaussian species, d = 3", () => {
  const momentum = species.reduce((sum, s) => sum + s.mass * s.density, 0);
  const u = [0, 1, 2].map((k) => species.reduce((sum, s, i) => sum + s.mass * s.density * U[i][k], 0) / momentum);
  const drift = U.map((own) => own.reduce((sum, x, k) => sum + (x - u[k]) ** 2, 0));
  const energy = species.reduce((sum, s, i) => sum + s.density * s.mass * (trace(C[i]) + drift[i]), 0);
  const theta = energy / (3 * 1.7);

  it("has the Maxwellian of its common mean velocity and temperature", () => {
    const found = mixtureMaxwellian(laws, species);
    found.velocity.forEach((value, k) => bounds(value, u[k]));
    bounds(found.temperature, theta);
    const heavy = found.law(1);
    expect(heavy.mean).toEqual(found.velocity.map(({ value }) => value));
    expect(heavy.covariance[2][2]).toBeCloseTo(theta / 2.5, 14);
  });

  it("has its Fisher information weighted by density over mass", () => {
    const inverse = (A: number[][]): number => (minor(A, 0, 1) + minor(A, 0, 2) + minor(A, 1, 2)) / determinant(A);
    bounds(mixtureFisherInformation(laws, species), inverse(C[0]) + (0.7 / 2.5) * inverse(C[1]));
  });

  it("has the relative entropy that the formula between Gaussians gives", () => {
    const truth = species.reduce((sum, { mass, density }, i) => {
      const [heat, log] = [(mass * (trace(C[i]) + drift[i])) / theta, Math.log((theta / mass) ** 3 / determinant(C[i]))];
      return sum + (density * (heat - 3 + log)) / 2;
    }, 0);
    bounds(mixtureRelativeEntropy(laws, species), truth);
  });

  it("is at equilibrium exactly as its own Maxwellian, and nowhere else nearby", () => {
    const { law } = mixtureMaxwellian(laws, species);
    const still = mixtureRelativeEntropy([law(0), law(1)], species);
    expect(still.value).toBeLessThanOrEqual(still.bound);
    // Temperatures apart by 1e-4 of theta, energy equal: (d/4) sum n x^2 to leading order.
    const near = [1e-4, -1e-4 / 0.7].map((x, i) => gaussian({ mean: u, variances: [0, 1, 2].map(() => ((1 + x) * theta) / species[i].mass) }));
    expect(Math.abs(mixtureRelativeEntropy(near, species).value / ((3 / 4) * (1e-8 + 1e-8 / 0.7)) - 1)).toBeLessThan(1e-3);
  });

  it("refuses other than one law for each species", () => {
    expect(() => mixtureRelativeEntropy(laws, species.slice(1))).toThrow(/found 2 laws for 1 species, expected one for each/);
    expect(() => mixtureFisherInformation([laws[0], maxwellian({ dimension: 2 })], species)).toThrow(/found laws of dimensions 3, 2/);
    expect(() => mixtureMaxwellian(laws, [{ mass: 1, density: 1 }, { mass: 0, density: 1 }])).toThrow(ScenarioError); // prettier-ignore
  });
});

it("the datum of section 5.4 with its Maxwellian partner: I_1 + d/theta n_2", () => {
  const tilted = tiltedMaxwellian({ temperature: 1, epsilon: 0.5, delta: 0.1, q: 1.5 });
  const pair = [{ mass: 1, density: 1 }, { mass: 1000, density: 1 }]; // prettier-ignore
  const { value } = mixtureFisherInformation([tilted, gaussian({ variances: [1e-3, 1e-3, 1e-3] })], pair);
  expect(Math.abs(value - (2.77544308744 + 3))).toBeLessThan(1e-10);
});

/** Sums over a plain grid of [-reach, reach]^2. */
function onGrid(reach: number, n: number, term: (v: readonly [number, number]) => number): number {
  const h = (2 * reach) / n;
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sum += term([-reach + (i + 0.5) * h, -reach + (j + 0.5) * h]);
  return sum * h * h;
}

const beams = mixture({
  components: [
    { weight: 0.3, mean: [1, 0.4], covariance: [[0.5, 0.2], [0.2, 0.4]] },
    { weight: 0.7, mean: [-0.5, 0], covariance: [[0.4, -0.1], [-0.1, 0.8]] },
  ],
}); // prettier-ignore

describe("relative entropy", () => {
  it("of BKW, d = 3: the reference value of H plus that of m", () => {
    // BKW_H_d3 at S(.1), S0 = .65.
    bounds(relativeEntropy(bkw({ S: 0.76538798388753 })), -4.2529128256053 + (3 / 2) * Math.log(2 * Math.PI * Math.E), 1e-11);
  });

  it("of a mixture law against its Maxwellian partner's species, over a plain grid", () => {
    const pair = [{ mass: 1, density: 0.8 }, { mass: 3, density: 1.5 }]; // prettier-ignore
    const partner = gaussian({ mean: [0.2, -0.3], variances: [0.3, 0.5] });
    const means = [[-0.05, 0.12], [0.2, -0.3]]; // prettier-ignore
    const whole = 0.8 + 4.5;
    const u = [0, 1].map((k) => (0.8 * means[0][k] + 4.5 * means[1][k]) / whole);
    const density = (i: number) => (v: readonly [number, number]) => [beams, partner][i].density(v);
    const heat = pair.reduce((sum, s, i) => sum + s.density * s.mass * onGrid(8, 260, (v) => density(i)(v) * ((v[0] - u[0]) ** 2 + (v[1] - u[1]) ** 2)), 0);
    const theta = heat / (2 * 2.3);
    const truth = pair.reduce((sum, s, i) => {
      const variance = theta / s.mass;
      const logM = (v: readonly [number, number]): number => -((v[0] - u[0]) ** 2 + (v[1] - u[1]) ** 2) / (2 * variance) - Math.log(2 * Math.PI * variance);
      return sum + s.density * onGrid(8, 260, (v) => density(i)(v) * (Math.log(density(i)(v)) - logM(v)));
    }, 0);
    bounds(mixtureRelativeEntropy([beams, partner], pair), truth, 1e-11);
    expect(relativeEntropy(beams, { density: 2 }).value).toBeCloseTo(2 * relativeEntropy(beams).value, 13);
  });
});

describe("E by degrees", () => {
  it.each([2, 4, 5, 8])("up to degree %d of a Gaussian and of BKW, d = 3", (degree) => {
    // a_2k = prod sqrt((2 k_i)!) / (2^k_i k_i!) (lambda_i - 1)^k_i.
    const lambda = [1.5, 0.9, 0.6];
    const square = (k: number, x: number): number => (k === 0 ? 1 : ((2 * k - 1) / (2 * k)) * x * x * square(k - 1, x));
    let gaussianPart = 0;
    for (let a = 0; 2 * a <= degree; a++)
      for (let b = 0; 2 * (a + b) <= degree; b++)
        for (let c = 0; 2 * (a + b + c) <= degree; c++)
          if (a + b + c > 0) gaussianPart += square(a, lambda[0] - 1) * square(b, lambda[1] - 1) * square(c, lambda[2] - 1);
    bounds(relativeL2UpTo(gaussian({ variances: lambda }), { degree }), gaussianPart, 1e-12);
    // f/m = sum_k (1 - k) (1 - S)^k L_k, |L_k|^2 = (3/2)_k / k!.
    let [part, norm] = [0, 1];
    for (let k = 1; 2 * k <= degree; k++) {
      norm *= (k + 0.5) / k;
      part += (1 - k) ** 2 * 0.3 ** (2 * k) * norm;
    }
    bounds(relativeL2UpTo(bkw({ S: 0.7 }), { degree }), part, 1e-12);
  });
});

it("a solution tells the observable of E its tail: E0_d3 of N(0, diag(1.5, .9, .6)) above degree 4", () => {
  const law = gaussian({ variances: [1.5, 0.9, 0.6] });
  const state = { law: () => law, bound: 0 };
  const observable = equilibriumDistance({ law, degree: 4, solution: { name: "start", at: () => state } });
  const model = singleSpecies(powerLaw(0));
  const { "": part, whole } = observable.expected!(state, model);
  // a_2k^2 = prod (2k_i-1)!!/(2k_i)!! (lambda_i - 1)^(2k_i): degree 2, then degree 4.
  const [x, y, z] = [0.25, 0.01, 0.16];
  bounds(part, (x + y + z) / 2 + (3 / 8) * (x * x + y * y + z * z) + (x * y + x * z + y * z) / 4, 1e-13);
  bounds(whole, 0.26622862732931, 1e-13);
  const planes = [0, 1, 2].map((k) => Float64Array.from({ length: 50 }, (_, i) => Math.sin(1 + i * (k + 2))));
  const ensemble = { planes, count: 50, dimension: 3, groups: [] } as unknown as Ensemble;
  const measured = observable.open().measure({ kind: "alone", model, ensemble } as unknown as Alone, 0);
  expect(measured["whole"] - measured[""]).toBeCloseTo(whole.value - part.value, 14);
  expect(measured["share"]).toBeCloseTo(1 - part.value / whole.value, 13);
});

describe("sup I_gamma beyond mixtures and isotropic laws", () => {
  const hidden = Object.fromEntries(Object.entries(beams).filter(([key]) => key !== "components")) as unknown as Law;
  const axis = Float64Array.from({ length: 61 }, (_, i) => -7.2 + 0.24 * i);
  const values = Float64Array.from({ length: 61 * 61 }, (_, n) => beams.density([axis[Math.floor(n / 61)], axis[n % 61]]));
  const grid = gridLaw({ name: "beams", axes: [axis, axis], values, spec: {} });

  it.each(long ? [-0.5, -1.9] : [-1.9])("of a grid and of a smooth law, gamma = %f, as the components give it", (gamma) => {
    const truth = potentialSupremum(beams, { gamma }).value;
    // What the spacing leaves: e^(-(pi/.24)^2 .24/2), the least variance .24.
    bounds(potentialSupremum(grid, { gamma }), truth, 2e-9);
    if (gamma === -0.5) bounds(potentialSupremum(hidden, { gamma }), truth, 2e-9);
  });

  it("of densities that jump is refused", () => {
    expect(() => potentialSupremum(uniform({ halfWidths: [1, 2, 1] }), { gamma: -1 })).toThrow(
      /not served \(Gaussian mixtures and isotropic laws are, and others/,
    );
  });

  it("of a sum of powers: sum c gamma^2 sup I_gamma, in place of an infinite K", () => {
    const potential = sumOfPowers({ terms: [{ coefficient: 2, gamma: -1 }, { coefficient: 0.5, gamma: -2 }, { coefficient: 3, gamma: 0 }], strength: 1.5 }); // prettier-ignore
    const unit = maxwellian({ dimension: 3 });
    // E|X|^-1 = sqrt(2/pi), E|X|^-2 = 1 in d = 3.
    bounds(growthSupremum(unit, { potential, density: 0.7 }), 0.7 * 1.5 * (2 * Math.sqrt(2 / Math.PI) + 0.5 * 4));
    bounds(growthSupremum(unit, { potential: powerLaw(-2) }), 4);
    expect(() => growthSupremum(unit, { potential: screened({ gamma: -2, length: 1 }) })).toThrow(/no sum of powers/);
  });
});

it("a shell's Fisher information enters a mixture with its bound", () => {
  const law = shell({ radius: 1, sharpness: 8 });
  const [one, mixed] = [fisherInformation(law), mixtureFisherInformation([law], [{ mass: 2, density: 3 }])];
  expect(mixed.value).toBeCloseTo(1.5 * one.value, 12);
  expect(mixed.bound).toBeCloseTo(1.5 * one.bound, 14);
});
