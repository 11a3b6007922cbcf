/** An instant of a system that would move: the start is measured, once, and rates ask for a step of their own. */
import { describe, expect, it } from "vitest";
import { gaussian, instant, maxwellMolecules, rootKey } from "../../src/index.ts";
import { alone, coupled, coupledCost, coupledOptimally, energy, pairCollisions, rateOf, sampled, synchronous } from "../../particles/index.ts";

const system = pairCollisions({ potential: maxwellMolecules() });

describe("an instant", () => {
  it("measures the start of a couple", () => {
    // The optimal image of N(0, diag(1, 2)) under diag(sqrt 2, 1/sqrt 2): the cost is the mean of (0.41421 x)^2 + (0.29289 y)^2, 0.17157 + 2 * 0.085786 = 0.34315 in the mean.
    const initial = coupledOptimally(gaussian({ variances: [1, 2] }), gaussian({ variances: [2, 1] }));
    const run = coupled(system, synchronous());
    const { times, series } = run.run({ system: run, initial, particles: 4096, time: instant(), observe: { cost: coupledCost() } }, rootKey("instant"), {});
    expect(times).toEqual([0]);
    // The standard deviation of one summand is sqrt(2) (0.17157^2 + (2 * 0.085786)^2)^(1/2) = 0.343; two copies of 4096 particles.
    expect(Math.abs((series.cost[0] ?? 0) - 0.34315)).toBeLessThan((6 * 0.343) / Math.sqrt(2 * 4096));
  });

  it("refuses a rate without a step of its own, in words, and measures one that has it", () => {
    const run = alone(system);
    const setup = { system: run, initial: sampled(gaussian({ variances: [1, 2] })), particles: 64, time: instant() };
    expect(() => run.run({ ...setup, observe: { rate: rateOf(energy()) } }, rootKey("instant"), {})).toThrow(/invalid dt: 0 \(a rate is probed by a step/);
    const { series } = run.run({ ...setup, observe: { rate: rateOf(energy(), { dt: 0.01 }) } }, rootKey("instant"), {});
    expect(Math.abs(series.rate[0] ?? 1)).toBeLessThan(1e-9);
  });
});
