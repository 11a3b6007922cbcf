/**
 * Gelbrich's lower bound from measured moments: W2^2(f, g) >= |m_f - m_g|^2 + Bures^2(S_f, S_g) (Gelbrich 1990).
 *
 * Sampling noise in two covariances makes the plug-in value too large by O(1/N) (at f = g it is all noise). V and W of a couple are
 * correlated, so the bias depends on their joint law: it is removed by a jackknife that deletes blocks of indices common to both,
 *
 *   value = B raw - (B - 1) mean_b raw_(-b)     (Quenouille 1956; exact for a quadratic statistic, O(1/N^2) otherwise).
 *
 * Means and energies that are fixed (a standardised start, kept by the dynamics) do not fluctuate: both clouds of every reduced pair are given
 * those of the whole again before they are compared. Fixing them for the second alone, to the first's, made the value of the Gaussians of the
 * README 1.5 % larger than W2^2 at N = 64, hence no bound. Whether they are fixed the caller says, or equal ones of both clouds.
 * The value is unbiased, not a bound sample by sample: it may be negative.
 */
import { ScenarioError } from "../../errors.ts";
import { trace, type Matrix } from "../../math/symmetric.ts";
import type { Planes } from "../../protocols/index.ts";
import { gaussianSquared } from "../../math/bures.ts";
import { moments, type Moments } from "../../math/cloud-moments.ts";
import { knownOptions } from "../../names/options.ts";

/** Gelbrich's bound with its correction for sampling noise. */
export interface Gelbrich {
  /** The bound with its bias of order 1/N removed. */
  readonly value: number;
  /** The bound with the measured moments put in. */
  readonly raw: number;
}

/** Twenty blocks: the bias estimate then has a relative error of about sqrt(2/20), small against the value's own noise. */
const BLOCKS = 20;

/** Means and energies equal to this relative accuracy are equal by construction, not by chance. */
const STANDARDISED = 1e-9;

/**
 * `standardised`: mean and energy of each cloud are fixed; by default where both clouds have the same. Throws ScenarioError when the clouds differ
 * in shape. Clouds of fewer than 40 points have no bias correction to speak of: value = raw.
 */
export function gelbrich(v: Planes, w: Planes, options: { readonly standardised?: boolean } = {}): Gelbrich {
  const { standardised } = knownOptions("gelbrich", options, ["standardised"]);
  const count = v[0]?.length ?? 0;
  if (count === 0 || v.length !== w.length || w[0].length !== count) throw new ScenarioError("Gelbrich's bound needs two clouds of one shape");
  const first = moments(v);
  const second = moments(w);
  const raw = gaussianSquared(first.mean, first.covariance, second.mean, second.covariance);
  if (count < 2 * BLOCKS) return { value: raw, raw };
  const fixed = standardised ?? sameMeanAndEnergy(first, second);
  let sum = 0;
  for (let block = 0; block < BLOCKS; block++) {
    const range = [Math.floor((block * count) / BLOCKS), Math.floor(((block + 1) * count) / BLOCKS)] as const;
    const a = without(v, first, range);
    const b = without(w, second, range);
    if (fixed) {
      restandardise(a, first);
      restandardise(b, second);
    }
    sum += gaussianSquared(a.mean, a.covariance, b.mean, b.covariance);
  }
  return { value: BLOCKS * raw - ((BLOCKS - 1) * sum) / BLOCKS, raw };
}

function sameMeanAndEnergy(first: Moments, second: Moments): boolean {
  const d = first.mean.length;
  const energy = trace(first.covariance, d);
  const scale = Math.sqrt(energy);
  const means = first.mean.every((mean, k) => Math.abs(mean - second.mean[k]) <= STANDARDISED * scale);
  return means && Math.abs(energy - trace(second.covariance, d)) <= STANDARDISED * energy;
}

/** Moments of the cloud without the indices of one block: centred sums of the whole minus those of the block. */
function without(planes: Planes, whole: Moments, [begin, end]: readonly [number, number]): Moments {
  const d = planes.length;
  const count = planes[0].length;
  const kept = count - (end - begin);
  const sums = planes.map((plane, k) => {
    let sum = 0;
    for (let i = begin; i < end; i++) sum += plane[i] - whole.mean[k];
    return -sum / kept;
  });
  const covariance: Matrix = new Float64Array(d * d);
  for (let k = 0; k < d; k++) {
    for (let l = 0; l < d; l++) {
      let sum = count * whole.covariance[k * d + l];
      for (let i = begin; i < end; i++) sum -= (planes[k][i] - whole.mean[k]) * (planes[l][i] - whole.mean[l]);
      covariance[k * d + l] = sum / kept - sums[k] * sums[l];
    }
  }
  return { mean: Float64Array.from(sums, (shift, k) => whole.mean[k] + shift), covariance };
}

/** Gives moments the mean and the energy of the whole cloud. */
function restandardise(part: Moments, whole: Moments): void {
  const d = part.mean.length;
  const energy = trace(part.covariance, d);
  part.mean.set(whole.mean);
  // All but the block is one point: there is no energy to give back.
  if (energy === 0) return;
  const scale = trace(whole.covariance, d) / energy;
  for (let k = 0; k < d * d; k++) part.covariance[k] *= scale;
}
