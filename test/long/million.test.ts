/** A million particles, Coulomb: energy to round-off over 100 steps, no non-finite number, under 500 MB. */
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";

const root = new URL("../../", import.meta.url).pathname;

const program = `
import { gaussian, horizon, coulomb, rootKey } from "landau-flow";
import { alone, energy, momentum, pairCollisions, sampled } from "landau-flow/particles";
const system = alone(pairCollisions({ potential: coulomb() }));
const initial = sampled(gaussian({ variances: [1.8, 0.7, 0.5] }), { standardise: true });
const time = horizon({ end: 1, steps: 100, observe: 3 });
const setup = { system, initial, particles: 1e6, time, observe: { energy: energy(), momentum: momentum() } };
const { series } = system.run(setup, rootKey("million"), {});
console.log(JSON.stringify({ series, megabytes: process.resourceUsage().maxRSS / 1024 }));
`;

describe("N = 1e6, gamma = -3", () => {
  it("conserves energy and momentum to round-off within 500 MB", () => {
    const args = ["--conditions=source", "--import", "tsx", "--input-type=module", "-e", program];
    const { series, megabytes } = JSON.parse(execFileSync("node", args, { cwd: root, encoding: "utf8" })) as {
      series: { energy: number[]; momentum: number[] };
      megabytes: number;
    };
    const [start, , end] = series.energy;
    expect(Math.abs(end! - start!) / start!).toBeLessThan(1e-12);
    expect(series.momentum[2]).toBeLessThan(1e-12);
    expect(megabytes).toBeLessThan(500);
  });
});
