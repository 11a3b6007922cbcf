/**
 * A crew: threads that share one kernel memory and make kernel calls at the same time, the caller among them.
 *
 * Calls are handed over through shared memory and awaited with Atomics, so that a step needs no message and no turn of the event loop (a barrier
 * costs a few microseconds while the threads still spin, some tens once they sleep). Calls made at once must write to disjoint memory; what they
 * compute then does not depend on the number of threads.
 */
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { make, type Call, type Kernels } from "./interface.ts";

/** Threads that share a memory. */
export interface Crew {
  readonly threads: number;
  /** Makes calls[0] here and calls[k] on thread k, each list in order; returns when all are done. */
  run(calls: readonly (readonly Call[])[]): void;
  close(): void;
}

const GENERATION = 0;
const DONE = 1;
/** Doubles for the calls of one thread in one run. */
const ROOM = 4096;

/** Opens `threads` - 1 further threads on this module and memory. */
export function openCrew(module: object, memory: object, exports: Kernels, threads: number): Crew {
  const names = Object.keys(exports).filter((name) => typeof (exports as never)[name] === "function") as (keyof Kernels)[];
  const control = new Int32Array(new SharedArrayBuffer(8));
  const commands = Array.from({ length: threads - 1 }, () => new Float64Array(new SharedArrayBuffer(8 * ROOM)));
  const file = createRequire(import.meta.url).resolve("landau-flow/thread.js");
  const workers = commands.map((own) => {
    const worker = new Worker(file, { workerData: { module, memory, control, commands: own, names }, execArgv: [] });
    worker.unref();
    return worker;
  });
  function hand(calls: readonly Call[], to: Float64Array): void {
    let at = 1;
    for (const [name, ...values] of calls) {
      if (at + 2 + values.length > ROOM) throw new RangeError("too many kernel calls for one thread");
      to[at] = names.indexOf(name);
      to[at + 1] = values.length;
      to.set(values, at + 2);
      at += 2 + values.length;
    }
    to[0] = calls.length;
  }
  return {
    threads,
    run(calls) {
      commands.forEach((to, k) => hand(calls[k + 1] ?? [], to));
      Atomics.store(control, DONE, 0);
      Atomics.add(control, GENERATION, 1);
      Atomics.notify(control, GENERATION);
      for (const call of calls[0] ?? []) make(exports, call);
      for (let spin = 0; spin < 20000 && Atomics.load(control, DONE) < commands.length; spin++);
      for (let done = Atomics.load(control, DONE); done < commands.length; done = Atomics.load(control, DONE)) Atomics.wait(control, DONE, done);
    },
    close() {
      for (const worker of workers) void worker.terminate();
    },
  };
}
