/**
 * Results made of independent normal numbers with known means, for tests of claims: what the claim should say is known.
 */
import type { Cell, Failure, Law, Parts, Point, Quantity, ReferenceSeries, Result, Trajectory } from "../../src/protocols/index.ts";
import { filed } from "../../src/series-name.ts";
import { powerLaw } from "../../src/model/index.ts";
import { singleSpecies } from "../../src/model/species.ts";
import { openStream } from "../../src/random/stream.ts";
import { rootKey } from "../../src/random/key.ts";

export interface Synthetic {
  readonly point?: Point;
  readonly times?: readonly number[];
  readonly replicates?: number;
  /** Value of a series at observation k of a replicate; `noise()` is a standard normal; null is a missing measurement. */
  readonly series: Readonly<Record<string, (k: number, noise: () => number, replicate: number) => number | null>>;
  /** What observables of these names declare; nothing by default. */
  readonly declared?: Readonly<Record<string, Parts>>;
  readonly laws?: readonly Law[];
  /** W2^2 of the initial laws. */
  readonly squared?: number;
  readonly standardised?: true;
  readonly gamma?: number;
  readonly strength?: number;
  readonly steps?: number;
  readonly reference?: Readonly<Record<string, ReferenceSeries>>;
  readonly failures?: readonly Failure[];
  readonly seed: string;
}

/** Quantities by series. */
export const declaredBy = (declared: Readonly<Record<string, Parts>>): Readonly<Record<string, Quantity>> =>
  Object.fromEntries(Object.entries(declared).flatMap(([name, parts]) => filed<Quantity>(name, parts)));

/** One cell of a result. */
export function cellOf(options: Synthetic): Cell {
  const { times = [0, 0.5, 1], replicates = 16, laws = [], squared, gamma = 0, strength = 1, reference, standardised } = options;
  const stream = openStream(rootKey(`test/synthetic/${options.seed}`));
  const trajectory = (replicate: number): Trajectory => ({
    times,
    series: Object.fromEntries(Object.entries(options.series).map(([name, value]) => [name, times.map((_, k) => value(k, () => stream.normal(), replicate))])),
  });
  const setup = {
    system: {
      name: "synthetic system",
      conserves: ["momentum", "energy"],
      model: singleSpecies({ ...powerLaw(gamma, { strength }), name: "power law", alpha: (r) => strength * r ** gamma }),
    },
    initial: { name: "synthetic", laws, ...(squared === undefined ? {} : { map: { squared } }), ...(standardised ? { standardised } : {}) },
    particles: 100,
    time: { end: times.at(-1), steps: options.steps ?? 100, observe: times.length },
    observe: {},
    ...(reference ? { reference } : {}),
  };
  return {
    point: options.point ?? {},
    setup: setup as unknown as Cell["setup"],
    quantities: declaredBy(options.declared ?? {}),
    times,
    replicates: Array.from({ length: replicates }, (_, r) => trajectory(r)),
    series: {},
    failures: options.failures ?? [],
  };
}

export const resultOf = (...cells: readonly Cell[]): Result => ({ study: "synthetic", title: "Synthetic", digest: "0", cells });
