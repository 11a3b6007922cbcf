/**
 * Moments of a cloud of N particles given as planes [d][N]: mean velocity, energy, temperature tensor, fourth moments (per unit
 * mass).
 *
 * Sums are compensated (cloud-moments.ts). Bias: none, except that the central moments are about the cloud's own mean with weight 1/N
 * (expectation (1 - 1/N) times the law's for the second).
 */
import type { Planes } from "../protocols/index.ts";
import { fourthMomentAbout, meanOf, moments } from "../math/cloud-moments.ts";
import { meanOver } from "../math/sum.ts";

/** Mean velocity [d]. */
export const cloudMean = (planes: Planes): number[] => Array.from(meanOf(planes));

/** Mean of |v|^2 (twice the kinetic energy per unit mass). */
export const cloudEnergy = (planes: Planes): number => planes.reduce((sum, plane) => sum + meanOver(plane.length, (i) => plane[i] * plane[i]), 0);

/** Central second moment [d][d] about the cloud's mean. */
export function cloudTemperatureTensor(planes: Planes): number[][] {
  const d = planes.length;
  const { covariance } = moments(planes);
  return planes.map((_, k) => Array.from(covariance.subarray(k * d, (k + 1) * d)));
}

/** Mean of |v|^4 about the origin. */
export const cloudRawFourthMoment = (planes: Planes): number => fourthMomentAbout(planes, new Float64Array(planes.length));

/** Mean of |v - mean|^4 about the cloud's mean. */
export const cloudFourthMoment = (planes: Planes): number => fourthMomentAbout(planes, meanOf(planes));
