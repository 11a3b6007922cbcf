/**
 * Exact assignment of N points: CPU time, gap and peak memory, its growth from 1e4 on, the warm start, and scipy and POT in the same run
 * (transport-peers.ts). The clouds stand in transport-clouds.ts, goals in every table.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Planes } from "../../src/protocols/index.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";
import { openSolver } from "../../src/transport/index.ts";
import { cpuOf, printTable } from "./measure.ts";
import { benchClouds } from "./transport-clouds.ts";
import { benchPeers } from "./transport-peers.ts";

interface Case {
  readonly name: string;
  /** Coupled steps before the solve. */
  readonly steps?: number;
  /** CPU seconds at N = 1e5. */
  readonly goal: number;
}

const STEPS = 20;
const CASES: readonly Case[] = [
  { name: "aniso", goal: 15 },
  { name: "near", goal: 15 },
  { name: "same law", goal: 15 },
  ...["shell", "beams", "mixture"].flatMap((name) => [
    { name, goal: 60 },
    { name, goal: 60, steps: STEPS },
  ]),
  { name: "aniso 2-D", goal: 30 },
];
/** CPU seconds at N = 1e6 for aniso. */
const LARGE_GOAL = 300;
/** Peak megabytes at N = 1e5 and 1e6. */
const MEMORY_GOALS: Readonly<Record<number, number>> = { 1e5: 500, 1e6: 1500 };
const GAP_GOAL = 1e-12;

export interface Solve {
  readonly seconds: number;
  readonly squared: number;
  readonly gap: number;
  readonly finished: boolean;
  readonly megabytes: number;
}

/** Linux counts the peak of the parent into that of a child: benchAlone comes before anything large. */
export function solveApart(name: string, count: number, steps: number): Solve {
  const script = fileURLToPath(new URL("./transport-case.ts", import.meta.url));
  const args = [...process.execArgv, script, name, String(count), String(steps)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as Solve;
}

function benchAlone(cases: readonly Case[], counts: readonly number[]): void {
  process.stdout.write("Exact assignment, one solve each in a process of its own; CPU seconds of the solve, peak memory of the process\n");
  const rows = [["case", "N", "CPU", "goal", "slope", "W_N^2", "gap", "goal", "peak memory", "goal"]];
  for (const { name, goal, steps = 0 } of cases) {
    let before: readonly [number, number] | undefined;
    for (const count of counts) {
      const { seconds, squared, gap, finished, megabytes } = solveApart(name, count, steps);
      const slope = before ? (Math.log(seconds / before[1]) / Math.log(count / before[0])).toFixed(2) : "";
      const memoryGoal = MEMORY_GOALS[count];
      rows.push([
        steps ? `${name} after ${steps} coupled steps` : name,
        String(count),
        seconds.toFixed(2),
        count === 1e5 ? String(goal) : count === 1e6 && name === "aniso" ? String(LARGE_GOAL) : "",
        slope,
        squared.toPrecision(8),
        finished ? gap.toExponential(1) : "stopped",
        GAP_GOAL.toExponential(0),
        `${megabytes} MB`,
        memoryGoal ? `${memoryGoal} MB` : "",
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
      const move = (planes: Planes): Planes => planes.map((plane) => plane.map((value) => value + (ratio * neighbour * stream.normal()) / Math.sqrt(3)));
      const solver = openSolver();
      solver.solve(x, y);
      const [a, b] = [move(x), move(y)];
      const [warm] = cpuOf(() => solver.solve(a, b, { warm: true }));
      const [cold] = cpuOf(() => openSolver().solve(a, b));
      rows.push([name, String(count), String(ratio), warm.toFixed(2), cold.toFixed(2), (cold / warm).toFixed(2), ratio <= 0.2 ? "2.5" : "0.91"]);
      worst = Math.min(worst, cold / warm);
    }
  }
  printTable(rows);
  process.stdout.write(`Worst ratio: ${worst.toFixed(2)} (goal 0.91: never more than 10 % dearer than a solve from nothing)\n\n`);
}

export function benchTransport(): void {
  benchAlone(CASES, [1e4, 1e5]);
  benchPeers();
  benchWarm(1e5);
}

/** aniso to N = 1e6: some minutes, on request only. */
export function benchTransportLarge(): void {
  benchAlone(CASES.slice(0, 1), [1e4, 1e5, 1e6]);
}
