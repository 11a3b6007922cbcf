/** Pairs of Gaussians that statements are tried on: drifting, with covariances that do not commute; the plane has the leading blocks. */
import { gaussian } from "../laws/index.ts";
import { powerLaw, singleSpecies } from "../model/index.ts";
import type { Law, Model } from "../protocols/index.ts";
import type { Datum } from "./check.ts";

/** Two laws, and how they collide: alpha = r^gamma. */
export interface GaussianPair extends Datum {
  readonly from: Law;
  readonly to: Law;
  readonly gamma: number;
}

const leading = (rows: readonly (readonly number[])[], d: number): number[][] => rows.slice(0, d).map((row) => row.slice(0, d));

const skew = [
  {
    mean: [0.2, -0.1, 0.15],
    covariance: [
      [0.9, 0.25, 0],
      [0.25, 1.3, -0.15],
      [0, -0.15, 0.7],
    ],
  },
  {
    mean: [-0.3, 0.4, 0.05],
    covariance: [
      [1.5, -0.2, 0.1],
      [-0.2, 0.6, 0.05],
      [0.1, 0.05, 0.8],
    ],
  },
];

/** The two laws in dimension 2 or 3. */
export function skewGaussians(d: 2 | 3): { readonly from: Law; readonly to: Law } {
  const [from, to] = skew.map(({ mean, covariance }) => gaussian({ mean: mean.slice(0, d), covariance: leading(covariance, d) }));
  return { from, to };
}

/** The two laws under r^gamma in both dimensions. */
export const skewPairs = (gammas: readonly number[]): GaussianPair[] =>
  ([2, 3] as const).flatMap((d) => gammas.map((gamma) => ({ name: `d = ${d}, gamma = ${gamma}`, gamma, ...skewGaussians(d) })));

/** One species of mass and density 1 under r^gamma. */
export const underPower = (gamma: number): Model => singleSpecies(powerLaw(gamma));
