/**
 * The derivative of the coupled cost sum_i m_i n_i E|V_i - V~_i|^2 at the instant when two mixtures of Gaussian species are coupled optimally, for every coupling of
 * the noise (CP, section 4 and remarks; N. Fournier and A. Guillin, Ann. Sci. ENS 50 (2017) 157, for the spherical one), per ordered pair of species
 *
 *   d/dt = sum_ij n_i n_j (c_ij/mu_ij) {(d-1) E[(r^gamma + r~^gamma) z.z~] - 2 X_ij},
 *   synchronous  X = (d-1) E (r r~)^(gamma/2) z.z~,        spherical  X = E (r r~)^(gamma/2) [(d-2) r r~ + |z.z~|],
 *
 * and for mean-field noise (polar: the optimal rotation; symmetric roots) the sum of X is replaced by 2 sum_i m_i n_i E tr R_i (mean-field.ts). The weighted W2^2 falls
 * at least as fast. At gamma_ij <= -d-1, i != j, the first expectation would be a principal value: refused.
 */
import { ScenarioError } from "../../../errors.ts";
import { powerMoments } from "../../../math/gaussian/power-moments.ts";
import { functionOf, product } from "../../../math/symmetric.ts";
import type { Value } from "../../../functionals/index.ts";
import type { Model } from "../../../protocols/index.ts";
import { gaussianMapMatrix } from "../../../transport/index.ts";
import { gaussianSpecies, powerOf, type GaussianState, type PowerInteraction } from "../../moments/gaussian-species.ts";
import { noiseOverlap } from "./mean-field.ts";
import { negativePart } from "./negative-part.ts";
import { pairLaw, productMoments, type CoupledSpecies, type PairLaw } from "./pair-law.ts";

/** d/dt of the cost under every coupling, each with a bound. */
export interface CoupledRates {
  readonly synchronous: Value;
  readonly spherical: Value;
  readonly polar: Value;
  readonly symmetricRoots: Value;
}

/** Relative rounding of a closed expectation. */
const ROUNDING = 1e-12;

/**
 * At f_i = n_i from_i, g_i = n_i to_i. Throws ScenarioError as gaussianMomentRates does, in other dimensions than 2 and 3, and unless gamma_ij > -d-1 for i != j
 * and gamma_ij <= 1.
 */
export function gaussianCoupledRates(model: Model, from: readonly GaussianState[], to: readonly GaussianState[]): CoupledRates {
  const f = gaussianSpecies(model, from);
  const d = f[0].mean.length;
  const species = gaussianSpecies(model, to).map((g, i): CoupledSpecies => ({ from: f[i], to: g, map: gaussianMapMatrix(f[i].covariance, g.covariance, d) }));
  const power = (i: number, j: number): PowerInteraction => powerOf(model, i, j, d);
  const common = new Total();
  const [synchronous, spherical] = [new Total(), new Total()];
  species.forEach((one, i) => {
    for (let j = 0; j <= i; j++) {
      const { gamma, strength, reduced } = power(i, j);
      if (strength === 0) continue;
      if (i !== j && gamma <= -d - 1)
        throw new ScenarioError(`invalid gamma of species ${i} and ${j}: ${gamma} (expected gamma > ${-d - 1} for a coupled cost)`);
      const law = pairLaw(one, species[j]);
      const weight = ((i === j ? 1 : 2) * f[i].density * f[j].density * strength) / reduced;
      const closed =
        alongPower(law, gamma) +
        alongPower({ ...law, first: law.second, second: law.first, inner: law.outer, outer: law.inner, cross: transposed(law.cross, d) }, gamma);
      common.add(weight * (d - 1), { value: closed, bound: ROUNDING * Math.abs(closed) });
      const { along, lengths } = productMoments(law, gamma);
      synchronous.add(weight * (d - 1), along);
      spherical.add(weight * (d - 2), lengths);
      spherical.add(weight, along);
      // One map for both: z.z~ = z.T z > 0.
      if (i !== j) spherical.add(2 * weight, negativePart(law, gamma));
    }
  });
  const { polar, symmetricRoots } = noiseOverlap(species, power);
  const less = ({ value, bound }: Value, factor: number): Value => ({ value: common.value - factor * value, bound: common.bound + factor * bound });
  return { synchronous: less(synchronous, 2), spherical: less(spherical, 2), polar: less(polar, 4), symmetricRoots: less(symmetricRoots, 4) };
}

class Total implements Value {
  value = 0;
  bound = 0;

  add(factor: number, of: Value): void {
    this.value += factor * of.value;
    this.bound += Math.abs(factor) * of.bound;
  }
}

/** E r^gamma z.z~, by the regression of z~ on z. */
function alongPower({ first, second, inner, cross }: PairLaw, gamma: number): number {
  const d = first.length;
  const moments = powerMoments({ mean: first, covariance: inner }, gamma);
  const inverse = functionOf(inner, d, (s) => 1 / s);
  const gain = product(transposed(cross, d), inverse, d);
  let sum = 0;
  for (let i = 0; i < d; i++) {
    let offset = second[i];
    for (let j = 0; j < d; j++) {
      offset -= gain[i * d + j] * first[j];
      sum += gain[i * d + j] * moments.second[j * d + i];
    }
    sum += offset * moments.first[i];
  }
  return sum;
}

const transposed = (matrix: Float64Array, d: number): Float64Array => matrix.map((_, k) => matrix[(k % d) * d + Math.floor(k / d)]);
