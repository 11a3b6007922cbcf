/** Pair collisions in dimension 3, dt = 0.01, unit temperature: kernels alone and coupled against the straightforward loop. */
import { spherical } from "../../particles/couplings/spherical.ts";
import { synchronous } from "../../particles/couplings/synchronous.ts";
import { createEnsemble } from "../../particles/ensemble.ts";
import { pairCollisions } from "../../particles/systems/pair-collisions.ts";
import { openMemory } from "../../src/kernels/load.ts";
import { powerLaw } from "../../src/model/potential.ts";
import type { Ensemble } from "../../src/protocols.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";
import { interleaved, printTable } from "./measure.ts";
import { straightforwardStep } from "./straightforward.ts";

const DT = 0.01;
const goals: Readonly<Record<number, { readonly ratio: number; readonly rate: number }>> = {
  0: { ratio: 4, rate: 1.4e8 },
  [-3]: { ratio: 5, rate: 1.1e8 },
};

/** Nanoseconds per particle-step of: straightforward, alone, synchronous, spherical (the last two per particle of either). */
function nanoseconds(gamma: number, particles: number): number[] {
  const steps = Math.max(16, Math.round(2e6 / particles / 16) * 16);
  const system = pairCollisions({ potential: powerLaw(gamma) });
  const memory = openMemory(system.bytes(particles, 3, 6));
  const key = rootKey("bench");
  const stream = openStream(key.child("initial"));
  const [plain, one, two, three, four, five] = Array.from({ length: 6 }, () =>
    createEnsemble(memory, particles, 3),
  ) as Ensemble[];
  for (const plane of [plain, one, two, three, four, five].flatMap((e) => e!.planes))
    plane.forEach((_, i) => (plane[i] = stream.normal()));
  const [x, y, z] = plain!.planes.map((plane) => Float64Array.from(plane));
  const steppers = [
    system.stepper(memory, [one!]),
    system.stepper(memory, [two!, three!], synchronous()),
    system.stepper(memory, [four!, five!], spherical()),
  ];
  const variants = [
    () => {
      for (let step = 0; step < steps; step++) straightforwardStep({ x: x!, y: y!, z: z! }, gamma, DT, step);
    },
    ...steppers.map((stepper) => () => {
      for (let step = 0; step < steps; step++) stepper.step(key, step, DT);
    }),
  ];
  const ensembles = [1, 1, 2, 2];
  return interleaved(variants, 7).map((seconds, k) => (1e9 * seconds) / (steps * particles * ensembles[k]!));
}

export function benchCollisions(): void {
  const rows = [
    ["gamma", "N", "straightforward", "alone", "synchronous", "spherical", "ratio", "goal", "particle-steps/s", "goal"],
  ];
  for (const gamma of [0, -3]) {
    for (const particles of [1e4, 1e6]) {
      const [straightforward, alone, synchronously, spherically] = nanoseconds(gamma, particles) as [
        number,
        number,
        number,
        number,
      ];
      const goal = goals[gamma]!;
      rows.push([
        String(gamma),
        String(particles),
        ...[straightforward, alone, synchronously, spherically].map((ns) => `${ns.toFixed(2)} ns`),
        (straightforward / alone).toFixed(2),
        String(goal.ratio),
        (1e9 / alone).toExponential(2),
        goal.rate.toExponential(1),
      ]);
    }
  }
  process.stdout.write("Pair collisions, d = 3, dt = 0.01; CPU time per particle-step\n");
  printTable(rows);
  const bytes = pairCollisions({ potential: powerLaw(0) }).bytes(1e6, 3, 1);
  process.stdout.write(
    `Memory of one ensemble, N = 1e6: ${(bytes / 1e6).toFixed(1)} MB (ensemble 24 MB, workspace for relabelling 12 MB)\n\n`,
  );
}
