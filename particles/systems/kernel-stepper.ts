/**
 * Steps by the compiled kernels (src/kernels): draw, couple and advance fused, the same bits as the plain form.
 *
 * Memory: the ensembles, and a workspace of 12 bytes per particle for relabelling. The workspace is shared by all steppers of a memory. Threads share
 * the blocks of a step, whose noise is drawn by number, so the bits are those of one thread.
 */
import { ALONE } from "../../src/kernels/constants/coupling.ts";
import { BLOCK_SCRATCH } from "../../src/kernels/constants/block.ts";
import type { Crew, KernelMemory } from "../../src/kernels/index.ts";
import { rotationConstants } from "../noise/rotation-law.ts";
import type { Ensemble, Key, Model } from "../../src/protocols/index.ts";
import type { Coupling, Stepper } from "../protocols.ts";
import { PAIRS_PER_BLOCK, RELABEL_EVERY, relabelling } from "../../src/random/block-generator.ts";
import { balance, isThinned, kernelPlanes } from "./balance.ts";
import { openCoupleStep } from "./couple-step.ts";
import { lawOf, runsOf, type Meeting, type Run } from "./meetings.ts";
import type { PairVelocities, RotationNoise } from "../noise/rotation-noise.ts";

const workspaceDoubles = (count: number, threads: number): number => threads * BLOCK_SCRATCH + count + Math.ceil(count / 2);

/** What a stepper is opened with besides its ensembles. */
export interface KernelSystem {
  readonly model: Model;
  readonly meetings: readonly Meeting[];
  /** Threads that share a step; the bits do not depend on it. */
  readonly threads: number;
}

export function openKernelStepper<C extends PairVelocities>(
  { model, meetings, threads }: KernelSystem,
  memory: KernelMemory,
  ensembles: readonly Ensemble[],
  coupling?: Coupling<C, RotationNoise>,
): Stepper {
  const [first] = ensembles;
  const { groups } = first;
  const scratch = memory.scratch(workspaceDoubles(first.count, threads)).byteOffset;
  const copy = scratch + 8 * threads * BLOCK_SCRATCH;
  const list = copy + 8 * first.count;
  const tables = new Map(meetings.map(({ time }) => [time, time.table && memory.constant(time.table.coefficients).byteOffset]));
  const work = kernelPlanes(memory);
  const stride = first.planes[1].byteOffset - first.planes[0].byteOffset;
  /** Makes the calls of all ranks at the same time. */
  const together: Crew["run"] = (work) => memory.crew(threads).run(work);
  /** The part of 0 ... count-1 that falls to a rank. */
  const shareOf = (count: number, rank: number) => ({ begin: Math.floor((count * rank) / threads), end: Math.floor((count * (rank + 1)) / threads) });

  function relabel(of: readonly Ensemble[], key: Key, step: number): void {
    for (const { species, begin, end } of groups) {
      const count = end - begin;
      const { bits, multipliers, addends } = relabelling(key, step, count, species);
      const [m0, m1, m2, m3] = multipliers;
      const [a0, a1, a2, a3] = addends;
      together((kernels, rank) => kernels.relabelList({ list, ...shareOf(count, rank), count, bits, m0, m1, m2, m3, a0, a1, a2, a3 }));
      for (const { byteOffset } of of.flatMap((e) => e.planes)) {
        const plane = byteOffset + 8 * begin;
        together((kernels, rank) => kernels.gather({ plane, list, copy, ...shareOf(count, rank) }));
        together((kernels, rank) => kernels.restore({ plane, copy, ...shareOf(count, rank) }));
      }
    }
  }

  /** What a run of a meeting's collisions is told: the last line before each call, the rest once a step. */
  function settingsOf(meeting: Meeting, [one, two]: readonly Ensemble[], { words }: Key, step: number, dt: number, sign: 1 | -1) {
    const { time, lowerShare, upperShare, lowerChance, upperChance } = meeting;
    const { mode, halfPower } = time;
    const { factor, bend } = lawOf(meeting, one.dimension, dt);
    const { heat, tail } = rotationConstants(mode === 0 ? factor : 0);
    const [table, indexBits] = [tables.get(time) ?? 0, time.table?.indexBits ?? 0];
    const [places, seconds] = [one.planes[0].byteOffset, two ? two.planes[0].byteOffset : 0];
    // prettier-ignore
    return {
      dimension: one.dimension, coupling: two ? coupling!.kernel! : ALONE, first: places, second: seconds, stride, lowerShare, upperShare, lowerChance, upperChance,
      k0: words[0], k1: words[1], salt: words[2], step, sign,
      mode, factor, bend, halfPower, heat, tail, table, indexBits,
      lower: 0, upper: 0, pairs: 0, firstBlock: 0, scratch,
    };
  }

  function advance(of: readonly Ensemble[], key: Key, step: number, dt: number, sign: 1 | -1): void {
    if (step % RELABEL_EVERY === 0) relabel(of, key, step);
    for (const runs of byMeeting(runsOf(meetings, groups, key, step))) {
      const { meeting } = runs[0];
      const settings = settingsOf(meeting, of, key, step, dt, sign);
      const restores = isThinned(meeting) ? of.map((e) => balance(e, model, meeting, work)) : [];
      const blocks = runs.map(({ pairs }) => Math.ceil(pairs / PAIRS_PER_BLOCK));
      const all = blocks.reduce((sum, count) => sum + count, 0);
      together((kernels, rank) => {
        const { begin, end } = shareOf(all, rank);
        settings.scratch = scratch + 8 * rank * BLOCK_SCRATCH;
        let before = 0;
        runs.forEach(({ lower, upper, pairs, firstBlock }, k) => {
          const [from, to] = [Math.max(begin - before, 0), Math.min(end - before, blocks[k])];
          before += blocks[k];
          if (from >= to) return;
          const done = from * PAIRS_PER_BLOCK;
          settings.lower = lower + done;
          settings.upper = upper - done;
          settings.pairs = Math.min(pairs, to * PAIRS_PER_BLOCK) - done;
          settings.firstBlock = firstBlock + from;
          kernels.collide(settings);
        });
      });
      restores.forEach((restore) => restore());
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
