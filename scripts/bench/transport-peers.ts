/**
 * Exact assignment against scipy and POT in the same run: python3 with scipy, and with ot, where they are installed (Debian's python3-scipy and
 * python3-pot); skipped with a message otherwise. Goals: equal costs, and a twenty-fifth of the CPU of ot.emd2 0.8.2 on aniso at N = 1e4.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Planes } from "../../src/protocols/index.ts";
import { openSolver } from "../../src/transport/index.ts";
import { cpuOf, printTable } from "./measure.ts";
import { benchClouds } from "./transport-clouds.ts";

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
export function peer(x: Planes, y: Planes, scipy: boolean): Peer {
  const folder = mkdtempSync(join(tmpdir(), "transport-"));
  try {
    const file = (name: string, planes: Planes): string => {
      const count = planes[0].length;
      const packed = Float64Array.from({ length: count * planes.length }, (_, p) => planes[p % planes.length][Math.floor(p / planes.length)]);
      writeFileSync(join(folder, name), packed);
      return join(folder, name);
    };
    const script = join(folder, "peer.py");
    writeFileSync(script, PEER);
    const args = [script, file("x", x), file("y", y), String(x[0].length), scipy ? "scipy" : "POT alone"];
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

export function benchPeers(): void {
  const rows = [["case", "N", "here", "scipy LSA", "POT emd2", "goal (POT 0.8.2)", "difference of costs", "goal"]];
  for (const [name, count, scipy] of PEER_CASES) {
    const [x, y] = benchClouds(name, count);
    const other = peer(x, y, scipy ?? true);
    if (other.missing) {
      process.stdout.write(`Comparison with scipy and POT skipped: ${other.missing} is not installed (python3-scipy, python3-pot).\n\n`);
      return;
    }
    if (rows.length === 1)
      process.stdout.write(`Against scipy ${other.scipy} and POT ${other.ot ?? "(not installed)"}; CPU seconds with the cost matrix, one run\n`);
    const [seconds, { squared }] = cpuOf(() => openSolver().solve(x, y));
    const differences = [other.scipyCost, other.otCost].filter((cost) => cost !== undefined).map((cost) => Math.abs(cost - squared) / squared);
    const ratio = (peerSeconds?: number): string => (peerSeconds === undefined ? "-" : `${peerSeconds.toFixed(2)} (x ${(peerSeconds / seconds).toFixed(1)})`);
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
