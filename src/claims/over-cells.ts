/**
 * What claims have in common: which cells they speak about, the numbers they read, and the level of their intervals.
 *
 * Intervals are simultaneous over all cells and times of one claim (simultaneous.ts). A cell with failed replicates is at best undecided:
 * those that failed are not a random choice.
 */
import type { Cell, Judgement, Point, Result, Verdict } from "../protocols/index.ts";
import { simultaneous, type Simultaneous } from "./simultaneous.ts";
import { conjunction, lowered, type Graded } from "./verdict.ts";

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

/** Cells that are equal but for one varied parameter, and the point of all else. */
export interface Group {
  readonly point: Point;
  readonly cells: readonly Cell[];
}

/** The cells by all parameters but `name`, in the order in which they come. */
export function groupsBut(name: string, cells: readonly Cell[]): Group[] {
  const groups = new Map<string, { point: Point; cells: Cell[] }>();
  for (const cell of cells) {
    const point = Object.fromEntries(Object.entries(cell.point).filter(([other]) => other !== name));
    const address = JSON.stringify(point);
    if (!groups.has(address)) groups.set(address, { point, cells: [] });
    groups.get(address)!.cells.push(cell);
  }
  return [...groups.values()];
}

/** A cell's place along a varied number; `particles` is the number that ran, which a smoke run makes smaller. */
export const abscissa = (cell: Cell, along: string): number => (along === "particles" ? cell.setup.particles : Number(cell.point[along]));

/** Values of a series at observation k, in replicate order, missing ones left out. */
export const valuesAt = (cell: Cell, series: string, k: number): number[] => cell.replicates.flatMap(({ series: all }) => all[series]?.[k] ?? []);

/** Indices of the observation times at which every replicate measured the series. */
export const observedTimes = (cell: Cell, series: string): number[] =>
  cell.times.flatMap((_, k) => (cell.replicates.length > 0 && valuesAt(cell, series, k).length === cell.replicates.length ? [k] : []));

/** Replicate by replicate, the later value minus the earlier one. */
export const differences = (later: readonly number[], earlier: readonly number[]): number[] => later.map((value, i) => value - earlier[i]);

const tooFew = (cell: Cell): Verdict => ({
  kind: "undecided",
  evidence: cell.replicates.length === 1 ? "1 finished replicate" : `${cell.replicates.length} finished replicates`,
  need: `at least ${FEWEST} replicates`,
});

/**
 * Judges every cell that `where` selects. `samples` are the values of every mean that the claim compares in a cell; `judge` gets the intervals
 * of all means of all cells. `enough: 1` serves claims that need no interval.
 */
export function judgeCells(
  result: Result,
  how: {
    readonly where?: Where | undefined;
    readonly enough?: number;
    samples?(cell: Cell): readonly (readonly number[])[];
    judge(cell: Cell, all: Simultaneous): Graded;
  },
): Judgement {
  const chosen = chosenCells(result, how.where);
  const enough = (cell: Cell): boolean => cell.replicates.length >= (how.enough ?? FEWEST);
  const samples = chosen.filter(enough).flatMap((cell) => how.samples?.(cell) ?? []);
  const all = simultaneous(samples, result.stopping);
  return judgement(
    chosen.map((cell) => {
      if (!enough(cell)) return { point: cell.point, verdict: tooFew(cell) };
      const { verdict, ...graded } = how.judge(cell, all);
      return { point: cell.point, verdict: lowered(verdict, cell.failures.length), ...graded };
    }),
  );
}

/** The cells with their conjunction; what graded them has done its work. */
export const judgement = (cells: readonly ({ readonly point: Point } & Graded)[]): Judgement => ({
  verdict: conjunction(cells),
  cells: cells.map(({ point, verdict }) => ({ point, verdict })),
});

/** Replicates needed to shrink a half-width to `target`, in words. */
export function replicatesNeeded(cell: Cell, half: number, target: number): string {
  const count = cell.replicates.length;
  if (!(target > 0)) return "another experiment: more replicates cannot decide this";
  return `about ${Math.ceil(count * (half / target) * (half / target) - count)} more replicates`;
}
