/**
 * Entropic costs between two Gaussians of one species and their rates, half cost, parameter epsilon (CP, eq. 1.3, Theorem 2 and section 5):
 *
 *   S = min E|x-y|^2/2 + epsilon KL(P | f (x) g),   J = sup int u_1 g - int u_0 f,   C = epsilon H(f) + J = S + epsilon (H(f) + H(g)) + (epsilon d/2) log(2 pi epsilon),
 *   dJ/dt = int u_1 d_t g - int u_0 d_t f,   dC/dt = epsilon dH(f)/dt + dJ/dt,   dS/dt = dJ/dt - epsilon dH(g)/dt,
 *   dJ/dt = -(1/2) sum_k int int r^gamma |grad(b_k.grad U)|^2 + remainder + commutator along the entropic interpolation,
 *
 * which is CP, eq. 1.3, for Maxwell molecules, where the last two vanish; the remainder is Lemma 4's and the commutator that of the collisions with the heat flow
 * (pair-dissipation.ts). C decreases for Maxwell molecules; S, and eq. 1.2 as printed, min E|x-y|^2 + e KL(P | f (x) g) = 2 S at epsilon = e/2, need not.
 * dH/dt = -tr(A^-1 dA/dt)/2 at N(., A).
 */
import { ScenarioError } from "../../errors.ts";
import type { Value } from "../../functionals/index.ts";
import { fromRows, functionOf } from "../../math/symmetric.ts";
import type { Model } from "../../protocols/index.ts";
import { gaussianEntropic, gaussianLebesgue } from "../../transport/index.ts";
import { gaussianMomentRates } from "../moments/gaussian-moments.ts";
import { gaussianSpecies, type GaussianSpecies, type GaussianState } from "../moments/gaussian-species.ts";
import { gaussianBridge } from "./gaussian-bridge.ts";
import { potentialRate, type StateRate } from "./gaussian-wasserstein.ts";
import { alongBridges } from "./lemma4.ts";

/** Values and rates of the costs of two normalised laws. */
export interface EntropicRates {
  readonly epsilon: number;
  readonly C: number;
  readonly S: number;
  /** Eq. 1.2 with this epsilon as its own. */
  readonly asPrinted: number;
  readonly CRate: number;
  readonly SRate: number;
  readonly asPrintedRate: number;
  /** dJ/dt, by the first variation and by the dissipation along the interpolation. */
  readonly identity: EntropicIdentity;
}

/** Both sides of eq. 1.3 for any gamma, and the parts of the right one. */
export interface EntropicIdentity {
  readonly left: number;
  readonly right: Value;
  readonly dissipation: Value;
  readonly remainder: Value;
  readonly commutator: Value;
}

/** Of f = N(., .) and g, both evolving by the model. Throws ScenarioError for more than one species, epsilon not > 0, and as gaussianMomentRates does. */
export function gaussianEntropicRates(model: Model, from: GaussianState, to: GaussianState, epsilon: number): EntropicRates {
  if (model.species.length !== 1) throw new ScenarioError(`invalid model: found ${model.species.length} species, expected one (entropic costs are of one law)`);
  const [f] = gaussianSpecies(model, [from]);
  const [g] = gaussianSpecies(model, [to]);
  const [rateF] = gaussianMomentRates(model, [from]);
  const [rateG] = gaussianMomentRates(model, [to]);
  const dual = (at: number): number => potentialRate(f, g, gaussianBridge(f, g, at).map, rateF, rateG);
  // First: an epsilon that is not positive is refused here.
  const S = gaussianEntropic(f, g, epsilon);
  const [J, lost] = [dual(epsilon), entropyRate(g, rateG)];
  return {
    epsilon,
    C: gaussianLebesgue(f, g, epsilon),
    S,
    asPrinted: 2 * gaussianEntropic(f, g, epsilon / 2),
    CRate: J + epsilon * entropyRate(f, rateF),
    SRate: J - epsilon * lost,
    asPrintedRate: 2 * (dual(epsilon / 2) - (epsilon / 2) * lost),
    identity: identityOf(model, f, g, epsilon, J),
  };
}

/** dH/dt of the normalised law. */
function entropyRate({ covariance, mean }: GaussianSpecies, rate: StateRate): number {
  const inverse = functionOf(covariance, mean.length, (s) => 1 / s);
  return fromRows(rate.covariance).reduce((sum, x, k) => sum - (inverse[k] * x) / 2, 0);
}

function identityOf(model: Model, f: GaussianSpecies, g: GaussianSpecies, epsilon: number, left: number): EntropicIdentity {
  const [total, dissipation, remainder, , commutator] = alongBridges(model, [f], [gaussianBridge(f, g, epsilon)]);
  // Lemma 4's sums are m n times those of twice the half cost.
  const half = ({ value, bound }: Value, factor = 1): Value => {
    const scale = factor / (2 * f.mass * f.density);
    return { value: scale * value, bound: scale * bound };
  };
  const [main, extra] = [half(total), half(commutator, epsilon)];
  return {
    left,
    right: { value: main.value + extra.value, bound: main.bound + extra.bound },
    dissipation: half(dissipation),
    remainder: half(remainder),
    commutator: extra,
  };
}
