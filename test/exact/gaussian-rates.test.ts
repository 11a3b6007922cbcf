/**
 * Exact Gaussian rates against an independent computation (fixture: product quadrature on the sphere, first variation), closed
 * forms for Coulomb and Maxwell interactions, and small-anisotropy rates. Tolerances: the fixture's stated errors and rounding,
 * 1e-12.
 */
import { describe, expect, it } from "vitest";
import { cloudEnergy, cloudFourthMoment, gaussianPowerMean } from "../../src/functionals/index.ts";
import { gaussianMomentRates, gaussianWassersteinRate } from "../../src/rates/index.ts";
import { powerLaw, singleSpecies } from "../../src/model/index.ts";
import { cloudMean, cloudRawFourthMoment, cloudTemperatureTensor } from "../../src/functionals/index.ts";
import { ScenarioError } from "../../src/errors.ts";
import fixture from "../fixtures/laws-and-rates.json" with { type: "json" };

const values = fixture.values as unknown as Record<string, { value: number & number[][] }>;
interface Kernel {
  readonly gamma: number;
  readonly strength?: number;
}
const at = (covariance: number[][]) => [{ mean: covariance.map(() => 0), covariance }];
const one = ({ gamma, strength = 1 }: Kernel) => singleSpecies(powerLaw(gamma, { strength }));
const secondMomentRate = ({ covariance, ...kernel }: { covariance: number[][] } & Kernel) => gaussianMomentRates(one(kernel), at(covariance))[0].secondMoment;
const wassersteinRate = ({ from, to, ...kernel }: { from: number[][]; to: number[][] } & Kernel) => gaussianWassersteinRate(one(kernel), at(from), at(to)).rate;
const block = (m: number[][], d: number) => m.slice(0, d).map((row) => row.slice(0, d));
const diagonal = (...entries: number[]) => entries.map((x, i) => entries.map((_, j) => (i === j ? x : 0)));
const cases = [2, 3].flatMap((d) => [0, 1, -1, -2, -3].map((gamma) => [d, gamma] as const));

describe("second moment", () => {
  it.each(cases)("d = %i, gamma = %i", (d, gamma) => {
    const found = secondMomentRate({ covariance: block(fixture.A, d), gamma });
    const expected = values[`Pdot_d${d}_g${gamma}`].value;
    found.forEach((row, i) => row.forEach((x, j) => expect(Math.abs(x - expected[i][j])).toBeLessThan(1e-12)));
  });

  it("Maxwell molecules: -4d (P - theta I), also just off gamma = 0", () => {
    const found = secondMomentRate({ covariance: diagonal(1.8, 0.6, 0.3), gamma: 0, strength: 1.3 });
    expect(found[0][0]).toBeCloseTo(-12 * 1.3 * 0.9, 12);
    const near = secondMomentRate({ covariance: diagonal(1.8, 0.6, 0.3), gamma: -1e-9, strength: 1.3 });
    expect(Math.abs(near[0][0] - found[0][0])).toBeLessThan(1e-7);
  });

  // Kogan's rate dT_par/dt = 2 nu (T_perp - T_par), A = T_perp/T_par - 1,
  // nu = T_par^(-3/2) A^-2 [-3 + (A+3) atan(sqrt A)/sqrt A] / sqrt pi (atanh for A < 0).
  it.each([
    [1, 0.5],
    [0.5, 1],
  ])("Coulomb, T_par = %d, T_perp = %d", (parallel, perpendicular) => {
    const a = perpendicular / parallel - 1;
    const root = Math.sqrt(Math.abs(a));
    const arc = (a > 0 ? Math.atan(root) : Math.atanh(root)) / root;
    const nu = (-3 + (a + 3) * arc) / (parallel ** 1.5 * a * a * Math.sqrt(Math.PI));
    const found = secondMomentRate({ covariance: diagonal(parallel, perpendicular, perpendicular), gamma: -3 });
    expect(found[0][0]).toBeCloseTo(2 * nu * (perpendicular - parallel), 13);
    expect(found[0][0] + found[1][1] + found[2][2]).toBeCloseTo(0, 14);
  });

  // T_par - T_perp decays at 4d (4T)^(gamma/2) Gamma((gamma+d+4)/2) / Gamma((d+4)/2); an anisotropy of 1e-6 leaves errors of
  // 1e-6.
  it.each([
    [3, -1, 3.610813],
    [3, -2, 1.2],
    [3, -2.5, 0.723205],
    [3, -3, 0.4513517],
    [2, -2, 1],
    [2, -3, 0.4431135],
  ])("small anisotropy, d = %i, gamma = %d", (d, gamma, rate) => {
    const h = 1e-6;
    const covariance = diagonal(1 + h, ...new Array<number>(d - 1).fill(1));
    const found = secondMomentRate({ covariance, gamma });
    expect((found[1][1] - found[0][0]) / h / rate).toBeCloseTo(1, 5);
  });

  it("does not lose digits for isotropic or very anisotropic data", () => {
    for (const x of secondMomentRate({ covariance: diagonal(2, 2, 2), gamma: -3 }).flat()) expect(Math.abs(x)).toBe(0);
    // For A = diag(1, h, h), h -> 0: E[|z|^g (z_1^2 - |z|^2/3)] -> (2/3) E|z_1|^(g+2), so the rate tends to -4 E|z_1|, z_1 ~
    // N(0, 2), at g = -1, with corrections of order h log h.
    const thin = secondMomentRate({ covariance: diagonal(1, 1e-8, 1e-8), gamma: -1 });
    expect(thin[0][0]).toBeCloseTo((-4 * 2) / Math.sqrt(Math.PI), 5);
  });

  it.each([-5, -5.5, 2, NaN])("refuses gamma = %d in dimension 3", (gamma) => {
    expect(() => secondMomentRate({ covariance: diagonal(1, 2, 3), gamma })).toThrow(ScenarioError);
  });
});

describe("squared Wasserstein distance", () => {
  it.each(cases)("d = %i, gamma = %i, two skew Gaussians", (d, gamma) => {
    const found = wassersteinRate({ from: block(fixture.A, d), to: block(fixture.B, d), gamma });
    expect(Math.abs(found - values[`dW2sq_d${d}_g${gamma}`].value)).toBeLessThan(1e-12);
  });

  it.each([
    [-2, 0],
    [-3, 0],
    [-1, 0.05],
    [-0.5, 0.075],
    [-0.25, 0.0875],
  ])("grows for gamma = %d on elongated Gaussians", (gamma, h) => {
    const wide = 0.1 * (1 + h) ** 2;
    const found = wassersteinRate({ from: diagonal(1, 0.1, 0.1), to: diagonal(1.21, wide, wide), gamma });
    expect(Math.abs(found - values[`growth_dW2sq_g${gamma}`].value)).toBeLessThan(1e-12);
  });

  it("Maxwell molecules, N(0, diag(1.8, .6, .6)) against N(0, I)", () => {
    // tr(S_0 P') with S_0 = diag(1.8, .6, .6)^(-1/2) - I and P' = -12 (P - I), g being at rest.
    const expected = 12 * ((1 / Math.sqrt(1.8) - 1) * 0.8 - (1 / Math.sqrt(0.6) - 1) * 0.8);
    const found = wassersteinRate({ from: diagonal(1.8, 0.6, 0.6), to: diagonal(1, 1, 1), gamma: 0 });
    expect(found).toBeCloseTo(expected, 12);
    expect(found).toBeCloseTo(-5.238, 3);
  });
});

describe("powers of a Gaussian", () => {
  const isotropic = (d: number, s: number, gamma: number, ratio: number) => (2 * s) ** (gamma / 2) * ratio - gaussianPowerMean({ covariance: diagonal(...new Array<number>(d).fill(s)), gamma }); // prettier-ignore

  it("isotropic: (2 s)^(g/2) Gamma((d+g)/2) / Gamma(d/2)", () => {
    expect(isotropic(3, 1, -1, 2 / Math.sqrt(Math.PI))).toBeCloseTo(0, 14); // Gamma(1) / Gamma(3/2)
    expect(isotropic(3, 0.01, -2, 2)).toBeCloseTo(0, 11); // Gamma(1/2) / Gamma(3/2), value 100
    expect(isotropic(2, 7, 1, Math.sqrt(Math.PI) / 2)).toBeCloseTo(0, 13);
    expect(isotropic(3, 1, -2.99, 199.42770705020356 / (Math.sqrt(Math.PI) / 2))).toBeCloseTo(0, 10); // Gamma(.005) by mpmath
  });

  it("anisotropic in the plane: E|X|^2 and the elliptic integral of E|X|", () => {
    expect(gaussianPowerMean({ covariance: diagonal(1.5, 0.4), gamma: 0 })).toBeCloseTo(1, 14);
    // E|X| = sqrt(2/pi) sqrt(a) E(1 - b/a) for variances a > b; E(m) is the complete elliptic integral, E(.75) =
    // 1.2110560275684594 (DLMF 19.8).
    expect(gaussianPowerMean({ covariance: diagonal(2, 0.5), gamma: 1 })).toBeCloseTo(Math.sqrt(4 / Math.PI) * 1.2110560275684594, 13);
  });

  it("refuses gamma <= -d", () => {
    expect(() => gaussianPowerMean({ covariance: diagonal(1, 1), gamma: -2 })).toThrow(/-2 < gamma < 2/);
  });
});

describe("moments of a cloud", () => {
  const planes = [Float64Array.of(1, 2, 4), Float64Array.of(-1, 0.5, 3.5)];

  it("by hand", () => {
    expect(cloudMean(planes)).toEqual([7 / 3, 1]);
    expect(cloudEnergy(planes)).toBeCloseTo((21 + 1 + 0.25 + 12.25) / 3, 15);
    const tensor = cloudTemperatureTensor(planes);
    expect(tensor[0][0]).toBeCloseTo(14 / 9, 14);
    expect(tensor[0][1]).toBeCloseTo((-1 + 1 + 14) / 3 - 7 / 3, 14);
    expect(tensor[1][0]).toBe(tensor[0][1]);
    expect(cloudRawFourthMoment(planes)).toBeCloseTo((2 ** 2 + 4.25 ** 2 + 28.25 ** 2) / 3, 12);
    const about = [(16 / 9 + 4) ** 2, (1 / 9 + 0.25) ** 2, (25 / 9 + 6.25) ** 2];
    expect(cloudFourthMoment(planes)).toBeCloseTo((about[0] + about[1] + about[2]) / 3, 12);
  });

  it("sums a million particles to the last digits", () => {
    // 0.1 a million times: plain summation is off by 1.3e-11 relative.
    const cloud = [new Float64Array(1e6).fill(Math.sqrt(0.1))];
    const square = cloud[0][0] * cloud[0][0];
    expect(Math.abs(cloudEnergy(cloud) / square - 1)).toBeLessThan(3e-16);
    let plain = 0;
    for (let i = 0; i < 1e6; i++) plain += square;
    expect(Math.abs(plain / 1e6 / square - 1)).toBeGreaterThan(1e-12);
  });
});
