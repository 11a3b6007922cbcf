/**
 * Rates and extrapolations remove the order that the system declares for the functional in its dimension: a system whose step of length h moves a particle by
 * h (1 + h^p) shows the rate 1 to round-off, and another by any other order (for p = 1/3 taken as 1, off by 15 % at h = .01).
 */
import { describe, expect, it } from "vitest";
import { createEnsemble } from "../../particles/ensemble.ts";
import { coupled, coupledCost, coupledOptimally, first, pairCollisions, synchronous, temperatureTensor } from "../../particles/index.ts";
import { extrapolated, lentBy } from "../../particles/extrapolated.ts";
import { openProber } from "../../particles/probe.ts";
import type { SteppedSystem } from "../../particles/protocols.ts";
import { coulomb, gaussian, horizon, maxwellian, powerLaw, rootKey } from "../../src/index.ts";
import { openMemory } from "../../src/kernels/index.ts";

/** Order 1/3 of couples, 2/3 of ensembles in dimension 2; 2 in dimension 3, where a step moves by h (1 + h), as every rate does. */
const declared = (dimension: number, joint = false): number => (dimension === 3 ? 2 : joint ? 1 / 3 : 2 / 3);
const moving = (p: number): SteppedSystem<never, never> => ({
  ...(pairCollisions({ potential: coulomb() }) as unknown as SteppedSystem<never, never>),
  weakOrder: declared,
  stepper: (_memory, [e]) => ({ step: (_key, _step, h) => e.planes[0].fill(h * (1 + h ** p)) }),
});

describe("rates", () => {
  it.each([
    [2, false, 2 / 3],
    [2, true, 1 / 3],
    [3, false, 1],
  ])("d = %s, joint: %s", (dimension, joint, p) => {
    const memory = openMemory();
    const ensemble = createEnsemble(memory, 4, dimension);
    const rate = openProber(moving(p), undefined, memory, [ensemble], rootKey("rates"));
    const measured = rate(([e]) => e.planes[0][0], { dt: 0.01, draws: 1, joint });
    expect(measured).toBeCloseTo(1, 13);
  });
});

describe("extrapolation in dt", () => {
  const couple = coupled(pairCollisions({ potential: powerLaw(-2.5), corrected: false }), synchronous());
  const time = horizon({ end: 0.08, steps: 4, observe: 2 });

  it("removes from the cost of a couple its own order, from one ensemble the system's", () => {
    const setup = {
      system: couple,
      initial: coupledOptimally(gaussian({ variances: [1.4, 0.6] }), maxwellian({ dimension: 2 })),
      particles: 50,
      time,
      observe: { cost: coupledCost(), xx: first(temperatureTensor("xx")) },
    };
    expect([couple.weakOrder!(2, true), couple.weakOrder!(2)].map((p) => p.toFixed(3))).toEqual(["0.600", "1.000"]);
    const key = rootKey("by series");
    const { series } = extrapolated(couple).run(setup, key, {});
    const fine = couple.run({ ...setup, time: { ...time, steps: 8 } }, key, {}).series["cost"][1]!;
    const coarse = couple.run(setup, key, { lent: lentBy }).series["cost"][1]!;
    expect(series["cost"][1]! - fine).toBeCloseTo((fine - coarse) / (2 ** 0.6 - 1), 13);
    const [a, b] = [1, 2].map((fold) => couple.run({ ...setup, time: { ...time, steps: 4 * fold } }, key, fold === 1 ? { lent: lentBy } : {}).series["xx"][1]!);
    expect(series["xx"][1]! - b).toBeCloseTo(b - a, 12);
    expect(series["cost.step"][1]!).toBeCloseTo((fine - coarse) / (2 ** 0.6 - 1), 13);
  });
});
