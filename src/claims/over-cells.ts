/**
 * What claims have in common: which cells they speak about, the numbers they read, and the level of their intervals.
 *
 * Intervals are simultaneous: joint level 99 % over all cells and times of one claim (Bonferroni, hence conservative under any
 * dependence between times). A cell with failed replicates is at best undecided: those that failed are not a random choice.
 */
import type { Cell, Judgement, Result, Verdict } from "../protocols/index.ts";
import { simultaneousLevel } from "../math/statistics.ts";
import { conjunction, lowered } from "./verdict.ts";

export const JOINT_LEVEL = 0.99;

/** Fewer replicates than this give no interval worth the name. */
export const FEWEST = 3;

/** Only cells whose point has these values; an array allows any of its values. */
export type Where = Readonly<Record<string, number | string | readonly (number | string)[]>>;

/** ` (gamma = -2 or -3)`, for statements; empty when all cells are meant. */
export function whereInWords(where: Where = {}): string {
  const wanted = Object.entries(where).map(([name, value]) => `${name} = ${typeof value === "object" ? value.join(" or ") : value}`);
  return wanted.length ? ` (${wanted.join(", ")})` : "";
}

function matches({ point }: Cell, where: Where): boolean {
  return Object.entries(where).every(([name, wanted]) => {
    const value = point[name];
    return value !== undefined && (typeof wanted === "object" ? wanted.includes(value) : wanted === value);
  });
}

/** The cells that `where` selects. */
export const chosenCells = (result: Result, where: Where = {}): Cell[] => result.cells.filter((cell) => matches(cell, where));

/** A cell's place along a varied number; `particles` is the number that ran, which a smoke run makes smaller. */
export const abscissa = (cell: Cell, along: string): number => (along === "particles" ? cell.setup.particles : Number(cell.point[along]));

/** Values of a series at observation k, in replicate order, missing ones left out. */
export const valuesAt = (cell: Cell, series: string, k: number): number[] => cell.replicates.flatMap(({ series: all }) => all[series]?.[k] ?? []);

/** Indices of the observation times at which every replicate measured the series. */
export const observedTimes = (cell: Cell, series: string): number[] =>
  cell.times.flatMap((_, k) => (cell.replicates.length > 0 && valuesAt(cell, series, k).length === cell.replicates.length ? [k] : []));

const tooFew = (cell: Cell): Verdict => ({
  kind: "undecided",
  evidence: cell.replicates.length === 1 ? "1 finished replicate" : `${cell.replicates.length} finished replicates`,
  need: `at least ${FEWEST} replicates`,
});

/**
 * Judges every cell that `where` selects. `comparisons` counts the intervals a cell contributes; `verdict` gets the level of
 * each. `enough: 1` serves claims that need no interval.
 */
export function judgeCells(
  result: Result,
  how: {
    readonly where?: Where | undefined;
    readonly enough?: number;
    comparisons(cell: Cell): number;
    verdict(cell: Cell, level: number): Verdict;
  },
): Judgement {
  const chosen = chosenCells(result, how.where);
  const level = simultaneousLevel(
    JOINT_LEVEL,
    chosen.reduce((sum, cell) => sum + how.comparisons(cell), 0),
  );
  const cells = chosen.map((cell) => {
    const enough = cell.replicates.length >= (how.enough ?? FEWEST);
    return { point: cell.point, verdict: enough ? lowered(how.verdict(cell, level), cell.failures.length) : tooFew(cell) };
  });
  return { verdict: conjunction(cells), cells };
}

/** Replicates needed to shrink a half-width to `target`, in words. */
export function replicatesNeeded(cell: Cell, half: number, target: number): string {
  const count = cell.replicates.length;
  if (!(target > 0)) return "another experiment: more replicates cannot decide this";
  return `about ${Math.ceil(count * (half / target) * (half / target) - count)} more replicates`;
}
