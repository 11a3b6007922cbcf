/**
 * The mass-weighted Fisher information I = sum_i (1/m_i) int f_i |grad log f_i|^2 of Gaussian species and its rate, with what MP has of it: Lemma 2.1, Proposition 2.2,
 * the four parts of Proposition 3.1, and the term that both propositions lack at gamma_ij = -d:
 *
 *   rate = principalValue + boundary,   principalValue = -parallel - radial - spherical + remainder   where all four converge.
 *
 * The rate is Lemma 2.1's, which needs no correction. It holds at the instant when every species is Gaussian: the flow leaves the class.
 */
import { sumOfValues } from "../../functionals/value.ts";
import type { Value } from "../../functionals/index.ts";
import { fisherInformation } from "../../functionals/index.ts";
import { gaussian } from "../../laws/index.ts";
import type { Model, Species } from "../../protocols/index.ts";
import type { GaussianState } from "../moments/gaussian-species.ts";
import { boundaryTerm } from "./boundary-term.ts";
import { rateByVariation } from "./by-variation.ts";
import { rateByVectorFields } from "./by-vector-fields.ts";
import { fourParts, type FourParts } from "./four-parts.ts";
import { gaussianPairs } from "./gaussian-pairs.ts";

/** I and dI/dt. */
export interface FisherRate {
  /** I. */
  readonly value: number;
  /** dI/dt by Lemma 2.1. */
  readonly rate: number;
  /** D_parallel >= 0. */
  readonly parallel: number;
  /** D_radial >= 0, null where it diverges. */
  readonly radial: number | null;
  /** D_spherical >= 0, null where it diverges. */
  readonly spherical: number | null;
  /** R_spherical >= 0, which counts with the opposite sign; null where it diverges. */
  readonly remainder: number | null;
  /** The right side of Proposition 2.2; at gamma_ij = -d its principal value, below -d its finite part. */
  readonly principalValue: number;
  /** The missing term, <= 0; 0 when no gamma_ij = -d with i != j. */
  readonly boundary: number;
  /** Bound of the error of `rate` from rounding and quadrature; at least its distance from principalValue + boundary. */
  readonly error: number;
}

const informationOf = ({ mean, covariance }: GaussianState, { mass, density }: Species): Value =>
  fisherInformation(gaussian({ mean, covariance }), { mass, density });

/**
 * I and dI/dt at f_i = n_i N(u_i, C_i), one law per species, any dimension >= 2. Throws ScenarioError for laws that are not Gaussian or not one for each species,
 * degenerate covariances, interactions that are no powers, and gamma_ij outside (-d-2, 2).
 */
export function fisherRate(model: Model, laws: readonly GaussianState[]): FisherRate {
  const pairs = gaussianPairs(model, laws);
  const rate = sumOfValues(pairs.map(rateByVariation));
  const principal = sumOfValues(pairs.map(rateByVectorFields));
  const boundary = sumOfValues(pairs.map(boundaryTerm));
  const parts = summed(pairs.map((pair) => fourParts(pair)));
  return {
    value: sumOfValues(model.species.map((species, i) => informationOf(laws[i], species))).value,
    rate: rate.value,
    ...parts,
    principalValue: principal.value,
    boundary: boundary.value,
    error: Math.max(rate.bound, Math.abs(rate.value - principal.value - boundary.value)),
  };
}

/** The four parts of Proposition 3.1, finite parts (Hadamard) where gamma_ij < -d; null at gamma_ij = -d, where the integrals grow like a logarithm. */
export type FiniteParts = Pick<FisherRate, "parallel" | "radial" | "spherical" | "remainder">;

/** The parts at f_i = n_i N(u_i, C_i): those of `fisherRate` where they converge. Throws ScenarioError as `fisherRate` does. */
export function fisherFiniteParts(model: Model, laws: readonly GaussianState[]): FiniteParts {
  return summed(gaussianPairs(model, laws).map((pair) => fourParts(pair, { finite: true })));
}

function summed(parts: readonly FourParts[]): FiniteParts {
  const sum = (name: keyof FourParts): number | null => {
    const values = parts.map((one) => one[name]);
    return values.every((one): one is Value => one !== null) ? sumOfValues(values).value : null;
  };
  return { parallel: sum("parallel") ?? 0, radial: sum("radial"), spherical: sum("spherical"), remainder: sum("remainder") };
}
