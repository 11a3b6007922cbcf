/**
 * Levels of the time step: what halving it changes, by shared noise, has the exact mean and a small variance; the replicates that are best.
 *
 * The false-alarm probability is 8e-7 in all. Means over 40 replicates of 100 particles: at 12 steps, where the change is -4.5e-2, a shift of 4e-2 of the temperature would be seen,
 * at 192, where it is -2.6e-3, one of 8e-3.
 */
import { describe, expect, it } from "vitest";
import { alone, ensembleTensor, meanField, pairCollisions, refinement, sampled, temperatureTensor, whiteNoise } from "../../particles/index.ts";
import { normals } from "../../particles/noise/normal-noise.ts";
import { gaussian, horizon, powerLaw, rootKey, summarise } from "../../src/index.ts";
import { multilevelCost, multilevelReplicates } from "../../src/math/replicates/multilevel.ts";

const law = gaussian({ variances: [1.6, 0.9, 0.5] });
const potential = powerLaw(0);
const [end, particles, replicates] = [0.2, 100, 40];

function changes(system: ReturnType<typeof alone>, steps: number): number[] {
  const setup = { system, initial: sampled(law), particles, time: horizon({ end, steps, observe: 2 }), observe: { xx: temperatureTensor("xx") } };
  return Array.from({ length: replicates }, (_, r) => setup.system.run(setup, rootKey(`levels/${steps}/${r}`), {}).series.xx[1]!);
}

const variance = (values: readonly number[]): number => summarise(values).standardError ** 2 * values.length;
const mean = (steps: number): number => ensembleTensor(law, { scheme: "euler", dt: end / steps, component: [0, 0], particles }).at(end).value;

describe.each([
  ["mean field", meanField({ potential })],
  ["white noise", whiteNoise({ potential })],
])("%s", (_, system) => {
  const few = changes(refinement(alone(system as ReturnType<typeof meanField>)), 12);
  const many = changes(refinement(alone(system as ReturnType<typeof meanField>)), 192);

  it.each([
    [12, few],
    [192, many],
  ] as const)("the change from half as many to %i steps has the exact mean", (steps, values) => {
    const { mean: found, standardError } = summarise(values);
    expect(Math.abs(found - (mean(steps) - mean(steps / 2)))).toBeLessThan(6.5 * standardError);
  });

  it("varies less than the values do, and less as the step falls", () => {
    // Independent noise would double the variance; of order dt it falls by 16 from 12 steps to 192; that two variances of 40 normals are off by a factor of eight has probability 1e-9.
    const alike = variance(changes(alone(system as ReturnType<typeof meanField>), 12));
    expect(variance(few)).toBeLessThan(0.25 * alike);
    expect(variance(many)).toBeLessThan(0.5 * variance(few));
  });
});

it("pair collisions share half of their noise, and differ as much as they vary", () => {
  const system = alone(pairCollisions({ potential }));
  const ratio = variance(changes(refinement(system), 24)) / variance(changes(system, 24));
  expect(ratio).toBeGreaterThan(0.1);
});

it("the increment over two steps is their sum over the root of two", () => {
  const [key, shape] = [rootKey("joined"), { components: 2, count: 11 }];
  const [one, other, both] = [6, 7, [6, 7]].map((step) => normals(key, step, 3, shape));
  both.forEach((plane, c) => plane.forEach((x, i) => expect(x).toBeCloseTo((one[c][i] + other[c][i]) * Math.SQRT1_2, 14)));
});

it("refuses steps whose half does not meet the observations", () => {
  const setup = { system: alone(meanField({ potential })), initial: sampled(law), particles, time: horizon({ end, steps: 9, observe: 4 }), observe: {} };
  expect(() => refinement(setup.system).check(setup)).toThrow(
    "invalid steps: 9 (half of them do not divide into 3 equal intervals, as the coarser level needs)",
  );
});

it("replicates of the levels have the standard error that was asked for, at the least cost", () => {
  // By hand: sqrt(V C) = 2, 1, 0.5; sum 3.5; n = 3.5/e^2 sqrt(V/C) = 3.5/0.01 (2, 0.25, 0.03125).
  const levels = [{ variance: 4, cost: 1 }, { variance: 0.25, cost: 4 }, { variance: 1 / 64, cost: 16 }]; // prettier-ignore
  expect(multilevelReplicates(levels, 0.1)).toEqual([700, 88, 11]);
  expect(multilevelCost(levels)).toBe(12.25);
  const counts = [700, 87.5, 10.9375];
  expect(levels.reduce((sum, one, l) => sum + one.variance / counts[l], 0)).toBeCloseTo(0.01, 12);
  expect(multilevelReplicates([{ variance: 0, cost: 1 }], 1)).toEqual([2]);
  expect(() => multilevelReplicates(levels, 0)).toThrow(RangeError);
});
