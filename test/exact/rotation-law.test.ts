/**
 * The law of the rotation of a pair collision has the multipliers of heat flow on the sphere:
 *   m1 = E cos theta = e^{-(d-1) tau},   m2 = E (d cos^2 theta - 1)/(d - 1) = e^{-2 d tau}.
 *
 * First by quadrature over the uniform of the implemented law, in double precision and apart from the fit of its constants; then by sampling
 * what the kernels do. And the angle depends continuously on tau when the uniform is fixed, which couplings rely on.
 */
import { describe, expect, it } from "vitest";
import { createEnsemble } from "../../particles/ensemble.ts";
import { pairCollisions } from "../../particles/systems/pair-collisions.ts";
import { openMemory } from "../../src/kernels/index.ts";
import { powerLaw } from "../../src/model/power-law.ts";
import { RADIAL_SCALE, RADIAL_SHIFT } from "../../src/kernels/constants/rotation.ts";
import { MULTIPLIER_DEFECT, multipliers, planarRotation, rotationConstants, spatialRotation } from "../../particles/noise/rotation-law.ts";
import { pairingShift } from "../../src/random/block-generator.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";

/** Gauss-Legendre nodes and weights on [0, 1], by Newton on the Legendre polynomial. */
function gaussLegendre(n: number): readonly (readonly [x: number, w: number])[] {
  return Array.from({ length: n }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 0;
    for (let k = 0; k < 60; k++) {
      let [before, p] = [1, x];
      for (let j = 2; j <= n; j++) [before, p] = [p, ((2 * j - 1) * x * p - (j - 1) * before) / j];
      slope = (n * (x * p - before)) / (x * x - 1);
      x -= p / slope;
    }
    return [(x + 1) / 2, 1 / ((1 - x * x) * slope * slope)] as const;
  });
}
const nodes = gaussLegendre(40);

/** Integral of f over [a, b], cut into panels. */
function integral(f: (x: number) => number, a: number, b: number, panels: number): number {
  let sum = 0;
  const width = (b - a) / panels;
  for (let k = 0; k < panels; k++) for (const [x, w] of nodes) sum += w * width * f(a + (k + x) * width);
  return sum;
}

const legendre = { m1: (sink: number) => (1 + 2 * (1 - 2 * sink)) / 3, m2: (sink: number) => 1 - 4 * sink + 3.2 * sink * sink };

/** Mean of g(sink) under the law of d = 3, in x = -log(1 - U): the tail of wide angles has the width rho, about 5 tau^3. */
function spatialMean(tau: number, g: (sink: number) => number): number {
  // Below 2^-33 the kernels draw no 1 - U; what is left out here has probability e^-36 = 2e-16.
  return integral((x) => Math.exp(-x) * g(spatialRotation(tau, -Math.expm1(-x)).sink), 0, 36, 72);
}

/** The same with the 2^32 values of U, summed one by one next to 1 and by quadrature elsewhere. */
function drawnMean(tau: number, g: (sink: number) => number): number {
  const [step, single] = [2 ** -32, 1 << 16];
  let sum = 0;
  for (let k = 0; k < single; k++) sum += step * g(spatialRotation(tau, 1 - (k + 0.5) * step).sink);
  return sum + integral((x) => Math.exp(-x) * g(spatialRotation(tau, -Math.expm1(-x)).sink), 0, -Math.log(single * step), 40);
}

const taus = [1e-6, 1e-4, 3.5e-4, 0.003, 0.04, 0.12, 0.1562, 0.15625, 0.1563, 0.25, 0.35, 0.6, 1, 2, 4, 8, 20, 40.5];

describe("quadrature over the implemented law", () => {
  it.each(taus)("d = 3, tau = %s", (tau) => {
    const exact = multipliers(3, tau);
    expect(exact.m1).toBeCloseTo(Math.exp(-2 * tau), 14);
    expect(exact.m2).toBeCloseTo(Math.exp(-6 * tau), 14);
    // The defect is proportional to tau at small tau: a wrong rate cannot hide below the bound.
    const bound = Math.min(MULTIPLIER_DEFECT, 6e-8 * tau + 1e-13);
    for (const name of ["m1", "m2"] as const) {
      expect(Math.abs(spatialMean(tau, legendre[name]) - exact[name])).toBeLessThan(bound);
      expect(Math.abs(drawnMean(tau, legendre[name]) - exact[name])).toBeLessThan(MULTIPLIER_DEFECT);
    }
  });

  // The bound discriminates: h or rho changed by one part in 1e6 misses it.
  it.each([0.1, 0.3, 2])("sees a wrong constant, tau = %s", (tau) => {
    const { heat, tail } = rotationConstants(tau);
    const mean = (h: number, rho: number): number =>
      integral(
        (x) => {
          const s = h * (RADIAL_SHIFT + RADIAL_SCALE * (-Math.expm1(-x)) ** 4) + rho * rho * Math.expm1(2 * x);
          return Math.exp(-x) * legendre.m2(s / (1 + s));
        },
        0,
        36,
        72,
      );
    const target = Math.exp(-6 * tau);
    expect(Math.abs(mean(heat, tail) - target)).toBeLessThan(MULTIPLIER_DEFECT);
    expect(Math.abs(mean(heat * (1 + 1e-6), tail) - target)).toBeGreaterThan(2 * MULTIPLIER_DEFECT);
    expect(Math.abs(mean(heat, tail * (1 + 1e-6)) - target)).toBeGreaterThan(2 * MULTIPLIER_DEFECT);
  });

  it("d = 3: h and rho are positive at every tau, and beyond the largest tau nothing changes", () => {
    for (let tau = 1e-9; tau < 41; tau *= 1.01) {
      const { heat, tail } = rotationConstants(tau);
      expect(heat).toBeGreaterThan(0);
      expect(tail).toBeGreaterThan(0);
    }
    expect(rotationConstants(40.5)).toEqual(rotationConstants(60));
  });

  it("d = 3: harmonics l = 3 ... 6 are near those of heat flow", () => {
    let worst = 0;
    for (const tau of [0.01, 0.1, 0.2, 0.3, 0.4, 0.6, 1, 2, 20]) {
      for (let l = 3; l <= 6; l++) {
        const character = (sink: number): number => {
          const theta = 2 * Math.asin(Math.sqrt(Math.min(1, sink)));
          return Array.from({ length: 2 * l + 1 }, (_, m) => Math.cos((m - l) * theta)).reduce((a, b) => a + b) / (2 * l + 1);
        };
        const gap = Math.abs(spatialMean(tau, character) - Math.exp(-l * (l + 1) * tau));
        worst = Math.max(worst, gap);
        if (tau === 20) expect(gap).toBeLessThan(0.011);
      }
    }
    expect(worst).toBeLessThan(0.11);
  });

  // d theta/d log tau = sqrt(s)/(1+s) d log s/d log tau, sqrt(s)/(1+s) <= 1/2, and s grows like tau^6 at most, apart from the curvature of the
  // fits: about 3. A law that draws a branch by comparing with p(tau) jumps: 3 / e = 3e4 at the nodes where it does.
  it("d = 3: for fixed noise the angle is a continuous function of tau", () => {
    const angle = (tau: number, u: number): number => {
      const { swing, sink } = spatialRotation(tau, u);
      return 2 * Math.atan2(sink, swing);
    };
    const e = 1e-4;
    let steepest = 0;
    for (let tau = 1e-3; tau < 40; tau *= 1 + e * (tau > 0.1 && tau < 0.2 ? 1 : 100)) {
      for (let x = 0.001; x < 22; x += 0.1) {
        const u = -Math.expm1(-x);
        steepest = Math.max(steepest, Math.abs(angle(tau * (1 + e), u) - angle(tau, u)) / e);
      }
    }
    expect(steepest).toBeLessThan(3.5);
    expect(steepest).toBeGreaterThan(1);
  });

  it.each([1e-6, 0.01, 0.3, 2, 20])("d = 2, tau = %s", (tau) => {
    const exact = multipliers(2, tau);
    const mean = (k: number): number =>
      integral((x) => {
        const { sink } = planarRotation(tau, x);
        return (Math.exp(-x * x * 0.5) / Math.sqrt(2 * Math.PI)) * Math.cos(2 * k * Math.asin(Math.sqrt(Math.min(1, sink))));
      }, -12, 12, 60); // prettier-ignore
    expect(mean(1)).toBeCloseTo(Math.exp(-tau), 12);
    expect(exact.m1).toBeCloseTo(Math.exp(-tau), 14);
    expect(mean(2)).toBeCloseTo(Math.exp(-4 * tau), 12);
    expect(exact.m2).toBeCloseTo(Math.exp(-4 * tau), 14);
  });
});

/** Means of cos and of m2's polynomial, with standard errors, over every pair of one kernel step of Maxwell molecules. */
function sampled(dimension: number, tau: number, count: number): { m1: number[]; m2: number[] } {
  const system = pairCollisions({ potential: powerLaw(0), corrected: false });
  const memory = openMemory();
  const key = rootKey(`sampled/${dimension}/${tau}`);
  const stream = openStream(key);
  const e = createEnsemble(memory, count, dimension);
  for (const [k, plane] of e.planes.entries()) plane.forEach((_, i) => (plane[i] = (1 + k) * stream.normal() + 0.3 * k));
  const before = e.planes.map((plane) => plane.slice());
  system.stepper(memory, [e]).step(key, 1, tau / 4);
  const shift = pairingShift(key, 1, count);
  const sums = { m1: [0, 0], m2: [0, 0] };
  let pairs = 0;
  for (let i = 0; i < count; i++) {
    const j = (shift - i + count) % count;
    if (j <= i) continue;
    let [dot, square] = [0, 0];
    e.planes.forEach((plane, k) => {
      const z = before[k][i] - before[k][j];
      dot += z * (plane[i] - plane[j]);
      square += z * z;
    });
    const cosine = dot / square;
    const values = { m1: cosine, m2: (dimension * cosine * cosine - 1) / (dimension - 1) };
    for (const name of ["m1", "m2"] as const) {
      sums[name][0] += values[name];
      sums[name][1] += values[name] * values[name];
    }
    pairs++;
  }
  const summary = ([sum, squares]: number[]): number[] => {
    const mean = sum / pairs;
    return [mean, Math.sqrt((squares / pairs - mean * mean) / pairs)];
  };
  return { m1: summary(sums.m1), m2: summary(sums.m2) };
}

// 5e5 pairs, 16 intervals of 5 sigma (false alarm 1e-5). At tau = 0.04 the standard error of m2 is 3e-4, so it detects a tau wrong by 0.8 %;
// a missing factor 4 is 75 %.
describe("samples of the kernels", () => {
  it.each([
    [2, 0.04],
    [2, 0.6],
    [2, 9],
    [3, 0.001],
    [3, 0.04],
    [3, 0.2],
    [3, 0.6],
    [3, 9],
  ])("d = %s, tau = %s", (dimension, tau) => {
    // prettier-ignore
    const { m1, m2 } = sampled(dimension, tau, 1e6);
    const exact = { m1: Math.exp(-(dimension - 1) * tau), m2: Math.exp(-2 * dimension * tau) };
    expect(Math.abs(m1[0] - exact.m1)).toBeLessThan(5 * m1[1]);
    expect(Math.abs(m2[0] - exact.m2)).toBeLessThan(5 * m2[1]);
  });
});
