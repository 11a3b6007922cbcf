/** `landau run SCENARIO`: runs a study, going on from what is there; prints estimates and verdicts; writes the run folder. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Option, type Command } from "commander";
import { ScenarioError } from "../errors.ts";
import type { Snapshots } from "../protocols/index.ts";
import { editionOptions } from "../study/plan/command.ts";
import { footingOf, type Footing } from "../study/plan/digest.ts";
import { loadScenario } from "../study/plan/load.ts";
import { planStudy, smokeParticles, type Plan } from "../study/plan/plan.ts";
import type { Edition, Selection } from "../study/plan/request.ts";
import type { Shard } from "../study/plan/shard.ts";
import { readStore } from "../study/folder/store.ts";
import { beginningOf, endOf, within } from "./study/budget.ts";
import { execute } from "./study/execute.ts";
import { scenarioFile } from "./find.ts";
import { folderOf, recordRun } from "./study/folder.ts";
import { repeated } from "./study/repeat.ts";
import { checkTypes } from "./study/types.ts";
import type { Context, Io, Verb } from "./io.ts";
import { count, lasting, pairs, redis, shard, time, times, type Pairs } from "./options.ts";
import { keptOf, refuseAtQueue } from "./study/snapshots.ts";

/** Options that choose what to run, common to plan and run. */
export interface Choice {
  readonly set?: Pairs;
  readonly only?: Pairs;
  readonly replicates?: number;
  readonly until?: number;
  readonly seed?: string;
  readonly smoke?: boolean;
}

interface RunOptions extends Choice {
  readonly from?: string;
  readonly types?: boolean;
  readonly workers?: number;
  readonly out?: string;
  readonly shard?: Shard;
  readonly queue?: string;
  readonly timeLimit?: number;
  readonly budget?: number;
  readonly verdicts: "decide" | "report";
  readonly snapshots?: readonly number[];
  readonly snapshotFormat: Snapshots["format"];
  readonly checkpoint?: number;
  readonly json?: boolean;
}

export const addChoice = (command: Command): Command =>
  command
    .option("--set <key=value...>", "replace the values of a varied parameter, or particles, steps, observe, end", pairsOf)
    .option("--only <key=value,...>", "run only these cells, or replicate=k (numbered from 0)", pairs)
    .option("--replicates <n>", "replicates of every cell", count)
    .option("--until <t>", "stop replicates after the last observation at or before t", time)
    .option("--seed <name>", "another edition of all random streams")
    .option("--smoke", "a tiny version: at most 200 particles, about 100 steps, 3 replicates, solutions at two times");

/** A choice as a command line spells it. */
export function choiceWords({ only = {}, replicates, until, ...edition }: Choice): string[] {
  const kept = Object.entries(only).map(([key, values]) => `${key}=${values.join(",")}`);
  return [
    ...editionOptions(edition),
    ...(kept.length > 0 ? ["--only", kept.join(",")] : []),
    ...(replicates === undefined ? [] : ["--replicates", String(replicates)]),
    ...(until === undefined ? [] : ["--until", String(until)]),
  ];
}

// commander hands the values of a variadic option over one at a time.
const pairsOf = (text: string, earlier: Pairs | undefined): Pairs => pairs(text, earlier);

/** Loads and unfolds a scenario as the options ask. Throws ScenarioError. */
export async function planOf(file: string, choice: Choice, io: Io): Promise<Plan> {
  const { set, until, seed, smoke, only, replicates } = choice;
  const edition: Edition = {
    ...(seed === undefined ? {} : { seed }),
    ...(smoke ? { smoke } : {}),
    ...(set ? { set } : {}),
    ...(until === undefined ? {} : { until }),
  };
  const selection: Selection = { ...(only ? { only } : {}), ...(replicates === undefined ? {} : { replicates }) };
  const plan = planStudy(await loadScenario(scenarioFile(file)), edition, selection);
  const tooMany = smoke ? set?.particles?.filter((count) => Number(count) > smokeParticles) : undefined;
  if (tooMany?.length) io.stderr(`${plan.scenario.name}: --smoke caps particles at ${smokeParticles} (--set particles=${tooMany.join(",")})\n`);
  return plan;
}

export const addRun: Verb = (program, context) => {
  addChoice(program.command("run").description("run a study: estimates, verdicts, figures; goes on from what is there").argument("[scenario]"))
    .option("--from <manifest.json>", "repeat that run bit for bit, in a folder of its own (--out)")
    .option("--types", "check the scenario's types first, with the TypeScript that is installed beside it")
    .option("--workers <k>", "worker threads (default: the cores); 1 runs in this thread", count)
    .option("--out <dir>", "run folder (default: results/<study>/<digest>)")
    .option("--shard <i/n>", shardHelp, shard)
    .addOption(queueOption())
    .option("--time-limit <duration>", timeLimit, lasting)
    .option("--budget <duration>", budgetHelp, lasting)
    .option("--snapshots <t,...>", "keep the velocities at these times (default: those that the scenario asks for)", times)
    .addOption(new Option("--snapshot-format <name>", "of their files").choices(["npy", "hdf5"]).default("npy"))
    .option("--checkpoint <duration>", checkpointHelp, lasting)
    .addOption(new Option("--verdicts <role>", "report: exit 0 whatever they are").choices(["decide", "report"]).default("decide"))
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", examples)
    .action(async (file: string | undefined, options: RunOptions) => context.finish(await run(file, options, context)));
};

/** Of run and resume alike. */
export const shardHelp = "run the i-th of n parts, i from 1, and conclude nothing; any run, resume or merge of all parts does";
export const queueOption = (): Option =>
  new Option("--queue <url>", "let workers (landau worker) run the replicates, from a queue in the Redis at redis://HOST:PORT")
    .argParser(redis)
    .conflicts(["workers", "checkpoint"]);
export const timeLimit = "stop in good order before this much time is over, with one replicate done at least: 90s, 55m, 2h";

export const checkpointHelp = "how often a long replicate keeps itself, to go on after a loss (default: 5m)";
export const budgetHelp = "as many replicates of every cell as this time allows, and what they can decide, said beforehand: 10m, 2h";

interface Budgeting {
  readonly seconds: number;
  readonly workers?: number;
  readonly out?: string;
  /** Whether a replicate may be run for it. */
  readonly timing?: boolean;
}

/** The part of a plan that a time allows, which is told. Throws ScenarioError when that is too little. */
export function budgeted(plan: Plan, digest: string, { timing = false, out, ...how }: Budgeting, io: Io): Plan {
  const directory = folderOf(plan, digest, out);
  const held = existsSync(join(directory, "replicates")) ? readStore(directory, digest).parts() : [];
  const { plan: fitting, said } = within(plan, { ...how, spent: performance.now() / 1000, directory, held, timing });
  io.stderr(`${plan.scenario.name}: ${said}\n`);
  return fitting;
}

/** What is to be run: a scenario as the options choose, or a run as its manifest tells it. */
async function asked(file: string | undefined, options: RunOptions, io: Io): Promise<{ plan: Plan; footing: Footing }> {
  const { from, out, budget, types } = options;
  if (budget !== undefined && options.shard) throw new ScenarioError("--budget is of a whole study, and --shard of a part that is planned beforehand");
  if (from !== undefined) {
    if (file !== undefined || choiceWords(options).length > 0 || budget !== undefined || types)
      throw new ScenarioError("--from takes scenario and choices from the manifest, and no others");
    if (out === undefined) throw new ScenarioError("--from repeats a run in a folder of its own: choose it with --out");
    return repeated(from);
  }
  if (file === undefined) throw new ScenarioError("error: missing required argument 'scenario'");
  if (types) checkTypes(scenarioFile(file));
  const whole = await planOf(file, options, io);
  const footing = await footingOf(whole);
  if (budget === undefined) return { plan: whole, footing };
  const how = { seconds: budget, timing: true, ...(options.workers === undefined ? {} : { workers: options.workers }), ...(out === undefined ? {} : { out }) };
  return { plan: budgeted(whole, footing.digest, how, io), footing };
}

async function run(file: string | undefined, options: RunOptions, { io, command }: Context): Promise<number> {
  const { plan, footing } = await asked(file, options, io);
  const { digest } = footing;
  const directory = folderOf(plan, digest, options.out);
  const { snapshots, snapshotFormat: format } = options;
  const kept = keptOf(plan, snapshots && { times: snapshots, format });
  if (options.queue !== undefined) refuseAtQueue(plan, kept);
  const { workers, shard: part, queue, budget, timeLimit: limit, verdicts, checkpoint, json = false } = options;
  const record = (asked: Plan): void => recordRun(directory, asked, footing, command, kept);
  record(budget === undefined ? plan : beginningOf(plan));
  const how = {
    ...(queue === undefined ? {} : { queue }),
    ...(workers === undefined ? {} : { workers }),
    ...(part ? { shard: part } : {}),
    ...(limit === undefined ? {} : { timeLimit: limit }),
    // What was estimated too low ends with the budget all the same.
    ...(budget === undefined ? {} : { budget: { limit: endOf(budget), record } }),
    ...(checkpoint === undefined ? {} : { checkpoint }),
  };
  return execute({ plan, kept, digest, directory, json, command, decisive: verdicts === "decide" ? "all" : "nothing", ...how }, io);
}

const examples = `
Examples:
  landau run scenarios/soft-potentials.ts --workers 2
  landau run scenarios/soft-potentials.ts --smoke --only gamma=-1,replicate=2 --json`;
