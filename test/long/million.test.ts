/** A million particles and ten, Coulomb: energy to round-off, no non-finite number, under 500 MB and 2 GB; ten million on two threads. */
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";

const root = new URL("../../", import.meta.url).pathname;

const program = (particles: number, steps: number, threads: number): string => `
import { gaussian, horizon, coulomb, rootKey } from "landau-flow";
import { alone, energy, momentum, pairCollisions, sampled } from "landau-flow/particles";
const system = alone(pairCollisions({ potential: coulomb(), threads: ${threads} }));
const initial = sampled(gaussian({ variances: [1.8, 0.7, 0.5] }), { standardise: true });
const time = horizon({ end: 1, steps: ${steps}, observe: 3 });
const setup = { system, initial, particles: ${particles}, time, observe: { energy: energy(), momentum: momentum() } };
const { series } = system.run(setup, rootKey("million"), {});
console.log(JSON.stringify({ series, megabytes: process.resourceUsage().maxRSS / 1024 }));
`;

describe.each([
  [1e6, 100, 1, 500],
  [1e7, 20, 2, 2000],
])("N = %s, gamma = -3", (particles, steps, threads, most) => {
  it(`conserves energy and momentum to round-off within ${most} MB`, () => {
    const args = ["--conditions=source", "--import", "tsx", "--input-type=module", "-e", program(particles, steps, threads)];
    const { series, megabytes } = JSON.parse(execFileSync("node", args, { cwd: root, encoding: "utf8" })) as {
      series: { energy: number[]; momentum: number[] };
      megabytes: number;
    };
    const [start, , end] = series.energy;
    expect(Math.abs(end - start) / start).toBeLessThan(1e-12);
    expect(series.momentum[2]).toBeLessThan(1e-12);
    expect(megabytes).toBeLessThan(most);
  });
});
