/**
 * Tables from CSV files: UTF-8, finite numbers separated by commas, one row a line; one header line and empty lines are allowed.
 */
import { ScenarioError } from "../errors.ts";
import type { Table } from "../laws/rows.ts";

/** A decimal number and nothing else: Number() alone would take hexadecimal, and blanks as zero. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Throws ScenarioError with file:line. */
export function tableFromCsv(file: string, bytes: Buffer): Table {
  const lines = bytes.toString("utf8").replace(/^\uFEFF/, "").split(/\r\n|\n|\r/); // prettier-ignore
  const rows: number[][] = [];
  let headed = false;
  lines.forEach((line, n) => {
    if (line.trim() === "") return;
    const cells = line.split(",").map((cell) => cell.trim());
    if (rows.length === 0 && !headed && cells.every(isName)) {
      headed = true;
      return;
    }
    const values = cells.map((cell) => (NUMBER.test(cell) ? Number(cell) : Number.NaN));
    const width = rows[0]?.length ?? cells.length;
    const wrong = values.findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0) throw new ScenarioError(`${file}:${n + 1}: column ${wrong}: found ${shown(cells[wrong])}, ${expectation(cells[wrong])}`);
    if (cells.length !== width) throw new ScenarioError(`${file}:${n + 1}: found ${cells.length} numbers, expected ${width}`);
    rows.push(values);
  });
  if (rows.length === 0) throw new ScenarioError(`${file}: found no row of numbers, expected at least one`);
  const planes = Array.from({ length: rows[0].length }, (_, k) => Float64Array.from(rows, (row) => row[k]));
  return { count: rows.length, dimension: rows[0].length, planes };
}

/** What may head a column: printable, and no number or would-be number. */
const isName = (cell: string): boolean => /^["']?[A-Za-z_][\w .()^/-]*["']?$/.test(cell) && !/^(nan|inf|infinity)$/i.test(cell);

/** numpy.savetxt separates by spaces unless told otherwise. */
const expectation = (cell: string): string => (/\d\s+[-+.\d]/.test(cell) ? "expected numbers separated by commas" : "expected a finite number");

const shown = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}...` : text);
