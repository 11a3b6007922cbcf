/**
 * What a replicate keeps of itself, to go on from (protocols/run.ts, Checkpoint): where it is, its velocities, what was measured, and what its observables
 * remember. Noise needs no keeping: a step draws it from (key, step).
 */
import type { Checkpoint, Ensemble, Meter, Snapshot, Trajectory } from "../src/protocols/index.ts";

/** A replicate between two steps: before step `step`, of which nothing has been measured. */
export interface Kept {
  readonly step: number;
  /** Planes of all ensembles. */
  readonly velocities: readonly (readonly Float64Array[])[];
  readonly times: number[];
  readonly series: Record<string, (number | null)[]>;
  readonly snapshots: Snapshot[];
  /** Of the meters, in their order. */
  readonly memories: readonly unknown[];
}

/** Planes as memory of their own: those of the kernels are shared. */
export const copied = ({ planes }: Ensemble): Float64Array[] => planes.map((plane) => new Float64Array(plane));

/** The state of ensembles and meters as it was kept. */
export function restore<State>({ velocities, memories }: Kept, ensembles: readonly Ensemble[], meters: readonly Meter<State>[]): void {
  ensembles.forEach(({ planes }, e) => planes.forEach((plane, k) => plane.set(velocities[e][k])));
  meters.forEach(({ memory }, m) => memory?.restore(memories[m]));
}

/** What was kept of runs that follow each other. */
interface InTurn {
  readonly done: readonly Trajectory[];
  readonly own?: unknown;
}

/** Runs one after the other under one checkpoint: those that were through are not run again. */
export function inTurn(checkpoint: Checkpoint | undefined, runs: readonly ((own: { readonly checkpoint?: Checkpoint }) => Trajectory)[]): Trajectory[] {
  const { done: before, own: held } = (checkpoint?.held as InTurn | undefined) ?? { done: [] };
  const done = [...before];
  for (const run of runs.slice(before.length)) {
    const own = checkpoint && {
      ...(held !== undefined && done.length === before.length ? { held } : {}),
      due: () => checkpoint.due(),
      keep: (state: unknown) => checkpoint.keep({ done, own: state } satisfies InTurn),
    };
    done.push(run(own ? { checkpoint: own } : {}));
  }
  return done;
}
