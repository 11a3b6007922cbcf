/**
 * Time steps of the diffusive systems, Maxwell molecules, against exact one-step expectations of the second moment.
 *
 * Euler and Maruyama (white noise, mean-field; given the velocities the increments have one law): with h = 2 (d-1) dt, P^c central,
 *   E P^c' = (1 - h)^2 P^c + 4 dt (1 - 1/N) (tr P^c I - P^c),   E |u' - u|^2 = 4 (d-1) dt tr P^c / N.
 * Its deviator decays at a rate that differs from 4d by (8 d^2 - 4 (d-1)^2) dt: order 1.
 *
 * Kac diffusion: a pair rotation maps E c z to m1 E c z and the deviator of E z z to m2 times it (c centre, z difference), so that the deviators of all
 * E v_i v_j follow a linear recursion over the pairs in their order, which this file runs independently. Alternating the order makes it order 2.
 *
 * What it detects: half widths of 0.07 of the factor (effects 0.3 to 0.5), 15 % of the momentum diffusion, 0.04 for the Kac diffusion: a missing
 * factor 2 of noise or drift, a descending order forgotten.
 */
import { describe, expect, it } from "vitest";
import { copyEnsemble, createEnsemble } from "../../particles/ensemble.ts";
import { kacDiffusion, meanField, sampled, whiteNoise } from "../../particles/index.ts";
import type { SteppedSystem } from "../../particles/protocols.ts";
import { cloudMean, cloudTemperatureTensor } from "../../src/functionals/index.ts";
import { gaussian, interval, maxwellMolecules, rootKey } from "../../src/index.ts";
import { openMemory } from "../../src/kernels/index.ts";
import type { Planes } from "../../src/protocols/index.ts";
import { inLong } from "../support/long.ts";

const potential = maxwellMolecules();
const laws = {
  2: gaussian({ covariance: [[1.5, 0.3], [0.3, 0.5]] }), // prettier-ignore
  3: gaussian({ covariance: [[1.7, 0.2, 0], [0.2, 0.9, -0.1], [0, -0.1, 0.4]] }), // prettier-ignore
};

interface Sample {
  readonly dimension: 2 | 3;
  readonly particles: number;
  readonly dt: number;
  readonly steps: number;
  readonly draws: number;
  readonly replicates: number;
  readonly start?: Planes;
}

/** Per replicate, the mean of `value(start, end)` over antithetic pairs of runs off one start: samples of the law, or a given one. */
function means<C, B>(system: SteppedSystem<C, B>, sample: Sample, value: (start: Planes, end: Planes) => number): number[] {
  const { dimension, particles, dt, steps, draws, replicates } = sample;
  return Array.from({ length: replicates }, (_, r) => {
    const key = rootKey(`diffusive-time-step/${system.name}/d=${dimension}/dt=${dt}`).child("replicate", r);
    const memory = openMemory();
    const [start, moved] = [createEnsemble(memory, particles, dimension), createEnsemble(memory, particles, dimension)];
    if (sample.start) start.planes.forEach((plane, k) => plane.set(sample.start![k]));
    else sampled(laws[dimension], { standardise: true }).fill([start], key.child("initial"));
    const stepper = system.stepper(memory, [moved]);
    let sum = 0;
    for (let draw = 0; draw < draws; draw++) {
      const noise = key.child("draw", draw);
      for (const sign of [1, -1] as const) {
        copyEnsemble(moved, start);
        for (let step = 0; step < steps; step++) stepper.step(noise, step, dt, sign);
        sum += value(start.planes, moved.planes);
      }
    }
    return sum / (2 * draws);
  });
}

function deviator(planes: Planes): number[] {
  const tensor = cloudTemperatureTensor(planes);
  const part = traceOf(planes) / planes.length;
  return tensor.flatMap((row, i) => row.map((entry, j) => (i === j ? entry - part : entry)));
}
const traceOf = (planes: Planes): number => cloudTemperatureTensor(planes).reduce((sum, row, k) => sum + row[k], 0);
const inner = (a: number[], b: number[]): number => a.reduce((sum, x, k) => sum + x * b[k], 0);
const factor = (start: Planes, end: Planes): number => inner(deviator(end), deviator(start)) / inner(deviator(start), deviator(start));

function expectInside(values: readonly number[], exact: number, width: number): void {
  const { low, high } = interval(values, 0.9999);
  expect(low).toBeLessThan(exact);
  expect(high).toBeGreaterThan(exact);
  expect(high - low).toBeLessThan(width);
}

describe.each([whiteNoise({ potential }), meanField({ potential })] as unknown as SteppedSystem<never, never>[])("$name", (system) => {
  it.each([2, 3] as const)("one step, d = %s: deviator, trace and momentum", (d) => {
    const [particles, dt] = [10, 0.04];
    // A squared momentum is chi-square of d degrees, .1 off in 100 draws: intervals of 48 replicates are .16 wide as a rule, and 1.6 times that in one seed of 1e5.
    const sample = { dimension: d, particles, dt, steps: 1, draws: 100, replicates: 48 };
    const h = 2 * (d - 1) * dt;
    const rest = 1 - 1 / particles;
    expectInside(means(system, sample, factor), (1 - h) ** 2 - 4 * dt * rest, 0.15);
    const trace = (start: Planes, end: Planes): number => traceOf(end) / traceOf(start);
    expectInside(means(system, sample, trace), (1 - h) ** 2 + 4 * (d - 1) * dt * rest, 0.03);
    const momentum = (start: Planes, end: Planes): number => {
      const before = cloudMean(start);
      const square = cloudMean(end).reduce((sum, u, k) => sum + (u - before[k]) ** 2, 0);
      return (square * particles) / (4 * (d - 1) * dt * traceOf(start));
    };
    expectInside(means(system, sample, momentum), 1, 0.3);
  });

  it("declares weak order 1", () => expect(system.weakOrder(3)).toBe(1));
});

describe("Euler and Maruyama", () => {
  const system = meanField({ potential });
  inLong.each([2, 3] as const)("the rate's bias against 4d shrinks with slope 1, d = %s", (d) => {
    const biases = [0.02, 0.01].map((dt) => {
      const sample = { dimension: d, particles: 2000, dt, steps: 1, draws: d === 2 ? 20 : 8, replicates: 24 };
      return interval(means(system, sample, factor).map((x) => 4 * d + Math.log(x) / dt), 0.999); // prettier-ignore
    });
    const [coarse, fine] = biases as [(typeof biases)[0], (typeof biases)[0]];
    const exact = (dt: number): number => 4 * d + Math.log((1 - 2 * (d - 1) * dt) ** 2 - 4 * dt * (1 - 1 / 2000)) / dt;
    expect(coarse.mean).toBeLessThan(0); // the exact solution decays slower than the step
    expect(Math.abs(coarse.mean - exact(0.02))).toBeLessThan((coarse.high - coarse.low) / 2);
    expect(Math.abs(fine.mean - exact(0.01))).toBeLessThan((fine.high - fine.low) / 2);
    const slope = Math.log2(coarse.mean / fine.mean);
    const error = Math.sqrt(((coarse.high - coarse.low) / coarse.mean) ** 2 + ((fine.high - fine.low) / fine.mean) ** 2) / (2 * Math.LN2); // prettier-ignore
    expect(Math.abs(slope - 1)).toBeLessThan(error + 0.06);
    expect(error).toBeLessThan(0.4);
  });
});

/** Deviators of E v_i v_j, for one component: two vectors of coordinates, symmetrised. */
type Gram = number[][];

/** One pair turns: E c c stays, E c z times m1, E z z times m2. */
function turnPair(gram: Gram, i: number, j: number, m1: number, m2: number): void {
  const centre = gram[i].map((x, k) => (x + gram[j][k]) / 2);
  const half = gram[i].map((x, k) => (m1 * (x - gram[j][k])) / 2);
  const [cc, cz, zz] = [(centre[i] + centre[j]) / 2, (gram[i][i] - gram[j][j]) / 2, gram[i][i] - 2 * gram[i][j] + gram[j][j]];
  centre.forEach((c, k) => {
    gram[i][k] = gram[k][i] = c + half[k];
    gram[j][k] = gram[k][j] = c - half[k];
  });
  gram[i][i] = cc + m1 * cz + (m2 * zz) / 4;
  gram[j][j] = cc - m1 * cz + (m2 * zz) / 4;
  gram[i][j] = gram[j][i] = cc - (m2 * zz) / 4;
}

/** Factor of one component (a . b) of the deviator after `steps` steps, descending in odd ones when `symmetric`. */
function kacFactor(gram: Gram, d: number, dt: number, steps: number, symmetric = true): number {
  const count = gram.length;
  const tau = (4 * dt) / count;
  const moved = gram.map((row) => [...row]);
  for (let step = 0; step < steps; step++) {
    for (let k = 0; k < count; k++) {
      const shift = symmetric && step % 2 ? count - 1 - k : k;
      for (let i = 0; i < count; i++) {
        const j = (shift - i + count) % count;
        if (i < j) turnPair(moved, i, j, Math.exp(-(d - 1) * tau), Math.exp(-2 * d * tau));
      }
    }
  }
  return central(moved) / central(gram);
}
const central = (gram: Gram): number => gram.reduce((sum, row, i) => sum + row[i] - row.reduce((a, x) => a + x, 0) / gram.length, 0);
const gramOf = (a: Float64Array, b: Float64Array): Gram => Array.from(a, (x, i) => Array.from(b, (y, j) => (x * y + a[j] * b[i]) / 2)); // prettier-ignore

describe("Kac diffusion", () => {
  const system = kacDiffusion({ potential });

  it.each([2, 3] as const)("two steps of dt = 0.1 follow the recursion of the pairs, d = %s", (d) => {
    const [particles, dt] = [10, 0.1];
    const start = [0, 1, 2].slice(0, d).map((k) => Float64Array.from({ length: particles }, (_, i) => (i % 2 ? -1 : 1) + (k * (i % 3)) / 9)); // prettier-ignore
    const sample = { dimension: d, particles, dt, steps: 2, draws: 100, replicates: 24, start };
    const entry = (planes: Planes): number => cloudTemperatureTensor(planes)[0][1];
    const measured = means(system, sample, (before, after) => entry(after) / entry(before));
    expectInside(measured, kacFactor(gramOf(start[0], start[1]), d, dt, 2), 0.08);
  });

  // Of the plain form, whose bits are the kernel's (test/conformance/diffusive-twin.test.ts).
  it("visits every fold once, ascending in even steps and descending in odd ones", () => {
    const e = createEnsemble(openMemory(), 7, 3);
    const runs = [4, 5].flatMap((step) =>
      Array.from({ length: system.prepare([e], rootKey("folds"), step) }, (_, block) => {
        const { lower, upper } = system.coefficients(e, rootKey("folds"), step, block);
        return `${lower}-${upper}`;
      }),
    );
    const folds = [["1-6"], ["0-1", "2-6"], ["0-2", "3-6"], ["0-3", "4-6"], ["0-4", "5-6"], ["0-5"], ["0-6"]];
    expect(runs).toEqual([...folds, ...folds.slice().reverse()].flat());
  });

  it.each([2, 3] as const)("weak order 2 of the recursion, 1 without the alternating order, no bias of chaos, d = %s", (d) => {
    expect(system.weakOrder(3)).toBe(2);
    const [a, b] = [0, 1].map((k) => Float64Array.from({ length: 10 }, (_, i) => ((7 * i + 3 * k + i * i * (k + 2)) % 11) / 5 - 1));
    const exact = Math.exp(-4 * d * 0.2);
    const bias = (steps: number, symmetric: boolean): number => kacFactor(gramOf(a, b), d, 0.2 / steps, steps, symmetric) - exact;
    const slope = (symmetric: boolean): number => Math.log2(Math.abs(bias(16, symmetric) / bias(32, symmetric)));
    expect(slope(true)).toBeCloseTo(2, 1);
    expect(slope(false)).toBeCloseTo(1, 0);
    expect(Math.abs(bias(64, true))).toBeLessThan(1e-3); // 1/N is 0.1: the limit has no correction of that order
  });
});
