/**
 * Solutions next to particles: a result whose cells know the curves of their scenario's `compare`, or of solvers given by name; and the
 * differences, quantity by quantity, with simultaneous intervals.
 *
 * The particles have been run by then, so what a solution costs is paid once, by the command that concludes.
 */
import { told } from "../../errors.ts";
import type { Cell, Point, Quantity, Result, Solver } from "../../protocols/index.ts";
import { comparedSamples, deviations, type Deviation } from "../../claims/deviations.ts";
import { quantityAmong } from "../../claims/quantities.ts";
import { simultaneous } from "../../claims/simultaneous.ts";
import { referencesOf, solutionCurves } from "../../claims/solutions.ts";
import { coordinatesOf, labelOf } from "../plan/task.ts";
import type { StudyResult } from "./estimate.ts";
import { observableOf } from "../../series-name.ts";

/**
 * `solvers`: those of the scenario by default. `looks`: each is followed to its first so many observation times, not to the end (for a smoke
 * run, whose particles are too few to compare). A cell that has its curves keeps them. A solution that cannot be had is a trouble that is told; the cell is without its solutions then.
 */
export async function withSolutions(
  result: StudyResult,
  { solvers, looks = Infinity }: { readonly solvers?: readonly Solver[]; readonly looks?: number } = {},
): Promise<{ result: StudyResult; troubles: string[] }> {
  const cells: StudyResult["cells"][number][] = [];
  const troubles: string[] = [];
  for (const cell of result.cells) {
    const chosen = solvers ?? cell.setup.compare ?? [];
    try {
      cells.push(chosen.length === 0 || cell.compared ? cell : { ...cell, compared: await solutionCurves(cell.setup, cell.times, chosen, looks) });
    } catch (error) {
      cells.push(cell);
      const at = coordinatesOf(cell.point).join(",");
      troubles.push(`the comparison${at ? ` at ${at}` : ""} failed: ${told(error)}`);
    }
  }
  return { result: { ...result, cells }, troubles };
}

/** The cells that these curves are of, with them in the place of those of the scenario's own solutions. */
export function withCurves(result: Result, curves: readonly Pick<Cell, "point" | "compared">[]): Result {
  const known = new Map(curves.map(({ point, compared }) => [labelOf(point), compared]));
  const cells = result.cells.flatMap((cell) => {
    const compared = known.get(labelOf(cell.point));
    return compared ? [{ ...cell, compared }] : [];
  });
  return { ...result, cells };
}

/** What is compared of one observable with one solution: its series at all times, or all points of its axis. */
export interface ComparedSeries {
  /** The scenario's name of it. */
  readonly series: string;
  readonly quantity: Quantity;
  readonly deviations: readonly Deviation[];
}

export interface ComparedCell {
  readonly point: Point;
  readonly solutions: readonly { readonly name: string; readonly compared: readonly ComparedSeries[] }[];
}

export interface Comparison {
  /** Level of each interval, for a joint level of 99 % (over all that is compared: claims/simultaneous.ts). */
  readonly level: number;
  readonly cells: readonly ComparedCell[];
}

/** Every series that the solutions of the cells have, against them. `allowance`: as in `deviations`. */
export function compare({ cells, stopping }: Result, allowance = 0): Comparison {
  const pairs = cells.map((cell) => pairsOf(cell));
  const samples = pairs.flat().flatMap(({ cell, series, curve }) => comparedSamples(cell, series, curve));
  const all = simultaneous(samples, stopping);
  return {
    level: all.level,
    cells: cells.map((cell, k) => {
      const here = pairs[k];
      const names = [...new Set(here.map(({ curve }) => curve.name))];
      const solutions = names.map((name) => ({
        name,
        compared: [...new Set(here.map(({ series }) => observableOf(series)))].flatMap((observable): ComparedSeries[] => {
          const own = here.filter(({ series, curve }) => curve.name === name && observableOf(series) === observable);
          const found = own.flatMap(({ series, curve }) => deviations(cell, series, curve, { all, allowance }));
          return found.length === 0 ? [] : [{ series: observable, quantity: quantityAmong([cell], observable), deviations: found }];
        }),
      }));
      return { point: cell.point, solutions };
    }),
  };
}

/** Series and curves of a cell's solutions; a cell without them has none, whatever curves the scenario gives. */
function pairsOf(cell: Cell) {
  return Object.keys(cell.compared ?? {}).flatMap((series) => referencesOf(cell, series).map((curve) => ({ cell, series, curve })));
}
