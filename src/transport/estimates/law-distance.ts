/**
 * W2^2 between two laws from one sample of each, with an interval: what W2_N between the samples cannot give, being above it by the excess.
 *
 * Each sample is cut in halves, X, X' and Y, Y', which makes two independent copies (not coupled) of the estimator of extrapolated.ts. Its error
 * is seen in the D_n of the disjoint blocks, which are independent: Student's interval of their mean. To leading order D is the mean over
 * points of the Kantorovich potentials (del Barrio and Loubes 2019), so that the mean over blocks varies as the whole does; what the matching
 * itself adds is greater in the small blocks, hence in the interval. The bias that is left is not known: it is allowed for by the residue of
 * extrapolated.ts, |E_N - D_N|, added to both sides.
 *
 * Limits. Samples of independent points, of laws with a finite fourth moment: the variance of a potential, which grows as |v|^2, is one (intervals
 * of 95 % between samples of Student's t_3 hold the truth in 90 %). What the extrapolation leaves of the bias grows with the dimension: 8 % in d = 10.
 * An interval may reach below 0.
 */
import { ScenarioError } from "../../errors.ts";
import { halfWidthFactor, summarise } from "../../math/statistics.ts";
import type { Law, Planes } from "../../protocols/index.ts";
import { openSolver, type AssignmentSolver } from "../assignment/exact.ts";
import { debiasedExtrapolated } from "./extrapolated.ts";
import { knownOptions } from "../../names/options.ts";

/** W2 squared between two laws from samples, with its interval. */
export interface LawDistance {
  /** Estimate of W2^2 between the laws; may be negative. */
  readonly squared: number;
  readonly low: number;
  readonly high: number;
  /** W2_N^2 between the samples' halves: what it would be without debiasing. */
  readonly raw: number;
}

const FEWEST = 256;

/** The level of the interval, and what is known of the laws. */
export interface LawDistanceOptions {
  /** Default .95. */
  readonly level?: number;
  readonly solver?: AssignmentSolver;
  /** Laws of the samples, where they are known: one without a finite fourth moment is refused. */
  readonly laws?: readonly Pick<Law, "name" | "fourthMoment">[];
}

/**
 * Throws ScenarioError for clouds of different shape or of fewer than 256 points and for laws that have no fourth moment, NumericalError when an
 * assignment does not finish. Without `laws` the caller vouches for the fourth moments: a sample cannot tell.
 */
export function lawDistance(x: Planes, y: Planes, options: LawDistanceOptions = {}): LawDistance {
  const { level = 0.95, solver = openSolver(), laws = [] } = knownOptions("lawDistance", options, ["level", "solver", "laws"]);
  const count = x[0]?.length ?? 0;
  if (x.length !== y.length || y[0]?.length !== count || count < FEWEST)
    throw new ScenarioError(
      `the distance of two laws needs two samples of one shape, of at least ${FEWEST} points (found ${count} x ${x.length} and ${y[0]?.length ?? 0} x ${y.length})`,
    );
  if (!(level > 0 && level < 1)) throw new ScenarioError(`invalid level: ${level} (expected a number between 0 and 1)`);
  for (const { name, fourthMoment = 0 } of laws)
    if (!(fourthMoment < Infinity)) throw new ScenarioError(`an interval for the distance of two laws needs finite fourth moments, and ${name} has none`);
  const middle = count >> 1;
  const half = (planes: Planes, k: 0 | 1): Planes => planes.map((plane) => plane.subarray(k * middle, (k + 1) * middle));
  const { value, residue, raw, blocks } = debiasedExtrapolated(half(x, 0), half(y, 0), half(x, 1), half(y, 1), solver);
  const room = summarise(blocks).standardError * halfWidthFactor(blocks.length, level) + Math.abs(residue);
  return { squared: value, low: value - room, high: value + room, raw };
}
