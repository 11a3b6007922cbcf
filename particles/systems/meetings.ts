/**
 * Who collides with whom in a step, and for how long: every species with itself and every two species with each other.
 *
 * An i-particle feels, of every species j, one random partner for the time n_j dt. When all particles carry the same weight, n_i = w N_i,
 *   - a species folds onto itself, k <-> s - k mod N_i with s uniform: each pair runs for n_i dt;
 *   - of two species with N_i <= N_j, particle k of the smaller one meets particle s - k mod N_j of the larger one, s uniform on [0, N_j): one
 *     uniform partner each, and a uniform subset of the larger species, which meets with probability n_i/n_j and runs for n_j dt.
 * Of unequal weights n_i/N_i, w_a >= w_b, pairs run for D dt, D = w_a max(N_a, N_b): a b-particle meets with probability N_min/N_b, which makes n_a dt, and an a-particle
 * takes its share with probability w_b/w_a only, which makes n_b dt. What that does to momentum and energy: balance.ts.
 * Both are runs of pairs (lower + k, upper - k): contiguous loads and no gather. A pair turns z = v - w by its diffusion on the sphere with
 * kappa = alpha_ij ((m_i + m_j)/(m_i m_j))^2 at fixed centre of mass z_c (MP, eq. 1.1):  v' = z_c + (m_j/M) z',  w' = z_c - (m_i/M) z'.
 *
 * The meetings of a step follow each other in an order that odd steps reverse, so that two steps are a symmetric composition.
 */
import type { Group, Key, Model, Species } from "../../src/protocols/index.ts";
import { PAIRS_PER_BLOCK, pairingShift } from "../../src/random/block-generator.ts";
import { crossCorrection, metDensity, ownCorrection, shareOf, weightOf, type Correction } from "./correction.ts";
import { diffusionTime, type DiffusionTime } from "./diffusion-time.ts";

/** Two species, or one twice; `lower` has no more particles than `upper`. */
export interface Meeting {
  readonly lower: number;
  readonly upper: number;
  readonly time: DiffusionTime;
  /** Present when the diffusion time is corrected for the bias of one matching a step. */
  readonly correction?: Correction;
  /** A particle's share of (z' - z)/2: 2 m_upper/M for the lower particle, 2 m_lower/M for the upper one. */
  readonly lowerShare: number;
  readonly upperShare: number;
  /** Probability that it takes its share: 1 for the lighter weight, the ratio of the weights for the heavier. */
  readonly lowerChance: number;
  readonly upperChance: number;
}

/** Pairs (lower + k, upper - k) for 0 <= k < pairs of one meeting, in blocks numbered from `firstBlock`. */
export interface Run {
  readonly meeting: Meeting;
  readonly lower: number;
  readonly upper: number;
  readonly pairs: number;
  readonly firstBlock: number;
}

/** Weight of `lighter` over that of `heavier`, 1 at most, and where they differ by rounding. */
function chance(lighter: Species, heavier: Species): number {
  const ratio = weightOf(lighter) / weightOf(heavier);
  return ratio > 1 - 1e-12 ? 1 : ratio;
}

/** The meetings of a model. Tabulating a general alpha may throw ScenarioError. */
export function meetingsOf({ species, interaction }: Model, corrected = false): Meeting[] {
  return species.flatMap((_, i) =>
    species.slice(i).map((_, k): Meeting => {
      const [lower, upper] = shareOf(species[i]) <= shareOf(species[i + k]) ? [i, i + k] : [i + k, i];
      const [a, b] = [species[lower], species[upper]];
      const total = a.mass + b.mass;
      const inverse = total / (a.mass * b.mass);
      return {
        lower,
        upper,
        time: diffusionTime(interaction(lower, upper), inverse * inverse * metDensity(a, b)),
        lowerShare: (2 * b.mass) / total,
        upperShare: (2 * a.mass) / total,
        lowerChance: chance(b, a),
        upperChance: chance(a, b),
        ...(corrected ? { correction: k === 0 ? ownCorrection(interaction(lower, upper)) : crossCorrection(a, b, interaction(lower, upper)) } : {}),
      };
    }),
  );
}

/** The diffusion time of a step of length dt: `factor` and `bend` as the kernels take them (factor is tau itself for constant alpha). */
export function lawOf({ time, correction }: Meeting, dimension: number, dt: number): { factor: number; bend: number } {
  const factor = time.factor(dt);
  if (time.mode !== 0) return { factor, bend: correction?.bend(dimension) ?? 0 };
  const tau = time.tau(1, factor);
  return { factor: correction ? time.tau(1, correction.constant(dimension, tau)) : tau, bend: 0 };
}

/** The runs of a step, in order, for ensembles with these groups, one for each species. */
export function runsOf(meetings: readonly Meeting[], groups: readonly Group[], key: Key, step: number): Run[] {
  const runs: Run[] = [];
  let firstBlock = 0;
  function add(meeting: Meeting, lower: number, upper: number, pairs: number): void {
    if (pairs <= 0) return;
    runs.push({ meeting, lower, upper, pairs, firstBlock });
    firstBlock += Math.ceil(pairs / PAIRS_PER_BLOCK);
  }
  const order = meetings.map((meeting, part) => ({ meeting, part }));
  for (const { meeting, part } of step % 2 === 0 ? order : order.reverse()) {
    const [a, b] = [groups[meeting.lower], groups[meeting.upper]];
    const shift = pairingShift(key, step, b.end - b.begin, part);
    const middle = b.begin + shift;
    if (a === b) {
      add(meeting, b.begin, middle, (shift + 1) >> 1);
      add(meeting, middle + 1, b.end - 1, (b.end - middle - 1) >> 1);
    } else {
      const count = a.end - a.begin;
      add(meeting, a.begin, middle, Math.min(shift + 1, count));
      add(meeting, a.begin + shift + 1, b.end - 1, count - shift - 1);
    }
  }
  return runs;
}
