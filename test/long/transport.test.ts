/**
 * Assignments of 1e5 and 1e6 points: certified to 1e-12 within the memory that was set as a goal; warm starts. Each runs in a process of
 * its own, so that peak memory means something. Speed is shown by `npm run bench`.
 */
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { families } from "../../scripts/bench/family-shapes.ts";
import { benchClouds } from "../../scripts/bench/transport-clouds.ts";
import { optimalAssignment } from "../../src/transport/index.ts";

const root = new URL("../../", import.meta.url).pathname;

interface Run {
  readonly megabytes: number;
  readonly gap: number;
  readonly finished: boolean;
  readonly warm?: { readonly difference: number; readonly gap: number };
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
const solver = openSolver();
const { gap, finished } = solver.solve(x, y);
const megabytes = process.resourceUsage().maxRSS / 1024;
let warm;
if (ratio > 0) {
  const move = ratio * 0.0544 * Math.cbrt(1e5 / count) / Math.sqrt(3);
  [x, y] = [x, y].map((planes) => planes.map((plane) => plane.map((v) => v + move * n())));
  const a = solver.solve(x, y, { warm: true });
  const b = openSolver().solve(x, y);
  warm = { difference: Math.abs(a.squared - b.squared) / b.squared, gap: a.gap };
}
console.log(JSON.stringify({ megabytes, gap, finished, warm }));
`;

function solve(clouds: string, count: number, ratio = 0): Run {
  const args = ["--conditions=source", "--import", "tsx", "--input-type=module", "-e", program];
  const env = { ...process.env, CLOUDS: clouds, COUNT: String(count), RATIO: String(ratio) };
  const run = JSON.parse(execFileSync("node", args, { cwd: root, encoding: "utf8", env })) as Run;
  process.stdout.write(`${clouds} ${count}: ${JSON.stringify(run)}\n`);
  return run;
}

describe("families at N = 1e4", () => {
  it.each(Object.keys(families))("%s: certified to 1e-12", (name) => {
    const { gap, finished } = optimalAssignment(...benchClouds(name, 1e4));
    expect(gap).toBeLessThanOrEqual(1e-12);
    expect(finished).toBe(true);
  });
});

describe("N = 1e5", () => {
  it.each(["aniso", "near", "same", "shell", "beams", "mixture", "plane"])("%s: certified to 1e-12 within 500 MB", (clouds) => {
    const { megabytes, gap, finished } = solve(clouds, 1e5);
    expect(finished).toBe(true);
    expect(gap).toBeLessThanOrEqual(1e-12);
    expect(megabytes).toBeLessThan(500);
  });

  // Below the reach of the warm start, and beyond it: a solve from nothing then.
  it.each([
    ["aniso", 0.2],
    ["near", 0.5],
  ] as const)("%s moved by %d of the distance to neighbours: asked to start warm, the same cost and a certificate", (clouds, ratio) => {
    const { difference, gap } = solve(clouds, 1e5, ratio).warm!;
    expect(difference).toBeLessThan(1e-12);
    expect(gap).toBeLessThanOrEqual(1e-12);
  });
});

describe("N = 1e6", () => {
  it("Gaussian against anisotropic: certified to 1e-12 within 1.5 GB", () => {
    const { megabytes, gap, finished } = solve("aniso", 1e6);
    expect(finished).toBe(true);
    expect(gap).toBeLessThanOrEqual(1e-12);
    expect(megabytes).toBeLessThan(1500);
  });
});
