/**
 * The coupled cost C = (1/N) sum |V_i - W_i|^2: in expectation an upper bound of W2^2 between the laws of one particle, and not W2 itself. Those laws
 * are f and g for independent particles; of a standardised start they are not quite, and the cost is below W2^2(f, g) by O(1/N) there
 * (particles/initial.ts), so that it is compared with its own value at t = 0.
 *
 * Also the cost after optimal re-matching of each couple, W_N(V, W): still an upper bound, closer, and biased by the noise floor of
 * what the coupling does not share.
 */
import { ScenarioError } from "../../src/errors.ts";
import { suggestion } from "../../src/names/nearest.ts";
import { meanOver } from "../../src/math/sum.ts";
import type { Ensemble, Model, Observable, Quantity } from "../../src/protocols/index.ts";
import { DRAWS, probeSteps } from "../probe.ts";
import type { Coupled } from "../state.ts";
import { rateOfQuantity } from "./declared.ts";
import { squaredDistance } from "./squared-distances.ts";
import { assignmentCost, assignmentWork } from "./clouds.ts";
import { overSpecies } from "./species.ts";
import { knownOptions } from "../../src/names/options.ts";

const cost = (coupling?: string): Quantity =>
  squaredDistance({
    name: coupling === undefined ? "coupled cost" : `coupled cost, ${coupling} coupling`,
    short: coupling === undefined ? "coupled cost" : `${coupling} cost`,
    symbol: "<|V - W|^2>",
    meaning:
      `Mean squared distance (1/N) sum |V_i - W_i|^2 of the pairs${coupling === undefined ? "" : ` that share their noise by the ${coupling} coupling`}. ` +
      "Of independent samples its mean is never below W2^2 of the laws of one particle: upper end of the bracket. A standardised start has it lower by O(1/N), as t = 0 shows.",
    place: "upper",
  });

/** Mean over the two copies of the coupled cost (of a mixture sum_i m_i n_i times that of species i), under the scenario's first coupling or the one named. */
export function coupledCost(options: { coupling?: string } = {}): Observable<Coupled> {
  knownOptions("coupledCost", options, ["coupling"]);
  return {
    of: "coupled",
    joint: true,
    check: ({ couplings }) => void (couplings && select(couplings, options.coupling)),
    parts: { "": cost(options.coupling) },
    open: () => ({
      measure(state) {
        const [a, b] = state.copies.map((copy) => {
          const { first, second } =
            copy[
              select(
                copy.map(({ coupling }) => coupling),
                options.coupling,
              )
            ];
          return costOverSpecies(state.model, [first, second]);
        });
        return { "": (a + b) / 2 };
      },
    }),
  };
}

/**
 * Rate of change of the coupled cost (of a mixture as there) at t = 0, over fresh noise (probe.ts): the generator of the couple applied to |v - v~|^2. Measured at the first
 * observation time only, mean over the two copies. `draws`: fresh draws per copy.
 */
export function coupledCostRate(options: { dt?: number; draws?: number } = {}): Observable<Coupled> {
  knownOptions("coupledCostRate", options, ["dt", "draws"]);
  const { draws = DRAWS } = options;
  return {
    of: "coupled",
    probes: probeSteps(draws),
    parts: { "": { ...rateOfQuantity(cost()), name: "rate of the coupled cost" } },
    open: () => ({
      measure(state, t): Record<string, number> {
        if (t !== 0) return {};
        const probe = { dt: options.dt ?? state.dt, draws, joint: true };
        const [a, b] = state.copies.map(([couple]) => couple.rate((ensembles) => costOverSpecies(state.model, ensembles), probe));
        return { "": (a + b) / 2 };
      },
    }),
  };
}

/** Assignment cost W_N(V, W) inside each couple, mean over the copies; `count` particles of each at most. */
export function rematchedCost(options: { count?: number } = {}): Observable<Coupled> {
  knownOptions("rematchedCost", options, ["count"]);
  return {
    of: "coupled",
    parts: {
      "": squaredDistance({
        name: "rematched cost",
        short: "rematched cost",
        symbol: "W2_N^2(V, W)",
        meaning: "Exact assignment cost between the two ensembles of one coupled pair: an upper bound of W2^2 of the laws that no re-matching makes sharp.",
        place: "upper",
      }),
    },
    cost: (particles) => 2 * assignmentWork(Math.min(particles, options.count ?? particles)),
    open: () => ({
      measure(state) {
        const [a, b] = state.copies.map(([couple]) => overSpecies(state.model, [couple.first, couple.second], ([v, w]) => assignmentCost(v, w, options.count)));
        return { "": (a + b) / 2 };
      },
    }),
  };
}

const costOverSpecies = (model: Model, ensembles: readonly Ensemble[]): number => overSpecies(model, ensembles, ([first, second]) => costOf({ first, second }));

/** (1/N) sum |V_i - W_i|^2, Neumaier-compensated: a constant cost is constant to round-off. */
export function costOf({ first, second }: { first: Ensemble; second: Ensemble }): number {
  return meanOver(first.count, (i) => {
    let square = 0;
    for (let k = 0; k < first.dimension; k++) {
      const difference = first.planes[k][i] - second.planes[k][i];
      square += difference * difference;
    }
    return square;
  });
}

/** Place of a coupling among those of the system, the first by default. Throws ScenarioError. */
function select(couplings: readonly string[], name: string | undefined): number {
  const found = name === undefined ? 0 : couplings.indexOf(name);
  if (found < 0) throw new ScenarioError(`unknown coupling: ${name} (couplings of this system: ${couplings.join(", ")})${suggestion(name!, couplings)}`);
  return found;
}
