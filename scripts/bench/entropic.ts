/**
 * Entropic transport: N = 10 000 at epsilon = 0.05 of the half cost (POT's reg = 0.1 on the full cost), Gaussian against anisotropic.
 *
 * Goals: L1 marginal error 1e-6 in under 90 s of CPU, memory under 200 MB, and at least 4 times less CPU per factor 10 of L1 error than POT's
 * log-domain Sinkhorn from the same start (zero potentials), measured at N = 2000, where POT can be waited for. Skipped without POT.
 */
import { spawnSync } from "node:child_process";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";
import { entropicCost } from "../../src/transport/index.ts";
import { printTable } from "./measure.ts";

const EPSILON = 0.05;

function clouds(count: number): Float64Array[][] {
  const stream = openStream(rootKey("bench/entropic"));
  const cloud = (variances: readonly number[]) =>
    variances.map((s) => Float64Array.from({ length: count }, () => Math.sqrt(s) * stream.normal()));
  return [cloud([1, 1, 1]), cloud([1.8, 0.6, 0.6])];
}

interface Run {
  readonly seconds: number;
  readonly error: number;
  readonly rounds: number;
  readonly value: number;
}

function ours(count: number, tolerance: number): Run {
  const [x, y] = clouds(count);
  const before = process.cpuUsage();
  const { marginalError: error, rounds, value } = entropicCost(x!, y!, { epsilon: EPSILON, tolerance });
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, error, rounds, value };
}

/** CPU and L1 error of ot.sinkhorn after a number of rounds; both errors are of the plan's worse marginal. */
const python = `
import json, sys, time
try:
    import numpy as np, ot
except ImportError:
    print(json.dumps({"missing": True})); sys.exit()
data = json.load(sys.stdin)
x, y = np.array(data["x"]).T.copy(), np.array(data["y"]).T.copy()
n = len(x); w = np.full(n, 1.0 / n)
runs = []
for rounds in data["rounds"]:
    start = time.process_time()
    cost = ot.dist(x, y)
    plan = ot.sinkhorn(w, w, cost, 2 * data["epsilon"], method="sinkhorn_log", numItermax=rounds, stopThr=0, warn=False)
    seconds = time.process_time() - start
    error = max(np.abs(plan.sum(1) - w).sum(), np.abs(plan.sum(0) - w).sum())
    runs.append({"rounds": rounds, "seconds": seconds, "error": float(error)})
print(json.dumps({"version": ot.__version__, "runs": runs}))
`;

function peers(count: number, rounds: readonly number[]): { version: string; runs: Run[] } | undefined {
  const [x, y] = clouds(count).map((cloud) => cloud.map((plane) => Array.from(plane)));
  const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
  const options = { input: JSON.stringify({ x, y, rounds, epsilon: EPSILON }), encoding: "utf8", env, maxBuffer: 1e8 } as const;
  const { stdout, status } = spawnSync("python3", ["-c", python], options);
  if (status !== 0) return undefined;
  const answer = JSON.parse(stdout.trim().split("\n").at(-1)!) as { missing?: true; version: string; runs: Run[] };
  return answer.missing ? undefined : answer;
}

/** CPU seconds per factor 10 between the first and the last run. */
function perDecade(runs: readonly Run[]): number {
  const [first, last] = [runs[0]!, runs.at(-1)!];
  return (last.seconds - first.seconds) / Math.log10(first.error / last.error);
}

const row = (name: string, { seconds, error, rounds }: Run): string[] => [
  name,
  String(rounds),
  error.toExponential(2),
  seconds.toFixed(2),
];

export function benchEntropic(): void {
  const large = ours(10_000, 1e-6);
  const own = [1e-1, 1e-3, 1e-5, 1e-6].map((tolerance) => ours(2000, tolerance));
  const peer = peers(2000, [20, 100, 400]);
  printTable([
    ["entropic, epsilon = 0.05", "rounds", "L1 error", "CPU s"],
    row("N = 10000", large),
    ...own.map((run) => row("N = 2000", run)),
    ...(peer?.runs.map((run) => row(`N = 2000, POT ${peer.version} sinkhorn_log`, run)) ?? []),
  ]);
  process.stdout.write(`peak memory of this process ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB\n`);
  process.stdout.write(`CPU per factor 10 of L1 error, N = 2000: ${perDecade(own).toFixed(2)} s`);
  if (!peer) process.stdout.write("; no comparison: python3 with the module ot (POT) is not installed\n\n");
  else process.stdout.write(`; POT ${peer.version}: ${perDecade(peer.runs).toFixed(2)} s, ${(perDecade(peer.runs) / perDecade(own)).toFixed(1)} times as much\n\n`); // prettier-ignore
}
