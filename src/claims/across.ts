/**
 * A series is the same across the values of a parameter (two systems, two time steps), all else equal: at every common time and for every two cells a, b
 *
 *   |mean_a - mean_b| <= simultaneous half-width of the difference + residue_a + residue_b.
 *
 * Cells that share their random numbers are compared replicate by replicate, others as independent ones (across-streams.ts); the intervals are simultaneous over
 * all pairs, groups and times. `residue` is the bias of its own that an estimator states at finite N (the debiased distance). Both may be wrong together: what
 * is true besides is `agrees`.
 */
import { max } from "d3-array";
import type { Cell, Claim, Judgement, Result } from "../protocols/index.ts";
import { summarise, type Interval } from "../math/statistics.ts";
import { partsOf, type Term } from "./across-streams.ts";
import { residueAt } from "./deviations.ts";
import { chosenCells, FEWEST, groupsBut, judgement, observedTimes, valuesAt, whereInWords, type Where } from "./over-cells.ts";
import { simultaneous, type Simultaneous } from "./simultaneous.ts";
import { inPercent, inWords, lowered, type Graded } from "./verdict.ts";
import { knownOptions } from "../names/options.ts";

/** What `agreesAcross` is told. */
export interface AcrossOptions {
  /** The varied parameter whose values are compared. */
  readonly across: string;
  readonly where?: Where;
  /** Fraction of the series' largest mean by which the cells may differ for known reasons, for instance their time steps; 0 by default. */
  readonly bias?: number;
  /** Undecided while a half-width, or the residues, exceed this fraction of the series' largest mean; 10 % by default. */
  readonly resolution?: number;
}

/** Two times are one when they differ by round-off of their fractions of the end. */
const SAME_TIME = 1e-9;

/** A cell at a time, and another at the same. */
interface Pair {
  readonly cells: readonly [Cell, Cell];
  readonly k: readonly [number, number];
}

/** The series has one mean, whatever the value of the parameter. */
export function agreesAcross<S extends string>(series: S, options: AcrossOptions): Claim<S> {
  knownOptions("agreesAcross", options, ["across", "where", "bias", "resolution"]);
  const { across, where, bias = 0 } = options;
  const within = bias > 0 ? ` within a bias of ${inPercent(bias, 1)} of its largest value` : "";
  return {
    statement: `${series} is the same for every ${across}${within}${whereInWords(where)}`,
    source: "the cells named in the evidence, each compared with the others",
    reads: [series],
    check: (result) => judge(result, series, options),
  };
}

function judge(result: Result, series: string, options: AcrossOptions): Judgement {
  const groups = groupsBut(options.across, chosenCells(result, options.where));
  const pairs = groups.map(({ cells }) => pairsOf(cells, series));
  // One sample stands for each difference, so that the level counts the comparisons.
  const all = simultaneous(
    pairs.flat().map((pair) => partsOf(termsOf(pair, series))[0].values),
    result.stopping,
  );
  return judgement(groups.map(({ point, cells }, g) => ({ point, ...verdictOf(cells, pairs[g], series, options, all) })));
}

/** All pairs of cells with enough replicates, at all times that both observed. */
function pairsOf(cells: readonly Cell[], series: string): Pair[] {
  const judged = cells.filter(({ replicates }) => replicates.length >= FEWEST);
  return judged.flatMap((a, i) =>
    judged.slice(i + 1).flatMap((b) =>
      observedTimes(a, series).flatMap((k) => {
        const same = observedTimes(b, series).find((l) => Math.abs(b.times[l] - a.times[k]) <= SAME_TIME * Math.abs(a.times[k]));
        return same === undefined ? [] : [{ cells: [a, b] as const, k: [k, same] as const }];
      }),
    ),
  );
}

/** The first cell's mean less the second's. */
const termsOf = ({ cells, k }: Pair, series: string): Term[] => cells.map((cell, c) => ({ cell, series, k: k[c], weight: c === 0 ? 1 : -1 }));

function verdictOf(cells: readonly Cell[], pairs: readonly Pair[], series: string, options: AcrossOptions, all: Simultaneous): Graded {
  const { across, bias = 0, resolution = 0.1 } = options;
  if (cells.length < 2) return { verdict: { kind: "inapplicable", because: `a single value of ${across} has nothing to agree with` } };
  const short = cells.find(({ replicates }) => replicates.length < FEWEST);
  if (short) {
    const evidence = `${short.replicates.length} finished replicates at ${across}=${short.point[across]}`;
    return { verdict: { kind: "undecided", evidence, need: `at least ${FEWEST} replicates` } };
  }
  if (pairs.length === 0) return { verdict: { kind: "undecided", evidence: `${series} was never observed at one time in two cells`, need: "common times" } };
  const compared = pairs.map((pair) => differenceOf(pair, series, all));
  const scale = max(compared.flatMap(({ means }) => means.map(Math.abs)))!;
  const beyond = ({ difference, residue }: Difference): number => Math.max(difference.low, -difference.high) - residue - bias * scale;
  const worst = compared.reduce((a, b) => (beyond(b) > beyond(a) ? b : a));
  const widest = compared.reduce((a, b) => (unseen(b) > unseen(a) ? b : a));
  const [one, other] = worst.pair.cells.map(({ point }) => `${across}=${point[across]}`);
  const numbers = `at t = ${inWords(worst.t)} the mean is ${inWords(worst.means[0])} for ${one} and ${inWords(worst.means[1])} for ${other}`;
  if (beyond(worst) > ROUND_OFF * scale) {
    const evidence = `${numbers}: a difference of ${inPercent(beyond(worst), scale)} of its largest value at least, beyond noise and stated bias`;
    return { verdict: { kind: "violated", evidence }, margin: -beyond(worst) / scale };
  }
  const evidence = `closest call: ${numbers}; a difference of ${inPercent(unseen(widest) + bias * scale, scale)} at t = ${inWords(widest.t)} would go unseen`;
  if (unseen(widest) > resolution * scale) return { verdict: { kind: "undecided", evidence, need: "more replicates, or more particles" } };
  const failures = cells.reduce((sum, cell) => sum + cell.failures.length, 0);
  return { verdict: lowered({ kind: "consistent", evidence }, failures), margin: scale === 0 ? 0 : -beyond(worst) / scale };
}

/** Differences up to this fraction of the largest mean are rounding of equal numbers. */
const ROUND_OFF = 1e-12;

interface Difference {
  readonly pair: Pair;
  readonly t: number;
  readonly means: readonly number[];
  readonly difference: Interval;
  readonly residue: number;
}

function differenceOf(pair: Pair, series: string, all: Simultaneous): Difference {
  const samples = pair.cells.map((cell, c) => valuesAt(cell, series, pair.k[c]));
  return {
    pair,
    t: pair.cells[0].times[pair.k[0]],
    means: samples.map((values) => summarise(values).mean),
    difference: all.combination(partsOf(termsOf(pair, series))),
    residue: pair.cells.reduce((sum, cell, c) => sum + residueAt(cell, series, pair.k[c]), 0),
  };
}

/** The largest difference that the interval cannot tell from none. */
const unseen = ({ difference: { mean, low, high }, residue }: Difference): number => Math.max(high - mean, mean - low) + residue;
