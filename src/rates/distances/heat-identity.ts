/**
 * W2 along the heat equation d_t f = Laplacian f (CP, the proposition on the heat equation), Gaussians:
 *
 *   d/dt W2^2(f, g)/2 = -int_0^1 int |D^2 u_s|^2 rho_s dv ds = -int_0^1 tr S_s^2 ds,   first variation: tr S_1 - tr S_0.
 *
 * The last line of CP's proof has half of the right side.
 */
import type { Value } from "../../functionals/index.ts";
import { fromRows } from "../../math/symmetric.ts";
import type { GaussianState } from "../moments/gaussian-species.ts";
import { gaussianBridge, overBridge } from "./gaussian-bridge.ts";

/** An identity evaluated: what it says is left = right. */
export interface Identity {
  readonly left: number;
  readonly right: Value;
}

/** For the half cost; `asPrinted` is the last line of CP's proof. Covariances must be regular. */
export function gaussianHeatIdentity(from: GaussianState, to: GaussianState): Identity & { readonly asPrinted: number } {
  const [f, g] = [from, to].map(({ mean, covariance }) => ({ mean: Float64Array.from(mean), covariance: fromRows(covariance) }));
  const { stretches } = gaussianBridge(f, g);
  const [right] = overBridge([stretches], 1, (s) => [stretches.reduce((sum, x) => sum - ((x - 1) / (1 - s + s * x)) * ((x - 1) / (1 - s + s * x)), 0)]);
  const left = stretches.reduce((sum, x) => sum + (x - 1) / x - (x - 1), 0);
  return { left, right, asPrinted: right.value / 2 };
}
