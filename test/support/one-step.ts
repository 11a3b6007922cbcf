/**
 * One step of the white noise from fixed clouds, by sums (the product) and term by term (the oracle): drifts, and the covariances of what noise adds.
 *
 * Increments are affine in the noise, so that half the sum of a step and its reversed one is the drift, and an increment less the drift is the noise. From
 * `batches` batches of steps each way, every covariance as a part of what the sums say it is: 1 when right.
 */
import { createEnsemble } from "../../particles/ensemble.ts";
import type { RotationNoise, RowVelocities } from "../../particles/noise/rotation-noise.ts";
import type { Coupling } from "../../particles/protocols.ts";
import { partnersOf } from "../../particles/systems/couple-step.ts";
import { diffusionTime } from "../../particles/systems/diffusion-time.ts";
import { whiteNoise } from "../../particles/systems/white-noise.ts";
import { mappedCoupleSums } from "../../particles/systems/white-noise-sums.ts";
import { openMemory } from "../../src/kernels/index.ts";
import { powerLaw } from "../../src/model/power-law.ts";
import type { Key, Planes } from "../../src/protocols/index.ts";
import { rootKey } from "../../src/random/key.ts";
import { streamOf } from "./clouds.ts";
import { openTermByTerm } from "./term-by-term.ts";

export interface Case {
  readonly d: 2 | 3;
  readonly gamma: number;
  readonly coupling: Coupling<RowVelocities, RotationNoise>;
}

type Both = readonly [readonly Float64Array[], readonly Float64Array[]];
type Increments = (key: Key, step: number, sign: 1 | -1) => Both;

/** Squares, the covariance along C, its part that a transposition reverses, and the cost that noise adds. */
export const PARTS = ["first", "second", "covariance", "antisymmetric part", "cost"] as const;

const [COUNT, DT] = [8, 0.01];

export function oneStep({ d, gamma, coupling }: Case, batches: number, steps: number) {
  const potential = powerLaw(gamma);
  const softening = gamma < -1 ? 0.3 : 0;
  const stream = streamOf(`one-step/${d}`);
  const draw = (shift: number): Planes =>
    Array.from({ length: d }, (_, k) =>
      Float64Array.from({ length: COUNT }, () => (1.3 - 0.3 * k) * (stream.normal() + 0.4 * stream.normal() ** 2) + shift * k),
    );
  const clouds = [draw(0), draw(0.2)] as const;
  const memory = openMemory();
  const couple = clouds.map((planes) => {
    const e = createEnsemble(memory, COUNT, d);
    e.planes.forEach((plane, k) => plane.set(planes[k]));
    return e;
  });
  const [first, second] = couple;
  const partners = partnersOf(clouds, coupling)[1];
  const sums = mappedCoupleSums(
    { alpha: diffusionTime(potential, 1), soft: softening * softening, strength: 1 },
    coupling,
  )({ first, second, columns: first.planes, partners });
  const stepper = whiteNoise({ potential, softening }).stepper(memory, couple, coupling);
  const bySums: Increments = (key, step, sign) => {
    couple.forEach((e, k) => e.planes.forEach((plane, c) => plane.set(clouds[k][c])));
    stepper.step(key, step, DT, sign);
    return couple.map((e, k) => e.planes.map((plane, c) => plane.map((x, i) => x - clouds[k][c][i]))) as unknown as Both;
  };
  const ways = [bySums, openTermByTerm(clouds, { alpha: (r) => r ** gamma, softening, dt: DT, coupling })] as const;
  const drifts = ways.map((way) => driftOf(way, rootKey("one-step/drift")));
  const measured = ways.map((way, k) => {
    const key = rootKey(`one-step/${k}`);
    return Array.from({ length: batches }, (_, batch) => meanParts(way, key.child("batch", batch), steps, drifts[k], sums));
  });
  return { drifts, measured };
}

function driftOf(increments: Increments, key: Key): Both {
  const [one, other] = [increments(key, 0, 1), increments(key, 0, -1)];
  return one.map((planes, e) => planes.map((plane, c) => plane.map((x, i) => (x + other[e][c][i]) / 2))) as unknown as Both;
}

/** Means of the parts over so many steps, each over what it should be. */
function meanParts(increments: Increments, key: Key, steps: number, drift: Both, { own, cross }: ReturnType<ReturnType<typeof mappedCoupleSums>>): number[] {
  const d = drift[0].length;
  const diagonal = d === 2 ? [2, 4] : [3, 6, 8];
  const [sum, exact] = [new Float64Array(PARTS.length), new Float64Array(PARTS.length)];
  for (let i = 0; i < COUNT; i++) {
    const c = (r: number, s: number): number => 2 * DT * cross[d * r + s][i];
    const squares = own.map((sums) => 2 * DT * (d - 1) * diagonal.reduce((total, k) => total + sums[k][i], 0));
    exact[0] += squares[0];
    exact[1] += squares[1];
    exact[4] += squares[0] + squares[1];
    for (let r = 0; r < d; r++) {
      exact[4] -= 2 * c(r, r);
      for (let s = 0; s < d; s++) {
        exact[2] += c(r, s) ** 2;
        exact[3] += ((c(r, s) - c(s, r)) / 2) ** 2;
      }
    }
  }
  for (let step = 0; step < steps; step++) {
    const [x, y] = increments(key, step, 1).map((planes, e) => planes.map((plane, k) => plane.map((value, i) => value - drift[e][k][i]))) as unknown as Both;
    for (let i = 0; i < COUNT; i++) {
      for (let r = 0; r < d; r++) {
        sum[0] += x[r][i] ** 2;
        sum[1] += y[r][i] ** 2;
        sum[4] += (x[r][i] - y[r][i]) ** 2;
        for (let s = 0; s < d; s++) {
          const [c, t] = [2 * DT * cross[d * r + s][i], 2 * DT * cross[d * s + r][i]];
          sum[2] += c * x[r][i] * y[s][i];
          sum[3] += ((c - t) / 2) * x[r][i] * y[s][i];
        }
      }
    }
  }
  return Array.from(sum, (total, k) => total / (steps * exact[k]));
}
