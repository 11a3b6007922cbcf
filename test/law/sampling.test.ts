/**
 * Samples of every law against its own distribution functions and moments.
 *
 * N = 40 000 per law. The file's false-alarm budget is 1e-4, shared by COMPARISONS comparisons: moments by z-scores with
 * standard errors from the sample's own spread (threshold z = 5.0), distribution functions by the Dvoretzky-Kiefer-Wolfowitz
 * inequality, P(sup |F_N - F| > e) <= 2 exp(-2 N e^2) (threshold 0.0137). Detects (half the time): a mean off by 0.025 standard
 * deviations, a variance off by 3.5 % (a Gaussian's), a distribution function off by 1.4 percentage points anywhere.
 */
import type { MomentLaw } from "../../src/protocols/index.ts";
import { describe, expect, it } from "vitest";
import { bkw, gaussian, maxwellian, mixture, shell, uniform } from "../../src/laws/index.ts";
import { normalCdf, normalQuantile } from "../../src/math/special.ts";
import { openStream } from "../../src/random/stream.ts";
import { rootKey } from "../../src/random/key.ts";

const COUNT = 40_000;
const COMPARISONS = 150;
const BUDGET = 1e-4 / COMPARISONS;
const SIGMAS = -normalQuantile(BUDGET / 2);
const DISTANCE = Math.sqrt(Math.log(2 / BUDGET) / (2 * COUNT));

// prettier-ignore
const laws: readonly (readonly [string, MomentLaw])[] = [
  ["skew Gaussian off centre", gaussian({ mean: [0.1, -0.2, 0.3], covariance: [[0.8, 0.2, 0], [0.2, 1.1, -0.3], [0, -0.3, 0.6]] })],
  ["diagonal Gaussian", gaussian({ mean: [1, 0, -2], variances: [1.8, 0.6, 0.3] })],
  ["Maxwellian in the plane", maxwellian({ mean: [0.5, -0.25], temperature: 1.7, dimension: 2 })],
  ["concentric mixture", mixture({ components: [[0.3, 0.4], [0.7, 1.3]].map(([weight, s]) => ({ weight, mean: [1, 0, 2], variances: [s, s, s] })) })],
  ["beams", mixture({ components: [[0.15, -4], [0.35, -1], [0.5, 2]].map(([weight, m]) => ({ weight, mean: [0.5, m, 0], variances: [0.09, 0.0225, 0.25] })) })],
  ["general mixture", mixture({ components: [{ weight: 0.2, mean: [1, -1], covariance: [[1, 0.6], [0.6, 0.5]] }, { weight: 0.8, mean: [-0.5, 2], variances: [0.3, 2] }] })],
  ["BKW", bkw({ S: 0.65 })],
  ["BKW at its limit, in the plane", bkw({ S: 0.5, dimension: 2 })],
  ["shell", shell({ radius: 1.5, sharpness: 10 })],
  ["wide shell in the plane", shell({ radius: 1, sharpness: 0.5, dimension: 2 })],
  ["box", uniform({ halfWidths: [1, 2, 0.5] })],
];

function draw(name: string, law: MomentLaw): Float64Array[] {
  const planes = Array.from({ length: law.dimension }, () => new Float64Array(COUNT));
  law.sample(planes, openStream(rootKey(`test/sampling/${name}`)));
  return planes;
}

let compared = 0;

/** The mean of the numbers is `expected` within SIGMAS standard errors. */
function expectMean(numbers: Float64Array, expected: number): void {
  compared++;
  const mean = numbers.reduce((sum, x) => sum + x, 0) / COUNT;
  const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (COUNT - 1);
  expect(Math.abs(mean - expected) / Math.sqrt(variance / COUNT)).toBeLessThan(SIGMAS);
}

/** sup |F_N - F| is below DISTANCE. */
function expectDistribution(numbers: Float64Array, cdf: (x: number) => number): void {
  compared++;
  const sorted = numbers.toSorted();
  const distance = sorted.reduce((largest, x, i) => Math.max(largest, Math.abs(cdf(x) - i / COUNT), Math.abs(cdf(x) - (i + 1) / COUNT)), 0);
  expect(distance).toBeLessThan(DISTANCE);
}

describe.each(laws)("samples of: %s", (name, law) => {
  const planes = draw(name, law);
  const centred = planes.map((plane, k) => plane.map((x) => x - law.mean[k]));
  const squares = centred[0].map((_, i) => centred.reduce((sum, plane) => sum + plane[i] * plane[i], 0));

  it("have its mean, covariance and fourth moment", () => {
    centred.forEach((plane) => expectMean(plane, 0));
    centred.forEach((a, k) => centred.slice(0, k + 1).forEach((b, l) => expectMean(a.map((x, i) => x * b[i]), law.covariance[k][l]))); // prettier-ignore
    expectMean(squares.map((s) => s * s), law.fourthMoment); // prettier-ignore
  });

  const { radial, factors } = law;
  if (radial) {
    it("have its law of the radius, and uniform directions", () => {
      expectDistribution(squares.map(Math.sqrt), (r) => radial.cdf(r));
      const cosine = centred[0].map((x, i) => x / Math.sqrt(squares[i]));
      // A coordinate of a uniform direction: uniform on [-1, 1] in space, the arcsine law in the plane.
      const inPlane = (c: number) => 0.5 + Math.asin(c) / Math.PI;
      expectDistribution(cosine, law.dimension === 3 ? (c) => (1 + c) / 2 : inPlane);
    });
  }

  if (factors) {
    it("have its laws on the axes", () => {
      factors.forEach((line, k) => expectDistribution(planes[k], (x) => line.cdf(x)));
    });
  }
});

describe("oblique projections", () => {
  const along = [0.6, -0.64, 0.48];
  const project = (planes: Float64Array[]) => planes[0].map((_, i) => planes.reduce((sum, plane, k) => sum + along[k] * plane[i], 0));
  const form = (law: MomentLaw) => law.covariance.reduce((sum, row, k) => sum + along[k] * row.reduce((inner, x, l) => inner + x * along[l], 0), 0); // prettier-ignore

  it("of a skew Gaussian are Gaussian", () => {
    const [name, law] = laws[0];
    const mean = law.mean.reduce((sum, u, k) => sum + along[k] * u, 0);
    expectDistribution(project(draw(name, law)), (x) => normalCdf((x - mean) / Math.sqrt(form(law))));
  });

  it("of a general mixture are mixtures", () => {
    const [name, law] = laws[5];
    // Components along (.6, -.64): means 1.24, -1.58; variances .36 + .4096/2 - .768 * .6 = .1040 and .108 + .8192 = .9272.
    const cdf = (x: number) => 0.2 * normalCdf((x - 1.24) / Math.sqrt(0.104)) + 0.8 * normalCdf((x + 1.58) / Math.sqrt(0.9272));
    expectDistribution(project(draw(name, law)), cdf);
  });

  it("kept within the budget of comparisons", () => {
    expect(compared).toBeLessThanOrEqual(COMPARISONS);
    expect(compared).toBeGreaterThan(100);
  });
});
