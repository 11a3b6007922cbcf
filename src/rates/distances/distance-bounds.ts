/**
 * Bounds of the growth of D = sum_i m_i n_i W2^2 for soft potentials, -d < gamma_ij <= 0: Young's inequality in Lemma 4 for mixtures, pair by pair,
 *
 *   dD/dt <= sum_i Lambda_i m_i n_i W2^2(f_i, g_i),   Lambda_i = ((d-1)/m_i) [gamma_ii^2 c_ii S_ii/(2 mu_ii) + sum_(j != i) gamma_ij^2 c_ij S_ij/mu_ij],
 *   S_ij = int_0^1 sup_v int |v-w|^gamma_ij rho_(j,s)(w) dw ds,   n_j int_0^1 E|N(0, Sigma_s)|^gamma ds for Gaussians.
 *
 * The half for i = j is the positive definiteness of r^gamma (CP, Theorem 3, has it for one species); for i != j it is not available. One species of mass and
 * density 1: Lambda = (d-1) gamma^2 S, of which CP prints d(d-1)/2 gamma^2 (3 for d = 3) with the supremum over s, and whose proof gives d(d-1) gamma^2 (6).
 * Maxwell molecules: Lambda = 0. Infinite for gamma_ij <= -d; no bound of this kind for gamma_ij > 0, Infinity too.
 */
import { gaussianPowerMean, type Value } from "../../functionals/index.ts";
import { toRows } from "../../math/symmetric.ts";
import type { Model } from "../../protocols/index.ts";
import { gaussianSpecies, powerOf, type GaussianState } from "../moments/gaussian-species.ts";
import { gaussianBridge, overBridge, type GaussianBridge } from "./gaussian-bridge.ts";
import { gaussianWassersteinRate } from "./gaussian-wasserstein.ts";

/** Bound of dD/dt. */
export interface DistanceBound {
  /** sum_i Lambda_i m_i n_i W2^2. */
  readonly rate: Value;
  /** Lambda_i: D(t) <= D(0) exp int max_i Lambda_i. */
  readonly species: readonly Value[];
}

/** The bound at f_i = n_i from_i, g_i = n_i to_i. Throws ScenarioError as gaussianMomentRates does. */
export function gaussianDistanceBound(model: Model, from: readonly GaussianState[], to: readonly GaussianState[]): DistanceBound {
  const species = gaussianSpecies(model, from);
  const d = species[0].mean.length;
  const bridges = gaussianSpecies(model, to).map((g, i) => gaussianBridge(species[i], g));
  const potential = memoised((gamma: number, j: number): Value => averagePotential(bridges[j], gamma, d));
  const lambdas = species.map((one, i) =>
    species.reduce<Value>(
      (sum, other, j) => {
        const { gamma, strength, reduced } = powerOf(model, i, j, d);
        const factor = ((i === j ? 0.5 : 1) * (d - 1) * gamma * gamma * strength * other.density) / (one.mass * reduced);
        if (factor === 0) return sum;
        const { value, bound } = potential(gamma, j);
        return { value: sum.value + factor * value, bound: sum.bound + factor * bound };
      },
      { value: 0, bound: 0 },
    ),
  );
  const squares = gaussianWassersteinRate(model, from, to).species;
  const weights = species.map(({ mass, density }, i) => mass * density * squares[i].squared);
  const total = (part: (one: Value) => number): number => lambdas.reduce((sum, one, i) => sum + weights[i] * part(one), 0);
  return { rate: { value: total(({ value }) => value), bound: total(({ bound }) => bound) }, species: lambdas };
}

/** int_0^1 E|N(0, Sigma_s)|^gamma ds. */
function averagePotential(bridge: GaussianBridge, gamma: number, d: number): Value {
  if (gamma > 0 || gamma <= -d) return { value: Infinity, bound: 0 };
  return overBridge([bridge.stretches], 1, (s) => [gaussianPowerMean({ covariance: toRows(bridge.at(s).covariance, d), gamma })])[0];
}

function memoised(f: (gamma: number, j: number) => Value): (gamma: number, j: number) => Value {
  const known = new Map<string, Value>();
  return (gamma, j) => {
    const key = `${gamma} ${j}`;
    const found = known.get(key) ?? f(gamma, j);
    known.set(key, found);
    return found;
  };
}
