/** `landau worker --queue URL`: runs replicates that others drive (`landau run --queue URL`), in the folder of a project that has their scenarios. It listens to nobody, and asks the queue alone. */
import { availableParallelism, hostname } from "node:os";
import { count, lasting, redis, withoutPassword } from "./options.ts";
import { printJson, type Io, type Verb } from "./io.ts";
import { counted } from "./progress.ts";
import { stoppedEarly } from "./study/execute.ts";

interface WorkerOptions {
  readonly queue: string;
  readonly workers?: number;
  readonly idle?: number;
  readonly json?: boolean;
}

export const addWorker: Verb = (program, { io, finish }) => {
  program
    .command("worker")
    .description("take replicates from a queue: those of scenarios in this folder whose digest is the own one; others are refused")
    .requiredOption("--queue <url>", "the Redis of the queue: redis://HOST:PORT, over TLS rediss://HOST:PORT", redis)
    .option("--workers <k>", "threads (default: the cores)", count)
    .option("--idle <duration>", "end when there was nothing to do for this long: 90s, 10m (default: stay)", lasting)
    .option("--json", "one JSON document on stdout, at the end")
    .addHelpText("after", examples)
    .action(async (options: WorkerOptions) => finish(await work(options, io)));
};

async function work({ queue: url, workers = availableParallelism(), idle, json = false }: WorkerOptions, io: Io): Promise<number> {
  const { serve } = await import("../queue/serve.ts");
  const signal = io.interrupt?.();
  const name = `worker ${hostname()} ${process.pid}`;
  const shown = withoutPassword(url);
  io.stderr(`${name}: asks ${shown}; Ctrl-C is safe (replicates under way go back)\n`);
  const how = { ...(idle === undefined ? {} : { idle }), ...(signal ? { signal } : {}) };
  const served = await serve({ url, shown, count: workers, tell: (line) => io.stderr(`${name}: ${line}\n`), ...how });
  const { answered, refused, left } = served;
  io.stderr(`${name}: ${counted(answered)} answered${refused > 0 ? `, ${refused} refused` : ""}${left ? "; more are in the queue" : ""}\n`);
  if (json) printJson(io, served);
  return left ? stoppedEarly : 0;
}

const examples = `
Examples:
  landau worker --queue redis://10.0.0.5:6379
  landau worker --queue rediss://landau:PASSWORD@redis.example.org:6380 --workers 8 --idle 10m`;
