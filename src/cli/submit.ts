/** `landau submit SCENARIO`: the script that hands a study in shards to a scheduler. */
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { Option } from "commander";
import { ScenarioError } from "../errors.ts";
import { footingOf } from "../study/plan/digest.ts";
import { printJson, type Context, type Verb } from "./io.ts";
import { count, lasting } from "./options.ts";
import { duration } from "./progress.ts";
import { addChoice, choiceWords, planOf, type Choice } from "./run.ts";
import { folderOf, recordRun } from "./study/folder.ts";
import { keptOf } from "./study/snapshots.ts";
import { slurmScript } from "./study/slurm.ts";

interface SubmitOptions extends Choice {
  readonly engine: "slurm";
  readonly shards: number;
  readonly time: number;
  readonly workers: number;
  readonly out?: string;
  readonly go?: boolean;
  readonly json?: boolean;
}

export const addSubmit: Verb = (program, context) => {
  addChoice(
    program.command("submit").description("the script of an array job that runs a study in shards; prints it, or submits it with --go").argument("<scenario>"),
  )
    .addOption(new Option("--engine <name>", "the scheduler").choices(["slurm"]).default("slurm"))
    .requiredOption("--shards <n>", "tasks of the array", count)
    .requiredOption("--time <duration>", "time limit of a task: 55m, 2h; what it stops goes back into the queue", lasting)
    .option("--workers <k>", "worker threads of a task, and the cores asked for", count, 1)
    .option("--out <dir>", "run folder of all tasks, on a file system that they share (default: results/<study>/<digest>)")
    .option("--go", "submit it")
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", examples)
    .action(async (file: string, options: SubmitOptions) => context.finish(await submit(file, options, context)));
};

/** Seconds: a task that is warned as soon as it begins would go round in the queue for ever. */
const shortest = 300;

async function submit(file: string, options: SubmitOptions, { io, command }: Context): Promise<number> {
  const { shards, time: seconds, workers, out, go = false, json = false, engine } = options;
  const plan = await planOf(file, options, io);
  const { scenario, tasks } = plan;
  if (shards > tasks.length) throw new ScenarioError(`scenario ${scenario.name}: ${shards} shards of ${tasks.length} replicates (at most one each)`);
  if (seconds < shortest)
    throw new ScenarioError(`invalid --time: ${duration(seconds)} (at least ${duration(shortest)}: Slurm warns tasks up to 150 s before)`);
  const footing = await footingOf(plan);
  const directory = folderOf(plan, footing.digest, out);
  const run = [...program(), "run", scenario.path, ...choiceWords(options), "--out", resolve(directory)];
  const script = slurmScript({ name: scenario.name, shards, seconds, workers, folder: process.cwd(), run });
  if (!go) {
    if (json) printJson(io, { engine, directory, script });
    else io.stdout(script);
    return 0;
  }
  // What is asked is written down now, so that tasks of another program or scenario than this one are refused.
  recordRun(directory, plan, footing, command, keptOf(plan));
  const said = sbatch(script);
  if (json) printJson(io, { engine, directory, script, said });
  else io.stdout(`${said}\n${directory}\n`);
  return 0;
}

/** The words that start this program as it was started. */
const program = (): string[] => [process.execPath, ...process.execArgv, resolve(process.argv[1])];

/** Throws ScenarioError with what sbatch says when it refuses, or when there is none. */
function sbatch(script: string): string {
  const { error, status, stdout, stderr } = spawnSync("sbatch", [], { input: script, encoding: "utf8" });
  if (error) throw new ScenarioError(`sbatch: cannot be run (${(error as NodeJS.ErrnoException).code ?? error.message}); without --go the script is printed`);
  if (status !== 0) throw new ScenarioError(`sbatch: ${stderr.trim() || `exit code ${status}`}`);
  return stdout.trim();
}

const examples = `
Examples:
  landau submit scenarios/soft-potentials.ts --engine slurm --shards 40 --time 2h > job.sh
  landau submit scenarios/soft-potentials.ts --shards 40 --time 2h --workers 2 --replicates 400 --go`;
