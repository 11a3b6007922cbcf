/**
 * What a standardised start does to the bracket at small N, with exact values.
 *
 * Diagonal Gaussians in d = 2, A = diag(1.8, .5), B = diag(.7, 1.1), means apart. The part p of the sum of squares that the first axis of V has before
 * scaling is a_1 X / (a_1 X + a_2 Y) with X, Y chi-square of N - 1 degrees of freedom, X / (X + Y) of the law Beta((N-1)/2, (N-1)/2); all else follows:
 *
 *   cost    = |m_f - m_g|^2 + tr A + tr B - 2 s tr A (t_1 p + t_2 (1 - p)),   t_k = sqrt(b_k / a_k),   s^2 = tr B / (tr A (t_1^2 p + t_2^2 (1 - p))),
 *   tangent = |m_f - m_g|^2 + tr A sum_k (s^2 t_k (t_k - 1) - (t_k - 1)) p_k,   p_1 = p, p_2 = 1 - p.
 *
 * The expectation is an integral over theta with X / (X + Y) = sin^2 theta, of density sin^(N-2) cos^(N-2), by the trapezoid rule. What it detects, in 400 starts or
 * more: a tenth of the bias at N = 5, a third at N = 64; a start of independent particles, whose cost is W2^2 in mean.
 */
import { describe, expect, it } from "vitest";
import { coupled, coupledCost, coupledOptimally, lowerBound, pairCollisions, synchronous } from "../../particles/index.ts";
import { createEnsemble } from "../../particles/ensemble.ts";
import { costOf } from "../../particles/observables/cost.ts";
import { coulomb, gaussian, grows, horizon, interval, maxwellian, mixture, rootKey } from "../../src/index.ts";
import { openMemory } from "../../src/kernels/memory.ts";
import type { Cell } from "../../src/protocols/index.ts";
import { gelbrich, tangentBound } from "../../src/transport/index.ts";
import { declaredBy, resultOf } from "../support/synthetic.ts";

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
  const nodes = 20_000;
  let [mass, cost, tangent] = [0, 0, 0];
  for (let n = 0; n < nodes; n++) {
    const theta = ((n + 0.5) / nodes) * (Math.PI / 2);
    const weight = (2 * Math.sin(theta) * Math.cos(theta)) ** (count - 2);
    const x = a[0] * Math.sin(theta) ** 2;
    const p = x / (x + a[1] * Math.cos(theta) ** 2);
    const shares = [p, 1 - p];
    const square = traceB / (traceA * shares.reduce((sum, q, k) => sum + t[k] * t[k] * q, 0));
    const inner = shares.reduce((sum, q, k) => sum + t[k] * q, 0);
    mass += weight;
    cost += weight * (apart + traceA + traceB - 2 * Math.sqrt(square) * traceA * inner);
    tangent += weight * (apart + traceA * shares.reduce((sum, q, k) => sum + (square * t[k] * (t[k] - 1) - (t[k] - 1)) * q, 0));
  }
  return { cost: cost / mass, tangent: tangent / mass };
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
  const beams = (inner: number, outer: number) =>
    mixture({
      components: [[-outer, 0.15], [-inner, 0.35], [inner, 0.35], [outer, 0.15]].map(([position, weight]) => ({ weight, mean: [position, 0, 0], variances: [0.0225, 0.0225, 0.0225] })), // prettier-ignore
    });

  it.each([64, 256, 1024])("N = %d: never violated, though the standardised cost lies below W2^2 of the laws", (particles) => {
    const from = coupledOptimally(beams(1, 4), beams(1.1, Math.sqrt(16 - (0.35 / 0.15) * 0.21)), { standardise: true });
    const system = coupled(pairCollisions({ potential: coulomb() }), synchronous());
    const observe = { cost: coupledCost(), lower: lowerBound({ draws: 1 }) };
    const setup = { system, initial: from, particles, time: horizon({ end: 0.004, steps: 4, observe: 2 }), observe };
    const key = rootKey(`test/four-beams/${particles}`);
    const replicates = Array.from({ length: particles === 64 ? 160 : 32 }, (_, r) => system.run(setup, key.child("replicate", r), {}));
    const quantities = declaredBy({ cost: observe.cost.parts, lower: observe.lower.parts });
    const cell = { point: {}, setup: setup as unknown as Cell["setup"], quantities, times: replicates[0].times, replicates, series: {}, failures: [] };
    const { verdict } = grows({ lower: "lower.tangent", upper: "cost" }).check(resultOf(cell));
    expect(verdict.kind).not.toBe("violated");
    // What the claim said violated by: the mean cost is 2.2 % below the start of the laws at N = 64, seven standard errors.
    const after = interval(replicates.map(({ series }) => series.cost[1]!), 0.999); // prettier-ignore
    if (particles === 64) expect(after.high).toBeLessThan(from.map!.squared);
  });
});
