/** `landau resume DIR`: goes on with a run that was stopped, with the options of its manifest. */
import { ScenarioError } from "../errors.ts";
import type { Shard } from "../study/plan/shard.ts";
import { execute } from "./study/execute.ts";
import { keptBy, reopen } from "./study/folder.ts";
import { refuseAtQueue } from "./study/snapshots.ts";
import type { Verb } from "./io.ts";
import { count, lasting, shard } from "./options.ts";
import { checkpointHelp, queueOption, shardHelp, timeLimit } from "./run.ts";

interface ResumeOptions {
  readonly shard?: Shard;
  readonly queue?: string;
  readonly workers?: number;
  readonly timeLimit?: number;
  readonly checkpoint?: number;
  readonly json?: boolean;
}

export const addResume: Verb = (program, { io, command, finish }) => {
  program
    .command("resume")
    .description("go on with a run that was stopped")
    .argument("<dir>", "run folder")
    .option("--workers <k>", "worker threads (default: the cores); 1 runs in this thread", count)
    .option("--shard <i/n>", shardHelp, shard)
    .addOption(queueOption())
    .option("--time-limit <duration>", timeLimit, lasting)
    .option("--checkpoint <duration>", checkpointHelp, lasting)
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", examples)
    .action(async (directory: string, { json = false, ...how }: ResumeOptions) => {
      const { plan, manifest, digest, changed } = await reopen(directory);
      if (changed !== undefined) {
        throw new ScenarioError(
          `${directory}: ${changed} changed since this run ` +
            `(digest ${manifest.digest.slice(0, 12)}, now ${digest.slice(0, 12)}): landau run ${plan.scenario.shown} begins a new folder`,
        );
      }
      const kept = keptBy(manifest);
      if (how.queue !== undefined) refuseAtQueue(plan, kept);
      finish(await execute({ plan, digest, directory, json, command, decisive: "failures", kept, ...how }, io));
    });
};

const examples = `
Examples:
  landau resume results/soft-potentials/3f2a9c01d7e4
  landau resume results/soft-potentials/3f2a9c01d7e4 --workers 1 --time-limit 55m --json`;
