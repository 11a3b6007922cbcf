/**
 * Assignments of 1e5 and 1e6 points: certified to 1e-12, within the memory and (generously: the machine may be shared) the CPU time that
 * were set as goals; cost growth; warm starts. Each runs in a process of its own, so that peak memory means something.
 */
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";

const root = new URL("../../", import.meta.url).pathname;

interface Run {
  readonly seconds: number;
  readonly megabytes: number;
  readonly gap: number;
  readonly finished: boolean;
  readonly warm: readonly number[];
}

const program = `
import { openSolver } from "./src/transport/index.ts";
import { rootKey } from "./src/random/key.ts";
import { openStream } from "./src/random/stream.ts";
const [name, count, ratio] = [process.env.CLOUDS, Number(process.env.COUNT), Number(process.env.RATIO)];
const stream = openStream(rootKey("test/long/transport/" + name));
const n = () => stream.normal();
const shapes = {
  aniso: () => [[n(), n(), n()], [1.3416 * n(), 0.7746 * n(), 0.7746 * n()]],
  near: () => { const x = [n(), n(), n()]; return [x, x.map((v) => v + 0.05 * n())]; },
  same: () => [[n(), n(), n()], [n(), n(), n()]],
  shell: () => { const v = [n(), n(), n()]; const r = Math.sqrt(3) * (1 + 0.15 * n()) / Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]); return [v.map((t) => r * t), [n(), n(), n()]]; },
  beams: (i) => [[(i % 2 ? 1.2 : -1.2) + 0.4 * n(), 0.8 * n(), 0.8 * n()], [n(), n(), n()]],
  mixture: (i) => { const [m, s] = i % 10 < 3 ? [1.4, 0.4] : [-0.6, 0.7]; return [[m + s * n(), s * n(), s * n()], [0.9 * n(), 0.9 * n(), 0.9 * n()]]; },
  plane: () => [[n(), n()], [1.1832 * n(), 0.7746 * n()]],
};
let [x, y] = [[], []];
for (let i = 0; i < count; i++) shapes[name](i).forEach((point, side) => point.forEach((v, k) => ((side ? y : x)[k] ??= new Float64Array(count))[i] = v));
const cpu = (work) => { const start = process.cpuUsage(); const result = work(); const { user, system } = process.cpuUsage(start); return [(user + system) / 1e6, result]; };
const solver = openSolver();
const [seconds, { gap, finished }] = cpu(() => solver.solve(x, y));
const megabytes = process.resourceUsage().maxRSS / 1024;
const warm = [];
if (ratio > 0) {
  const move = ratio * 0.0544 * Math.cbrt(1e5 / count) / Math.sqrt(3);
  [x, y] = [x, y].map((planes) => planes.map((plane) => plane.map((v) => v + move * n())));
  const [quick, a] = cpu(() => solver.solve(x, y, { warm: true }));
  const [slow, b] = cpu(() => openSolver().solve(x, y));
  warm.push(quick, slow, Math.abs(a.squared - b.squared) / b.squared, a.gap);
}
console.log(JSON.stringify({ seconds, megabytes, gap, finished, warm }));
`;

function solve(clouds: string, count: number, ratio = 0): Run {
  const args = ["--conditions=source", "--import", "tsx", "--input-type=module", "-e", program];
  const env = { ...process.env, CLOUDS: clouds, COUNT: String(count), RATIO: String(ratio) };
  const run = JSON.parse(execFileSync("node", args, { cwd: root, encoding: "utf8", env })) as Run;
  process.stdout.write(`${clouds} ${count}: ${JSON.stringify(run)}\n`);
  return run;
}

/** Goals in CPU seconds on a quiet core; a core that is shared loses up to twice that to its neighbours' use of the memory. */
const SHARED = 2;

describe("N = 1e5", () => {
  it.each([
    ["aniso", 15],
    ["near", 15],
    ["same", 15],
    ["shell", 60],
    ["beams", 60],
    ["mixture", 60],
    ["plane", 30],
  ] as const)("%s within %d s and 500 MB", (clouds, goal) => {
    const { seconds, megabytes, gap, finished } = solve(clouds, 1e5);
    expect(finished).toBe(true);
    expect(gap).toBeLessThanOrEqual(1e-12);
    expect(seconds).toBeLessThan(SHARED * goal);
    expect(megabytes).toBeLessThan(500);
  });

  it("starts warm at a fraction of the cost, with the same result", () => {
    const { warm } = solve("aniso", 1e5, 0.2);
    const [quick, slow, difference, gap] = warm as [number, number, number, number];
    // The goal is 2.5; both runs are timed one after the other on a machine that others use.
    expect(slow / quick).toBeGreaterThan(2);
    expect(difference).toBeLessThan(1e-13);
    expect(gap).toBeLessThan(1e-12);
  });

  it("starts from nothing when the points moved by half the distance to their neighbours, at next to no cost", () => {
    const { warm } = solve("near", 1e5, 0.5);
    expect(warm[0]! / warm[1]!).toBeLessThan(1.3);
    expect(warm[2]).toBeLessThan(1e-13);
  });
});

describe("N = 1e6", () => {
  it("Gaussian against anisotropic: certified, under 1.5 GB, within the goal of 300 s (twice that when the machine is shared)", () => {
    const small = solve("aniso", 1e4);
    const { seconds, megabytes, gap, finished } = solve("aniso", 1e6);
    expect(finished).toBe(true);
    expect(gap).toBeLessThanOrEqual(1e-12);
    expect(seconds).toBeLessThan(SHARED * 300);
    expect(megabytes).toBeLessThan(1500);
    // Growth as a power of N over two decades: 1.4 measured.
    expect(Math.log(seconds / small.seconds) / Math.log(100)).toBeLessThan(1.6);
  });
});
