/**
 * What laws say that they can do, against their densities by quadrature: one table, which a new law joins with one line. Tolerances are those that
 * quadratureOf converges to (3e-14 of entropy and Fisher information), with a margin for the higher powers here.
 */
import { describe, expect, it } from "vitest";
import { samplesOf } from "../../src/laws/samples.ts";
import { bkw, gaussian, maxwellian, mixture, shell, tiltedMaxwellian, uniform } from "../../src/laws/index.ts";
import { quadratureOf } from "../../src/laws/quadrature/quadrature.ts";
import type { Law } from "../../src/protocols/index.ts";
import { isRough } from "../../src/solvers/rough.ts";

const laws: readonly Law[] = [
  gaussian({ mean: [0.1, -0.2, 0.3], covariance: [[0.8, 0.2, 0], [0.2, 1.1, -0.1], [0, -0.1, 0.6]] }), // prettier-ignore
  maxwellian({ mean: [1, -0.4], temperature: 0.7 }),
  mixture({ components: [{ weight: 0.25, mean: [1, 0], variances: [1, 2] }, { weight: 0.75, covariance: [[1, 0.5], [0.5, 1]] }] }), // prettier-ignore
  mixture({ components: [0.4, 1.3].map((s, k) => ({ weight: 0.3 + 0.4 * k, mean: [1, 2, 3], variances: [s, s, s] })) }),
  bkw({ S: 0.65 }),
  bkw({ S: 0.8, dimension: 2 }),
  shell({ radius: 1.5, sharpness: 10, dimension: 2 }),
  uniform({ halfWidths: [1, 2, 0.5] }),
  tiltedMaxwellian({ temperature: 0.8, epsilon: 0.5, delta: 0.3, q: 0.5 }),
  tiltedMaxwellian({ temperature: 0.8, epsilon: -0.5, delta: 0.3, q: 0.5, dimension: 2 }),
];

const near = (found: number, expected: number, scale = 1): void => expect(Math.abs(found - expected)).toBeLessThan(1e-11 * scale);

describe.each(laws.map((law) => ({ name: `${law.name}, d = ${law.dimension}`, law })))("$name", ({ law }) => {
  const { dimension: d, mean } = law;
  const { points, weights, density } = quadratureOf(law).fine;
  const theta = law.covariance.reduce((sum, row, k) => sum + row[k], 0) / d;
  const distance = (n: number): number => points.reduce((sum, plane, k) => sum + (plane[n] - mean[k]) ** 2, 0);
  const average = (phi: (n: number) => number): number => weights.reduce((sum, weight, n) => sum + weight * density[n] * phi(n), 0);

  it("has the moments that it states", () => {
    near(average(() => 1), 1); // prettier-ignore
    near(average(distance), d * theta, theta);
    near(average((n) => distance(n) ** 2), law.fourthMoment!, theta * theta * d * d); // prettier-ignore
    law.thirdMoment?.forEach((third, k) => near(average((n) => (points[k][n] - mean[k]) * distance(n)), third, theta ** 1.5)); // prettier-ignore
  });

  const { components, laguerre, relaxed, axial } = law;
  const places = [[0.3, -0.8, 0.5], [-0.2, 0.1, 0.4], [1.1, 0.7, -0.6]].map((place) => place.slice(0, d)); // prettier-ignore

  it.skipIf(!components)("is the mixture of its components", () => {
    const parts = components!.map(({ weight, ...rest }) => ({ weight, law: gaussian(rest) }));
    for (const v of places) near(parts.reduce((sum, part) => sum + part.weight * part.law.density(v), 0), law.density(v)); // prettier-ignore
  });

  it.skipIf(!laguerre)("has the Laguerre moments that it states", () => {
    const moments = laguerre!(6);
    expect(moments).toHaveLength(7);
    for (let K = 0; K <= 6; K++) {
      // (-1)^K K!/(a+1)_K L_K^a(y) = sum_j (-1)^(K+j) binomial(K, j) y^j / ((a+1)...(a+j)), a = d/2 - 1.
      const sonine = (y: number): number => {
        let [term, sum] = [1, 1];
        for (let j = 0; j < K; j++) sum += term *= (-y * (K - j)) / ((j + 1) * (d / 2 + j));
        return K % 2 ? -sum : sum;
      };
      near(average((n) => sonine(distance(n) / (2 * theta))), moments[K], 100); // prettier-ignore
    }
  });

  it.skipIf(!relaxed)("relaxes from itself: mean and temperature stay, the excess of the fourth moment falls as the square of the rest", () => {
    for (const v of places) near(relaxed!(1).density(v), law.density(v));
    const later = relaxed!(0.6);
    expect(later.mean).toEqual(mean);
    const excess = ({ fourthMoment }: Law): number => fourthMoment! / (theta * theta) - d * (d + 2);
    expect(later.covariance).toEqual(law.covariance);
    near(excess(later), 0.36 * excess(law));
  });

  it.skipIf(!axial)("is symmetric about the first axis", () => {
    for (const [x, y, z] of places) near(law.density([x, y, z]), law.density([x, 0.6 * y - 0.8 * z, 0.8 * y + 0.6 * z]));
    const { points, weights, density } = law.rule!(1, 1);
    near(
      weights.reduce((sum, weight, n) => sum + weight * density[n] * (points[1][n] ** 2 + points[2][n] ** 2), 0),
      2 * law.covariance[1][1],
    );
  });

  it("is rough where it says so, and nowhere else", () => {
    const { rough, ...silent } = law;
    expect(isRough(law)).toBe(rough ?? false);
    // A kink at the centre is found without being told; the faces of a box are not.
    expect(isRough(silent)).toBe(law.name === "shell");
  });
});

it("laws of atoms have no density", () => {
  const law = samplesOf([[0.5, 1], [-1, 2]]); // prettier-ignore
  expect(law.atomic).toBe(true);
  expect(() => law.density([0.5, 1])).toThrow("no density");
  for (const other of laws) expect(other.atomic).toBeUndefined();
});
