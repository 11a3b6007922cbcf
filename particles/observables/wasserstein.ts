/**
 * W2^2 between the laws of two coupled ensembles, without the finite-N bias:
 *
 *   D_N = 1/2 [ W_N(V, W') + W_N(V', W) - W_N(V, V') - W_N(W, W') ],
 *
 * where (V, W) and (V', W') are the two independent copies of the couple and W_N is the squared assignment cost. All four terms
 * carry the same floor of order N^{-2/d}, which cancels; what the coupling shares is a control variate, and D_N = 0 exactly when
 * V = W and V' = W'. Between different laws a bias of the floor's own order is left, some per cent of W2^2 at N = 4000; it is removed by
 * the same estimator on blocks of the particles (transport/estimates/extrapolated.ts), which states a bound of what it keeps. The result is not a bound and may be negative: it is shown
 * with its interval and beside the bracket. Of a mixture everything is sum_i m_i n_i times that of species i.
 */
import type { Ensemble, Observable } from "../../src/protocols/index.ts";
import {
  debiasedRadial,
  debiasedExtrapolated,
  lawDistance,
  openSolver,
  tangentBound,
  type AssignmentSolver,
  type Extrapolated,
} from "../../src/transport/index.ts";
import { partOf } from "../ensemble.ts";
import type { Coupled } from "../state.ts";
import { assignmentWork, cloud } from "./clouds.ts";
import { debiased, floor, ofCount, plain, radial, raw, residue, sample, squaredDistance, type CloudOptions } from "./squared-distances.ts";
import { knownOptions } from "../../src/names/options.ts";

/** D_N without its leading bias; sub-series `plain` (D_N itself), `residue` (what bounds the bias that is left), `raw` (mean cost between independent copies of the two laws) and `floor` (between copies of one law). */
export function debiasedWasserstein(options: CloudOptions = {}): Observable<Coupled> {
  knownOptions("debiasedWasserstein", options, ["count"]);
  return {
    of: "coupled",
    parts: { "": debiased(options), plain: plain(options), residue: residue(options), raw: raw(options), floor: floor(options) },
    cost: (particles) => 8 * assignmentWork(Math.min(particles, options.count ?? particles)),
    open() {
      const solvers: AssignmentSolver[] = [];
      return {
        measure(state) {
          const { value, plain, residue, raw, floor } = assignments(state, options, solvers);
          return { "": value, plain, residue, raw, floor };
        },
      };
    },
  };
}

/** The naive estimate: mean assignment cost between independent copies of the two laws. Sub-series `excess`: above the debiased one;
 * `extrapolated`: the same cost on the whole and on blocks, extrapolated by the floor's exponent without the floor itself. */
export function naiveWasserstein(options: CloudOptions = {}): Observable<Coupled> {
  knownOptions("naiveWasserstein", options, ["count"]);
  return {
    of: "coupled",
    parts: {
      "": {
        ...raw(options),
        name: `naive assignment cost W2_N^2${ofCount(options)}`,
        short: `naive W2_N^2${ofCount(options)}`,
        meaning: "Assignment cost between independent clouds of the two laws: the estimate that one would take without a second copy.",
      },
      excess: squaredDistance({
        name: `excess of the naive cost${ofCount(options)}`,
        short: `its excess${ofCount(options)}`,
        symbol: "W2_N^2 - W2^2",
        meaning: "Naive assignment cost minus the debiased distance: its finite-N bias.",
      }),
      extrapolated: squaredDistance({
        name: `naive cost, extrapolated in N${ofCount(options)}`,
        short: `raw cost extrapolated${ofCount(options)}`,
        symbol: "W2^2",
        meaning:
          "Assignment cost of all points and of blocks of them, extrapolated with the floor's exponent: what one pair of clouds gives without a second copy.",
        place: "estimate",
      }),
    },
    open() {
      const solvers: AssignmentSolver[] = [];
      return {
        measure(state) {
          const { value, raw, rawExtrapolated } = assignments(state, options, solvers);
          return { "": raw, excess: raw - value, extrapolated: rawExtrapolated };
        },
      };
    },
  };
}

/**
 * What the naive estimate shows too much, E W_N - W2^2, at t = 0 where the laws are known: the mean cost minus the tangent bound with their own
 * potentials, which has the expectation W2^2 and most of the cost's fluctuation (transport/noise.ts). Positive in every replicate. Of a standardised
 * start, whose tangent bound is not W2^2 in mean, the cost minus W2^2. Measured at the first time only, and only for one species whose initial laws
 * have a known optimal map.
 */
export function assignmentExcess(options: CloudOptions = {}): Observable<Coupled> {
  knownOptions("assignmentExcess", options, ["count"]);
  return {
    of: "coupled",
    parts: {
      "": squaredDistance({
        name: `excess of the assignment cost${ofCount(options)}`,
        short: `excess${ofCount(options)}`,
        symbol: "W2_N^2 - W2^2",
        meaning: "Assignment cost W2_N^2 between independent clouds of two laws minus W2^2 of the laws (by their known potentials): its finite-N bias.",
      }),
    },
    open() {
      const solvers: AssignmentSolver[] = [];
      return {
        measure(state, t): Record<string, number> {
          const { map, standardised } = state.initial;
          if (t !== 0 || !map || state.model.species.length > 1) return {};
          const [v, w, v2, w2] = state.copies.flatMap(([couple]) => [couple.first, couple.second].map((e) => cloud(e, options.count)));
          const { raw } = assignments(state, options, solvers);
          if (standardised) return { "": raw - map.squared };
          return { "": raw - (tangentBound(map, v, w2) + tangentBound(map, v2, w)) / 2 };
        },
      };
    },
  };
}

/** Fewer points than this have no interval (transport/law-distance.ts). */
const fewestPoints = 256;

/**
 * W2^2 of the initial laws as one would estimate it from one sample of each: V of the first copy and W of the second, which share nothing.
 * Sub-series: `low` and `high`, ends of the 95 % interval, and `covered`, 1 where it holds W2^2 of the laws and 0 elsewhere (means: how often), the
 * latter where that is known. At t = 0 only; nothing for fewer than 256 particles, several species, or a standardised start, whose particles are
 * not independent. Laws without a fourth moment are refused (transport/law-distance.ts says what else limits the interval).
 */
export function sampleDistance(): Observable<Coupled> {
  return {
    of: "coupled",
    parts: {
      "": { ...sample, place: "estimate" },
      low: { ...sample, name: "lower end of the interval from one sample", short: "lower end", symbol: "low" },
      high: { ...sample, name: "upper end of the interval from one sample", short: "upper end", symbol: "high" },
      covered: {
        name: "intervals that hold W2^2",
        short: "intervals that hold W2^2",
        symbol: "P(low <= W2^2 <= high)",
        kind: "fraction",
        velocity: 0,
        meaning: "How often the 95 % interval from one sample of each law holds their W2^2.",
      },
    },
    cost: (particles) => 4 * assignmentWork(particles),
    open() {
      const solver = openSolver();
      return {
        measure({ copies: [[a], [b]], initial: { map, standardised, laws }, model }, t): Record<string, number> {
          if (t !== 0 || standardised || model.species.length > 1 || a.first.count < fewestPoints) return {};
          const { squared, low, high } = lawDistance(a.first.planes, b.second.planes, { solver, laws });
          return { "": squared, low, high, ...(map ? { covered: Number(low <= map.squared && map.squared <= high) } : {}) };
        },
      };
    },
  };
}

/** The floor alone: mean of W_N(V, V') and W_N(W, W'), what the naive estimate shows between equal laws. */
export function independentFloor(options: CloudOptions = {}): Observable<Coupled> {
  knownOptions("independentFloor", options, ["count"]);
  return {
    of: "coupled",
    parts: {
      "": {
        ...floor(options),
        name: `independent floor${ofCount(options)}`,
        meaning: "Assignment cost W2_N^2 between two independent clouds of the same law: what a raw assignment cost shows where the laws agree.",
      },
    },
    open() {
      const solvers: AssignmentSolver[] = [];
      return { measure: (state) => ({ "": assignments(state, options, solvers).floor }) };
    },
  };
}

/** The same estimator for isotropic laws, by sorted speeds about the laws' means: floor of order 1/N, any N. */
export function radialWasserstein(): Observable<Coupled> {
  return {
    of: "coupled",
    parts: {
      "": { ...radial, place: "estimate" },
      raw: { ...radial, name: "W2^2 of the speeds, raw", short: "sorted speeds, raw", symbol: "W2_N^2", place: "raw" },
      floor: { ...radial, name: "W2^2 of the speeds of one law", short: "floor of sorted speeds", symbol: "W2_N^2(f, f)", place: "floor" },
    },
    open: () => ({
      measure(state) {
        const species = state.model.species.length;
        const { laws } = state.initial;
        const { value, raw, floor } = weighed(state, (clouds, s) => {
          const [v, w, v2, w2] = clouds.map((e) => e.planes);
          return debiasedRadial(v, w, v2, w2, laws[s].mean, laws[species + s].mean);
        });
        return { "": value, raw, floor };
      },
    }),
  };
}

/** The observables of one scenario share the four assignments. */
function assignments(state: Coupled, { count }: CloudOptions, solvers: AssignmentSolver[]): Omit<Extrapolated, "blocks"> {
  return state.once(`assignments of ${count ?? "all"}`, () =>
    weighed(state, (clouds, s) => {
      const [v, w, v2, w2] = clouds.map((e) => cloud(e, count));
      const { value, plain, residue, raw, floor, rawExtrapolated } = debiasedExtrapolated(v, w, v2, w2, (solvers[s] ??= openSolver()));
      return { value, plain, residue, raw, floor, rawExtrapolated };
    }),
  );
}

/** sum_i m_i n_i times each number that `measure` finds on species i of V, W, V', W'. */
function weighed<Found extends { readonly [name in keyof Found]: number }>(
  { model, copies }: Coupled,
  measure: (clouds: readonly Ensemble[], s: number) => Found,
): Found {
  const ensembles = copies.flatMap(([couple]) => [couple.first, couple.second]);
  const found = model.species.map((_, s) => measure(ensembles.map((e) => partOf(e, e.groups[s])), s)); // prettier-ignore
  const names = Object.keys(found[0]) as (keyof Found)[];
  const sum = (name: keyof Found): number => model.species.reduce((total, { mass, density }, s) => total + mass * density * found[s][name], 0);
  return Object.fromEntries(names.map((name) => [name, sum(name)])) as Found;
}
