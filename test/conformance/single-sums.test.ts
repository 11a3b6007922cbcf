/**
 * The white noise's sums in single precision (particles/systems/single-sums.ts).
 *
 * - Kernel and plain code agree bit for bit, where rows are whole and where they are not, with coinciding and exactly opposite particles.
 * - Against double precision they err by no more than precision.ts states, u (10 R sum alpha |z| + 150 tr S) and u (8 R sum alpha + 150 sum alpha |z|), u = 2^-24, wherever the
 *   cloud is; and by no more than a hundredth of the Monte Carlo error. The rate of the cost of ensembles that nearly agree errs relative to itself.
 * - What is drawn from them has their covariance to 2e-6 of its trace (pivots up to 1e-6 of it are left out; rank 1 is left over at most).
 * - Double precision is used where the rule says; the first ensemble does not notice, nor do nearly equal ensembles.
 */
import { describe, expect, it } from "vitest";
import { copyEnsemble, createEnsemble } from "../../particles/ensemble.ts";
import { independent, partnersMatched, polarPairs, spherical, synchronous, whiteNoise } from "../../particles/index.ts";
import { openJointNormal, SINGLE_ROUND_OFF } from "../../particles/noise/joint-normal.ts";
import type { RotationNoise, RowVelocities } from "../../particles/noise/rotation-noise.ts";
import type { Coupling } from "../../particles/protocols.ts";
import { diffusionTime } from "../../particles/systems/diffusion-time.ts";
import type { Weights } from "../../particles/systems/mean-field-sums.ts";
import { extentOf, servesCouple, servesSingle } from "../../particles/systems/precision.ts";
import { kernelSingleRows, plainSingleRows, singleCoupleSums, singleSums } from "../../particles/systems/single-sums.ts";
import { plainCoupleSums, type Couple, type CoupleSums } from "../../particles/systems/white-noise-sums.ts";
import { openMemory } from "../../src/kernels/index.ts";
import { powerLaw } from "../../src/model/power-law.ts";
import type { Ensemble } from "../../src/protocols/index.ts";
import { rootKey } from "../../src/random/key.ts";
import { streamOf } from "../support/clouds.ts";

const ROUNDING = 1 / 2 ** 24;
const couplings = [synchronous(), spherical(), polarPairs()] as const;
const gammas = [0, -1, -2, -3];
const cases = [2, 3].flatMap((d) => gammas.flatMap((gamma) => couplings.map(({ kernel, name }) => ({ d, gamma, kernel: kernel!, name }))));

const weightsOf = (gamma: number, softening = gamma < -1 ? 0.07 : 0): Weights => ({
  alpha: diffusionTime(powerLaw(gamma), 1),
  soft: softening * softening,
  strength: 1.3,
});

const made = (count: number, d: number, draw: (k: number, i: number) => number): Ensemble => {
  const e = createEnsemble(openMemory(), count, d);
  for (let i = 0; i < count; i++) for (let k = 0; k < d; k++) e.planes[k][i] = draw(k, i);
  return e;
};

/** A skewed cloud; a third of the second's particles mirror the first's, and the first two coincide. */
function coupleOf(count: number, d: number, shift = 0): Couple {
  const stream = streamOf(`single-sums/${count}/${d}`);
  const draw = (k: number): number => shift + (1 + 0.3 * k) * (stream.normal() + 0.2 * stream.normal() ** 2);
  const first = made(count, d, draw);
  for (const plane of first.planes) plane[1] = plane[0];
  const second = made(count, d, (k, i) => (i % 3 === 0 ? 2 * shift - first.planes[k][i] : draw(k)));
  return { first, second, columns: first.planes, partners: second.planes };
}

const near = (first: Ensemble, by: number): Ensemble => {
  const stream = streamOf("single-sums/near");
  return made(first.count, first.dimension, (k, i) => first.planes[k][i] + by * stream.normal());
};

const all = ({ own, cross }: CoupleSums): readonly Float64Array[] => [...own.flat(), ...cross];

function expectTwins(count: number, d: number, weights: Weights, kernel: number): void {
  const couple = coupleOf(count, d);
  const rows = kernelSingleRows(openMemory(), 1);
  const one = singleCoupleSums(weights, kernel, rows)(couple);
  expect(all(one)).toEqual(all(singleCoupleSums(weights, kernel, plainSingleRows)(couple)));
  if (weights.alpha.mode > 0) expect(singleSums(weights, rows)(couple.first)).toEqual(one.own[0]);
}

it.each(couplings)("rows of several tiles: kernel and plain code agree bit for bit, $name", ({ kernel }) => expectTwins(1025, 3, weightsOf(-3), kernel!));

describe.each(cases)("gamma = $gamma, d = $d, $name", ({ d, gamma, kernel }) => {
  const weights = weightsOf(gamma);

  it.each([64, 67])("kernel and plain code agree bit for bit, N = %s", (count) => expectTwins(count, d, weights, kernel));

  it("errs by no more than is stated, wherever the cloud is", () => {
    for (const shift of [0, 1e6]) {
      const couple = coupleOf(150, d, shift);
      const [double, single] = [plainCoupleSums(weights, kernel)(couple), singleCoupleSums(weights, kernel, plainSingleRows)(couple)];
      const { first, second } = couple;
      [first, second].forEach((e, which) => {
        for (let i = 0; i < e.count; i++) {
          const { vector, matrix } = bounds(e, i, weights);
          const error = double.own[which].map((plane, k) => Math.abs(plane[i] - single.own[which][k][i]));
          expect(Math.hypot(...error.slice(0, d))).toBeLessThanOrEqual(vector);
          expect(Math.max(...error.slice(d))).toBeLessThanOrEqual(matrix);
          const both = Math.max(matrix, bounds(first, i, weights).matrix);
          double.cross.forEach((plane, k) => expect(Math.abs(plane[i] - single.cross[k][i])).toBeLessThanOrEqual(2 * both));
          // The Monte Carlo error is 1/sqrt(150) of tr S.
          expect(Math.max(...error.slice(d))).toBeLessThan((0.01 / Math.sqrt(150)) * traceOf(double.own[which], i));
        }
      });
    }
  });

  it("momentum of the drift and the energy that it exchanges with the noise balance to the stated error", () => {
    if (gamma === 0) return;
    const { first } = coupleOf(150, d);
    const { centre, radius } = extentOf(first.planes);
    const sums = singleSums(weights, plainSingleRows)(first);
    const [momentum, allowed] = [new Float64Array(d), { momentum: 0, energy: 0 }];
    let energy = 0;
    for (let i = 0; i < 150; i++) {
      const { vector, matrix } = bounds(first, i, weights);
      for (let k = 0; k < d; k++) {
        momentum[k] += sums[k][i];
        energy += 2 * (first.planes[k][i] - centre[k]) * sums[k][i];
      }
      energy -= traceOf(sums, i);
      allowed.momentum += vector;
      allowed.energy += 2 * radius * vector + d * matrix;
    }
    expect(Math.hypot(...momentum)).toBeLessThanOrEqual(allowed.momentum);
    expect(Math.abs(energy)).toBeLessThanOrEqual(allowed.energy);
  });

  it.each([1e-2, 1e-4])("the rate of the cost of ensembles that are %s apart errs relative to itself", (apart) => {
    const { first } = coupleOf(100, d);
    const second = near(first, apart);
    const couple = { first, second, columns: first.planes, partners: second.planes };
    expect(servesCouple(couple, weights)).toBe(true);
    const [double, single] = [plainCoupleSums(weights, kernel)(couple), singleCoupleSums(weights, kernel, plainSingleRows)(couple)].map(noiseRate);
    // Displacements by u R at random, of 100 particles that are `apart`: a hundredth of the Monte Carlo error, and room for what double precision leaves.
    const radius = extentOf(first.planes).radius;
    expect(Math.abs(single / double - 1)).toBeLessThan(5 * ((ROUNDING * radius) / apart) + 1e-5);
    expect(Math.abs(single / double - 1)).toBeLessThan(0.01 / Math.sqrt(100));
  });

  it("what is drawn has the covariance of the sums", () => {
    const { first, second } = coupleOf(64, d);
    const turned = made(64, d, (k, i) => first.planes[(k + 1) % d][i]);
    const others = [second, near(first, 1e-3), turned, made(64, d, (k, i) => 1.5 * first.planes[k][i])];
    for (const other of others) {
      const sums = singleCoupleSums(weights, kernel, plainSingleRows)({ first, second: other, columns: first.planes, partners: other.planes });
      for (let i = 0; i < 64; i++) expect(defect(sums, d, i)).toBeLessThan(2e-6);
    }
  });
});

/** What precision.ts states, for row i. */
function bounds({ planes, count }: Ensemble, i: number, { alpha, soft, strength }: Weights) {
  const { radius } = extentOf(planes);
  const sums = [0, 0, 0];
  for (let j = 0; j < count; j++) {
    const square = planes.reduce((total, plane) => total + (plane[i] - plane[j]) ** 2, 0);
    if (square === 0) continue;
    const weight = alpha.weight(square, soft, strength / count);
    [0, 1, 2].forEach((power) => (sums[power] += weight * Math.sqrt(square) ** power));
  }
  return { vector: ROUNDING * (8 * radius * sums[0] + 150 * sums[1]), matrix: ROUNDING * (10 * radius * sums[1] + 150 * sums[2]) };
}

const traceOf = (sums: readonly Float64Array[], i: number): number => (sums.length === 5 ? [2, 4] : [3, 6, 8]).reduce((sum, k) => sum + sums[k][i], 0);

/** tr(A + B - C - C^T) of particle i, up to 2 dt. */
const unshared = ({ own, cross }: CoupleSums, i: number): number => {
  const d = Math.sqrt(cross.length);
  const trace = cross.reduce((sum, plane, k) => (k % (d + 1) === 0 ? sum + plane[i] : sum), 0);
  return (d - 1) * (traceOf(own[0], i) + traceOf(own[1], i)) - 2 * trace;
};

const noiseRate = (sums: CoupleSums): number => sums.cross[0].reduce((sum, _, i) => sum + unshared(sums, i), 0);

/** Largest entry of what is drawn less what is asked of (X, X~ - X), the latter against its own trace. */
function defect(sums: CoupleSums, d: number, i: number): number {
  const joint = openJointNormal(d, SINGLE_ROUND_OFF);
  const packed = d === 2 ? [0, 1, 1, 2] : [0, 1, 2, 1, 3, 4, 2, 4, 5];
  sums.own.forEach((own, e) => packed.forEach((at, k) => ((e ? joint.b : joint.a)[k] = (k % (d + 1) === 0 ? traceOf(own, i) : 0) - own[d + at][i])));
  sums.cross.forEach((plane, k) => (joint.c[k] = plane[i]));
  const columns = Array.from({ length: 2 * d }, (_, k) => {
    const unit = Array.from({ length: 2 * d }, (_x, j) => Number(j === k));
    const x = Array.from(joint.first(unit.slice(0, d)));
    return [x, Array.from(joint.second(unit.slice(d)), (y, c) => y - x[c])] as const;
  });
  let most = 0;
  for (let r = 0; r < d; r++) {
    for (let s = 0; s < d; s++) {
      const drawn = (a: 0 | 1, b: 0 | 1): number => columns.reduce((sum, column) => sum + column[a][r] * column[b][s], 0);
      const [a, b, c, t] = [joint.a[d * r + s], joint.b[d * r + s], joint.c[d * r + s], joint.c[d * s + r]];
      const [whole, rest] = [2 * traceOf(sums.own[0], i), Math.max(unshared(sums, i), 1e-9 * traceOf(sums.own[0], i))];
      most = Math.max(most, Math.abs(drawn(0, 0) - a) / whole, Math.abs(drawn(0, 1) - (c - a)) / Math.sqrt(whole * rest));
      most = Math.max(most, Math.abs(drawn(1, 1) - (a + b - c - t)) / rest);
    }
  }
  return most;
}

it("units of the velocities round nothing", () => {
  const { first } = coupleOf(70, 3);
  const larger = made(70, 3, (k, i) => first.planes[k][i] * 4 ** 40);
  const [one, other] = [singleSums(weightsOf(-3, 2 ** -4), plainSingleRows)(first), singleSums(weightsOf(-3, 2 ** 76), plainSingleRows)(larger)];
  one.forEach((plane, k) => plane.forEach((x, i) => expect(other[k][i]).toBe(x * 4 ** (k < 3 ? -80 : -40))));
});

describe("where double precision serves", () => {
  const { first, second } = coupleOf(100, 3);
  const couple = { first, second, columns: first.planes, partners: second.planes };

  it("by the rule", () => {
    expect(servesSingle(first, weightsOf(-3))).toBe(true);
    expect(servesCouple(couple, weightsOf(-3))).toBe(true);
    const { radius } = extentOf(first.planes);
    expect(servesSingle(first, weightsOf(-3, 801 * ROUNDING * radius))).toBe(true);
    expect(servesSingle(first, weightsOf(-3, 799 * ROUNDING * radius))).toBe(false);
    expect(servesSingle(first, weightsOf(-2.5, 0.1))).toBe(false);
    expect(servesSingle(coupleOf(63, 3).first, weightsOf(-3))).toBe(false);
    const far = made(100, 3, (k, i) => (i === 7 ? 300 : first.planes[k][i]));
    expect(servesSingle(far, weightsOf(-3))).toBe(false);
    expect(servesSingle(made(100, 3, () => 0.3), weightsOf(-3))).toBe(false);
    const thin = made(100, 3, (k, i) => (k === 0 ? first.planes[0][i] : 1e-3 * first.planes[k][i]));
    expect(servesSingle(thin, weightsOf(-3))).toBe(false);
    for (const [apart, serves] of [[1e-3, true], [1e-5, false]] as const) {
      const close = near(first, apart);
      expect(servesCouple({ first, second: close, columns: first.planes, partners: close.planes }, weightsOf(-3))).toBe(serves);
    }
  }); // prettier-ignore

  const step = (ensembles: readonly Ensemble[], coupling?: Coupling<RowVelocities, RotationNoise>): Float64Array[] => {
    const memory = openMemory();
    const moved = ensembles.map((e) => {
      const copy = createEnsemble(memory, e.count, e.dimension);
      copyEnsemble(copy, e);
      return copy;
    });
    const stepper = whiteNoise({ potential: powerLaw(-3), softening: 0.07 }).stepper(memory, moved, coupling);
    for (let k = 0; k < 2; k++) stepper.step(rootKey("single-sums"), k, 1e-4);
    return moved.flatMap((e) => e.planes.map((plane) => plane.slice()));
  };

  it("the first ensemble is the system alone, whatever serves the second", () => {
    const far = made(100, 3, (k, i) => (i === 7 ? 300 : second.planes[k][i]));
    const alone = step([first]);
    for (const other of [second, far, first, near(first, 1e-9)]) {
      for (const coupling of [independent(), ...couplings]) expect(step([first, other], coupling).slice(0, 3)).toEqual(alone);
    }
    for (const other of [second, far, first]) expect(step([first, other], partnersMatched(spherical())).slice(0, 3)).toEqual(alone);
  });

  it("equal ensembles stay equal, and ensembles 1e-9 apart stay near", () => {
    for (const coupling of couplings) {
      const equal = step([first, first], coupling);
      expect(equal.slice(3)).toEqual(equal.slice(0, 3));
      const close = step([first, near(first, 1e-9)], coupling);
      // dt = 1e-4 of two steps moves by some percent of a thermal speed; what is not shared is 1e-9 of that, times 1/delta = 14 a step.
      close.slice(3).forEach((plane, k) => plane.forEach((x, i) => expect(Math.abs(x - close[k][i])).toBeLessThan(5e-8)));
      expect(close.slice(3)).not.toEqual(close.slice(0, 3));
    }
  });
});
