/**
 * lambda(rho) of mixtures: three quadratures of the same form that share no node (pairs of components, harmonics of mixtures about one centre, spheres of any
 * isotropic law), what is claimed of the maximiser, invariance, growth with the family, and what is refused.
 */
import { describe, expect, it } from "vitest";
import { contractionAt, contractionRate, joined, mixtureDissipationForm, polynomials, radialContractionRate, ramps, waves } from "../../src/rates/index.ts";
import { bkw, gaussian, mixture } from "../../src/index.ts";
import { gaussHermite } from "../../src/math/quadrature.ts";
import type { Law } from "../../src/protocols/index.ts";

const maxwellian = (d: number) => gaussian({ variances: Array<number>(d).fill(1) });
const atMaxwellian = (d: number, gamma: number, harmonic: number, size: number) => radialContractionRate({ law: maxwellian(d), gamma, harmonic, size });

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
  const gradient = (v: number[]): Float64Array => (found.maximiser.at(v, moved), moved);

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

describe("contractionAt", () => {
  it("asks a family of potentials, or harmonics, of which the largest counts", () => {
    const law = maxwellian(2);
    expect(contractionAt({ law, gamma: -1, harmonics: [2, 0, 1], size: 2 }).lambda.value).toBeCloseTo(atMaxwellian(2, -1, 1, 2).lambda.value, 12);
    expect(contractionAt({ law, gamma: 0, basis: polynomials({ law, degree: 3 }) }).lambda.value).toBeCloseTo(-8, 10);
  });

  it("says what it does not serve", () => {
    const law = maxwellian(2);
    expect(() => contractionRate({ law: bkw({ S: 0.8 }), gamma: -1, basis: polynomials({ law: bkw({ S: 0.8 }), degree: 2 }) })).toThrow(/BKW: expected a Gaussian or a mixture/); // prettier-ignore
    expect(() => contractionRate({ law, gamma: -4, basis: polynomials({ law, degree: 3 }) })).toThrow(/gamma: found -4, expected -4 < gamma < 2/);
    expect(() => contractionRate({ law, gamma: -1, basis: polynomials({ law, degree: 1 }) })).toThrow(/collision invariants/);
    expect(() => radialContractionRate({ law: skew, gamma: -1, harmonic: 0, size: 3 })).toThrow(/isotropic about its mean/);
    expect(() => radialContractionRate({ law, gamma: -1, harmonic: 0, size: 100 })).toThrow(/from 1 to 85/);
    expect(() => polynomials({ law, degree: 3, axes: [2] })).toThrow(/axes: found 2/);
    expect(() => ramps({ law, axis: 0, centres: [], width: 1 })).toThrow(/centres/);
  });
});
