/**
 * Laws against independent computations: their own densities integrated on a grid (mass and moments), scores by differences,
 * and distribution functions and quantiles from 30-digit arithmetic (mpmath: gammainc, erfc, quadrature of the density, root
 * finding).
 */
import type { MomentLaw } from "../../src/protocols/index.ts";
import { describe, expect, it } from "vitest";
import { bkw, gaussian, maxwellian, mixture, shell, uniform } from "../../src/laws/index.ts";

// prettier-ignore
const planar: readonly MomentLaw[] = [
  gaussian({ mean: [0.3, -0.7], covariance: [[1.4, 0.5], [0.5, 0.8]] }),
  gaussian({ mean: [0, 0.2], variances: [0.7, 1.9] }),
  maxwellian({ mean: [1, -0.5], temperature: 0.6, dimension: 2 }),
  mixture({ components: [
    { weight: 0.25, mean: [1, -1], variances: [0.5, 0.9] },
    { weight: 0.4, mean: [-1, 0.5], covariance: [[0.8, -0.3], [-0.3, 0.6]] },
    { weight: 0.35, mean: [0, 2], variances: [1.1, 0.5] }] }),
  bkw({ S: 0.65, dimension: 2 }),
  bkw({ S: 0.5, dimension: 2 }),
];

/**
 * Moments of the density by the trapezoidal rule on [-12, 12]^2, step 0.15: for these smooth densities the error is below
 * 1e-12.
 */
function gridMoments(law: MomentLaw) {
  const step = 0.15;
  const sums = { mass: 0, x: 0, y: 0, xx: 0, xy: 0, yy: 0, fourth: 0 };
  for (let i = -80; i <= 80; i++) {
    for (let j = -80; j <= 80; j++) {
      const [x, y] = [i * step, j * step];
      const w = law.density([x, y]) * step * step;
      const [a, b] = [x - law.mean[0], y - law.mean[1]];
      sums.mass += w;
      sums.x += w * x;
      sums.y += w * y;
      sums.xx += w * a * a;
      sums.xy += w * a * b;
      sums.yy += w * b * b;
      sums.fourth += w * (a * a + b * b) ** 2;
    }
  }
  return sums;
}

describe("densities", () => {
  it.each(planar.map((law) => [law.name, law] as const))("%s: mass, mean, covariance and fourth moment", (_, law) => {
    const found = gridMoments(law);
    expect(found.mass).toBeCloseTo(1, 10);
    expect(found.x).toBeCloseTo(law.mean[0], 10);
    expect(found.y).toBeCloseTo(law.mean[1], 10);
    expect(found.xx).toBeCloseTo(law.covariance[0][0], 10);
    expect(found.xy).toBeCloseTo(law.covariance[0][1], 10);
    expect(found.yy).toBeCloseTo(law.covariance[1][1], 10);
    expect(found.fourth).toBeCloseTo(law.fourthMoment, 9);
  });

  it.each([...planar, shell({ radius: 1.5, sharpness: 10, dimension: 2 })].map((law) => [law.name, law] as const))(
    "%s: score is the gradient of log density",
    (_, law) => {
      const h = 1e-5;
      const v = [0.8, -0.45];
      const score = new Float64Array(2);
      law.score?.(v, score);
      for (const k of [0, 1]) {
        const log = (shift: number) => Math.log(law.density(v.map((x, i) => (i === k ? x + shift : x))));
        // Central differences: truncation h^2, rounding 1e-16/h.
        expect(score[k]).toBeCloseTo((log(h) - log(-h)) / (2 * h), 8);
      }
    },
  );

  it("a far tail of a mixture keeps a finite score", () => {
    const score = new Float64Array(2);
    planar[3].score?.([60, 0], score);
    // There the component of largest variance along x rules: -(60 - 0)/1.1.
    expect(score[0]).toBeCloseTo(-60 / 1.1, 6);
    expect(planar[3].density([60, 0])).toBe(0);
  });

  it("uniform: density, moments", () => {
    const law = uniform({ halfWidths: [1, 2, 0.5] });
    expect(law.density([0.9, -1.9, 0.49])).toBe(1 / 8);
    expect(law.density([0.9, -2.1, 0])).toBe(0);
    expect(law.covariance[1][1]).toBeCloseTo(4 / 3, 15);
    // E|v|^4 = sum h^4/5 + 2 sum_(i<j) h_i^2 h_j^2 / 9 = (1+16+.0625)/5 + 2 (4 + .25 + 1)/9.
    expect(law.fourthMoment).toBeCloseTo(17.0625 / 5 + 10.5 / 9, 14);
  });

  it("the shell of temperature 1 of the isotropisation test", () => {
    // Radius 1.55215263 is quoted to nine digits, so T = 1 to about 1e-9.
    expect(shell({ radius: 1.55215263, sharpness: 10 }).covariance[2][2]).toBeCloseTo(1, 8);
  });

  it("a shell in the plane: second and fourth moment by quadrature", () => {
    const law = shell({ radius: 1.5, sharpness: 10, dimension: 2 });
    expect(law.covariance[0][0] / (2.58749954438008975 / 2)).toBeCloseTo(1, 13);
    expect(law.fourthMoment / 7.78359236605452262).toBeCloseTo(1, 13);
  });
});

// prettier-ignore
const radial: readonly (readonly [string, MomentLaw, readonly (readonly [number, number])[]])[] = [
  ["Maxwellian, d = 2: r = sqrt(-2 T log(1-q))", maxwellian({ dimension: 2, temperature: 1.7 }),
    [1e-6, 0.3, 0.99].map((q) => [q, Math.sqrt(-3.4 * Math.log1p(-q))] as const)],
  ["mixture .3 N(.4) + .7 N(1.3)", mixture({ components: [[0.3, 0.4], [0.7, 1.3]].map(([weight, s]) => ({ weight, mean: [1, 2, 3], variances: [s, s, s] })) }),
    [[1e-6, 0.0131382381039619758], [0.3, 1.0794320453795976], [1 - 2 ** -20, 6.24776581522710098], [0.311066195720882212, 1.1]]],
  ["BKW, S = .65", bkw({ S: 0.65 }),
    [[1e-6, 0.0217167501192240505], [0.3, 1.30467064099580018], [0.9, 2.3950226224032337], [0.183261914480482194, 1.1]]],
  ["shell, d = 2", shell({ radius: 1.5, sharpness: 10, dimension: 2 }),
    [[1e-6, 0.130130727547524606], [0.3, 1.40237896181356668], [0.9, 1.99503893922882499], [0.0727101463201785701, 1.1]]],
];

describe("radial laws", () => {
  it.each(radial)("%s", (_, law, pairs) => {
    for (const [q, r] of pairs) {
      expect(Math.abs((law.radial?.quantile(q) as number) - r)).toBeLessThan(1e-13);
      expect(Math.abs((law.radial?.cdf(r) as number) - q)).toBeLessThan(1e-14);
    }
  });
});

const beamQuantiles: readonly (readonly [number, number])[] = [
  [0.001, -4.37121094738292266],
  [0.3, -1.02700185546890575],
  [0.7, 1.12700185546890575],
  [0.9999, 4.48130603656525276],
  [0.23837238814142302, -1.1],
];

describe("laws on the line", () => {
  it("four beams", () => {
    const beams = [[-4, 0.15], [-1, 0.35], [1.1, 0.35], [4, 0.15]].map(([m, weight]) => ({ weight, mean: [0.5, m, 0], variances: [1, 0.0225, 2] })); // prettier-ignore
    const [, line] = mixture({ components: beams }).factors ?? [];
    for (const [q, x] of beamQuantiles) {
      // Between the beams the density is as low as 1e-3 and q is rounded: error 1e-16 / density.
      expect(Math.abs(line.quantile(q) - x)).toBeLessThan(1e-13);
      expect(Math.abs(line.cdf(x) - q)).toBeLessThan(1e-15);
    }
  });

  it("diagonal Gaussians and boxes", () => {
    const [first, second] = gaussian({ mean: [0.5, -1], variances: [4, 0.25] }).factors ?? [];
    expect(first.quantile(0.975)).toBeCloseTo(0.5 + 2 * 1.9599639845400542, 14);
    expect(second.cdf(-1.5)).toBeCloseTo(0.15865525393145705, 15);
    const [, side] = uniform({ halfWidths: [1, 3] }).factors ?? [];
    expect(side.quantile(0.25)).toBe(-1.5);
    expect([side.cdf(-4), side.cdf(1.5), side.cdf(9)]).toEqual([0, 0.75, 1]);
  });

  it("a quantile needs 0 < q < 1", () => {
    expect(() => bkw({ S: 0.7 }).radial?.quantile(1)).toThrow(RangeError);
    expect(() => bkw({ S: 0.7 }).radial?.quantile(0)).toThrow(RangeError);
  });
});
