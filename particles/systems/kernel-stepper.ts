/**
 * Steps by the compiled kernels (src/kernels): draw, couple and advance fused, the same bits as the plain form.
 *
 * Memory: the ensembles, and a workspace of 12 bytes per particle for relabelling. The workspace is shared by all steppers of a memory.
 */
import { allocationBytes, type KernelMemory } from "../../src/kernels/load.ts";
import { rotationConstants } from "../../src/model/rotation-law.ts";
import { TAU_LIMIT } from "../../src/model/rotation-constants.ts";
import type { Coupling, Ensemble, Group, Key } from "../../src/protocols.ts";
import { RELABEL_EVERY, relabelling } from "../../src/random/block-generator.ts";
import { mapSpherical } from "../couplings/spherical.ts";
import { mapSynchronous } from "../couplings/synchronous.ts";
import { ensembleBytes } from "../ensemble.ts";
import { runsOf, type Meeting, type Run } from "./meetings.ts";
import type { PairVelocities, RotationNoise } from "./rotation-noise.ts";
import type { Stepper } from "./stepper.ts";

/** Doubles of a block's scratch; at least `scratchBytes()` of the kernels. */
export const BLOCK_SCRATCH = 7680;

const workspaceDoubles = (count: number): number => BLOCK_SCRATCH + count + Math.ceil(count / 2);

/** Memory for this many ensembles and the workspace, in bytes. */
export function kernelBytes(meetings: readonly Meeting[], count: number, dimension: number, ensembles: number): number {
  const tables = meetings.reduce((sum, { time }) => sum + (time.table ? allocationBytes(time.table.coefficients.length) : 0), 0);
  return ensembles * ensembleBytes(count, dimension) + allocationBytes(workspaceDoubles(count)) + tables;
}

/** The couplings that the kernels know, by what they do to the noise (a wrapper may have renamed them). */
export const couplingCodes: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  [mapSynchronous, 1],
  [mapSpherical, 2],
]);

/** Whether the kernels can step under this coupling; the plain form serves the others. */
export function knownToKernels<C>(coupling: Coupling<C, RotationNoise> | undefined): boolean {
  return !coupling?.shares || couplingCodes.has(coupling.map);
}

/** What a step does: which runs of pairs, for how long, and whether particles are relabelled before. */
export interface Schedule {
  relabels(step: number): boolean;
  runs(groups: readonly Group[], key: Key, step: number): readonly Run[];
  /** Time that each pair runs in a step of length dt. */
  time(dt: number): number;
}

/** Pair collisions: every species folds once onto itself and every other. */
export const folding = (meetings: readonly Meeting[]): Schedule => ({
  relabels: (step) => step % RELABEL_EVERY === 0,
  runs: (groups, key, step) => runsOf(meetings, groups, key, step),
  time: (dt) => dt,
});

export function openKernelStepper<C extends PairVelocities>(
  meetings: readonly Meeting[],
  schedule: Schedule,
  memory: KernelMemory,
  ensembles: readonly Ensemble[],
  coupling?: Coupling<C, RotationNoise>,
): Stepper {
  const { exports } = memory;
  const [first, second] = ensembles as readonly [Ensemble, Ensemble?];
  const { groups } = first;
  const scratch = memory.scratch(workspaceDoubles(first.count)).byteOffset;
  const copy = scratch + 8 * BLOCK_SCRATCH;
  const list = copy + 8 * first.count;
  const tables = new Map(meetings.map(({ time }) => [time, time.table && memory.constant(time.table.coefficients).byteOffset]));
  const stride = first.planes[1]!.byteOffset - first.planes[0]!.byteOffset;

  function relabel(of: readonly Ensemble[], key: Key, step: number): void {
    for (const { species, begin, end } of groups) {
      const count = end - begin;
      const { bits, multipliers: m, addends: a } = relabelling(key, step, count, species);
      exports.relabelList(list, count, bits, m[0]!, m[1]!, m[2]!, m[3]!, a[0]!, a[1]!, a[2]!, a[3]!);
      for (const plane of of.flatMap((e) => e.planes)) exports.gather(plane.byteOffset + 8 * begin, list, copy, count);
    }
  }

  function advance(of: readonly Ensemble[], code: number, key: Key, step: number, dt: number, sign: 1 | -1): void {
    if (schedule.relabels(step)) relabel(of, key, step);
    const [one, two] = of as readonly [Ensemble, Ensemble?];
    const span = schedule.time(dt);
    for (const { meeting, lower, upper, pairs, firstBlock } of schedule.runs(groups, key, step)) {
      const { time, lowerShare, upperShare } = meeting;
      const factor = time.mode === 0 ? Math.min(time.factor(span), TAU_LIMIT) : time.factor(span);
      const { heat, tail } = rotationConstants(time.mode === 0 ? factor : 0);
      exports.collide(
        one.dimension,
        time.mode,
        code,
        one.planes[0]!.byteOffset,
        two ? two.planes[0]!.byteOffset : 0,
        stride,
        lower,
        upper,
        pairs,
        firstBlock,
        key.words[0]!,
        key.words[1]!,
        key.words[2]!,
        step,
        sign,
        factor,
        0,
        time.halfPower,
        heat,
        tail,
        tables.get(time) ?? 0,
        time.table?.indexBits ?? 0,
        lowerShare,
        upperShare,
        scratch,
      );
    }
  }

  if (!second) return { step: (key, step, dt, sign = 1) => advance([first], 0, key, step, dt, sign) };
  const { shares, map } = coupling!;
  if (shares)
    return { step: (key, step, dt, sign = 1) => advance([first, second], couplingCodes.get(map)!, key, step, dt, sign) };
  return {
    step(key, step, dt, sign = 1) {
      advance([first], 0, key, step, dt, sign);
      advance([second], 0, key.child("independent"), step, dt, sign);
    },
  };
}
