/**
 * Two equal solutions are at distance zero: with f = g, and the second ensemble the image of the first under the identity, the
 * debiased distance D_N vanishes exactly, in every bit, at every time and in every replicate, because both ensembles are the
 * same numbers.
 */
import type { Cell, Claim } from "../protocols/index.ts";
import { inWords, type Graded } from "./verdict.ts";
import { judgeCells, whereInWords } from "./over-cells.ts";
import type { Where } from "./over-cells.ts";
import { knownOptions } from "../names/options.ts";

function judge(cell: Cell, series: string): Graded {
  const [first, second] = cell.setup.initial.laws;
  if (!second || JSON.stringify(first.spec) !== JSON.stringify(second.spec)) {
    return { verdict: { kind: "inapplicable", because: "the two initial laws are not the same" } };
  }
  const values = cell.replicates.flatMap((replicate) => (replicate.series[series] ?? []).filter((x) => x !== null));
  if (values.length === 0) return { verdict: { kind: "undecided", evidence: `${series} was never observed`, need: "observation times" } };
  const largest = values.reduce((worst, x) => Math.max(worst, Math.abs(x)), 0);
  const evidence = `${values.length} values of ${series}, the largest ${largest === 0 ? "exactly 0" : inWords(largest)}`;
  return { verdict: { kind: largest === 0 ? "consistent" : "violated", evidence }, margin: -largest };
}

/** The series is exactly zero whenever it is measured. */
export function zeroAtEquality<S extends string>(series: S, options: { where?: Where } = {}): Claim<S> {
  knownOptions("zeroAtEquality", options, ["where"]);
  return {
    statement: `${series} is exactly zero between two equal solutions${whereInWords(options.where)}`,
    source: "four equal assignment costs cancel in the debiased estimator",
    reads: [series],
    check: (result) => judgeCells(result, { where: options.where, enough: 1, judge: (cell) => judge(cell, series) }),
  };
}
