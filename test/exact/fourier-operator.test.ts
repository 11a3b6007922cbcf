/**
 * The Fourier solver's operator at t = 0 against values that were computed by other means: rates of the second moment of Gaussians (quadrature
 * of d/dt P = -2d E[|z|^gamma (z z^T - |z|^2/d I)]), entropy production and energy exchange of mixtures (moment formulas). The Gaussians are off
 * centre and not aligned with the axes; the values are those of reference-values.json (errors 1e-12).
 */
import { describe, expect, it, test } from "vitest";
import { gaussian, generalPotential, maxwellian, mixture, model, powerLaw, singleSpecies } from "landau-flow";
import { ratesOf } from "../support/fourier.ts";

const A = [
  [0.8, 0.2, 0],
  [0.2, 1.1, -0.1],
  [0, -0.1, 0.6],
];
const mean = [0.1, -0.2, 0.3];
const leading = (matrix: readonly (readonly number[])[], d: number) => matrix.slice(0, d).map((row) => row.slice(0, d));
const law = (d: number) => gaussian({ mean: mean.slice(0, d), covariance: leading(A, d) });

/** Pdot_d2_g*, Pdot_d3_g*: the upper triangle, row by row. */
const rates: readonly (readonly [d: number, gamma: number, rate: readonly number[]])[] = [
  [2, 1, [3.8785370000765, -5.1713826667687, -3.8785370000765]],
  [2, 0, [1.2, -1.6, -1.2]],
  [2, -1, [0.41188834769332, -0.54918446359109, -0.41188834769332]],
  [2, -2, [0.16072733284239, -0.21430311045652, -0.16072733284239]],
  [2, -3, [0.074224757699137, -0.09896634359885, -0.074224757699138]],
  [3, 0, [0.4, -2.4, 0, -3.2, 1.2, 2.8]],
  [3, -2, [0.031469561711310, -0.27249959704406, -0.010460278347025, -0.372049694681269, 0.146710076869055, 0.340580132969957]],
  [3, -3, [0.009505916379425, -0.11011826506964, -0.006635345849136, -0.152353808300464, 0.061694478383955, 0.142847891921038]],
]; // prettier-ignore

describe("d/dt of the second moment of a Gaussian", () => {
  it.each(rates)("d = %i, gamma = %d: to 1e-6, mass, momentum and energy kept", (d, gamma, expected) => {
    const [rate] = ratesOf(singleSpecies(powerLaw(gamma)), [law(d)], d === 2 ? 48 : 36);
    const axes = mean.slice(0, d).map((_, k) => k);
    const pairs = axes.flatMap((i) => axes.filter((j) => j >= i).map((j) => [i, j] as const));
    pairs.forEach(([i, j], k) => {
      expect(Math.abs(rate.integral((v) => v[i] * v[j]) - expected[k])).toBeLessThan(1e-6);
    });
    // A divergence has no mean: rounding only.
    expect(Math.abs(rate.integral(() => 1))).toBeLessThan(1e-14);
    axes.forEach((i) => expect(Math.abs(rate.integral((v) => v[i]))).toBeLessThan(1e-6));
    expect(Math.abs(rate.integral((v) => v.reduce((sum, x) => sum + x * x, 0)))).toBeLessThan(1e-6);
  });

  it("is reached with spectral accuracy", () => {
    const errors = [16, 24, 32, 48].map((modes) => {
      const [rate] = ratesOf(singleSpecies(powerLaw(-3)), [law(2)], modes);
      return Math.abs(rate.integral((v) => v[0] * v[1]) + 0.09896634359885);
    });
    // A second-order scheme gains 9 from 16 to 48 modes; e^(-pi n/(4 sqrt(condition))) gains over 1e4.
    expect(errors[3]).toBeLessThan(1e-4 * errors[0]);
    expect(errors[2]).toBeLessThan(1e-2 * errors[0]);
  });

  it("is the sum of the rates for a potential that is a sum of powers", () => {
    const potential = generalPotential({ name: "sum", alpha: (r) => 0.5 + 2 * r ** -3 });
    const [rate] = ratesOf(singleSpecies(potential), [law(2)], 48);
    const expected = 0.5 * -1.6 + 2 * -0.09896634359885;
    expect(Math.abs(rate.integral((v) => v[0] * v[1]) - expected)).toBeLessThan(1e-6);
  });
});

const pair = (masses: readonly number[], densities: readonly number[], strengths: readonly number[], gamma: number) =>
  model({
    species: [0, 1].map((i) => ({ name: "ab"[i], mass: masses[i], density: densities[i] })),
    interactions: (["aa", "ab", "bb"] as const).map((names, k) => ({
      between: [names[0], names[1]],
      potential: powerLaw(gamma, { strength: strengths[k] }),
    })),
  });

describe("mixtures", () => {
  /** ms_dHdt_d*_g*: f_i = n_i N(u_i, C_i), n = (1, .7), m = (1, 2.5), c = (1, .8, .5). */
  const production: readonly (readonly [d: number, gamma: number, rate: number])[] = [
    [2, 0, -1.2378743829787],
    [2, -1, -0.59134862200111],
    [2, -2, -0.35421765525997],
    [3, 0, -3.4871326376026],
    [3, -3, -0.50481935438174],
  ];
  const C = [
    [[0.8, 0.1, 0], [0.1, 0.6, 0.05], [0, 0.05, 0.5]],
    [[0.5, 0, 0.1], [0, 0.3, 0], [0.1, 0, 0.4]],
  ]; // prettier-ignore
  const u = [
    [0.4, 0, -0.2],
    [-0.3, 0.2, 0.1],
  ];
  it.each(production)("produce entropy, d = %i, gamma = %d", (d, gamma, expected) => {
    const densities = [1, 0.7];
    const laws = [0, 1].map((i) => gaussian({ mean: u[i].slice(0, d), covariance: leading(C[i], d) }));
    const parts = ratesOf(pair([1, 2.5], densities, [1, 0.8, 0.5], gamma), laws, d === 2 ? 64 : 32);
    const rate = parts.reduce((sum, part, i) => sum + densities[i] * part.integral((_, p) => Math.log(Math.max(p, 1e-30))), 0);
    // log p grows like |v|^2 where d_t p is as small as its error.
    expect(Math.abs(rate / expected - 1)).toBeLessThan(d === 2 ? 1e-8 : 1e-4);
  });

  /** Eexch_d*_g*: Maxwellians at rest, n = (1, 1), m = (1, 2.5), T = (1.2, .6), c_12 = 1. */
  it.each([
    [2, 0, -0.48],
    [2, -1, -0.2506628274631],
    [3, 0, -1.44],
    [3, -3, -0.22163460022302],
  ])("exchange energy, d = %i, gamma = %d", (d, gamma, expected) => {
    const laws = [1.2, 0.6 / 2.5].map((temperature) => maxwellian({ dimension: d, temperature }));
    const [first, second] = ratesOf(pair([1, 2.5], [1, 1], [1, 1, 1], gamma), laws, d === 2 ? 54 : 32);
    const square = (v: readonly number[]) => v.reduce((sum, x) => sum + x * x, 0);
    // Widths differ by 2.24: the tails are e^(-pi n/(4 2.24)), 6e-9 and 1.3e-5, times (R/s)^4, about 600, for |v|^2 with coefficients like |v|^2.
    const tolerance = Math.abs(expected) * (d === 2 ? 4e-6 : 8e-3);
    expect(Math.abs(first.integral(square) / 2 - expected)).toBeLessThan(tolerance);
    expect(Math.abs((2.5 * second.integral(square)) / 2 + expected)).toBeLessThan(tolerance);
  });

  test("of three species with three exponents and a screened potential keep momentum and energy", () => {
    const between = (a: string, b: string, potential: ReturnType<typeof powerLaw>) => ({ between: [a, b] as const, potential });
    const screened = generalPotential({ name: "screened", alpha: (r) => 1 / (r * r + 0.3) ** 1.5 });
    const three = model({
      species: [
        { name: "a", mass: 1, density: 1 },
        { name: "b", mass: 2.5, density: 0.7 },
        { name: "c", mass: 0.6, density: 1.4 },
      ],
      interactions: [
        between("a", "a", powerLaw(0)),
        between("b", "b", powerLaw(-1, { strength: 0.5 })),
        between("c", "c", powerLaw(-3)),
        between("a", "b", powerLaw(-2, { strength: 1.3 })),
        between("a", "c", screened),
        between("b", "c", powerLaw(1, { strength: 0.2 })),
      ],
    });
    const laws = [
      gaussian({ mean: [0.4, 0], covariance: leading(C[0], 2) }),
      mixture({ components: [{ weight: 0.4, mean: [-0.5, 0.1], variances: [0.4, 0.5] }, { weight: 0.6, mean: [0.3, 0], variances: [0.5, 0.4] }] }), // prettier-ignore
      gaussian({ mean: [-0.2, 0.3], covariance: [[0.7, -0.1], [-0.1, 0.9]] }), // prettier-ignore
    ];
    const parts = ratesOf(three, laws, 64);
    const total = (phi: (v: readonly number[]) => number) => parts.map((part, i) => three.species[i].mass * three.species[i].density * part.integral(phi)); // prettier-ignore
    for (const phi of [(v: readonly number[]) => v[0], (v: readonly number[]) => v[1], (v: readonly number[]) => v[0] * v[0] + v[1] * v[1]]) {
      const exchanged = total(phi);
      const sum = exchanged.reduce((all, x) => all + x, 0);
      // What is exchanged is no rounding error, and it cancels.
      expect(Math.max(...exchanged.map(Math.abs))).toBeGreaterThan(1e-2);
      expect(Math.abs(sum)).toBeLessThan(1e-8);
    }
  });
});
