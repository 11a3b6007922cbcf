/**
 * CP, Lemma 4, for Gaussians and carried over to mixtures of Gaussian species, D = sum_i m_i n_i W2^2 (pair-dissipation.ts has the integrands),
 *
 *   dD/dt = sum_ij int_0^1 int int rho_i rho_j [-kappa sum_k |grad R_k U|^2_g + (kappa'/mu) d_r U Laplacian_S U] dv dw ds,
 *
 * all ordered pairs, i = j included, along the geodesics. The left side is the first variation (gaussian-wasserstein.ts). For one species of mass and density 1
 * it is the lemma for W2^2, twice what CP prints for W2^2/2: -(sum_k int r^gamma |grad(b_k.grad U)|^2) + ....
 * At gamma_ij = -d, i != j, the integral is a principal value and a boundary term is missing; for -d-2 < gamma_ij < -d it is a finite part.
 */
import type { Value } from "../../functionals/index.ts";
import type { Model } from "../../protocols/index.ts";
import { gaussianSpecies, powerOf, type GaussianSpecies, type GaussianState } from "../moments/gaussian-species.ts";
import { gaussianBridge, overBridge, type GaussianBridge } from "./gaussian-bridge.ts";
import { gaussianWassersteinRate } from "./gaussian-wasserstein.ts";
import { pairDissipation, type MovingSpecies, type PairDissipation } from "./pair-dissipation.ts";

/** Both sides of Lemma 4, and the parts of the right one. */
export interface Lemma4 {
  /** dD/dt by the first variation. */
  readonly left: number;
  /** dissipation + remainder + boundary. */
  readonly right: Value;
  /** Never positive; NaN where it diverges: gamma_ij <= -d for some i != j. */
  readonly dissipation: Value;
  /** Vanishes for Maxwell molecules; NaN where it diverges. */
  readonly remainder: Value;
  /** The term at gamma_ij = -d, i != j, which the lemma as printed for gamma > -d has not. */
  readonly boundary: Value;
}

/** Lemma 4 at f_i = n_i from_i, g_i = n_i to_i. Throws ScenarioError as gaussianMomentRates does, for -d-2 < gamma_ij <= 1. */
export function gaussianLemma4(model: Model, from: readonly GaussianState[], to: readonly GaussianState[]): Lemma4 {
  const { rate: left } = gaussianWassersteinRate(model, from, to);
  const species = gaussianSpecies(model, from);
  const bridges = gaussianSpecies(model, to).map((g, i) => gaussianBridge(species[i], g));
  const parts = alongBridges(model, species, bridges);
  const [total, dissipation, remainder, boundary] = parts;
  return { left, right: { value: total.value + boundary.value, bound: total.bound + boundary.bound }, dissipation, remainder, boundary };
}

/** int_0^1 of the sums over pairs: total, dissipation, remainder, boundary term, commutator. */
export function alongBridges(model: Model, species: readonly GaussianSpecies[], bridges: readonly GaussianBridge[]): Value[] {
  const d = species[0].mean.length;
  const stretches = bridges.map((bridge) => bridge.stretches);
  return overBridge(stretches, 5, (s) => {
    const moving = species.map((one, i): MovingSpecies => ({ ...one, ...bridges[i].at(s), shift: bridges[i].shift }));
    const sums = new Float64Array(5);
    const add = (weight: number, pair: PairDissipation): void => {
      [pair.total, pair.dissipation, pair.remainder, pair.boundary, pair.commutator].forEach((x, k) => (sums[k] += weight * x));
    };
    // Both orders of a pair give the same.
    moving.forEach((one, i) => {
      for (let j = 0; j <= i; j++) {
        const weight = (i === j ? 1 : 2) * one.density * moving[j].density;
        const power = powerOf(model, i, j, d);
        if (power.strength !== 0) add(weight, pairDissipation(one, moving[j], power, i === j));
      }
    });
    return sums;
  });
}
