/**
 * What a standardised start does to the bracket at small N, with exact values.
 *
 * Diagonal Gaussians in d = 2, A = diag(1.8, .5), B = diag(.7, 1.1), means apart. The part p of the sum of squares that the first axis of V has before
 * scaling has a known law (support/standardised-shares.ts); all else follows:
 *
 *   cost    = |m_f - m_g|^2 + tr A + tr B - 2 s tr A (t_1 p + t_2 (1 - p)),   t_k = sqrt(b_k / a_k),   s^2 = tr B / (tr A (t_1^2 p + t_2^2 (1 - p))),
 *   tangent = |m_f - m_g|^2 + tr A sum_k (s^2 t_k (t_k - 1) - (t_k - 1)) p_k,   p_1 = p, p_2 = 1 - p.
 *
 * What it detects, in 400 starts or more: a tenth of the bias at N = 5, a third at N = 64; a start of independent particles, whose cost is W2^2 in mean.
 */
import { describe, expect, it } from "vitest";
import { coupledOptimally } from "../../particles/index.ts";
import { createEnsemble } from "../../particles/ensemble.ts";
import { costOf } from "../../particles/observables/cost.ts";
import { gaussian, grows, interval, maxwellian, rootKey } from "../../src/index.ts";
import { openMemory } from "../../src/kernels/memory.ts";
import { gelbrich, tangentBound } from "../../src/transport/index.ts";
import { sharesOfStandardised } from "../support/standardised-shares.ts";
import { fourBeams } from "../support/four-beams.ts";
import { resultOf } from "../support/synthetic.ts";

const a = [1.8, 0.5] as const;
const b = [0.7, 1.1] as const;
const t = a.map((x, k) => Math.sqrt(b[k] / x));
const means = [[0.3, -0.2], [-0.1, 0.4]] as const; // prettier-ignore
const apart = means[0].reduce((sum, x, k) => sum + (x - means[1][k]) ** 2, 0);
const [traceA, traceB] = [a[0] + a[1], b[0] + b[1]];
const squared = apart + a.reduce((sum, x, k) => sum + (Math.sqrt(x) - Math.sqrt(b[k])) ** 2, 0);
const initial = coupledOptimally(gaussian({ mean: means[0], variances: a }), gaussian({ mean: means[1], variances: b }), { standardise: true });

/** Expectations over p. */
function exact(count: number): { cost: number; tangent: number } {
  const squareOf = (shares: readonly number[]) => traceB / (traceA * shares.reduce((sum, q, k) => sum + t[k] * t[k] * q, 0));
  const cost = sharesOfStandardised(a, count, (shares) => {
    const inner = shares.reduce((sum, q, k) => sum + t[k] * q, 0);
    return apart + traceA + traceB - 2 * Math.sqrt(squareOf(shares)) * traceA * inner;
  });
  const tangent = sharesOfStandardised(a, count, (shares) => {
    const square = squareOf(shares);
    return apart + traceA * shares.reduce((sum, q, k) => sum + (square * t[k] * (t[k] - 1) - (t[k] - 1)) * q, 0);
  });
  return { cost, tangent };
}

/** Starts as the library makes them. */
function starts(count: number, number: number, from = initial) {
  const memory = openMemory();
  const couple = [0, 1].map(() => createEnsemble(memory, count, from.laws[0].dimension));
  return Array.from({ length: number }, (_, n) => {
    from.fill(couple, rootKey(`test/standardised/${count}`).child("start", n));
    const [v, w] = couple;
    return {
      cost: costOf({ first: v, second: w }),
      tangent: tangentBound(from.map!, v.planes, w.planes),
      gelbrich: gelbrich(v.planes, w.planes, { standardised: true }).value,
    };
  });
}

describe("a standardised start", () => {
  it.each([
    [2, 2000],
    [5, 2000],
    [16, 1000],
    [64, 1000],
  ])("N = %d: cost and tangent bound have their exact expectations, both below W2^2", (count, number) => {
    const values = starts(count, number);
    const expected = exact(count);
    for (const end of ["cost", "tangent"] as const) {
      const { low, high } = interval(values.map((one) => one[end]), 0.9999); // prettier-ignore
      expect(low).toBeLessThan(expected[end]);
      expect(high).toBeGreaterThan(expected[end]);
    }
    expect(expected.tangent).toBeLessThan(expected.cost);
    expect(expected.cost).toBeLessThan(squared);
    // Of order 1/N.
    expect((squared - expected.cost) * count).toBeGreaterThan(0.3 * squared);
    expect((squared - expected.cost) * count).toBeLessThan(1.5 * squared);
  });

  it("Gelbrich's bound is W2^2 of Gaussians in mean, and not above it", () => {
    // 1.5 % above where the energy of the second cloud alone was held, at N = 64; 1500 starts know .3 %.
    const flat = coupledOptimally(gaussian({ variances: [1.8, 0.6, 0.6] }), maxwellian(), { standardise: true });
    const { mean, low, high } = interval(starts(64, 1500, flat).map((one) => one.gelbrich), 0.9999); // prettier-ignore
    expect(high - low).toBeLessThan(0.02 * mean);
    expect(low).toBeLessThan(flat.map!.squared);
    expect(high).toBeGreaterThan(flat.map!.squared);
  });
});

describe("four beams, gamma = -3, whose W2 grows", () => {
  it.each([64, 256, 1024])("N = %d: never violated, though the standardised cost lies below W2^2 of the laws", (particles) => {
    const { cell, squared } = fourBeams(particles, particles === 64 ? 160 : 32);
    expect(grows({ lower: "lower.tangent", upper: "cost" }).check(resultOf(cell)).verdict.kind).not.toBe("violated");
    // What the claim said violated by: the mean cost is 2.2 % below the start of the laws at N = 64, seven standard errors.
    const after = interval(cell.replicates.map(({ series }) => series.cost[1]!), 0.999); // prettier-ignore
    if (particles === 64) expect(after.high).toBeLessThan(squared);
  });
});
