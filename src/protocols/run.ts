/** What one replicate is: a setup that a particle system runs from a key. */
import type { Ensemble } from "./ensemble.ts";
import type { Law } from "./law.ts";
import type { Model } from "./model.ts";
import type { Conserved, Observable, Parts } from "./quantity.ts";
import type { Key } from "./random.ts";
import type { ReferenceSeries, Solver } from "./solution.ts";
import type { TransportMap } from "./transport.ts";

/** Observation times and steps: `steps` equal steps to `end`; `observe` equally spaced times, 0 and `end` included. All zero and one look: an instant. */
export interface Horizon {
  readonly end: number;
  readonly steps: number;
  readonly observe: number;
}

/** How ensembles start. `laws` has one law for a system alone and two for a coupled one; of a mixture, one per species of each ensemble in turn. */
export interface Initial<State> {
  readonly name: string;
  /** What it fills, where that is known: one ensemble, a couple, or a solution. */
  readonly of?: "alone" | "coupled" | "solved";
  readonly laws: readonly Law[];
  /** Kantorovich data of the start, when the two laws have a known optimal map. */
  readonly map?: TransportMap;
  /** Present when momentum and energy of every ensemble are exactly those of its law: then the particles are not independent. */
  readonly standardised?: true;
  /** Fills one ensemble per law; the same key gives the same first ensemble, coupled or alone. */
  fill(ensembles: readonly Ensemble[], key: Key): void;
  /** Phantom: ties one law to a system alone, two to a coupled one. */
  readonly state?: State;
}

/** What a scenario's function returns: plain data. */
export interface Setup<State, Series extends string = string> {
  readonly system: Dynamics<State>;
  readonly initial: Initial<State>;
  /** Of each ensemble; of all species together, which share them in proportion to their densities, or to the `share` of those that have one. */
  readonly particles: number;
  readonly time: Horizon;
  readonly observe: Readonly<Record<Series, Observable<State>>>;
  /** Curves known independently of the particles, series by series. */
  readonly reference?: Readonly<Partial<Record<string, ReferenceSeries>>>;
  /** Deterministic solutions from the same model and laws, to compare every series with that laws have. */
  readonly compare?: readonly Solver[];
  /** Velocities to keep in files; none when absent. They change no number. */
  readonly snapshots?: Snapshots;
}

/** Which velocities are kept, and in what files: at the steps nearest to these times, those beyond the end left out. */
export interface Snapshots {
  readonly times: readonly number[];
  readonly format: "npy" | "hdf5";
}

/** The velocities of a replicate at a time. */
export interface Snapshot {
  readonly t: number;
  /** Shape E x N x d: ensembles in the order of `Dynamics.ensembles`, particles by species. */
  readonly velocities: Float64Array;
}

/** A particle system ready to be run, alone or coupled; implemented by the particles entry, called by the study. */
export interface Dynamics<State> {
  readonly name: string;
  readonly model: Model;
  readonly conserves: readonly Conserved[];
  /** Names of its ensembles, as snapshots have them; absent where nothing moves in particles. */
  readonly ensembles?: readonly string[];
  /** Its noise is Brownian: a step may draw that of several. */
  readonly brownian?: true;
  /** What its name may not say, for manifests and reports; nothing when absent. */
  details?(particles: number): Details;
  /** The parts of what it makes of an observable with these parts; those themselves when absent. */
  parts?(declared: Parts): Parts;
  /** Weak order in dt of means of observables, or of those that are `joint`; unknown when absent. */
  weakOrder?(dimension: number, joint?: boolean): number;
  /** Throws ScenarioError when the setup cannot run. */
  check(setup: Setup<State>): void;
  /** Particle-steps of one replicate, for plans and time estimates. */
  cost(setup: Setup<State>): number;
  /** What whoever runs this should know beforehand, such as steps that have no kernel; nothing when absent. Plans and runs say each once. */
  notes?(setup: Setup<State>): readonly string[];
  /**
   * Runs one replicate. `until` stops at the last step that ends by then, whether observed or not. `progress` is called with fractions in [0, 1].
   * Deterministic given (setup, key). Throws NumericalError.
   */
  run(setup: Setup<State>, key: Key, options: RunOptions): Trajectory;
}

/** What is to be told of a system of so many particles: its options, its couplings, the particles of each species of an ensemble. */
export interface Details {
  readonly options?: Readonly<Record<string, string | number | boolean>>;
  readonly couplings?: readonly string[];
  readonly counts?: readonly number[];
}

/** Whose noise a step draws: that of a step, or, where noise is Brownian, that of several as one increment (their sum over the root of their number). */
export type NoiseOf = number | readonly number[];

/** How a replicate is run. */
export interface RunOptions {
  readonly until?: number;
  /** Called with the part that is done, 0 to 1. */
  readonly progress?: (fraction: number) => void;
  /** Step k draws the noise of lent(k), so that a coarse run can share that of a fine one. */
  readonly lent?: (step: number) => NoiseOf;
  /** Times of snapshots. */
  readonly snapshots?: readonly number[];
  readonly checkpoint?: Checkpoint;
  /** A plan has looked at the laws of this setup: another look at each replicate would take 5 ms a law. */
  readonly planned?: boolean;
}

/** Where a run keeps itself now and then, so that it can go on after it was lost. It decides no bits. */
export interface Checkpoint {
  /** What was kept last of the same run; absent when it begins. */
  readonly held?: unknown;
  /** Whether it is time. */
  due(): boolean;
  /** `state`: plain data and typed arrays, that of the run's own making; it is copied before this returns. */
  keep(state: unknown): void;
}

/** What one replicate measured: `series[name][k]` at `times[k]`; a missing measurement is null. */
export interface Trajectory {
  readonly times: readonly number[];
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
  /** Those that were asked for. */
  readonly snapshots?: readonly Snapshot[];
}
