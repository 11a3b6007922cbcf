/**
 * lambda(rho), the largest rate of W2^2 over displacements of equal mass, momentum and energy. Evidence: the linearised spectrum at the Maxwellian (theory 12.5: Sonine
 * polynomials, exact Gauss quadrature, digits stable from n = 24 to 72); rates between Gaussians in closed form; the four beams of theory 11 (12.6: exact quadrature,
 * relative slopes to 1e-5); three quadratures of the same form that share no node.
 */
import { describe, expect, it } from "vitest";
import {
  contractionMap,
  contractionRate,
  gaussianWassersteinRate,
  joined,
  mixtureDissipationForm,
  polynomials,
  radialContractionRate,
  ramps,
  waves,
} from "../../src/rates/index.ts";
import type { PotentialBasis } from "../../src/rates/index.ts";
import { bkw, gaussian, mixture } from "../../src/index.ts";
import { gaussHermite } from "../../src/math/quadrature.ts";
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
    evaluate(x, gradients, hessians) {
      s.forEach((row, i) => (gradients[i] = row.reduce((sum, entry, k) => sum + entry * x[k], 0)));
      hessians.set(s.flat());
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
    // The even part of rate / eps^2 at eps, eps/2, eps/4, extrapolated: error O(eps^6).
    const even = (eps: number): number => {
      const rate = (e: number): number => {
        const map = s.map((row, i) => row.map((x, j) => (i === j ? 1 : 0) + e * x));
        return gaussianWassersteinRate({ from: a, to: product(product(map, a), map), gamma }) / (e * e);
      };
      return (rate(eps) + rate(-eps)) / 2;
    };
    const [first, second, third] = [0.06, 0.03, 0.015].map(even);
    const expected = (64 * third - 20 * second + first) / 45;
    const law = gaussian({ mean: [0.4, -0.3, 0.2].slice(0, d), covariance: a });
    const { form, metric } = mixtureDissipationForm({ law, gamma, basis: quadratic(s) });
    expect(Math.abs(form[0] / expected - 1)).toBeLessThan(1e-8);
    const energy = product(product(s, a), s).reduce((sum, row, i) => sum + row[i], 0);
    expect(metric[0]).toBeCloseTo(energy, 12);
  });
});

const [near, far] = [0.1, Math.sqrt(16 - (0.35 / 0.15) * (1.1 * 1.1 - 1)) - 4];

/** The four beams of theory 11 on their way: at +-(1 + s near), +-(4 + s far). */
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
  evaluate(x, gradients, hessians) {
    gradients.fill(0);
    hessians.fill(0);
    gradients[0] = (Math.abs(x[0]) < 2.5 ? near : far) * Math.sign(x[0]);
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

  it("W2 grows at gamma = -3 at least as fast as along their displacement, and faster", () => {
    const law = beams(0.5);
    const { lambda } = contractionRate({ law, gamma: -3, basis: ramps({ law, axis: 0, centres: [0, 2.5, -2.5], width: 0.3 }) });
    expect(lambda.value - lambda.bound).toBeGreaterThan(quotient(law, -3));
    expect(lambda.bound).toBeLessThan(1e-6);
  });
});

const [low, high] = [0.4, 1.7];
const concentric = (d: number) => mixture({ components: [[0.6, low], [0.4, high]].map(([weight, s]) => ({ weight, mean: [0.3, -0.2, 0.5].slice(0, d), variances: Array<number>(d).fill(s) })) }); // prettier-ignore

describe("three quadratures", () => {
  it.each([-2.2, 0.7])("two widths about one centre, d = 2, gamma = %d: by pairs of components, by harmonics, by spheres", (gamma) => {
    const law = concentric(2);
    const bare: Law = { ...law };
    delete (bare as { components?: unknown }).components;
    const general = contractionRate({ law, gamma, basis: polynomials({ law, degree: 4 }) }).lambda;
    const byHarmonics = [0, 1, 2].map((harmonic) => radialContractionRate({ law, gamma, harmonic, size: 2 }).lambda);
    expect(general.value).toBeCloseTo(Math.max(...byHarmonics.map(({ value }) => value)), 10);
    const bySpheres = radialContractionRate({ law: bare, gamma, harmonic: 1, size: 2 }).lambda;
    expect(Math.abs(bySpheres.value - byHarmonics[1].value)).toBeLessThan(1e-9);
  });

  it("d = 3: degree 3 by pairs of components, l = 1 by harmonics", () => {
    const law = concentric(3);
    const general = contractionRate({ law, gamma: -2.5, basis: polynomials({ law, degree: 3 }) }).lambda;
    expect(general.value).toBeCloseTo(radialContractionRate({ law, gamma: -2.5, harmonic: 1, size: 2 }).lambda.value, 10);
  });

  it("BKW of S = 1 is the Maxwellian", () => {
    const { lambda } = radialContractionRate({ law: bkw({ S: 1, dimension: 2 }), gamma: -1, harmonic: 0, size: 5 });
    expect(Math.abs(lambda.value - atMaxwellian(2, -1, 0, 5).lambda.value)).toBeLessThan(1e-8);
  });
});

const skew = mixture({
  components: [
    { weight: 0.6, mean: [1, 0.2], covariance: [[0.3, 0.1], [0.1, 0.2]] }, // prettier-ignore
    { weight: 0.4, mean: [-1.5, -0.3], covariance: [[0.5, -0.2], [-0.2, 0.6]] }, // prettier-ignore
  ],
});

/** int g f dv over the mixture, by Gauss-Hermite in each component. */
function over(law: Law, g: (v: number[]) => number): number {
  const { nodes, weights } = gaussHermite(16);
  let sum = 0;
  for (const { weight, mean, covariance } of law.components ?? []) {
    const [l, m] = [Math.sqrt(covariance[0][0]), covariance[0][1] / Math.sqrt(covariance[0][0])];
    const n = Math.sqrt(covariance[1][1] - m * m);
    nodes.forEach((x, i) => nodes.forEach((y, j) => (sum += weight * weights[i] * weights[j] * g([mean[0] + l * x, mean[1] + m * x + n * y]))));
  }
  return sum;
}

describe("a mixture without symmetry", () => {
  const found = contractionRate({ law: skew, gamma: -3, basis: polynomials({ law: skew, degree: 4 }) });
  const moved = new Float64Array(2);
  const gradient = (v: number[]): Float64Array => (found.maximiser.gradient(v, moved), moved);

  it("the maximiser keeps momentum and energy, and has unit energy itself", () => {
    for (const i of [0, 1]) expect(over(skew, (v) => gradient(v)[i])).toBeCloseTo(0, 12);
    expect(over(skew, (v) => gradient(v)[0] * v[0] + gradient(v)[1] * v[1])).toBeCloseTo(0, 12);
    expect(over(skew, (v) => gradient(v)[0] * gradient(v)[0] + gradient(v)[1] * gradient(v)[1])).toBeCloseTo(1, 12);
  });

  it("its quotient is lambda", () => {
    const { basis, coefficients } = found.maximiser;
    const { form } = mixtureDissipationForm({ law: skew, gamma: -3, basis });
    const n = coefficients.length;
    const value = form.reduce((sum, entry, k) => sum + entry * coefficients[Math.floor(k / n)] * coefficients[k % n], 0);
    expect(value).toBeCloseTo(found.lambda.value, 9);
  });

  it("points move along it", () => {
    const points = [Float64Array.of(0.7, -1), Float64Array.of(0.1, 0.4)];
    const before = points.map((plane) => plane.slice());
    const step = found.maximiser.largestStep(points);
    found.maximiser.displace(points, 0.5 * step);
    for (const n of [0, 1]) {
      const g = gradient([before[0][n], before[1][n]]);
      for (const i of [0, 1]) expect(points[i][n]).toBeCloseTo(before[i][n] + 0.5 * step * g[i], 14);
    }
    expect(() => found.maximiser.displace([...points, points[0]], 0.1)).toThrow(/dimension 3/);
  });

  it("Ritz values do not depend on the frame: a quarter turn", () => {
    const turned = mixture({ components: [0, 1].map((k) => {
      const { weight, mean: [a, b], covariance: [[p, q], [, r]] } = skew.components![k];
      return { weight, mean: [-b + 3, a - 1], covariance: [[r, -q], [-q, p]] };
    }) }); // prettier-ignore
    const other = contractionRate({ law: turned, gamma: -3, basis: polynomials({ law: turned, degree: 4 }) });
    expect(Math.abs(other.lambda.value - found.lambda.value)).toBeLessThan(1e-9);
  });

  it("a larger family has a larger value, trigonometric functions included", () => {
    const basis = joined(polynomials({ law: skew, degree: 2 }), waves({ law: skew, most: 1, wave: 0.7, axes: [0] }));
    const { ladder, lambda } = contractionRate({ law: skew, gamma: -1, basis });
    ladder.slice(1).forEach((step, k) => expect(step.value).toBeGreaterThanOrEqual(ladder[k].value - 1e-9));
    expect(lambda.bound).toBeLessThan(1e-5);
  });
});

describe("contractionMap", () => {
  it("takes points as they are asked for; of harmonics the largest", () => {
    const law = maxwellian(2);
    const basis = polynomials({ law, degree: 3 });
    function* points() {
      yield { law, gamma: -1, harmonics: [2, 0, 1], size: 2 };
      yield { law, gamma: 0, basis };
      throw new Error("not asked for");
    }
    const map = contractionMap(points());
    expect(map.next().value!.lambda.value).toBeCloseTo(atMaxwellian(2, -1, 1, 2).lambda.value, 12);
    expect(map.next().value!.lambda.value).toBeCloseTo(-8, 10);
  });

  it("says what it does not serve", () => {
    const law = maxwellian(2);
    expect(() => contractionRate({ law: bkw({ S: 0.8 }), gamma: -1, basis: quadratic([[1, 0, 0], [0, 0, 0], [0, 0, 0]]) })).toThrow(/BKW: expected a Gaussian or a mixture/); // prettier-ignore
    expect(() => contractionRate({ law, gamma: -4, basis: polynomials({ law, degree: 3 }) })).toThrow(/gamma: found -4, expected -4 < gamma < 2/);
    expect(() => contractionRate({ law, gamma: -1, basis: polynomials({ law, degree: 1 }) })).toThrow(/collision invariants/);
    expect(() => radialContractionRate({ law: skew, gamma: -1, harmonic: 0, size: 3 })).toThrow(/isotropic about its mean/);
    expect(() => radialContractionRate({ law, gamma: -1, harmonic: 0, size: 100 })).toThrow(/from 1 to 85/);
    expect(() => polynomials({ law, degree: 3, axes: [2] })).toThrow(/axes: found 2/);
    expect(() => ramps({ law, axis: 0, centres: [], width: 1 })).toThrow(/centres/);
  });
});
