/**
 * Entropic transport between clouds, epsilon = 0.05 of the half cost (POT's reg = 0.1 on the full cost), Gaussian against anisotropic.
 *
 * Goals: N = 10 000 to an L1 marginal error of 1e-6 in under 90 s of CPU and 200 MB (the whole process); and at N = 2000, where POT's log-domain
 * Sinkhorn can be waited for, at least 4 times less CPU per factor 10 of L1 error than it takes, both from zero potentials and between the
 * same two errors: POT's after some rounds, and ours stopped there. At N = 10 000 POT needs 4 GB and a second or more a round: forty rounds at most,
 * where the memory is free. Skipped with a message where no Python has POT.
 */
import { freemem } from "node:os";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";
import { entropicCost } from "../../src/transport/index.ts";
import { printTable } from "./measure.ts";
import { answerOf, pythonWith } from "./python.ts";

const EPSILON = 0.05;
/** What POT takes at N = 10 000 (4 GB), with room. */
const POT_BYTES = 6e9;

function clouds(count: number): Float64Array[][] {
  const stream = openStream(rootKey("bench/entropic"));
  const cloud = (variances: readonly number[]) => variances.map((s) => Float64Array.from({ length: count }, () => Math.sqrt(s) * stream.normal()));
  return [cloud([1, 1, 1]), cloud([1.8, 0.6, 0.6])];
}

interface Run {
  readonly seconds: number;
  readonly error: number;
  readonly rounds: number;
}

function ours(count: number, tolerance: number): Run {
  const [x, y] = clouds(count);
  const before = process.cpuUsage();
  const { marginalError: error, rounds } = entropicCost(x, y, { epsilon: EPSILON, tolerance });
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, error, rounds };
}

/** CPU and L1 error of ot.sinkhorn after numbers of rounds, the cost matrix not counted; the error is that of the plan's worse marginal. */
const python = `
import json, sys, time
import numpy as np, ot
data = json.load(sys.stdin)
x, y = np.array(data["x"]).T.copy(), np.array(data["y"]).T.copy()
n = len(x); w = np.full(n, 1.0 / n); cost = ot.dist(x, y)
runs = []
for rounds in data["rounds"]:
    start = time.process_time()
    plan = ot.sinkhorn(w, w, cost, 2 * data["epsilon"], method="sinkhorn_log", numItermax=rounds, stopThr=0, warn=False)
    seconds = time.process_time() - start
    error = max(np.abs(plan.sum(1) - w).sum(), np.abs(plan.sum(0) - w).sum())
    runs.append({"rounds": rounds, "seconds": seconds, "error": float(error)})
print(json.dumps({"version": ot.__version__, "numpy": np.__version__, "runs": runs}))
`;

interface Answer {
  readonly version: string;
  readonly numpy: string;
  readonly runs: readonly Run[];
}

function potRuns(interpreter: string, count: number, rounds: readonly number[]): Answer {
  const [x, y] = clouds(count).map((cloud) => cloud.map((plane) => Array.from(plane)));
  return answerOf(interpreter, python, { x, y, rounds, epsilon: EPSILON }) as Answer;
}

/** CPU seconds per factor 10 between the first and the last run. */
function perDecade(runs: readonly Run[]): number {
  const [first, last] = [runs[0], runs.at(-1)!];
  return (last.seconds - first.seconds) / Math.log10(first.error / last.error);
}

const cells = ({ seconds, error, rounds }: Run): string[] => [String(rounds), error.toExponential(1), seconds.toFixed(2)];

function comparison(interpreter: string, count: number, rounds: readonly number[]): void {
  const pot = potRuns(interpreter, count, rounds);
  const own = pot.runs.map(({ error }) => ours(count, error));
  process.stdout.write(`N = ${count}, equal L1 errors, against POT ${pot.version} sinkhorn_log (numpy ${pot.numpy}, one thread)\n`);
  printTable([
    ["rounds", "L1 error", "CPU s", "POT's rounds", "L1 error", "CPU s", "ratio"],
    ...own.map((run, k) => [...cells(run), ...cells(pot.runs[k]), (pot.runs[k].seconds / run.seconds).toFixed(1)]),
  ]);
  const [here, there] = [perDecade(own), perDecade(pot.runs)];
  process.stdout.write(
    `CPU per factor 10 of L1 error: ${here.toFixed(2)} s, POT ${there.toFixed(2)} s: ${(there / here).toFixed(1)} times as much (goal 4)\n\n`,
  );
}

export function benchEntropic(): void {
  const large = ours(10_000, 1e-6);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(
    `N = 10000: L1 error ${large.error.toExponential(1)} after ${large.rounds} rounds and ${large.seconds.toFixed(1)} s of CPU (goal 90), ` +
      `peak memory of the process ${megabytes.toFixed(0)} MB (goal 200)\n\n`,
  );
  const interpreter = pythonWith(["numpy", "ot"]);
  if (!interpreter) {
    process.stdout.write("Comparison with POT skipped: no python3 with the module ot (Debian's python3-pot).\n\n");
    return;
  }
  comparison(interpreter, 2000, [20, 60, 180]);
  if (freemem() < POT_BYTES) process.stdout.write("N = 10000 against POT skipped: less than 6 GB of memory are free.\n\n");
  else comparison(interpreter, 10_000, [10, 40]);
}
