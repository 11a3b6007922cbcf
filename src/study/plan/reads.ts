/**
 * What a program reads besides its modules, while it is watched: files and folders through node:fs, variables of the environment. Meant for a thread of its
 * own, whose node:fs and environment are replaced.
 *
 * Limits: what is asked without being read (whether a file exists), what reads past node:fs (code in other languages, the network, the clock, the
 * machine) is not seen.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

export interface Reads {
  readonly paths: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
}

const inFs = ["readFileSync", "readFile", "openSync", "open", "createReadStream", "readdirSync", "readdir", "opendirSync", "opendir"] as const;
const inPromises = ["readFile", "open", "readdir", "opendir"] as const;

/** Watches from now on. */
export function watchReads(): Reads {
  const paths = new Set<string>();
  const variables = new Set<string>();
  watch(fs, inFs, paths);
  watch(fs.promises, inPromises, paths);
  process.env = new Proxy(process.env, {
    get(target, name, receiver): unknown {
      if (typeof name === "string") variables.add(name);
      return Reflect.get(target, name, receiver);
    },
    has(target, name) {
      if (typeof name === "string") variables.add(name);
      return Reflect.has(target, name);
    },
  });
  syncBuiltinESMExports();
  return { paths, variables };
}

function watch<Name extends string>(module: Record<Name, unknown>, names: readonly Name[], paths: Set<string>): void {
  for (const name of names) {
    const original = module[name] as (...words: unknown[]) => unknown;
    const watched = (...words: unknown[]): unknown => {
      const [path, flags] = words;
      const writes = name.startsWith("open") && typeof flags === "string" && !flags.startsWith("r");
      const read = pathOf(path);
      if (read !== undefined && !writes) paths.add(read);
      return original.apply(module, words);
    };
    module[name] = Object.assign(watched, original);
  }
}

/** Absolute; undefined for a descriptor. */
function pathOf(path: unknown): string | undefined {
  if (typeof path === "string" || Buffer.isBuffer(path)) return resolve(path.toString());
  return path instanceof URL && path.protocol === "file:" ? fileURLToPath(path) : undefined;
}
