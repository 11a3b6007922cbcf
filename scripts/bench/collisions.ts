/** Pair collisions in dimension 3, dt = 0.01, unit temperature: kernels alone and coupled against the straightforward loop. */
import { spherical } from "../../particles/couplings/spherical.ts";
import { synchronous } from "../../particles/couplings/synchronous.ts";
import { createEnsemble, groupsOf } from "../../particles/ensemble.ts";
import { pairCollisions } from "../../particles/systems/pair-collisions.ts";
import { openMemory } from "../../src/kernels/index.ts";
import { powerLaw } from "../../src/model/power-law.ts";
import { model, singleSpecies } from "../../src/model/species.ts";
import type { Ensemble, Model } from "../../src/protocols/index.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";
import { interleaved, printTable } from "./measure.ts";
import { straightforwardStep } from "./straightforward.ts";

const DT = 0.01;
/** Nanoseconds per particle of either ensemble, within 30 %, in `coupled`. */
interface Goal {
  readonly ratio: number;
  readonly rate: number;
  readonly coupled?: { readonly synchronous: number; readonly spherical: number };
}
const goals: Readonly<Record<number, Goal>> = {
  0: { ratio: 4, rate: 1.4e8 },
  [-3]: { ratio: 5, rate: 1.1e8, coupled: { synchronous: 6.5, spherical: 7.5 } },
};

/** Nanoseconds per particle-step of: straightforward, alone, alone without longer diffusion times, synchronous, spherical (the last two per particle of either). */
function nanoseconds(gamma: number, particles: number): number[] {
  const steps = Math.max(16, Math.round(2e6 / particles / 16) * 16);
  const system = pairCollisions({ potential: powerLaw(gamma) });
  const uncorrected = pairCollisions({ potential: powerLaw(gamma), corrected: false });
  const memory = openMemory();
  const key = rootKey("bench");
  const stream = openStream(key.child("initial"));
  const [plain, one, two, three, four, five, six] = Array.from({ length: 7 }, (): Ensemble => createEnsemble(memory, particles, 3));
  for (const plane of [plain, one, two, three, four, five, six].flatMap((e) => e.planes)) plane.forEach((_, i) => (plane[i] = stream.normal()));
  const [x, y, z] = plain.planes.map((plane) => Float64Array.from(plane));
  const steppers = [
    system.stepper(memory, [one]),
    uncorrected.stepper(memory, [six]),
    system.stepper(memory, [two, three], synchronous()),
    system.stepper(memory, [four, five], spherical()),
  ];
  const variants = [
    () => {
      for (let step = 0; step < steps; step++) straightforwardStep({ x: x, y: y, z: z }, gamma, DT, step);
    },
    ...steppers.map((stepper) => () => {
      for (let step = 0; step < steps; step++) stepper.step(key, step, DT);
    }),
  ];
  const ensembles = [1, 1, 1, 2, 2];
  return interleaved(variants, 7).map((seconds, k) => (1e9 * seconds) / (steps * particles * ensembles[k]));
}

/** Nanoseconds per particle-step: a single species of 2 n particles, and two of n each, unequal in mass (three meetings instead of one). */
function mixtureNanoseconds(gamma: number, particles: number): number[] {
  const potential = powerLaw(gamma);
  const species = [1, 25].map((mass, k) => ({ name: "ab"[k], mass, density: 1 }));
  const pairs = [["a", "a"], ["a", "b"], ["b", "b"]] as const; // prettier-ignore
  const mixed = model({ species, interactions: pairs.map((between) => ({ between, potential })) });
  const steps = Math.max(16, Math.round(1e6 / particles / 16) * 16);
  const variants = [singleSpecies(potential), mixed].map((of) => {
    const { stepper, key } = opened(of, particles, 1);
    return () => {
      for (let step = 0; step < steps; step++) stepper.step(key, step, DT);
    };
  });
  return interleaved(variants, 7).map((seconds) => (1e9 * seconds) / (steps * particles));
}

function opened(of: Model, particles: number, threads: number) {
  const system = pairCollisions({ model: of, threads });
  const memory = openMemory();
  const ensemble = createEnsemble(memory, particles, 3, groupsOf(of, particles));
  const stream = openStream(rootKey("bench"));
  for (const plane of ensemble.planes) plane.forEach((_, i) => (plane[i] = stream.normal()));
  return { key: rootKey("bench"), stepper: system.stepper(memory, [ensemble]), ensemble, memory };
}

/** One ensemble of 1e6 on two threads against one: wall time, nine pairs one after the other; the bits must agree. */
function benchThreads(): void {
  const [particles, steps] = [1e6, 32];
  const [one, two] = [1, 2].map((threads) => opened(singleSpecies(powerLaw(-3)), particles, threads));
  let [at, ratios] = [0, [] as number[]];
  const run = ({ stepper, key }: NonNullable<typeof one>): number => {
    const start = performance.now();
    for (let step = at; step < at + steps; step++) stepper.step(key, step, DT);
    return performance.now() - start;
  };
  for (let pair = 0; pair < 10; pair++, at += steps) {
    const ratio = run(one) / run(two);
    if (pair > 0) ratios = [...ratios, ratio]; // the first warms up
  }
  const same = one.ensemble.planes.every((plane, k) => plane.every((x, i) => x === two.ensemble.planes[k][i]));
  two.memory.close();
  ratios.sort((a, b) => a - b);
  process.stdout.write(
    `Two threads on one ensemble, N = 1e6, gamma = -3: ${ratios[4].toFixed(2)} times as fast by wall clock (median of 9 pairs, ${ratios[0].toFixed(2)} to ${ratios[8].toFixed(2)}; goal 1.6 on two idle cores), bits ${same ? "equal" : "DIFFERENT"}\n\n`,
  );
}

const told = (ns?: number): string => (ns === undefined ? "" : `${ns.toFixed(2)} ns`);

export function benchCollisions(): void {
  const rows = [
    ["gamma", "N", "straightforward", "alone", "ratio", "goal", "of uncorrected", "particle-steps/s", "goal"].concat([
      "synchronous",
      "goal",
      "spherical",
      "goal",
    ]),
  ];
  for (const gamma of [0, -3]) {
    for (const particles of [1e4, 1e6]) {
      const [straightforward, alone, uncorrected, synchronously, spherically] = nanoseconds(gamma, particles) as [number, number, number, number, number];
      const goal = goals[gamma];
      rows.push([
        String(gamma),
        String(particles),
        told(straightforward),
        told(alone),
        (straightforward / alone).toFixed(2),
        String(goal.ratio),
        (alone / uncorrected).toFixed(3),
        (1e9 / alone).toExponential(2),
        goal.rate.toExponential(1),
        told(synchronously),
        told(goal.coupled?.synchronous),
        told(spherically),
        told(goal.coupled?.spherical),
      ]);
    }
  }
  process.stdout.write("Pair collisions, d = 3, dt = 0.01; CPU time per particle-step, coupled: of either ensemble; goals within 30 %\n");
  printTable(rows);
  const memory = openMemory();
  pairCollisions({ potential: powerLaw(0) }).stepper(memory, [createEnsemble(memory, 1e6, 3)]);
  const bytes = memory.allocate(0).byteOffset;
  process.stdout.write(`Memory of one ensemble, N = 1e6: ${(bytes / 1e6).toFixed(1)} MB (ensemble 24 MB, workspace for relabelling 12 MB)\n\n`);
  const mixtures = [["gamma", "N", "one species", "two species", "per meeting of a particle"]];
  for (const gamma of [0, -3]) {
    const [single, mixed] = mixtureNanoseconds(gamma, 1e5) as [number, number];
    mixtures.push([String(gamma), "1e5", `${single.toFixed(2)} ns`, `${mixed.toFixed(2)} ns`, `${(mixed / 2).toFixed(2)} ns`]);
  }
  printTable(mixtures);
  benchThreads();
}
