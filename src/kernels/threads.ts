/**
 * A crew: threads that share one kernel memory and make kernel calls at the same time, the caller among them.
 *
 * Calls are handed over through shared memory and awaited with Atomics, so that a step needs no message and no turn of the event loop (a barrier
 * costs a few microseconds while the threads still spin, some tens once they sleep). Calls made at once must write to disjoint memory; what they
 * compute then does not depend on the number of threads, nor on whether there are any: without them the caller makes all calls, rank by rank.
 */
import { host } from "#kernels/host";
import { named, type Kernels, type Positional } from "./interface.ts";

/** Threads that share a memory. */
export interface Crew {
  readonly threads: number;
  /** Makes the calls that `work` lists for every rank, all ranks at the same time and each in order; returns when all are done. */
  run(work: (kernels: Kernels, rank: number) => void): void;
  /** Ends the threads; the crew serves no more. */
  close(): void;
}

const GENERATION = 0;
const DONE = 1;
/** Doubles for the calls of one thread in one run. */
const ROOM = 4096;

/** What a crew works on. */
export interface Workplace {
  readonly module: object;
  readonly memory: object;
  readonly exports: Positional;
  readonly kernels: Kernels;
}

/** Opens `threads` - 1 further threads on this module and memory. */
export function openCrew({ module, memory, exports, kernels }: Workplace, threads: number): Crew {
  const { startThread } = host;
  if (threads === 1 || !startThread) return alone(kernels, threads);
  const names = Object.keys(exports) as (keyof Kernels)[];
  const control = new Int32Array(new SharedArrayBuffer(8));
  const lists = Array.from({ length: threads - 1 }, () => openList(names));
  const ends = lists.map(({ commands }) => startThread({ module, memory, control, commands, names }));
  return {
    threads,
    run(work) {
      lists.forEach((list, k) => list.write((recorder) => work(recorder, k + 1)));
      Atomics.store(control, DONE, 0);
      Atomics.add(control, GENERATION, 1);
      Atomics.notify(control, GENERATION);
      work(kernels, 0);
      for (let spin = 0; spin < 20000 && Atomics.load(control, DONE) < lists.length; spin++);
      for (let done = Atomics.load(control, DONE); done < lists.length; done = Atomics.load(control, DONE)) Atomics.wait(control, DONE, done);
    },
    close: () => ends.forEach((end) => end()),
  };
}

function alone(kernels: Kernels, threads: number): Crew {
  return {
    threads,
    run(work) {
      for (let rank = 0; rank < threads; rank++) work(kernels, rank);
    },
    close: () => {},
  };
}

/** The commands of a thread, and kernels that write their calls into them instead of making them. */
function openList(names: readonly (keyof Kernels)[]): { commands: Float64Array; write(work: (recorder: Kernels) => void): void } {
  const commands = new Float64Array(new SharedArrayBuffer(8 * ROOM));
  let end = 1;
  const record =
    (index: number) =>
    (...values: number[]): void => {
      if (end + 2 + values.length > ROOM) throw new RangeError("too many kernel calls for one thread");
      commands[0]++;
      commands.set([index, values.length, ...values], end);
      end += 2 + values.length;
    };
  const recorder = named(Object.fromEntries(names.map((name, index) => [name, record(index)])) as Positional);
  return {
    commands,
    write(work) {
      commands[0] = 0;
      end = 1;
      work(recorder);
    },
  };
}
