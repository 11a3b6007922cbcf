/**
 * lambda(rho), the largest rate of W2^2 over displacements of equal mass, momentum and energy. Evidence: the linearised spectrum at the Maxwellian (Sonine
 * polynomials, exact Gauss quadrature, digits stable from n = 24 to 72); rates between Gaussians in closed form; four beams (exact quadrature,
 * relative slopes to 1e-5).
 */
import { describe, expect, it } from "vitest";
import { contractionRate, gaussianWassersteinRate, mixtureDissipationForm, radialContractionRate, ramps } from "../../src/rates/index.ts";
import type { PotentialBasis } from "../../src/rates/index.ts";
import { gaussian, mixture } from "../../src/index.ts";
import { powerLaw, singleSpecies } from "../../src/model/index.ts";
import type { Law } from "../../src/protocols/index.ts";
import { inLong } from "../support/long.ts";

const maxwellian = (d: number) => gaussian({ variances: Array<number>(d).fill(1) });
const atMaxwellian = (d: number, gamma: number, harmonic: number, size: number) => radialContractionRate({ law: maxwellian(d), gamma, harmonic, size });

describe("at the Maxwellian", () => {
  it.each([2, 3])("gamma = 0, d = %i: -8(d-1) for l = 0 and 1, -8d for l = 2", (d) => {
    for (const [l, rate] of [[0, -8 * (d - 1)], [1, -8 * (d - 1)], [2, -8 * d]] as const) expect(atMaxwellian(d, 0, l, 4).lambda.value).toBeCloseTo(rate, 10); // prettier-ignore
  });

  it.each([
    { gamma: -0.5, l: 0, size: 14, value: -8.4289676143 },
    { gamma: -1, l: 0, size: 14, value: -4.27783485 },
    { gamma: -1, l: 1, size: 12, value: -4.4406389766 },
    { gamma: -1, l: 2, size: 12, value: -6.3900615308 },
    { gamma: -1.5, l: 0, size: 18, value: -2.0818435108 },
  ])("gamma = $gamma, l = $l: $value", ({ gamma, l, size, value }) => {
    const { lambda, ladder } = atMaxwellian(3, gamma, l, size);
    expect(Math.abs(lambda.value - value)).toBeLessThan(4e-10);
    expect(lambda.bound).toBeLessThan(1e-10);
    ladder.slice(1).forEach((step, k) => expect(step.value).toBeGreaterThanOrEqual(ladder[k].value - lambda.bound));
  });

  it("gamma = -2: from below to -.9410925282", () => {
    const { lambda } = atMaxwellian(3, -2, 0, 18);
    expect(lambda.value).toBeLessThan(-0.9410925282);
    expect(lambda.value).toBeGreaterThan(-0.9410925282 - 5e-6);
  });

  inLong("gamma = -2: -.9410925282", () => {
    expect(Math.abs(atMaxwellian(3, -2, 0, 40).lambda.value + 0.9410925282)).toBeLessThan(1e-10);
  });

  it.each([
    [3, -0.33],
    [7, -0.167],
  ])("gamma = -3, polynomials up to degree %i in |v|^2: %d, no gap", (size, value) => {
    // prettier-ignore
    expect(Math.abs(atMaxwellian(3, -3, 0, size).lambda.value - value)).toBeLessThan(5e-4);
  });

  it.each([
    [2, [1.9, 1, -1, -2.5, -3.9]],
    [3, [1.9, 1, -2.5, -3, -4.8]],
  ] as const)("d = %i: at most 0 for gamma^2 <= 8d", (d, gammas) => {
    // prettier-ignore
    for (const gamma of gammas) for (const l of [0, 1, 2, 3]) expect(atMaxwellian(d, gamma, l, 4).lambda.value).toBeLessThan(0);
  });
});

/** u = x.S x / 2. */
function quadratic(s: readonly (readonly number[])[]): PotentialBasis {
  const d = s.length;
  return {
    dimension: d,
    size: 1,
    levels: [1],
    names: ["x.S x / 2"],
    degrees: () => Array<number>(d).fill(2),
    evaluate(x, gradients, hessians, values) {
      s.forEach((row, i) => (gradients[i] = row.reduce((sum, entry, k) => sum + entry * x[k], 0)));
      hessians.set(s.flat());
      values[0] = gradients.reduce((sum, entry, i) => sum + entry * x[i], 0) / 2;
    },
  };
}

const product = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]) =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, x, k) => sum + x * b[k][j], 0)));

describe("linear displacements of a Gaussian", () => {
  const covariance = [[1.3, 0.4, -0.2], [0.4, 0.7, 0.1], [-0.2, 0.1, 0.5]]; // prettier-ignore
  const strain = [[0.5, 0.2, 0.3], [0.2, -0.4, 0.1], [0.3, 0.1, 0.7]]; // prettier-ignore
  const cases = [2, 3].flatMap((d) => [1, 0, -1, -2, -2.5, -3].map((gamma) => ({ d, gamma })));

  it.each(cases)("d = $d, gamma = $gamma: the rate between Gaussians, to second order", ({ d, gamma }) => {
    const block = (m: number[][]) => m.slice(0, d).map((row) => row.slice(0, d));
    const [a, s] = [block(covariance), block(strain)];
    const mean = [0.4, -0.3, 0.2].slice(0, d);
    // The even part of rate / eps^2 at eps, eps/2, eps/4, extrapolated: error O(eps^6).
    const even = (eps: number): number => {
      const rate = (e: number): number => {
        const map = s.map((row, i) => row.map((x, j) => (i === j ? 1 : 0) + e * x));
        return (
          gaussianWassersteinRate(singleSpecies(powerLaw(gamma)), [{ mean, covariance: a }], [{ mean, covariance: product(product(map, a), map) }]).rate /
          (e * e)
        );
      };
      return (rate(eps) + rate(-eps)) / 2;
    };
    const [first, second, third] = [0.06, 0.03, 0.015].map(even);
    const expected = (64 * third - 20 * second + first) / 45;
    const law = gaussian({ mean, covariance: a });
    const { form, metric } = mixtureDissipationForm({ law, gamma, basis: quadratic(s) });
    expect(Math.abs(form[0] / expected - 1)).toBeLessThan(1e-8);
    const energy = product(product(s, a), s).reduce((sum, row, i) => sum + row[i], 0);
    expect(metric[0]).toBeCloseTo(energy, 12);
  });
});

const [near, far] = [0.1, Math.sqrt(16 - (0.35 / 0.15) * (1.1 * 1.1 - 1)) - 4];

/** Four beams on their way: at +-(1 + s near), +-(4 + s far). */
function beams(s: number): Law {
  const part = (weight: number, place: number) => [1, -1].map((sign) => ({ weight, mean: [sign * place, 0, 0], variances: [0.0225, 0.0225, 0.0225] }));
  return mixture({ components: [...part(0.35, 1 + s * near), ...part(0.15, 4 + s * far)] });
}

/** The displacement of the four beams: it moves each as a whole. */
const beamwise: PotentialBasis = {
  dimension: 3,
  size: 1,
  levels: [1],
  names: ["beam by beam"],
  degrees: () => [6, 1, 1],
  evaluate(x, gradients, hessians, values) {
    gradients.fill(0);
    hessians.fill(0);
    gradients[0] = (Math.abs(x[0]) < 2.5 ? near : far) * Math.sign(x[0]);
    values[0] = gradients[0] * (x[0] - 2.5 * Math.sign(x[0])) + 2.5 * near;
  },
};

const quotient = (law: Law, gamma: number): number => {
  const { form, metric } = mixtureDissipationForm({ law, gamma, basis: beamwise });
  return form[0] / metric[0];
};

describe("four beams of equal mass, momentum and energy", () => {
  // Gauss-Legendre of three nodes along the geodesic: the form at rho_s, integrated over s, is the rate of W2^2.
  it.each([
    [-3, 1.26534],
    [-2, 1.38289],
    [-1.5, 1.02269],
    [-1, -0.05694],
  ])("gamma = %d: relative slope %d", (gamma, slope) => {
    // prettier-ignore
    const root = Math.sqrt(0.15);
    const [a, b, c] = [0.5 - root, 0.5, 0.5 + root].map((s) => quotient(beams(s), gamma));
    expect(Math.abs((5 * a + 8 * b + 5 * c) / 18 - slope)).toBeLessThan(1.1e-5);
  });

  inLong("W2 grows at gamma = -3 at least as fast as along their displacement, and faster", () => {
    const law = beams(0.5);
    const { lambda } = contractionRate({ law, gamma: -3, basis: ramps({ law, axis: 0, centres: [0, 2.5, -2.5], width: 0.3 }) });
    expect(lambda.value - lambda.bound).toBeGreaterThan(quotient(law, -3));
    expect(lambda.bound).toBeLessThan(1e-6);
  });
});
