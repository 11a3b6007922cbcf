/**
 * E(t) = int (f/m - 1)^2 m (CP, Theorem 1) of an ensemble, by the pair statistic of its Hermite coefficients up to a degree (src/functionals/hermite-part.ts): unbiased for the degrees
 * that it has, E_D, when particles are independent; collisions add O(1/N).
 *
 * m is the Maxwellian of a law given in advance, such as the initial one, whose momentum and energy the equation keeps: m from the ensemble itself would bias the statistic. The degree is
 * chosen in advance too (`degreeFor`). What lies above it, the tail, is not included; a solution that is handed over tells its share, and the whole with it.
 */
import { allowedDegree, checkDegree, cloudRelativeL2, relativeL2, relativeL2UpTo, solved } from "../../src/functionals/index.ts";
import { varianceOf } from "../../src/functionals/gaussian-algebra.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";
import type { Expected, Law, Observable, Parts, Reference, ReferenceState } from "../../src/protocols/index.ts";
import type { Alone } from "../state.ts";
import { ofOneSpecies, onlySpeciesOf } from "./expected.ts";
import { onlySpecies } from "./species.ts";
import { knownOptions } from "../../src/names/options.ts";

/** What E is measured against, and how far. */
export interface EquilibriumOptions {
  /** Its mean and temperature make m. */
  readonly law: Law;
  /** Highest degree of the polynomials. */
  readonly degree: number;
  /** A solution from the same initial law, which knows the tail: `hermite` does, for Maxwell molecules. */
  readonly solution?: Reference;
}

const square = { kind: "distance to equilibrium", velocity: 0 };

const partsOf = (degree: number, solution: Reference | undefined): Parts => ({
  "": {
    ...square,
    name: `E up to degree ${degree}`,
    short: `E, degree <= ${degree}`,
    symbol: `E_${degree}`,
    meaning:
      `E = int (f/m - 1)^2 m by pairs of particles, without the diagonal, from Hermite coefficients up to degree ${degree}: unbiased for these degrees. ` +
      (solution ? `The tail above is told by the ${solution.name}.` : "The tail above is not included."),
  },
  error: {
    ...square,
    name: `standard error of E up to degree ${degree}`,
    short: "standard error of E",
    symbol: "SE(E)",
    meaning: "Standard error of E within one ensemble, by the jackknife: in mean not too small.",
  },
  ...(solution
    ? {
        tail: {
          ...square,
          name: `E above degree ${degree}`,
          short: "tail of E",
          symbol: "E - E_D",
          meaning: `What the degrees above ${degree} add to E, of the ${solution.name}.`,
        },
        share: {
          kind: "fraction",
          velocity: 0,
          name: "share of the tail in E",
          short: "share of the tail",
          symbol: "1 - E_D/E",
          meaning: `Part of E above degree ${degree}, of the ${solution.name}.`,
        },
        whole: { ...square, name: "E", short: "E", symbol: "E", meaning: `E up to degree ${degree} of the particles and above it of the ${solution.name}.` },
      }
    : {}),
});

/** E_D and the tail of a solution; no tail where the solution does not know E. */
function partsOfSolution(solution: ReferenceState, degree: number): { part: Expected; whole?: Expected } {
  const law = solved(solution);
  const [part, whole] = [relativeL2UpTo(law, { degree }), relativeL2(law)];
  return whole.value < Infinity && whole.bound < Infinity ? { part, whole } : { part };
}

/** E of a single species. Sub-series `error`; with a solution `tail`, `share` and `whole`. Throws ScenarioError for a degree that is no whole number >= 1. */
export function equilibriumDistance(options: EquilibriumOptions): Observable<Alone> {
  const { law, degree, solution } = knownOptions("equilibriumDistance", options, ["law", "degree", "solution"]);
  checkDegree(degree);
  const frame = { mean: law.mean, variance: varianceOf(law) };
  /** The solution is the same in every replicate. */
  const known = new Map<number, ReturnType<typeof partsOfSolution>>();
  const solutionAt = (reference: Reference, t: number): ReturnType<typeof partsOfSolution> => {
    const found = known.get(t) ?? partsOfSolution(reference.at(t), degree);
    known.set(t, found);
    return found;
  };
  return {
    of: "alone",
    check: ofOneSpecies("E"),
    parts: partsOf(degree, solution),
    // Two passes over all polynomials, of which there are (D+d choose d), at a tenth of a particle-step each.
    cost: (particles) => particles * Array.from({ length: law.dimension }, (_, k) => (degree + k + 1) / (k + 1)).reduce((product, x) => product * x, 0.2),
    expected(state, model) {
      onlySpeciesOf(model, "E");
      const { part, whole } = partsOfSolution(state, degree);
      return { "": part, ...(solution && whole ? { whole } : {}) };
    },
    open: () => ({
      measure(state, t): Record<string, number> {
        onlySpecies(state, "E");
        const { value, error } = cloudRelativeL2(state.ensemble.planes, { ...frame, degree });
        if (!solution) return { "": value, error };
        const { part, whole } = solutionAt(solution, t);
        if (!whole) return { "": value, error };
        const tail = whole.value - part.value;
        return { "": value, error, tail, whole: value + tail, ...(whole.value > 0 ? { share: tail / whole.value } : {}) };
      },
    }),
  };
}

/** Samples of the law on which the variance is foretold. */
const PILOT = 4096;

/**
 * The largest degree, from 2 to 16, at which E of `particles` independent samples of the law has a standard error below `precision`, foretold on 4096 other samples of fixed randomness. Throws
 * what sampling the law throws.
 */
export function degreeFor(law: Law, options: { particles: number; precision: number }): number {
  const { particles, precision } = knownOptions("degreeFor", options, ["particles", "precision"]);
  const pilot = law.mean.map(() => new Float64Array(PILOT));
  law.sample(pilot, openStream(rootKey("degree of the distance to equilibrium")));
  return allowedDegree(pilot, { mean: law.mean, variance: varianceOf(law), particles, precision });
}
