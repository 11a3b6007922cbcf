/** `landau merge DIR...`: joins the shards of a run into one folder, and shows what they make together. */
import { join } from "node:path";
import { merge } from "../study/folder/merge.ts";
import { readManifest } from "../study/folder/manifest.ts";
import { again, runCode, type Options } from "./again.ts";
import type { Io, Verb } from "./io.ts";
import { counted } from "./progress.ts";
import { passSnapshots } from "./study/snapshots.ts";
import { tellDamage, tellLost } from "./study/folder.ts";

interface MergeOptions extends Options {
  readonly out?: string;
}

export const addMerge: Verb = (program, { io, finish }) => {
  program
    .command("merge")
    .description("join shards of one run: table, figures and report.html of all of them; overlaps are accepted, other runs refused")
    .argument("<dir...>", "run folders, which are only read")
    .option("--out <dir>", "folder to add them to (default: results/<study>/<digest>)")
    .option("--run-code", runCode)
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", examples)
    .action(async (directories: string[], options: MergeOptions) => finish(await mergeAll(directories, options, io)));
};

async function mergeAll(directories: readonly string[], { out, ...options }: MergeOptions, io: Io): Promise<number> {
  const { scenario, digest } = readManifest(directories[0]);
  const directory = out ?? join("results", scenario.name, digest.slice(0, 12));
  const { added, overlapping, damage, lost } = merge(directory, directories);
  for (const source of directories) passSnapshots(source, directory);
  tellDamage(damage, false, io);
  tellLost(lost, io);
  io.stderr(`${directory}: ${counted(added)} added${overlapping > 0 ? `, ${overlapping} ${overlapping === 1 ? "was" : "were"} there` : ""}\n`);
  return again(directory, options, true, io);
}

const examples = `
Examples:
  landau merge shard-1 shard-2 shard-3 --out whole --run-code
  landau merge results/soft-potentials/3f2a9c01d7e4 --json`;
