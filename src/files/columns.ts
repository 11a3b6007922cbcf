/**
 * Which columns of a table are coordinates. Tables of other programs bring numbers of rows along (an index, an id): as a coordinate they would change every
 * distance without a word. A column that is named like one, or that counts the rows, is refused until the columns are chosen.
 */
import { ScenarioError } from "../errors.ts";
import type { Table } from "../laws/rows.ts";

/** Which columns of a file's table are coordinates, and what the file leaves open. */
export interface TableOptions {
  /** Names of a table with names, or numbers counted from 0. All columns when absent. */
  readonly columns?: readonly string[];
  /** Whether the first line of a CSV file holds names. By default the line itself tells, or is refused. */
  readonly header?: boolean;
  /** Numbers a row that are expected: a table of as many has no column too many, whatever it counts. */
  readonly dimension?: number;
}

/** A table with what its reader should know of it. */
export interface Cloud extends Table {
  /** One line each. */
  readonly warnings: readonly string[];
}

/** Names of numbers of rows: those that programs give (pandas: none, or `Unnamed: 0`), and common ones. */
const NUMBERS_ROWS = /^(unnamed: ?\d+|(particle|row|sample|point|node|global)?[ _-]?(ids?|index|idx|number|num|no|nr)|row|i)$/i;

/** Whether a column of this name numbers rows; one without a name does, where others have names. */
export const numbersRows = (name: string): boolean => name === "" || NUMBERS_ROWS.test(name);

/** A count of fewer rows is no evidence. */
const FEWEST = 4;

/** What programs write for what is missing: netCDF, CMIP and GRIB, older codes. */
const FILLS = new Set([9.969209968386869e36, 9.969209866662562e36, 1e20, 1.0000000200408773e20, 1e30, 1e36, -999, -9999, -99999]);

/** How a column is named in messages. */
export const columnName = (names: readonly string[] | undefined, k: number): string =>
  names?.[k] === undefined ? `column ${k}` : names[k] === "" ? `column ${k} (unnamed)` : `column ${k} (${names[k]})`;

/** Indices of the columns that are asked for, or all. Throws ScenarioError: none of that name, several, or one that numbers rows and was not asked for. */
export function chosenColumns(place: string, names: readonly string[] | undefined, width: number, columns: readonly string[] | undefined): number[] {
  const all = Array.from({ length: width }, (_, k) => k);
  if (columns) return columns.map((wanted) => columnOf(place, names, width, wanted));
  const odd = names?.findIndex(numbersRows) ?? -1;
  if (odd < 0 || !names || width === 1) return all;
  const found = names[odd] === "" ? `column ${odd}: found no name` : `${columnName(names, odd)}: found a name for numbers of rows`;
  throw new ScenarioError(`${place}: ${found}, expected coordinates; choose: ${remedy(names, width, odd)}`);
}

function columnOf(place: string, names: readonly string[] | undefined, width: number, wanted: string): number {
  if (!names) {
    if (/^\d+$/.test(wanted) && Number(wanted) < width) return Number(wanted);
    throw new ScenarioError(`${place}: found no column ${wanted}, expected numbers from 0 to ${width - 1} (the columns have no names)`);
  }
  const bare = (name: string): string => name.replace(/\s*[[(][^[(]*[\])]$/, "");
  const exact = names.flatMap((name, k) => (name === wanted ? [k] : []));
  const found = exact.length > 0 ? exact : names.flatMap((name, k) => (bare(name) === wanted ? [k] : []));
  if (found.length === 1) return found[0];
  throw new ScenarioError(`${place}: found ${found.length === 0 ? "no" : found.length} columns named ${wanted}, expected one (there are: ${names.join(", ")})`);
}

/** The option that leaves a column out. */
export const remedy = (names: readonly string[] | undefined, width: number, out: number): string =>
  `--columns ${Array.from({ length: width }, (_, k) => names?.[k] ?? String(k)).filter((_, k) => k !== out).join(",")}`; // prettier-ignore

/** Refuses a column that counts the rows, unless columns were chosen or the width is the one expected. Throws ScenarioError. */
export function refuseCounts(place: string, names: readonly string[] | undefined, table: Table, { columns, dimension }: TableOptions): void {
  const { planes, count } = table;
  if (columns || planes.length < 2 || count < FEWEST || planes.length === dimension) return;
  const k = planes.findIndex(countsRows);
  if (k < 0) return;
  const shown = Array.from(planes[k].subarray(0, 3)).join(", ");
  const all = (names ?? planes.map((_, j) => j)).join(",");
  throw new ScenarioError(
    `${place}: ${columnName(names, k)}: found ${shown}, ..., a count of the rows, expected coordinates; choose: ${remedy(names, planes.length, k)}, or --columns ${all} to keep it`,
  );
}

/** Consecutive whole numbers from row to row, or those from 0 or 1 on in any order. */
function countsRows(plane: Float64Array): boolean {
  let [steps, least] = [true, Infinity];
  for (let i = 0; i < plane.length; i++) {
    if (!Number.isInteger(plane[i])) return false;
    least = Math.min(least, plane[i]);
    steps &&= i === 0 || plane[i] === plane[i - 1] + 1;
  }
  if (steps) return true;
  if (least !== 0 && least !== 1) return false;
  const seen = new Uint8Array(plane.length);
  return plane.every((x) => x - least < plane.length && seen[x - least]++ === 0);
}

/** Tells of rows that hold nothing but a number that other programs write for what is missing, and of a cloud that was perhaps never written. */
export function warningsOf(place: string, { planes, count }: Table): string[] {
  const fill = planes[0].findIndex((value, i) => FILLS.has(value) && planes.every((plane) => plane[i] === value));
  const missing = `${place}: row ${fill}: found ${planes[0][fill]?.toExponential()} throughout, which some programs write for what is missing: read as a point`;
  const empty = count > 1 && planes.every((plane) => plane.every((value) => value === 0));
  return [...(fill >= 0 ? [missing] : []), ...(empty ? [`${place}: found nothing but zeros in ${count} rows, as in a table that was never written`] : [])];
}
