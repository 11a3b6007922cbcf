/**
 * Exact assignment of N points: CPU time, gap and peak memory, its growth from 1e4 on, the warm start, and scipy and POT in the same run
 * (python3 with scipy, and with ot, where they are installed: Debian's python3-scipy and python3-pot; skipped with a message otherwise).
 *
 * aniso: N(0, I) against N(0, diag(1.8, 0.6, 0.6)). near: y = x + 0.05 noise. same: two samples of N(0, I). shell: a thick shell against N(0, I).
 * beams: two beams; mixture: two temperatures off centre, both against N(0, I).
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Planes } from "../../src/protocols.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";
import { openSolver, optimalAssignment } from "../../src/transport/index.ts";
import { printTable } from "./measure.ts";

type Shape = (normal: () => number, i: number) => readonly [readonly number[], readonly number[]];

const shapes: Readonly<Record<string, Shape>> = {
  aniso: (n) => [
    [n(), n(), n()],
    [Math.sqrt(1.8) * n(), Math.sqrt(0.6) * n(), Math.sqrt(0.6) * n()],
  ],
  near: (n) => {
    const x = [n(), n(), n()];
    return [x, x.map((value) => value + 0.05 * n())];
  },
  same: (n) => [
    [n(), n(), n()],
    [n(), n(), n()],
  ],
  mixture: (n, i) => [
    i % 3 ? [0.3 + 0.6 * n(), 0.6 * n(), 0.6 * n()] : [-0.6 + 1.4 * n(), 1.4 * n(), 1.4 * n()],
    [n(), n(), n()],
  ],
  shell: (n) => {
    const v = [n(), n(), n()];
    const length = (Math.sqrt(3) * (1 + 0.15 * n())) / Math.hypot(...v);
    return [v.map((value) => length * value), [n(), n(), n()]];
  },
  beams: (n, i) => [
    [(i % 2 ? 1.2 : -1.2) + 0.4 * n(), 0.8 * n(), 0.8 * n()],
    [n(), n(), n()],
  ],
  "aniso 2-D": (n) => [
    [n(), n()],
    [Math.sqrt(1.4) * n(), Math.sqrt(0.6) * n()],
  ],
  clusters: (n, i) => [
    [(i % 5) + 0.05 * n(), (i % 3) + 0.05 * n(), 0.05 * n()],
    [(i % 4) + 0.05 * n(), 0.05 * n(), (i % 7) + 0.05 * n()],
  ],
  lattice: (n, i) => [
    [i % 17, Math.floor(i / 17) % 17, Math.floor(i / 289)],
    [n() + 8, n() + 8, 8 * n()],
  ],
};

/** The two clouds of a case, the same on every machine. */
export function benchClouds(name: string, count: number): readonly [Planes, Planes] {
  const stream = openStream(rootKey(`bench/transport/${name}/${count}`));
  const points = Array.from({ length: count }, (_, i) => shapes[name]!(() => stream.normal(), i));
  const d = points[0]![0].length;
  const planes = (side: 0 | 1): Planes =>
    Array.from({ length: d }, (_, k) => Float64Array.from(points, (pair) => pair[side][k]!));
  return [planes(0), planes(1)];
}

function cpuOf<T>(work: () => T): readonly [number, T] {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  return [(user + system) / 1e6, result];
}

const megabytes = (): string => `${Math.round(process.resourceUsage().maxRSS / 1024)} MB`;

/** CPU seconds at N = 1e5. */
const GOALS: Readonly<Record<string, number>> = {
  aniso: 15,
  near: 15,
  same: 15,
  shell: 60,
  beams: 60,
  mixture: 60,
  "aniso 2-D": 30,
};
/** CPU seconds at N = 1e6 for aniso. */
const LARGE_GOAL = 300;
const GAP_GOAL = 1e-12;

function benchAlone(counts: readonly number[]): void {
  process.stdout.write("Exact assignment, one solve each; CPU seconds (memory is the peak of the whole process so far)\n");
  const rows = [["case", "N", "CPU", "goal", "slope", "W_N", "gap", "goal", "peak memory"]];
  for (const name of Object.keys(GOALS)) {
    let before: readonly [number, number] | undefined;
    for (const count of counts) {
      const [x, y] = benchClouds(name, count);
      const [seconds, { squared, gap, finished }] = cpuOf(() => optimalAssignment(x, y));
      const slope = before ? (Math.log(seconds / before[1]) / Math.log(count / before[0])).toFixed(2) : "";
      rows.push([
        name,
        String(count),
        seconds.toFixed(2),
        count === 1e5 ? String(GOALS[name]) : count === 1e6 && name === "aniso" ? String(LARGE_GOAL) : "",
        slope,
        squared.toPrecision(8),
        finished ? gap.toExponential(1) : "stopped",
        GAP_GOAL.toExponential(0),
        megabytes(),
      ]);
      before = [count, seconds];
    }
  }
  printTable(rows);
}

function benchWarm(count: number): void {
  process.stdout.write("Warm start against a solve from nothing, both clouds moved by independent normals; CPU seconds\n");
  const rows = [["case", "N", "rms move / neighbour distance", "warm", "cold", "ratio", "goal"]];
  let worst = Infinity;
  for (const name of ["aniso", "near", "beams", "shell"]) {
    const [x, y] = benchClouds(name, count);
    // Mean distance of nearest neighbours of a standard Gaussian sample in R^3, measured: 0.0544 at N = 1e5, growing as N^{-1/3}.
    const neighbour = 0.0544 * Math.cbrt(1e5 / count);
    for (const ratio of [0.02, 0.1, 0.2, 0.25, 0.3, 1]) {
      const stream = openStream(rootKey(`bench/transport/warm/${name}/${ratio}`));
      const move = (planes: Planes): Planes =>
        planes.map((plane) => plane.map((value) => value + (ratio * neighbour * stream.normal()) / Math.sqrt(3)));
      const solver = openSolver();
      solver.solve(x, y);
      const [a, b] = [move(x), move(y)];
      const [warm] = cpuOf(() => solver.solve(a, b, { warm: true }));
      const [cold] = cpuOf(() => openSolver().solve(a, b));
      rows.push([
        name,
        String(count),
        String(ratio),
        warm.toFixed(2),
        cold.toFixed(2),
        (cold / warm).toFixed(2),
        ratio <= 0.2 ? "2.5" : "0.91",
      ]);
      worst = Math.min(worst, cold / warm);
    }
  }
  printTable(rows);
  process.stdout.write(`Worst ratio: ${worst.toFixed(2)} (goal 0.91: never more than 10 % dearer than a solve from nothing)\n\n`);
}

const PEER = `
import sys, time, json
import numpy as np
try:
    import scipy
    from scipy.optimize import linear_sum_assignment
    from scipy.spatial.distance import cdist
except ImportError:
    print(json.dumps({"missing": "scipy"})); sys.exit()
try:
    import ot
except ImportError:
    ot = None
x, y = (np.fromfile(f).reshape(int(sys.argv[3]), -1) for f in sys.argv[1:3])
dense = sys.argv[4] == "scipy"
n, out = len(x), {"scipy": scipy.__version__, "ot": ot and ot.__version__}
t = time.process_time(); c = cdist(x, y, "sqeuclidean")
if dense:
    r, k = linear_sum_assignment(c); out["scipySeconds"] = time.process_time() - t; out["scipyCost"] = c[r, k].mean()
if ot:
    t = time.process_time(); w = np.full(n, 1 / n); out["otCost"] = ot.emd2(w, w, cdist(x, y, "sqeuclidean"), numItermax=10**8)
    out["otSeconds"] = time.process_time() - t
print(json.dumps(out))
`;

interface Peer {
  readonly missing?: string;
  readonly scipy?: string;
  readonly ot?: string | null;
  readonly scipySeconds?: number;
  readonly scipyCost?: number;
  readonly otSeconds?: number;
  readonly otCost?: number;
}

/** The interpreter of a distribution's own packages first; any other python3 otherwise. */
function peer(x: Planes, y: Planes, scipy: boolean): Peer {
  const folder = mkdtempSync(join(tmpdir(), "transport-"));
  try {
    const file = (name: string, planes: Planes): string => {
      const count = planes[0]!.length;
      const packed = Float64Array.from(
        { length: count * planes.length },
        (_, p) => planes[p % planes.length]![Math.floor(p / planes.length)]!,
      );
      writeFileSync(join(folder, name), packed);
      return join(folder, name);
    };
    const script = join(folder, "peer.py");
    writeFileSync(script, PEER);
    const args = [script, file("x", x), file("y", y), String(x[0]!.length), scipy ? "scipy" : "POT alone"];
    let found: Peer = { missing: "python3" };
    for (const python of ["/usr/bin/python3", "python3"]) {
      try {
        found = JSON.parse(execFileSync(python, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })) as Peer;
        if (!found.missing) return found;
      } catch {
        continue;
      }
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Name, N, and whether scipy is waited for too: it takes 70 s on the ties of a large lattice, and the last is for POT's time. */
type PeerCase = readonly [name: string, count: number, scipy?: boolean];

function benchPeers(cases: readonly PeerCase[]): void {
  const rows = [["case", "N", "here", "scipy LSA", "POT emd2", "goal", "difference of costs", "goal"]];
  for (const [name, count, scipy] of cases) {
    const [x, y] = benchClouds(name, count);
    const other = peer(x, y, scipy ?? true);
    if (other.missing) {
      process.stdout.write(
        `Comparison with scipy and POT skipped: ${other.missing} is not installed (python3-scipy, python3-pot).\n\n`,
      );
      return;
    }
    if (rows.length === 1)
      process.stdout.write(
        `Against scipy ${other.scipy} and POT ${other.ot ?? "(not installed)"}; CPU seconds with the cost matrix, one run\n`,
      );
    const [seconds, { squared }] = cpuOf(() => openSolver().solve(x, y));
    const differences = [other.scipyCost, other.otCost]
      .filter((cost) => cost !== undefined)
      .map((cost) => Math.abs(cost - squared) / squared);
    const ratio = (peerSeconds?: number): string =>
      peerSeconds === undefined ? "-" : `${peerSeconds.toFixed(2)} (x ${(peerSeconds / seconds).toFixed(1)})`;
    rows.push([
      name,
      String(count),
      seconds.toFixed(3),
      ratio(other.scipySeconds),
      ratio(other.otSeconds),
      count === 1e4 ? "x 25" : "",
      Math.max(...differences).toExponential(1),
      "1e-12",
    ]);
  }
  printTable(rows);
}

const PEER_CASES: readonly PeerCase[] = [
  ["aniso", 1000],
  ["aniso", 5000],
  ["near", 1000],
  ["near", 5000],
  ["shell", 2000],
  ["beams", 2000],
  ["aniso 2-D", 2000],
  ["clusters", 2000],
  ["lattice", 2000],
  ["lattice", 4913, false],
  ["aniso", 10000, false],
];

/** With TRANSPORT_BENCH_LARGE set, N = 1e6 as well (some minutes, 0.8 GB). */
export function benchTransport(): void {
  benchPeers(PEER_CASES);
  benchAlone(process.env["TRANSPORT_BENCH_LARGE"] ? [1e4, 1e5, 1e6] : [1e4, 1e5]);
  benchWarm(1e5);
}
