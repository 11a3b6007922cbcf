/**
 * A thread in which libhdf5 lives (worker.js). Damaged files make libhdf5 loop for ever, trap, or print: in a thread it is given up after a time, made
 * anew, and heard by nobody. Questions are asked and their answers awaited without a turn of the event loop (Atomics.wait), one at a time.
 */
import { createRequire } from "node:module";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";

/** A question, by the names that the worker knows, and what it is about. */
export interface Question {
  readonly ask: "open" | "at" | "attribute" | "value" | "slice" | "close" | "make";
  readonly [detail: string]: unknown;
}

export interface Thread {
  /** Throws Error with what libhdf5 says, `Missing` without the library, and `Silent` when there is no answer in time; the thread then is of no more use. */
  ask(question: Question): unknown;
  readonly usable: boolean;
}

/** The package h5wasm is not installed. */
export class Missing extends Error {}
/** No answer in time. */
export class Silent extends Error {}

interface Answer {
  readonly value?: unknown;
  readonly error?: string;
  readonly missing?: boolean;
}

/** `patience` in milliseconds. The thread does not keep the program from ending. */
export function openThread(patience: number): Thread {
  const { port1: mine, port2: port } = new MessageChannel();
  const awake = new Int32Array(new SharedArrayBuffer(4));
  const file = createRequire(import.meta.url).resolve("landau-flow/hdf5-worker.js");
  const worker = new Worker(file, { workerData: { port, awake }, transferList: [port], execArgv: [] });
  // A thread that cannot start does not answer; there is nothing to say to anybody else.
  worker.on("error", () => undefined);
  worker.unref();
  mine.unref();
  let usable = true;
  const leave = (): void => {
    usable = false;
    void worker.terminate();
  };
  return {
    get usable() {
      return usable;
    },
    ask(question) {
      if (!usable) throw new Error("libhdf5 broke off");
      const seen = Atomics.load(awake, 0);
      mine.postMessage(question);
      // The notice of the last answer, which may have been read before it came, wakes too.
      while (Atomics.load(awake, 0) === seen) {
        if (Atomics.wait(awake, 0, seen, patience) !== "timed-out") continue;
        leave();
        throw new Silent(`no answer within ${patience / 1000} s`);
      }
      const answer = receiveMessageOnPort(mine)?.message as Answer | undefined;
      if (answer && answer.error === undefined) return answer.value;
      // An error leaves memory, files and handles behind, and a trap anything: the next file gets a new thread.
      leave();
      throw answer?.missing ? new Missing() : new Error(answer?.error ?? "libhdf5 broke off");
    },
  };
}
