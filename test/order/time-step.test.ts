/**
 * The time step of pair collisions without corrected diffusion times, Maxwell molecules: one matching per step multiplies the anisotropy of the second moment by
 *
 *   1 - c (1 - m2) / 2,   c = 1 for the fold (self-pair probability 1/N),   m2 = E P_2(cos) = e^{-8 d dt},
 *
 * in expectation, whatever the data. Its rate -log(factor)/dt differs from the equation's 4d by log cosh(4 d dt)/dt ~ 8 d^2 dt: order 1.
 *
 * What it detects: relative deviations of 1.5 % of the rate (the half widths below): a missing factor 4 (25 %), c = N/(N-1) at N = 50,
 * a multiplier right to first order only.
 */
import { describe, expect, it } from "vitest";
import { gaussian, interval, maxwellMolecules, rootKey } from "../../src/index.ts";
import { copyEnsemble, createEnsemble } from "../../particles/ensemble.ts";
import { pairCollisions, sampled } from "../../particles/index.ts";
import { cloudTemperatureTensor } from "../../src/functionals/index.ts";
import { openMemory } from "../../src/kernels/index.ts";
import type { Planes } from "../../src/protocols/index.ts";
import { inLong, long } from "../support/long.ts";

const laws = {
  2: gaussian({ covariance: [[1.5, 0.3], [0.3, 0.5]] }), // prettier-ignore
  3: gaussian({ covariance: [[1.7, 0.2, 0], [0.2, 0.9, -0.1], [0, -0.1, 0.4]] }), // prettier-ignore
};
const system = pairCollisions({ potential: maxwellMolecules(), corrected: false });

/** Factor of the anisotropy in one step, from `draws` antithetic pairs off one standardised start, per replicate. */
function factors(dimension: 2 | 3, dt: number, particles: number, draws: number, replicates: number): number[] {
  return Array.from({ length: replicates }, (_, r) => {
    const key = rootKey(`time-step/d=${dimension}/dt=${dt}/N=${particles}`).child("replicate", r);
    const arena = openMemory();
    const start = createEnsemble(arena, particles, dimension);
    const moved = createEnsemble(arena, particles, dimension);
    sampled(laws[dimension], { standardise: true }).fill([start], key.child("initial"));
    const before = deviator(start.planes);
    const stepper = system.stepper(arena, [moved]);
    let sum = 0;
    for (let draw = 0; draw < draws; draw++) {
      for (const sign of [1, -1] as const) {
        copyEnsemble(moved, start);
        stepper.step(key.child("draw", draw), 1, dt, sign);
        sum += inner(deviator(moved.planes), before) / inner(before, before);
      }
    }
    return sum / (2 * draws);
  });
}

function deviator(planes: Planes): number[][] {
  const tensor = cloudTemperatureTensor(planes);
  const third = tensor.reduce((sum, row, k) => sum + row[k], 0) / planes.length;
  return tensor.map((row, i) => row.map((entry, j) => (i === j ? entry - third : entry)));
}
const inner = (a: number[][], b: number[][]): number => a.flat().reduce((sum, x, k) => sum + x * b.flat()[k], 0);
const exactFactor = (dimension: number, dt: number, c = 1): number => 1 - (c * (1 - Math.exp(-8 * dimension * dt))) / 2;

describe.each([2, 3] as const)("d = %s", (dimension) => {
  it.each(long ? [0.04, 0.01] : [0.04])("one-step factor of the anisotropy, dt = %s", (dt) => {
    const measured = interval(factors(dimension, dt, 20_000, 64, 12), 0.9999);
    const exact = exactFactor(dimension, dt);
    expect(measured.low).toBeLessThan(exact);
    expect(measured.high).toBeGreaterThan(exact);
    expect(measured.high - measured.low).toBeLessThan(0.03 * (1 - exact));
  });

  it.runIf(long || dimension === 2)("self-pairs have probability 1/N: c = 1 and not N/(N-1) at N = 12", () => {
    const measured = interval(factors(dimension, 0.08, 12, 64, 600), 0.9999);
    const [fold, perfect] = [exactFactor(dimension, 0.08), exactFactor(dimension, 0.08, 12 / 11)];
    expect(measured.low).toBeLessThan(fold);
    expect(measured.high).toBeGreaterThan(fold);
    expect(measured.low).toBeGreaterThan(perfect);
  });

  inLong("the rate's bias against 4d shrinks with slope 1", () => {
    const steps = [0.02, 0.01, 0.005];
    const biases = steps.map((dt) => {
      const rates = factors(dimension, dt, 20_000, 32, 12).map((factor) => 4 * dimension + Math.log(factor) / dt);
      return interval(rates, 0.999);
    });
    for (let k = 0; k + 1 < steps.length; k++) {
      const [coarse, fine] = [biases[k], biases[k + 1]];
      expect(fine.low).toBeGreaterThan(0); // the bias is seen
      const [lowest, highest] = [Math.log2(coarse.low / fine.high), Math.log2(coarse.high / fine.low)];
      expect(lowest).toBeLessThan(1.02);
      expect(highest).toBeGreaterThan(0.96);
    }
  });

  it("the factors of successive steps multiply: fresh partners every step", () => {
    // A pairing that stays for some steps would leave 1 - (1 - m2^k)/2 after k of them: 0.57 instead of 0.41 here in d = 3.
    const [dt, steps, particles] = [0.01, 8, 20_000];
    const ratios = Array.from({ length: 24 }, (_, r) => {
      const key = rootKey(`time-step/successive/d=${dimension}`).child("replicate", r);
      const memory = openMemory();
      const ensemble = createEnsemble(memory, particles, dimension);
      sampled(laws[dimension], { standardise: true }).fill([ensemble], key.child("initial"));
      const before = deviator(ensemble.planes);
      const stepper = system.stepper(memory, [ensemble]);
      for (let step = 12; step < 12 + steps; step++) stepper.step(key, step, dt); // across the relabelling of step 16
      return inner(deviator(ensemble.planes), before) / inner(before, before);
    });
    const measured = interval(ratios, 0.9999);
    const exact = Math.pow(exactFactor(dimension, dt), steps);
    expect(measured.low).toBeLessThan(exact);
    expect(measured.high).toBeGreaterThan(exact);
    expect(measured.high - measured.low).toBeLessThan(0.05);
  });
});
