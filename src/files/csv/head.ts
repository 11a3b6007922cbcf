/**
 * What the first line of a CSV file is: names of columns, or numbers. It is never guessed: a line of 0, 1, 2, ... is what pandas writes for columns without
 * names and could be a point, so it is refused until the user says which.
 */
import { ScenarioError } from "../../errors.ts";
import { chosenColumns, numbersRows, type TableOptions } from "../columns.ts";
import type { CsvRecord } from "./records.ts";

/** A decimal number and nothing else: Number() alone would take hexadecimal, and blanks as zero. */
export const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** What programs write for a number that is missing. */
const MISSING = /^([#-]?n\/?a|#n\/a n\/a|nan|[+-]?nan|[+-]?inf(inity)?|null|none|nil|nd|missing|-+|\?|\.)$/i;

export interface Head {
  readonly names?: readonly string[];
  /** Cells a line. */
  readonly width: number;
  /** Which of them are read. */
  readonly columns: readonly number[];
  /** The record itself holds the names. */
  readonly alone: boolean;
  /** One column whose first line is 0: a name of pandas if no other line is a whole number. */
  readonly doubtful: boolean;
}

/** Throws ScenarioError with file:line. `comment` is the line before it that begins with `#`, as numpy.savetxt writes names. */
export function headOf(file: string, { line, cells }: CsvRecord, comment: readonly string[] | undefined, { columns, header }: TableOptions): Head {
  const place = `${file}:${line}`;
  const width = cells.length;
  const counts = cells.every((cell, k) => cell === String(k));
  const alone = header ?? isHeader(cells);
  if (alone) checkNames(place, cells);
  if (header === undefined && counts && width > 1)
    throw new ScenarioError(
      `${place}: found ${cells.join(",")}, which may be names (pandas writes these) or a point, expected one of the two: say --header or --no-header`,
    );
  const names = alone ? cells : comment?.length === width && isHeader(comment) ? comment : undefined;
  const chosen = chosenColumns(place, names, width, columns);
  return { ...(names ? { names } : {}), width, columns: chosen, alone, doubtful: header === undefined && counts };
}

/** No number among the cells; or the index of pandas, without a name or with one, and then the columns that it counts. */
function isHeader(cells: readonly string[]): boolean {
  if (cells.length > 1 && numbersRows(cells[0]) && cells.slice(1).every((cell, k) => cell === String(k))) return true;
  return cells.every((cell) => !NUMBER.test(cell)) && cells.some((cell) => isName(cell));
}

/** What may head a column: it begins with a letter, as words and formulas do, and is no number gone wrong. */
const isName = (cell: string): boolean => /^[#$%\\{_<|']*\p{L}/u.test(cell) && !MISSING.test(cell);

function checkNames(place: string, cells: readonly string[]): void {
  const wrong = cells.findIndex((cell) => MISSING.test(cell) || !(cell === "" || NUMBER.test(cell) || isName(cell)));
  if (wrong < 0) return;
  const what = MISSING.test(cells[wrong]) ? "a missing value, expected a name or a finite number" : "expected a name or a finite number";
  throw new ScenarioError(`${place}: column ${wrong}: found ${shown(cells[wrong])}, ${what}`);
}

export const shown = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}...` : text);
