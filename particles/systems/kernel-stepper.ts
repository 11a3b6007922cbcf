/**
 * Steps by the compiled kernels (src/kernels): draw, couple and advance fused, the same bits as the plain form.
 *
 * Memory: the ensembles, and a workspace of 12 bytes per particle for relabelling. The workspace is shared by all steppers of a memory. Threads share
 * the blocks of a step, whose noise is drawn by number, so the bits are those of one thread.
 */
import { ALONE } from "../../src/kernels/constants/coupling.ts";
import { make, type Call, type KernelMemory } from "../../src/kernels/index.ts";
import { rotationConstants } from "../noise/rotation-law.ts";
import type { Ensemble, Group, Key } from "../../src/protocols/index.ts";
import type { Coupling, Stepper } from "../protocols.ts";
import { PAIRS_PER_BLOCK, RELABEL_EVERY, relabelling } from "../../src/random/block-generator.ts";
import { openCoupleStep } from "./couple-step.ts";
import { lawOf, runsOf, type Meeting, type Run } from "./meetings.ts";
import type { PairVelocities, RotationNoise } from "../noise/rotation-noise.ts";

/** Doubles of a block's scratch; at least `scratchBytes()` of the kernels. */
export const BLOCK_SCRATCH = 7680;

const workspaceDoubles = (count: number, threads: number): number => threads * BLOCK_SCRATCH + count + Math.ceil(count / 2);

/** What a stepper is opened with besides its ensembles. */
export interface KernelSystem {
  readonly meetings: readonly Meeting[];
  /** Threads that share a step; the bits do not depend on it. */
  readonly threads: number;
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
  { meetings, threads }: KernelSystem,
  schedule: Schedule,
  memory: KernelMemory,
  ensembles: readonly Ensemble[],
  coupling?: Coupling<C, RotationNoise>,
): Stepper {
  const { exports } = memory;
  const [first] = ensembles;
  const { groups } = first;
  const scratch = memory.scratch(workspaceDoubles(first.count, threads)).byteOffset;
  const copy = scratch + 8 * threads * BLOCK_SCRATCH;
  const list = copy + 8 * first.count;
  const tables = new Map(meetings.map(({ time }) => [time, time.table && memory.constant(time.table.coefficients).byteOffset]));
  const stride = first.planes[1].byteOffset - first.planes[0].byteOffset;

  /** Makes the calls of all ranks at the same time. */
  function together(callsOf: (rank: number) => readonly Call[]): void {
    if (threads > 1) memory.crew(threads).run(Array.from({ length: threads }, (_, rank) => callsOf(rank)));
    else for (const call of callsOf(0)) make(exports, call);
  }
  /** The part of 0 ... count-1 that falls to a rank. */
  const shareOf = (count: number, rank: number): readonly [number, number] => [
    Math.floor((count * rank) / threads),
    Math.floor((count * (rank + 1)) / threads),
  ];

  function relabel(of: readonly Ensemble[], key: Key, step: number): void {
    for (const { species, begin, end } of groups) {
      const count = end - begin;
      const { bits, multipliers: m, addends: a } = relabelling(key, step, count, species);
      together((rank) => [["relabelList", list, ...shareOf(count, rank), count, bits, ...m, ...a]]);
      for (const plane of of.flatMap((e) => e.planes)) {
        const from = plane.byteOffset + 8 * begin;
        together((rank) => [["gather", from, list, copy, ...shareOf(count, rank)]]);
        together((rank) => [["restore", from, copy, ...shareOf(count, rank)]]);
      }
    }
  }

  function advance(of: readonly Ensemble[], key: Key, step: number, dt: number, sign: 1 | -1): void {
    if (schedule.relabels(step)) relabel(of, key, step);
    const [one, two] = of as readonly [Ensemble, Ensemble?];
    const code = two ? coupling!.kernel! : ALONE;
    const span = schedule.time(dt);
    const laws = new Map(meetings.map((meeting) => [meeting, lawOf(meeting, one.dimension, span)]));
    const planes = [one.planes[0].byteOffset, two ? two.planes[0].byteOffset : 0] as const;
    /** Blocks [from, to) of a run. */
    function collide({ meeting, lower, upper, pairs, firstBlock }: Run, from: number, to: number, rank: number): Call {
      const { time, lowerShare, upperShare } = meeting;
      const { factor, bend } = laws.get(meeting)!;
      const { heat, tail } = rotationConstants(time.mode === 0 ? factor : 0);
      const done = from * PAIRS_PER_BLOCK;
      const here = [lower + done, upper - done, Math.min(pairs, to * PAIRS_PER_BLOCK) - done, firstBlock + from] as const;
      const noise = [key.words[0], key.words[1], key.words[2], step, sign] as const;
      const law = [factor, bend, time.halfPower, heat, tail, tables.get(time) ?? 0, time.table?.indexBits ?? 0] as const;
      const own = scratch + 8 * rank * BLOCK_SCRATCH;
      // prettier-ignore
      return ["collide", one.dimension, time.mode, code, ...planes, stride, ...here, ...noise, ...law, lowerShare, upperShare, own];
    }
    for (const runs of byMeeting(schedule.runs(groups, key, step))) {
      const blocks = runs.map(({ pairs }) => Math.ceil(pairs / PAIRS_PER_BLOCK));
      const all = blocks.reduce((sum, count) => sum + count, 0);
      together((rank) => {
        const [begin, end] = shareOf(all, rank);
        let before = 0;
        return runs.flatMap((run, k) => {
          const [from, to] = [Math.max(begin - before, 0), Math.min(end - before, blocks[k])];
          before += blocks[k];
          return from < to ? [collide(run, from, to, rank)] : [];
        });
      });
    }
  }

  return openCoupleStep(ensembles, coupling, advance);
}

/** Runs of one meeting touch different particles; those of the next wait for them. */
function byMeeting(runs: readonly Run[]): Run[][] {
  const phases: Run[][] = [];
  for (const run of runs) {
    if (phases.at(-1)?.[0].meeting === run.meeting) phases.at(-1)!.push(run);
    else phases.push([run]);
  }
  return phases;
}
