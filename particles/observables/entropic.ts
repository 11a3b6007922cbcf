/**
 * The entropic cost between the laws of two coupled ensembles, without the finite-N bias (src/transport/estimates/entropic.ts). Half cost |x - y|^2/2, epsilon the parameter of the half cost; CP's
 * (1.2) is 2 S at epsilon' = 2 epsilon, and C_epsilon = S + epsilon (H(f) + H(g)) + (epsilon d/2) log(2 pi epsilon), which needs the entropies of the laws. Of a mixture everything is sum_i m_i n_i times that
 * of species i.
 */
import type { Observable, Quantity } from "../../src/protocols/index.ts";
import { debiasedEntropic } from "../../src/transport/index.ts";
import { partOf } from "../ensemble.ts";
import type { Coupled } from "../state.ts";
import { cloud } from "./clouds.ts";
import { knownOptions } from "../../src/names/options.ts";

/** Particle-steps of one pair of points in all rounds of a solve. */
const PAIR = 2;

/** `count`: of the first particles of each species only. Sub-series `cost` (S of the two laws, extrapolated in N), `raw` and `floor` (means of S between independent clouds, of the two laws and of each). */
export function entropicDistance(options: { epsilon: number; count?: number; tolerance?: number }): Observable<Coupled> {
  knownOptions("entropicDistance", options, ["epsilon", "count", "tolerance"]);
  const { epsilon, count, tolerance = 1e-5 } = options;
  const quantity = (name: string, short: string, symbol: string, meaning: string): Quantity => ({
    kind: "squared distance between velocities",
    velocity: 2,
    name: `${name}, epsilon = ${epsilon}`,
    short: `${short}, eps = ${epsilon}`,
    symbol,
    meaning,
  });
  return {
    of: "coupled",
    parts: {
      "": quantity("entropic divergence", "entropic divergence", "S(f,g) - S(f,f)/2 - S(g,g)/2", "Entropic cost between the laws less the mean of those of each law with itself, all between independent clouds, so that the finite-N bias cancels. May be negative."), // prettier-ignore
      cost: quantity(
        "entropic cost",
        "entropic cost",
        "S_eps",
        "min E|x - y|^2/2 + eps KL(P | f x g) between the laws, extrapolated from all particles and halves of them.",
      ),
      raw: quantity(
        "entropic cost of clouds",
        "raw entropic cost",
        "S_N",
        "Entropic cost between independent clouds of the two laws, with its bias of order 1/N.",
      ),
      floor: quantity(
        "entropic cost of one law",
        "entropic floor",
        "S_N(f, f)",
        "Entropic cost between independent clouds of one law, mean over the two laws.",
      ),
    },
    cost: (particles) => 6 * PAIR * Math.min(particles, count ?? particles) * Math.min(particles, count ?? particles),
    open: () => ({
      measure({ model, copies }) {
        const sums = { "": 0, cost: 0, raw: 0, floor: 0 };
        model.species.forEach(({ mass, density }, s) => {
          const [v, w, v2, w2] = copies.flatMap(([couple]) => [couple.first, couple.second].map((e) => cloud(partOf(e, e.groups[s]), count)));
          const found = debiasedEntropic(v, w, v2, w2, { epsilon, tolerance });
          sums[""] += mass * density * found.value;
          for (const name of ["cost", "raw", "floor"] as const) sums[name] += mass * density * found[name];
        });
        return sums;
      },
    }),
  };
}
