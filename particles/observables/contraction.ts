/**
 * lambda(rho), the largest rate of d log W2^2/dt over displacements of a law that keep mass, momentum and energy (src/rates/spectral/contraction), as what is observed of a solution: a
 * study that varies exponent and law is a map of lambda, cell by cell in the store, and resumes like any other.
 *
 * For a species of mass m and density n with alpha = c r^gamma, lambda is c n / m^2 times that of mass, density and strength 1. Positive: W2 grows from data near the law.
 */
import { ScenarioError } from "../../src/errors.ts";
import type { Law, Model, Observable, Quantity } from "../../src/protocols/index.ts";
import { contractionAt, type PotentialBasis } from "../../src/rates/index.ts";
import type { Solved } from "../deterministic.ts";
import { onlySpeciesOf } from "./expected.ts";

/** Where displacements are sought: a family of potentials made for the law, or spherical harmonics of an isotropic law with `size` radial functions each. */
export type ContractionFamily =
  | {
      /** The potentials that serve a law. */
      readonly potentials: (law: Law) => PotentialBasis;
    }
  | {
      /** Degrees l of the spherical harmonics. */
      readonly harmonics: readonly number[];
      /** Radial functions of each. */
      readonly size: number;
    };

const rate = (name: string, short: string, symbol: string, meaning: string): Quantity => ({
  kind: "rate of log W2^2",
  velocity: 0,
  perTime: true,
  name,
  short,
  symbol,
  meaning,
});

/** The species and its power law. Throws ScenarioError for others. */
function powerOf(model: Model) {
  const { mass, density } = onlySpeciesOf(model, "contraction rate");
  const { gamma, strength, name } = model.interaction(0, 0);
  if (gamma === undefined) throw new ScenarioError(`contraction rate: found interaction ${name}, expected a power law`);
  return { mass, density, gamma, strength };
}

/**
 * lambda of one species. Sub-series `bound` (error of quadrature and rounding) and `gain` (what the last enlargement of the family added: convergence from below). Throws ScenarioError
 * for an interaction that is no power law and, when measured, as `contractionRate` and `radialContractionRate` do.
 */
export function contraction(family: ContractionFamily): Observable<Solved> {
  return {
    of: "solved",
    check: ({ model }) => void powerOf(model),
    parts: {
      "": rate(
        "contraction rate",
        "lambda",
        "lambda(f)",
        "Largest rate of log W2^2 over small displacements of the law that keep mass, momentum and energy, in a finite family: found from below. Where it is positive W2 grows.",
      ),
      bound: rate("error of the contraction rate", "error of lambda", "bound of lambda", "Error of quadrature and rounding, not that of the family."),
      gain: rate(
        "gain of the last potentials",
        "gain of lambda",
        "gain of lambda",
        "What the last enlargement of the family added: how far lambda has converged.",
      ),
    },
    open: () => ({
      measure({ model, solution }) {
        const { mass, density, gamma, strength } = powerOf(model);
        const law = solution.law(0);
        const found = contractionAt({ law, gamma, ...("harmonics" in family ? family : { basis: family.potentials(law) }) });
        const [before, last] = [found.ladder[found.ladder.length - 2], found.lambda];
        const scale = (strength * density) / (mass * mass);
        return { "": scale * last.value, bound: scale * last.bound, ...(before ? { gain: scale * (last.value - before.value) } : {}) };
      },
    }),
  };
}
