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
import type { Stepper } from "../../particles/protocols.ts";
import { whiteNoise } from "../../particles/systems/white-noise.ts";
import { openMemory, type KernelMemory } from "../../src/kernels/index.ts";
import { powerLaw } from "../../src/model/power-law.ts";
import type { Ensemble } from "../../src/protocols/index.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";
import { interleaved, printTable } from "./measure.ts";

function normalEnsemble(memory: KernelMemory, count: number): Ensemble {
  const e = createEnsemble(memory, count, 3);
  const stream = openStream(rootKey("bench"));
  for (const plane of e.planes) plane.forEach((_, i) => (plane[i] = stream.normal()));
  return e;
}

/** What one would write without kernels, for gamma = -3. */
function straightforward([x, y, z]: readonly Float64Array[], soft: number, out: Float64Array): void {
  const count = x.length;
  for (let i = 0; i < count; i++) {
    let bx = 0;
    let by = 0;
    let bz = 0;
    let xx = 0;
    let xy = 0;
    let xz = 0;
    let yy = 0;
    let yz = 0;
    let zz = 0;
    for (let j = 0; j < count; j++) {
      const dx = x[i] - x[j];
      const dy = y[i] - y[j];
      const dz = z[i] - z[j];
      const r2 = dx * dx + dy * dy + dz * dz + soft;
      const w = 1 / (r2 * Math.sqrt(r2));
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
    const at = 9 * i;
    out[at] = bx;
    out[at + 1] = by;
    out[at + 2] = bz;
    out[at + 3] = xx;
    out[at + 4] = xy;
    out[at + 5] = xz;
    out[at + 6] = yy;
    out[at + 7] = yz;
    out[at + 8] = zz;
  }
}

function benchSums(): void {
  const [count, soft] = [4096, 2.5e-3];
  const memory = openMemory();
  const e = normalEnsemble(memory, count);
  const planes = e.planes.map((plane) => Float64Array.from(plane));
  const out = new Float64Array(9 * count);
  const gammas = [-1, -2, -3, -2.5];
  const kernels = gammas.map((gamma) => kernelSums({ alpha: diffusionTime(powerLaw(gamma), 1), soft, strength: 1 }, memory));
  const variants = [() => straightforward(planes, soft, out), ...kernels.map((sums) => () => void sums(e))];
  const [plain, ...times] = interleaved(variants, 5).map((seconds) => (1e9 * seconds) / (count * count)) as [number, ...number[]];
  const rows = [
    ["gamma", "CPU per pair", "pairs/s", "goal"],
    ["-3, straightforward", `${plain.toFixed(2)} ns`, (1e9 / plain).toExponential(2), ""],
    ...gammas.map((gamma, k) => [String(gamma), `${times[k].toFixed(2)} ns`, (1e9 / times[k]).toExponential(2), gamma === -3 ? "4e+8" : ""]),
  ];
  process.stdout.write("Mean-field sums, d = 3, N = 4096; CPU time per ordered pair\n");
  printTable(rows);
}

function benchSteps(): void {
  const [count, steps] = [1000, 4];
  const rows = [["system", "gamma = 0", "gamma = -3"]];
  const names = ["pair collisions", "Kac diffusion", "white noise", "mean-field diffusion"];
  const columns = [0, -3].map((gamma) => {
    const potential = powerLaw(gamma);
    const open = (system: { stepper: unknown }): Stepper => {
      const memory = openMemory();
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
  names.forEach((name, k) => rows.push([name, ...columns.map((column) => column[k])]));
  process.stdout.write("A step of every system, d = 3, N = 1000; CPU time\n");
  printTable(rows);
}

export function benchMeanField(): void {
  benchSums();
  benchSteps();
}
