/**
 * Node as the kernels' host: the compiled module through the package's own exports (`landau-flow/kernels.wasm`), so that it is found from src and from
 * dist, and worker threads. The only file of the mathematics that knows Node.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { Host } from "./host.ts";

const { resolve } = createRequire(import.meta.url);

export const host: Host = {
  moduleBytes: () => readFileSync(resolve("landau-flow/kernels.wasm")),
  startThread(workerData) {
    const worker = new Worker(resolve("landau-flow/thread.js"), { workerData, execArgv: [] });
    worker.unref();
    return () => void worker.terminate();
  },
};
