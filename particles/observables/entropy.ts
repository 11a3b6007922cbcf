/**
 * H = int f log f of an ensemble by the distances to the fourth neighbour (src/transport/estimates/entropy.ts), of its first particles.
 *
 * Its bias is of order (4/N)^(2/d) for smooth densities (K. Biau, L. Devroye, "Lectures on the nearest neighbor method", 2015, chapter 7).
 * With the mean H' of the estimates on the two halves, H - (H' - H) / (2^(2/d) - 1) is free of that order; what is left, of the order of its
 * square and of the tails, is seen in `plain` minus the main series. Work grows as N^(2 - 1/d).
 */
import { lawEntropy as entropyOf, solved } from "../../src/functionals/index.ts";
import { exp } from "../../src/math/elementary.ts";
import type { Observable } from "../../src/protocols/index.ts";
import { entropyEstimate } from "../../src/transport/index.ts";
import type { Alone } from "../state.ts";
import { cloud } from "./clouds.ts";
import { ofOneSpecies, onlySpeciesOf } from "./expected.ts";
import { onlySpecies } from "./species.ts";
import { knownOptions } from "../../src/names/options.ts";

/** Particle-steps that one particle's neighbours are worth at a few thousand particles. */
const SEARCH = 2000;

const quantity = { symbol: "H", kind: "entropy", velocity: 0 };

/** `count`: of the first particles only (all by default). Sub-series `plain`: H itself, not extrapolated. */
export function entropy(options: { count?: number } = {}): Observable<Alone> {
  knownOptions("entropy", options, ["count"]);
  return {
    of: "alone",
    check: ofOneSpecies("entropy"),
    parts: {
      "": {
        ...quantity,
        name: "entropy H",
        short: "entropy H",
        meaning: "H = int f log f by the distances to the fourth neighbour, free of the leading bias in N. Another unit of velocity adds a constant.",
      },
      plain: {
        ...quantity,
        name: "entropy H, not extrapolated",
        short: "H, not extrapolated",
        meaning: "H before its leading bias in N is removed.",
      },
    },
    cost: (particles) => SEARCH * Math.min(particles, options.count ?? particles),
    expected(solution, model) {
      onlySpeciesOf(model, "entropy");
      return { "": entropyOf(solved(solution)) };
    },
    open: () => ({
      measure(state) {
        onlySpecies(state, "entropy");
        const planes = cloud(state.ensemble, options.count);
        const middle = planes[0].length >> 1;
        const estimate = (from: number, to?: number): number => entropyEstimate(planes.map((plane) => plane.slice(from, to))).mean;
        const [plain, halves] = [estimate(0), (estimate(0, middle) + estimate(middle)) / 2];
        return { "": plain - (halves - plain) / (exp((2 / planes.length) * Math.LN2) - 1), plain };
      },
    }),
  };
}
