/**
 * Moments of a cloud of N particles given as planes [d][N]: mean velocity, energy, temperature tensor, fourth moments (per unit
 * mass).
 *
 * Sums are compensated (Neumaier 1974): their error is about one unit in the last place at any N, so that a drift of 1e-12 in a
 * conserved quantity can be told from the rounding of the measurement itself. Bias: none, except that the central moments are
 * about the cloud's own mean with weight 1/N (expectation (1 - 1/N) times the law's for the second).
 */
import type { Planes } from "../protocols/index.ts";
import { meanOver } from "../math/sum.ts";

const countOf = (planes: Planes): number => planes[0]?.length ?? 0;

/** Mean velocity [d]. */
export const meanVelocity = (planes: Planes): number[] => planes.map((plane) => meanOver(plane.length, (i) => plane[i]));

/** Mean of |v|^2 (twice the kinetic energy per unit mass). */
export const energy = (planes: Planes): number => planes.reduce((sum, plane) => sum + meanOver(plane.length, (i) => plane[i] * plane[i]), 0);

/** Central second moment [d][d] about the cloud's mean. */
export function temperatureTensor(planes: Planes): number[][] {
  const mean = meanVelocity(planes);
  const tensor = planes.map(() => new Array<number>(planes.length).fill(0));
  planes.forEach((a, k) => {
    for (let l = 0; l <= k; l++) {
      const b = planes[l];
      tensor[k][l] = tensor[l][k] = meanOver(a.length, (i) => (a[i] - mean[k]) * (b[i] - mean[l]));
    }
  });
  return tensor;
}

function fourthAbout(planes: Planes, centre: readonly number[]): number {
  return meanOver(countOf(planes), (i) => {
    let square = 0;
    for (let k = 0; k < planes.length; k++) {
      const x = planes[k][i] - centre[k];
      square += x * x;
    }
    return square * square;
  });
}

/** Mean of |v|^4 about the origin. */
export const rawFourthMoment = (planes: Planes): number => fourthAbout(planes, new Array<number>(planes.length).fill(0));

/** Mean of |v - mean|^4 about the cloud's mean. */
export const fourthMoment = (planes: Planes): number => fourthAbout(planes, meanVelocity(planes));
