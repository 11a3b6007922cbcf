/**
 * The clouds of the transport benchmark, the same on every machine.
 *
 * aniso: N(0, I) against N(0, diag(1.8, 0.6, 0.6)). near: y = x + 0.05 noise. same law: two samples of N(0, I). shell: a thick shell, beams: two
 * beams, mixture: two Gaussians of unequal temperatures off centre, these three against N(0, I); also after coupled steps, which bring the clouds
 * together as a run does: pair collisions under the synchronous coupling, gamma = -3, dt = 0.01.
 */
import { synchronous } from "../../particles/couplings/synchronous.ts";
import { createEnsemble } from "../../particles/ensemble.ts";
import { pairCollisions } from "../../particles/systems/pair-collisions.ts";
import { openMemory } from "../../src/kernels/index.ts";
import { powerLaw } from "../../src/model/power-law.ts";
import type { Planes } from "../../src/protocols/index.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";
import { families, type Shape } from "./family-shapes.ts";

const DT = 0.01;

const shapes: Readonly<Record<string, Shape>> = {
  aniso: (n) => [
    [n(), n(), n()],
    [Math.sqrt(1.8) * n(), Math.sqrt(0.6) * n(), Math.sqrt(0.6) * n()],
  ],
  near: (n) => {
    const x = [n(), n(), n()];
    return [x, x.map((value) => value + 0.05 * n())];
  },
  "same law": (n) => [
    [n(), n(), n()],
    [n(), n(), n()],
  ],
  mixture: (n, i) => [i % 3 ? [0.3 + 0.6 * n(), 0.6 * n(), 0.6 * n()] : [-0.6 + 1.4 * n(), 1.4 * n(), 1.4 * n()], [n(), n(), n()]],
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
  ...families,
};

/** The two clouds of a case, after `steps` coupled steps (dimension 3 only). */
export function benchClouds(name: string, count: number, steps = 0): readonly [Planes, Planes] {
  const stream = openStream(rootKey(`bench/transport/${name}/${count}`));
  const shape = shapes[name];
  let clouds: readonly [Float64Array[], Float64Array[]] | undefined;
  for (let i = 0; i < count; i++) {
    const pair = shape(() => stream.normal(), i);
    const planes = () => Array.from(pair[0], () => new Float64Array(count));
    clouds ??= [planes(), planes()];
    for (const side of [0, 1] as const) clouds[side].forEach((plane, k) => (plane[i] = pair[side][k]!));
  }
  return steps > 0 ? collided(clouds!, steps) : clouds!;
}

function collided(clouds: readonly [Planes, Planes], steps: number): readonly [Planes, Planes] {
  const count = clouds[0][0].length;
  const system = pairCollisions({ potential: powerLaw(-3) });
  const memory = openMemory();
  const ensembles = clouds.map(() => createEnsemble(memory, count, 3));
  ensembles.forEach(({ planes }, side) => planes.forEach((plane, k) => plane.set(clouds[side][k])));
  const stepper = system.stepper(memory, ensembles, synchronous());
  const key = rootKey("bench/transport/steps");
  for (let step = 0; step < steps; step++) stepper.step(key, step, DT);
  const [x, y] = ensembles.map(({ planes }) => planes.map((plane) => Float64Array.from(plane)));
  return [x, y];
}
