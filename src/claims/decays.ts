/**
 * A series falls as a power of a parameter:  mean(x) ~ c (log x)^q x^p  at the last observation time, x the values of `along`.
 *
 * The exponent p is the slope of the least-squares line through log(mean / (log x)^q) against log x, every value of x counting the same (weights
 * by precision would let the noise decide which x count); its error is propagated from the means, replicate by replicate where the values of x share
 * their random numbers (across-streams.ts). A power that holds in the limit
 * holds up to corrections at any finite x, so the claim is about the fitted exponent on the values given: within an allowance that it states.
 */
import { summarise, type Interval } from "../math/statistics.ts";
import { log } from "../math/elementary.ts";
import type { Cell, Claim, Judgement, Result } from "../protocols/index.ts";
import { partsOf } from "./across-streams.ts";
import { abscissa, chosenCells, FEWEST, groupsBut, judgement, valuesAt, whereInWords, type Where } from "./over-cells.ts";
import { simultaneous, type Simultaneous } from "./simultaneous.ts";
import { inWords, lowered, type Graded } from "./verdict.ts";
import { knownOptions } from "../names/options.ts";

/** What `decays` is told: the parameter along which the series falls, and the exponent expected. */
export interface DecaysOptions {
  /** The varied parameter x; `particles` stands for the number of particles that ran. */
  readonly along: string;
  /** p. */
  readonly exponent: number;
  /** q (default 0). */
  readonly logPower?: number;
  /** Allowed difference of the fitted exponent: what corrections at these x may do. */
  readonly within: number;
  readonly where?: Where;
}

/** Fewest values of x through which a line says anything about a power. */
const FEWEST_VALUES = 3;

/** The series falls as the stated power. */
export function decays<S extends string>(series: S, options: DecaysOptions): Claim<S> {
  knownOptions("decays", options, ["along", "exponent", "logPower", "within", "where"]);
  const { along, exponent, logPower = 0, within, where } = options;
  const logs = logPower === 0 ? "" : ` (log ${along})${logPower === 1 ? "" : `^${logPower}`}`;
  return {
    statement: `${series} falls as ${along}^${inWords(exponent)}${logs}, the fitted exponent within ${inWords(within)}${whereInWords(where)}`,
    source: "the fit through the cells named in the evidence",
    reads: [series],
    check: (result) => judge(result, series, { along, exponent, logPower, within, where: where ?? {} }),
  };
}

function judge(result: Result, series: string, options: Required<DecaysOptions>): Judgement {
  const groups = groupsBut(options.along, chosenCells(result, options.where));
  const samples = groups.flatMap(({ cells }) => cells.map((cell) => valuesAt(cell, series, cell.times.length - 1)));
  const all = simultaneous(samples, result.stopping);
  return judgement(groups.map(({ point, cells: group }) => ({ point, ...verdictOf(group, series, options, all) })));
}

function verdictOf(cells: readonly Cell[], series: string, options: Required<DecaysOptions>, all: Simultaneous): Graded {
  const { along, exponent, logPower, within } = options;
  const values = cells.map((cell) => ({ cell, x: abscissa(cell, along), sample: valuesAt(cell, series, cell.times.length - 1) }));
  if (new Set(values.map(({ x }) => x)).size < FEWEST_VALUES)
    return { verdict: { kind: "inapplicable", because: `a power needs at least ${FEWEST_VALUES} values of ${along}` } };
  const short = values.find(({ sample }) => sample.length < FEWEST);
  if (short)
    return {
      verdict: { kind: "undecided", evidence: `${short.sample.length} finished replicates at ${along}=${short.x}`, need: `at least ${FEWEST} replicates` },
    };
  const points = values.map(({ cell, x, sample }) => ({ cell, x, mean: summarise(sample).mean }));
  const wrong = points.find(({ x, mean }) => !(mean > 0 && x > 1));
  if (wrong) return { verdict: { kind: "undecided", evidence: `the mean is ${inWords(wrong.mean)} at ${along}=${wrong.x}`, need: "positive means" } };
  const { mean: slope, low, high } = fit(points, series, logPower, all);
  const range = low === high ? "" : ` (${inWords(low)} to ${inWords(high)})`;
  const evidence = `fitted exponent ${inWords(slope)}${range} over ${along} = ${points[0].x} to ${points.at(-1)!.x}`;
  const [nearest, furthest] = [Math.max(0, low - exponent, exponent - high), Math.max(high - exponent, exponent - low)];
  if (nearest > within) return { verdict: { kind: "violated", evidence }, margin: within - nearest };
  if (furthest > within) return { verdict: { kind: "undecided", evidence, need: "more replicates or a wider range" } };
  const failures = cells.reduce((sum, cell) => sum + cell.failures.length, 0);
  return { verdict: lowered({ kind: "consistent", evidence }, failures), margin: within - furthest };
}

/** The slope, and its interval to first order in the errors of the means, which it sums with the weights that the line gives their logarithms. */
function fit(
  points: readonly { readonly cell: Cell; readonly x: number; readonly mean: number }[],
  series: string,
  logPower: number,
  all: Simultaneous,
): Interval {
  const at = points.map(({ x }) => log(x));
  const centre = summarise(at).mean;
  const spread = at.reduce((sum, t) => sum + (t - centre) * (t - centre), 0);
  const weights = at.map((t) => (t - centre) / spread);
  const slope = points.reduce((sum, { mean }, k) => sum + weights[k] * (log(mean) - logPower * log(at[k])), 0);
  const terms = points.map(({ cell, mean: m }, k) => ({ cell, series, k: cell.times.length - 1, weight: weights[k] / m }));
  const { mean, low, high, ...rest } = all.combination(partsOf(terms));
  return { ...rest, mean: slope, low: slope + (low - mean), high: slope + (high - mean) };
}
