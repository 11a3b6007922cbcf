/**
 * Accuracy per cost on the blob method's problem: BKW in two dimensions, S = 1/2, to t = 0.3125, relative L2 distance to the exact solution.
 * Goal: at most 14 CPU seconds, a tenth of the blob method's 140 (3600 blobs, LandauBlob in numba, order 1.86), at its error of 8.42e-3, for
 * one method; all are shown. Particles are sampled, run and estimated; solvers are opened, run and compared at their nodes.
 */
import { alone, deterministic, distanceTo, pairCollisions, sampled, starting } from "../../particles/index.ts";
import { bkw, fourier, hermite, maxwellMolecules, radial, rootKey, singleSpecies } from "../../src/index.ts";
import { exactMaxwell } from "../../src/solvers/index.ts";
import type { Dynamics, Initial } from "../../src/protocols/index.ts";
import { interleaved, printTable } from "./measure.ts";

const law = bkw({ S: 0.5, dimension: 2 });
const model = singleSpecies(maxwellMolecules());
const time = { end: 0.3125, steps: 50, observe: 2 };
const blob = { error: 8.42e-3, seconds: 140 };

/** CPU seconds and error of one run. */
function measured<State>(open: () => Dynamics<State>, initial: Initial<State>, particles: number, width: number): [number, number] {
  let error = 0;
  const observe = { error: distanceTo(exactMaxwell(law), { width, order: 4 }) };
  const [seconds] = interleaved(
    [
      () => {
        const setup = { system: open(), initial, particles, time, observe } as never;
        error = open().run(setup, rootKey("bench/accuracy"), {}).series.error.at(-1)!;
      },
    ],
    1,
  );
  return [seconds, error];
}

export function benchAccuracy(): void {
  const rows: [string, number, number][] = [];
  for (const particles of [80_000, 320_000, 1_280_000]) {
    const open = () => alone(pairCollisions({ potential: maxwellMolecules() }));
    rows.push([`${particles} particles`, ...measured(open, sampled(law), particles, 1.2 * particles ** -0.1)]);
  }
  for (const modes of [12, 16, 24, 32])
    rows.push([`fourier, ${modes} modes`, ...measured(() => deterministic(model, fourier({ modes })), starting(law), 2, 0.3)]);
  for (const nodes of [36, 72]) rows.push([`radial, ${nodes} nodes`, ...measured(() => deterministic(model, radial({ nodes })), starting(law), 2, 0.3)]);
  for (const degree of [12, 20, 30])
    rows.push([`hermite, degree ${degree}`, ...measured(() => deterministic(model, hermite({ degree })), starting(law), 2, 0.3)]);
  const told = rows.map(([name, seconds, error]) => [
    name,
    seconds.toFixed(2),
    error.toExponential(2),
    error <= blob.error ? `${(blob.seconds / seconds).toFixed(0)} times less CPU at a smaller error` : "",
  ]);
  printTable([["accuracy", "CPU s", "relative L2", "against the blob method (8.42e-3, 140 s)"], ...told]);
}
