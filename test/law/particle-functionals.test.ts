/**
 * Bias and coverage of what particles tell of functionals: E by pairs, Fisher information and L^p norm of the smoothed density, entropic divergence. Independent samples of BKW laws and of a mixture whose
 * covariances do not commute; truths in closed form or by sums written here, and for the mixture by functionals that are exact there.
 *
 * Means over replicates by Student's intervals of level 1 - 2e-6, coverage by binomial tails of 2e-6: some 45 comparisons. They detect: the diagonal kept in E (.083 at N = 1000, six hundred times the
 * shift seen), a lost factor 2 in the bias of the upper end, standard errors half as large as they are.
 */
import { describe, expect, it } from "vitest";
import { bkw, gaussian, mixture, type Law } from "../../src/index.ts";
import { cloudRelativeL2, fisherInformation, lpNorm, relativeL2UpTo, smoothedEstimate, smoothedFunctional, type Convex } from "../../src/functionals/index.ts";
import { gaussianMixtureSmoothed } from "../../src/functionals/smoothed/smoothed-mixture.ts";
import { interval } from "../../src/math/statistics.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";
import { fromRows } from "../../src/math/symmetric.ts";
import { debiasedEntropic, gaussianDivergence, gaussianPotentials, type GaussianLike, type Quadratic } from "../../src/transport/index.ts";
import { degreeFor } from "../../particles/index.ts";
import { inLong } from "../support/long.ts";

const LEVEL = 1 - 2e-6;

const beams = mixture({
  components: [
    { weight: 0.3, mean: [1, 0.4], covariance: [[0.5, 0.2], [0.2, 0.4]] },
    { weight: 0.7, mean: [-0.5, 0], covariance: [[0.4, -0.1], [-0.1, 0.8]] },
  ],
}); // prettier-ignore

function cloudOf(law: Law, count: number, address: string): Float64Array[] {
  const planes = law.mean.map(() => new Float64Array(count));
  law.sample(planes, openStream(rootKey(`particle functionals/${address}`)));
  return planes;
}

/** The most misses of intervals of coverage .95 or better, but for a probability of 2e-6. */
function mostMisses(replicates: number): number {
  let [probability, sum, misses] = [0.95 ** replicates, 0, 0];
  for (; ; misses++) {
    sum += probability;
    if (1 - sum < 2e-6) return misses;
    probability *= ((replicates - misses) / (misses + 1)) * (0.05 / 0.95);
  }
}

const sizes = [[1000, 60], [10_000, 4]] as const; // prettier-ignore

describe("E up to a degree, by pairs", () => {
  const holds = (law: Law, degree: number, particles: number, replicates: number): void => {
    const truth = relativeL2UpTo(law, { degree }).value;
    const variance = law.covariance.reduce((sum, row, i) => sum + row[i], 0) / law.dimension;
    const found = Array.from({ length: replicates }, (_, r) =>
      cloudRelativeL2(cloudOf(law, particles, `E/${law.name}/${particles}/${r}`), { mean: law.mean, variance, degree }),
    );
    const { low, high, standardError } = interval(found.map(({ value }) => value), LEVEL); // prettier-ignore
    expect(low).toBeLessThanOrEqual(truth);
    expect(high).toBeGreaterThanOrEqual(truth);
    expect(found.filter(({ value, error }) => Math.abs(value - truth) > 1.96 * error).length).toBeLessThanOrEqual(mostMisses(replicates));
    // Not by being wide: at most twice the spread, sqrt 2 of which the jackknife has at equilibrium.
    const error = found.reduce((sum, one) => sum + one.error, 0) / replicates;
    if (replicates > 40) expect(error).toBeLessThan(2 * standardError * Math.sqrt(replicates));
  };
  it.each(sizes)("BKW, d = 3, degree 6, and a mixture, d = 2, degree 5: N = %d", (particles, replicates) => {
    holds(bkw({ S: 0.7 }), 6, particles, replicates);
    holds(beams, 5, particles, replicates);
  });
  inLong("the same at N = 10 000 and 100 000, replicates enough for coverage", () => {
    holds(beams, 5, 10_000, 60);
    holds(bkw({ S: 0.7 }), 6, 100_000, 30);
    holds(beams, 5, 100_000, 30);
  });

  it("goes to the degree that the variance allows: the more particles, the higher", () => {
    const law = gaussian({ variances: [1, 1, 1] });
    // At equilibrium 2 (number of polynomials) / N^2: at N = 1000 and .01, fewer than 50: degree 4 has 34, degree 5 has 55.
    expect(degreeFor(law, { particles: 1000, precision: 0.01 })).toBeGreaterThanOrEqual(3);
    expect(degreeFor(law, { particles: 1000, precision: 0.01 })).toBeLessThanOrEqual(5);
    expect(degreeFor(law, { particles: 10_000, precision: 0.01 })).toBeGreaterThan(degreeFor(law, { particles: 1000, precision: 0.01 }));
    expect(degreeFor(law, { particles: 10, precision: 1e-6 })).toBe(2);
  });
});

const S = 0.7;
const ring = bkw({ S, dimension: 2 });

/** F(K_h * f) of BKW, d = 2, by the midpoint rule in r: K_h * f = (1 + (1 - S) d_s) N(0, s) at s = S + h^2. */
function smoothedRing(width: number, functional: Convex): number {
  const s = S + width * width;
  const [a, b] = [1 - (1 - S) / s, (1 - S) / (2 * s * s)];
  const step = 1e-3;
  let sum = 0;
  for (let r = step / 2; r < 12; r += step) {
    const gauss = Math.exp((-r * r) / (2 * s)) / (2 * Math.PI * s);
    const f = gauss * (a + b * r * r);
    const slope = gauss * (2 * b * r - (r / s) * (a + b * r * r));
    sum += 2 * Math.PI * r * step * (functional === "fisher" ? (slope * slope) / f : f ** functional.p);
  }
  return functional === "fisher" ? sum : sum ** (1 / functional.p);
}

const smoothedBeams = (width: number, functional: Convex): number => {
  const law = gaussianMixtureSmoothed(beams, width)!;
  return functional === "fisher" ? fisherInformation(law).value : lpNorm(law, functional).value;
};

describe("functionals of the smoothed density", () => {
  const holds = (law: Law, functional: Convex, truth: number, options: { width: number; particles: number; replicates: number }): void => {
    const { width, particles, replicates } = options;
    const found = Array.from({ length: replicates }, (_, r) =>
      smoothedEstimate(cloudOf(law, particles, `smoothed/${law.name}/${particles}/${r}`), { width, functional }),
    );
    const means = (name: "value" | "lower" | "upper") => interval(found.map((one) => one[name]), LEVEL); // prettier-ignore
    expect(means("lower").low).toBeLessThanOrEqual(truth);
    expect(means("upper").high).toBeGreaterThanOrEqual(truth);
    const residue = found.reduce((sum, one) => sum + one.residue, 0) / replicates;
    expect(means("value").low).toBeLessThanOrEqual(truth + residue);
    expect(means("value").high).toBeGreaterThanOrEqual(truth - residue);
    const misses = found.filter(({ lower, upper, error }) => lower - 1.96 * error > truth || upper + 1.96 * error < truth).length;
    expect(misses).toBeLessThanOrEqual(mostMisses(replicates));
    if (replicates < 40) return;
    // The bias that is left is less than half of the upper end's, where that is seen at all.
    const [value, upper] = [means("value"), means("upper")];
    expect(Math.abs(value.mean - truth)).toBeLessThan((upper.mean - truth) / 2 + value.high - value.mean);
    // Standard errors are those of the spread, by a third: of 80 values a spread is off by a factor 1.57 in one seed of 1e6, of 40 in one of 2000.
    const error = found.reduce((sum, one) => sum + one.error, 0) / replicates;
    expect(Math.abs(Math.log(error / (value.standardError * Math.sqrt(replicates))))).toBeLessThan(0.45);
  };

  inLong.each([[{ p: 2 }], ["fisher"]] as const)("%o of BKW and a mixture, d = 2, width .4", (functional) => {
    holds(ring, functional, smoothedRing(0.4, functional), { width: 0.4, particles: 1000, replicates: 80 });
    holds(beams, functional, smoothedBeams(0.4, functional), { width: 0.4, particles: 1000, replicates: 80 });
    holds(beams, functional, smoothedBeams(0.3, functional), { width: 0.3, particles: 10_000, replicates: 5 });
  });
  inLong("the same for N from 1000 to 100 000", () => {
    holds(ring, { p: 3.5 }, smoothedRing(0.4, { p: 3.5 }), { width: 0.4, particles: 1000, replicates: 60 });
    for (const functional of [{ p: 2 }, "fisher"] as const)
      holds(ring, functional, smoothedRing(0.25, functional), { width: 0.25, particles: 100_000, replicates: 40 });
    holds(beams, "fisher", smoothedBeams(0.25, "fisher"), { width: 0.25, particles: 100_000, replicates: 12 });
  });
  inLong("the same in d = 3 at N = 10 000", () => {
    const law = bkw({ S });
    for (const functional of [{ p: 2 }, "fisher"] as const)
      holds(law, functional, smoothedFunctional(law, { width: 0.5, functional }), { width: 0.5, particles: 10_000, replicates: 4 });
  });

  it.each([[{ p: 2 }], [{ p: 3.5 }], ["fisher"]] as const)("%o of a law that is seen through the kernel", (functional) => {
    expect(Math.abs(smoothedFunctional(ring, { width: 0.4, functional }) - smoothedRing(0.4, functional))).toBeLessThan(1e-6);
    expect(Math.abs(smoothedFunctional(beams, { width: 0.4, functional }) - smoothedBeams(0.4, functional))).toBeLessThan(1e-6);
  });

  it("refuses dimensions, widths and exponents that it does not serve", () => {
    const cloud = [1, 2, 3, 4].map(() => new Float64Array(10));
    expect(() => smoothedEstimate(cloud, { width: 1, functional: "fisher" })).toThrow(/found dimension 4, expected at most 3/);
    expect(() => smoothedEstimate(cloud.slice(2), { width: 0, functional: "fisher" })).toThrow(/invalid width: found 0/);
    expect(() => smoothedEstimate(cloud.slice(2), { width: 1, functional: { p: 1 } })).toThrow(/invalid p: found 1/);
    expect(() => smoothedEstimate(cloudOf(beams, 100, "wide"), { width: 1e-4, functional: { p: 2 } })).toThrow(/expected a wider kernel/);
  });
});

describe("entropic divergence from two copies", () => {
  const [f, g] = [gaussian({ mean: [0.3, 0], covariance: [[0.6, 0.2], [0.2, 1.1]] }), gaussian({ mean: [0, -0.2], covariance: [[1.3, -0.3], [-0.3, 0.5]] })]; // prettier-ignore
  const epsilon = 0.5;
  const shape = ({ mean, covariance }: Law): GaussianLike => ({ mean: Float64Array.from(mean), covariance: fromRows(covariance) });
  const shapes = [shape(f), shape(g)] as const;
  const clouds = (r: number, n: number) => (["v", "w", "v2", "w2"] as const).map((name) => cloudOf(name.startsWith("v") ? f : g, n, `entropic/${name}/${r}`));

  it("has the mean of the closed forms of Gaussians, cost and divergence", () => {
    const [phi, psi] = gaussianPotentials(...shapes, epsilon);
    const found = Array.from({ length: 12 }, (_, r) => {
      const [v, w, v2, w2] = clouds(r, 96);
      const over = (of: Quadratic, cloud: Float64Array[]): number => cloud[0].reduce((sum, x, i) => sum + of.value([x, cloud[1][i]]) / 96, 0);
      // Of mean S: the potentials of the laws, whose fluctuation is the costs' to leading order.
      const linear = (over(phi, v) + over(phi, v2) + over(psi, w) + over(psi, w2)) / 2;
      return { linear, ...debiasedEntropic(v, w, v2, w2, { epsilon, tolerance: 1e-5 }) };
    });
    const divergence = interval(found.map(({ value }) => value), LEVEL); // prettier-ignore
    const truth = gaussianDivergence(...shapes, epsilon);
    expect(divergence.low).toBeLessThanOrEqual(truth);
    expect(divergence.high).toBeGreaterThanOrEqual(truth);
    const bias = (name: "cost" | "raw") => interval(found.map((one) => one[name] - one.linear), LEVEL); // prettier-ignore
    expect(bias("cost").low).toBeLessThanOrEqual(0);
    expect(bias("cost").high).toBeGreaterThanOrEqual(0);
    // The bias is there, and most of it is removed.
    expect(Math.abs(bias("cost").mean)).toBeLessThan(Math.abs(bias("raw").mean) / 2);
    // Wide enough to be missed by a lost half: S is some .9, the floors half of it.
    expect(divergence.high - divergence.low).toBeLessThan(truth * 4);
  });

  it("is zero to the last bit between equal ensembles", () => {
    const [v, , v2] = clouds(0, 40);
    expect(debiasedEntropic(v, v, v2, v2, { epsilon, tolerance: 1e-4 }).value).toBe(0);
  });
});
