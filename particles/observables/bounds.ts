/**
 * Lower bounds of W2^2 between the laws: tangent and Gelbrich, and the slope at t = 0.
 *
 * Tangent: for Kantorovich potentials u0, u1 fixed in advance (here those of the start), 2 [int u1 dg_t - int u0 df_t] <= W2^2(f_t, g_t),
 * an unbiased mean over particles, exact at t = 0, with the exact derivative there (first variation of W2^2). Gelbrich: the distance
 * of the Gaussians with the measured covariances, jackknifed, with momentum and energy held fixed where the start is standardised. The laws are
 * those of one particle: a standardised start has the tangent bound below W2^2 of the laws that it samples by O(1/N) (particles/initial.ts). The main series is the larger of the two, chosen on one copy and
 * evaluated on the other: taking the larger of two noisy values on the same data would not be a lower bound.
 *
 * At later times the laws of one particle are not the solutions, by O(1/N), whatever the start: at N = 4 the mean of the tangent bound can be 19 % above W2^2 of the solutions (test/exact/bracket-in-time).
 * How far an end may be off is stated with the verdict (src/claims/bracket-residue.ts): exact for Maxwell molecules, an estimate for others.
 */
import type { Observable, Parts, TransportMap } from "../../src/protocols/index.ts";
import { gelbrich, tangentBound } from "../../src/transport/index.ts";
import { DRAWS, probeSteps } from "../probe.ts";
import type { Couple, Coupled } from "../state.ts";
import { rateOfQuantity } from "./declared.ts";
import { squaredDistance } from "./squared-distances.ts";
import { overSpecies } from "./species.ts";
import { knownOptions } from "../../src/names/options.ts";

/** Which lower bounds are measured. */
export interface LowerBoundOptions {
  /** Step of the slope's probes; by default the scenario's own. */
  readonly dt?: number;
  /** Fresh draws of pairing and noise that the slope averages over, per copy. */
  readonly draws?: number;
}

const tangent = squaredDistance({
  name: "tangent lower bound",
  short: "tangent bound",
  symbol: "2 (int u1 dg - int u0 df)",
  meaning:
    "2 (int u1 dg - int u0 df) with Kantorovich potentials fixed in advance: below W2^2 of the laws of one particle whatever the potentials. A standardised start has it lower by O(1/N), as t = 0 shows.",
  place: "lower",
});

const parts: Parts = {
  "": squaredDistance({
    name: "lower bound",
    short: "lower bound",
    symbol: "max(tangent, Gelbrich)",
    meaning: "The larger of the tangent and the Gelbrich lower bounds of W2^2: lower end of the bracket.",
    place: "lower",
  }),
  tangent,
  gelbrich: squaredDistance({
    name: "Gelbrich lower bound",
    short: "Gelbrich bound",
    symbol: "W2^2(Gaussians)",
    meaning: "W2^2 between the Gaussians with the measured means and covariances, corrected for its bias: below W2^2 of the laws.",
    place: "lower",
  }),
  slope: {
    ...rateOfQuantity(tangent),
    name: "d W2^2/dt at the start",
    short: "d W2^2/dt",
    symbol: "d W2^2/dt",
    meaning: "Rate of change at t = 0 of W2^2 between the laws, by the first variation: that of the tangent bound with the potentials of the start.",
    place: "slope",
  },
};

/**
 * Sub-series: `tangent` and `slope` (dW2^2/dt at t = 0 by the tangent, first time only) when the initial laws have a known optimal
 * map, and `gelbrich`. Of a mixture, sum_i m_i n_i times the Gelbrich bound of species i alone.
 */
export function lowerBound(options: LowerBoundOptions = {}): Observable<Coupled> {
  knownOptions("lowerBound", options, ["dt", "draws"]);
  return {
    of: "coupled",
    probes: probeSteps(options.draws ?? DRAWS),
    parts,
    open: () => ({
      measure(state, t) {
        const { map, standardised = false } = state.initial;
        const couples = state.copies.map(([couple]) => couple);
        const gelbrichs = couples.map((c) => overSpecies(state.model, [c.first, c.second], ([v, w]) => gelbrich(v.planes, w.planes, { standardised }).value));
        if (!map) return { "": mean(gelbrichs), gelbrich: mean(gelbrichs) };
        const tangents = couples.map((c) => tangentBound(map, c.first.planes, c.second.planes));
        return {
          "": crossChosen(tangents, gelbrichs),
          tangent: mean(tangents),
          gelbrich: mean(gelbrichs),
          ...(t === 0 && (options.dt ?? state.dt) > 0 ? { slope: mean(couples.map((c) => slope(c, map, state.dt, options))) } : {}),
        };
      },
    }),
  };
}

/** d/dt of the tangent bound with fixed potentials: at t = 0 this is dW2^2/dt between the laws. */
function slope(couple: Couple, map: TransportMap, dt: number, options: LowerBoundOptions): number {
  return couple.rate(([v, w]) => tangentBound(map, v.planes, w.planes), { dt: options.dt ?? dt, draws: options.draws ?? DRAWS });
}

function crossChosen(a: readonly number[], b: readonly number[]): number {
  const onSecond = a[0] >= b[0] ? a[1] : b[1];
  const onFirst = a[1] >= b[1] ? a[0] : b[0];
  return (onFirst + onSecond) / 2;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
