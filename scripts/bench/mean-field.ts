/**
 * The diffusive systems: the Kac diffusion against its steps by folds; mean-field sums (b and the six components of a) per ordered pair against a straightforward TypeScript loop, and the cost of a step
 * of every system at N = 1000. Goal: 4e8 pairs a second at gamma = -3 in double precision, one core.
 */
import { BLOCK_SCRATCH } from "../../src/kernels/constants/block.ts";
import { rotationConstants } from "../../particles/noise/rotation-law.ts";
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

/** The Kac diffusion as before turnEveryPair: every run of a fold by a call of the kernel of pair collisions, which has a noise of two words and fitted laws. */
function foldByFold(gamma: number, count: number): Stepper {
  const memory = openMemory();
  const e = normalEnsemble(memory, count);
  const time = diffusionTime(powerLaw(gamma), 4);
  const [first, stride] = [e.planes[0].byteOffset, e.planes[1].byteOffset - e.planes[0].byteOffset];
  const scratch = memory.scratch(BLOCK_SCRATCH).byteOffset;
  return {
    step({ words: [k0, k1, salt] }, step: number, dt) {
      const factor = time.factor(dt / count);
      const { heat, tail } = rotationConstants(time.mode === 0 ? factor : 0);
      // prettier-ignore
      const settings = {
        dimension: 3, mode: time.mode, coupling: 0, first, second: 0, stride, lowerShare: 1, upperShare: 1, lowerChance: 1, upperChance: 1, k0, k1, salt, step, sign: 1, factor, bend: 0,
        halfPower: time.halfPower, heat, tail, table: 0, indexBits: 0, lower: 0, upper: 0, pairs: 0, firstBlock: 0, scratch,
      };
      for (let shift = 0; shift < count; shift++) {
        for (let part = 0; part < 2; part++) {
          settings.lower = part * (shift + 1);
          settings.upper = part ? count - 1 : shift;
          settings.pairs = (settings.upper - settings.lower + 1) >> 1;
          if (settings.pairs > 0) memory.kernels.collide(settings);
          settings.firstBlock++;
        }
      }
    },
  };
}

function benchKac(): void {
  const [dt, rows] = [1e-3, [["gamma", "N", "fold by fold", "in one call", "ratio", "goal"]]];
  for (const gamma of [0, -3]) {
    for (const count of [100, 1000]) {
      const memory = openMemory();
      const steppers = [foldByFold(gamma, count), kacDiffusion({ potential: powerLaw(gamma) }).stepper(memory, [normalEnsemble(memory, count)])];
      const steps = Math.round(4e6 / count ** 2);
      const variants = steppers.map((stepper) => () => {
        for (let step = 0; step < steps; step++) stepper.step(rootKey("bench"), step, dt);
      });
      const [before, now] = interleaved(variants, 9).map((seconds) => (2e9 * seconds) / (steps * count * (count - 1))) as [number, number];
      rows.push([String(gamma), String(count), `${before.toFixed(2)} ns`, `${now.toFixed(2)} ns`, (now / before).toFixed(2), "0.5"]);
    }
  }
  process.stdout.write("The Kac diffusion, d = 3; CPU time per pair\n");
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
    const systems = [pairCollisions({ potential }), kacDiffusion({ potential }), whiteNoise(options), meanField(options)].map(open);
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
  benchKac();
  benchSteps();
}
