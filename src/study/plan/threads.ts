/** Threads (piscina) that run a module of this package, and can load scenarios. */
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Piscina } from "piscina";
import { fromSource } from "./register.ts";

/** `module`: without ending. From source, threads run TypeScript under the `source` condition; from dist they register tsx for scenarios. */
export function openThreads(module: URL, count: number): Piscina {
  return new Piscina({
    filename: `${fileURLToPath(module)}${fromSource ? ".ts" : ".js"}`,
    execArgv: fromSource ? ["--conditions=source", "--import", typescript()] : [],
    minThreads: count,
    maxThreads: count,
    concurrentTasksPerWorker: 1,
  });
}

/** tsx's own entry registers nothing outside the main thread of this Node; its interface does. */
function typescript(): string {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx/esm/api")).href.replace(/\.cjs$/, ".mjs");
  return `data:text/javascript,${encodeURIComponent(`import { register } from "${tsx}"; register();`)}`;
}
