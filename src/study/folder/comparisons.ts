/**
 * `comparisons/*.json` of a run folder: solutions from files that the run was compared with, one file a solution. The solution's curves are kept, so that every
 * report compares them anew with all replicates that are there by then, without the file and without running anybody's code.
 */
import { existsSync, readdirSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { z } from "zod";
import type { Cell } from "../../protocols/index.ts";
import { curvesOf, keptShape, readSealed, tablesOf, writeSealed, type CellCurves, type KeptCurves } from "./curves.ts";
import { checksum } from "./line.ts";

export interface KeptComparison {
  /** In the names of its files: that of the solution's file, with digits for its path, which tell files of one name apart. */
  readonly name: string;
  /** The solution's file as it was named. */
  readonly file: string;
  /** Of the solution's value, by which the run may be off. */
  readonly allowance: number;
  readonly curves: readonly CellCurves[];
}

const shape = z.looseObject({ file: z.string(), allowance: z.number(), curves: keptShape });

const folderOf = (directory: string): string => join(directory, "comparisons");

/** The same file again has the same name from every working folder. */
export function comparisonName(directory: string, file: string): string {
  const digits = checksum(relative(resolve(directory), resolve(file))).slice(0, 6);
  return `${basename(file)
    .replace(/[^\w.-]/g, "-")
    .replace(/^\W+/, "")}-${digits}`;
}

/** In the place of an earlier comparison with the same file. */
export function writeComparisonKept(directory: string, { name, ...kept }: KeptComparison, cells: readonly Cell[]): void {
  writeSealed(join(folderOf(directory), `${name}.json`), { ...kept, curves: tablesOf(kept.curves, cells) });
}

/** In the order of their names; files that are not what was written are left out. */
export function readComparisons(directory: string): KeptComparison[] {
  const folder = folderOf(directory);
  const names = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith(".json")).sort();
  return names.flatMap((name) => {
    const told = readSealed(join(folder, name));
    if (!shape.safeParse(told).success) return [];
    const { file, allowance, curves } = told as { readonly file: string; readonly allowance: number; readonly curves: readonly KeptCurves[] };
    return [{ name: name.slice(0, -".json".length), file, allowance, curves: curvesOf(curves) }];
  });
}
