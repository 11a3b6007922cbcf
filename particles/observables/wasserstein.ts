/**
 * W2^2 between the laws of two coupled ensembles, without the finite-N bias:
 *
 *   D_N = 1/2 [ W_N(V, W') + W_N(V', W) - W_N(V, V') - W_N(W, W') ],
 *
 * where (V, W) and (V', W') are the two independent copies of the couple and W_N is the squared assignment cost. All four terms
 * carry the same floor of order N^{-2/d}, which cancels; what the coupling shares is a control variate, and D_N = 0 exactly when
 * V = W and V' = W'. Between different laws a bias of the floor's own order is left, some per cent of W2^2 at N = 4000; it is removed by
 * the same estimator on blocks of the particles (transport/extrapolated.ts). The result is not a bound and may be negative: it is shown
 * with its interval and beside the bracket.
 */
import type { Observable } from "../../src/protocols.ts";
import { debiasedRadial, extrapolated, openSolver, type AssignmentSolver, type Extrapolated } from "../../src/transport/index.ts";
import type { Coupled } from "../state.ts";
import { assignmentWork, cloud } from "./clouds.ts";

/** `count`: assign the first `count` particles only (all by default); D_N is then that of `count` particles. */
export interface CloudOptions {
  readonly count?: number;
}

/** D_N without its leading bias; sub-series `plain` (D_N itself), `raw` (mean cost between independent copies of the two laws) and `floor` (between copies of one law). */
export function debiasedWasserstein(options: CloudOptions = {}): Observable<Coupled> {
  return {
    label: "debiased W2^2",
    cost: (particles) => 8 * assignmentWork(Math.min(particles, options.count ?? particles)),
    open() {
      const solver = openSolver();
      return {
        measure(state) {
          const { value, plain, raw, floor } = assignments(state, options, solver);
          return { "": value, plain, raw, floor };
        },
      };
    },
  };
}

/** The naive estimate: mean assignment cost between independent copies of the two laws. Sub-series `excess`: above the debiased one. */
export function naiveWasserstein(options: CloudOptions = {}): Observable<Coupled> {
  return {
    label: "naive W2^2",
    open() {
      const solver = openSolver();
      return {
        measure(state) {
          const { value, raw } = assignments(state, options, solver);
          return { "": raw, excess: raw - value };
        },
      };
    },
  };
}

/** The floor alone: mean of W_N(V, V') and W_N(W, W'), what the naive estimate shows between equal laws. */
export function independentFloor(options: CloudOptions = {}): Observable<Coupled> {
  return {
    label: "independent floor",
    open() {
      const solver = openSolver();
      return { measure: (state) => ({ "": assignments(state, options, solver).floor }) };
    },
  };
}

/** The same estimator for isotropic laws, by sorted speeds about the laws' means: floor of order 1/N, any N. */
export function radialWasserstein(): Observable<Coupled> {
  return {
    label: "radial W2^2",
    open: () => ({
      measure(state) {
        const [a, b] = state.copies.map(([couple]) => couple!);
        const [f, g] = state.initial.laws;
        const { value, raw, floor } = debiasedRadial(
          a!.first.planes,
          a!.second.planes,
          b!.first.planes,
          b!.second.planes,
          f!.mean,
          g!.mean,
        );
        return { "": value, raw, floor };
      },
    }),
  };
}

/** The observables of one scenario share the four assignments. */
function assignments(state: Coupled, { count }: CloudOptions, solver: AssignmentSolver): Extrapolated {
  return state.once(`assignments of ${count ?? "all"}`, () => {
    const [v, w, v2, w2] = state.copies.flatMap(([couple]) => [cloud(couple!.first, count), cloud(couple!.second, count)]);
    return extrapolated(v!, w!, v2!, w2!, solver);
  });
}
