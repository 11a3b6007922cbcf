/**
 * The diffusive systems: mean-field sums (b and the six components of a) per ordered pair against a straightforward TypeScript loop, and the cost of a step
 * of every system at N = 1000. Goal: 4e8 pairs a second at gamma = -3 in double precision, one core.
 */
import { createEnsemble } from "../../particles/ensemble.ts";
import { diffusionTime } from "../../particles/systems/diffusion-time.ts";
import { kacDiffusion } from "../../particles/systems/kac-diffusion.ts";
import { meanField } from "../../particles/systems/mean-field.ts";
import { kernelSums } from "../../particles/systems/mean-field-sums.ts";
import { pairCollisions } from "../../particles/systems/pair-collisions.ts";
import type { Stepper } from "../../particles/systems/stepper.ts";
import { whiteNoise } from "../../particles/systems/white-noise.ts";
import { openMemory, type KernelMemory } from "../../src/kernels/load.ts";
import { powerLaw } from "../../src/model/potential.ts";
import type { Ensemble } from "../../src/protocols.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";
import { interleaved, printTable } from "./measure.ts";

function normalEnsemble(memory: KernelMemory, count: number): Ensemble {
  const e = createEnsemble(memory, count, 3);
  const stream = openStream(rootKey("bench"));
  for (const plane of e.planes) plane.forEach((_, i) => (plane[i] = stream.normal()));
  return e;
}

/** What one would write without kernels. */
function straightforward([x, y, z]: readonly Float64Array[], gamma: number, soft: number, out: Float64Array): void {
  const count = x!.length;
  for (let i = 0; i < count; i++) {
    let [bx, by, bz, xx, xy, xz, yy, yz, zz] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (let j = 0; j < count; j++) {
      const dx = x![i]! - x![j]!;
      const dy = y![i]! - y![j]!;
      const dz = z![i]! - z![j]!;
      const r2 = dx * dx + dy * dy + dz * dz + soft;
      const w = gamma === -1 ? 1 / Math.sqrt(r2) : gamma === -2 ? 1 / r2 : gamma === -3 ? 1 / (r2 * Math.sqrt(r2)) : Math.pow(r2, gamma / 2); // prettier-ignore
      bx += w * dx;
      by += w * dy;
      bz += w * dz;
      xx += w * dx * dx;
      xy += w * dx * dy;
      xz += w * dx * dz;
      yy += w * dy * dy;
      yz += w * dy * dz;
      zz += w * dz * dz;
    }
    out.set([bx, by, bz, xx, xy, xz, yy, yz, zz], 9 * i);
  }
}

function benchSums(): void {
  const [count, soft] = [4096, 2.5e-3];
  const memory = openMemory(4e6);
  const e = normalEnsemble(memory, count);
  const planes = e.planes.map((plane) => Float64Array.from(plane));
  const out = new Float64Array(9 * count);
  const rows = [["gamma", "straightforward", "kernel", "ratio", "pairs/s", "goal"]];
  for (const gamma of [-1, -2, -3, -2.5]) {
    const sums = kernelSums({ alpha: diffusionTime(powerLaw(gamma), 1), soft, strength: 1 }, memory);
    const [plain, kernel] = interleaved([() => straightforward(planes, gamma, soft, out), () => void sums(e)], 5).map(
      (seconds) => (1e9 * seconds) / (count * count),
    ) as [number, number];
    rows.push([
      String(gamma),
      `${plain.toFixed(2)} ns`,
      `${kernel.toFixed(2)} ns`,
      (plain / kernel).toFixed(2),
      (1e9 / kernel).toExponential(2),
      gamma === -3 ? "4e+8" : "",
    ]);
  }
  process.stdout.write("Mean-field sums, d = 3, N = 4096; CPU time per ordered pair\n");
  printTable(rows);
}

function benchSteps(): void {
  const [count, steps] = [1000, 4];
  const rows = [["system", "gamma = 0", "gamma = -3"]];
  const names = ["pair collisions", "Kac diffusion", "white noise", "mean-field diffusion"];
  const columns = [0, -3].map((gamma) => {
    const potential = powerLaw(gamma);
    const open = (system: { bytes: (n: number, d: number, e: number) => number; stepper: unknown }): Stepper => {
      const memory = openMemory(system.bytes(count, 3, 1));
      const stepper = system.stepper as (memory: KernelMemory, ensembles: readonly Ensemble[]) => Stepper;
      return stepper(memory, [normalEnsemble(memory, count)]);
    };
    const options = { potential, softening: 0.05 };
    const systems = [pairCollisions(options), kacDiffusion(options), whiteNoise(options), meanField(options)].map(open);
    return interleaved(
      systems.map((stepper) => () => {
        for (let step = 0; step < steps; step++) stepper.step(rootKey("bench"), step, 1e-3);
      }),
      5,
    ).map((seconds) => `${((1e3 * seconds) / steps).toFixed(3)} ms`);
  });
  names.forEach((name, k) => rows.push([name, ...columns.map((column) => column[k]!)]));
  process.stdout.write("A step of every system, d = 3, N = 1000; CPU time\n");
  printTable(rows);
}

export function benchMeanField(): void {
  benchSums();
  benchSteps();
}
