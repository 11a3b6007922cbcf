/**
 * Tables from CSV files (records.ts): finite decimal numbers, one row a line; lines of comment that begin with `#`, then one line of names, may come first
 * (head.ts), and columns may be chosen by these names, or by number where there are none (columns.ts). What is not chosen may hold anything.
 */
import { ScenarioError } from "../../errors.ts";
import { columnName, refuseCounts, remedy, warningsOf, type Cloud, type TableOptions } from "../columns.ts";
import { headOf, NUMBER, shown, type Head } from "./head.ts";
import { recordsOf, type CsvRecord } from "./records.ts";
import type { Source } from "../source.ts";

/** Throws ScenarioError with file:line, the column, what was found and what was expected. */
export function tableFromCsv(source: Source, options: TableOptions = {}): Cloud {
  const { name } = source;
  let head: Head | undefined;
  let comment: readonly string[] | undefined;
  let planes: Float64Array[] = [];
  let [count, whole] = [0, 0];
  for (const record of recordsOf(source)) {
    if (!head && record.cells[0].startsWith("#")) {
      comment = record.cells.map((cell, k) => (k === 0 ? cell.replace(/^#+\s*/, "") : cell));
      continue;
    }
    if (!head) {
      head = headOf(name, record, comment, options);
      planes = head.columns.map(() => new Float64Array(1024));
      if (head.alone) continue;
    }
    if (record.cells.length !== head.width)
      throw new ScenarioError(`${name}:${record.line}: found ${record.cells.length} numbers, expected ${head.width}${head.alone ? " as in the header" : ""}`);
    if (count === planes[0].length) planes = planes.map(doubled);
    for (let k = 0; k < planes.length; k++) planes[k][count] = numberIn(name, record, head, head.columns[k]);
    if (head.doubtful && /^[+-]?\d+$/.test(record.cells[0])) whole++;
    count++;
  }
  if (!head || count === 0) throw new ScenarioError(`${name}: found no row of numbers, expected at least one`);
  if (head.doubtful && whole === 1 && count > 1)
    throw new ScenarioError(
      `${name}: first line: found 0, which may be a name (pandas writes it) or a number, expected one of the two: say --header or --no-header`,
    );
  const table = { count, dimension: planes.length, planes: planes.map((plane) => plane.slice(0, count)) };
  const names = head.names && head.columns.map((column) => head?.names?.[column] ?? "");
  refuseCounts(name, names, table, options);
  const pandas = head.doubtful ? [`${name}: first line: found 0, read as a point, though pandas writes it for a name (--header says that it is one)`] : [];
  return { ...table, warnings: [...pandas, ...warningsOf(name, table)] };
}

const doubled = (plane: Float64Array): Float64Array => {
  const larger = new Float64Array(2 * plane.length);
  larger.set(plane);
  return larger;
};

function numberIn(name: string, { line, cells }: CsvRecord, { names, width }: Head, column: number): number {
  const cell = cells[column];
  const value = NUMBER.test(cell) ? Number(cell) : Number.NaN;
  if (Number.isFinite(value)) return value;
  const out = width > 1 && (cell === "" || names) ? ` (${remedy(names, width, column)} leaves this column out)` : "";
  throw new ScenarioError(`${name}:${line}: ${columnName(names, column)}: found ${shown(cell)}, ${expectation(cell)}${out}`);
}

/** numpy.savetxt separates by spaces unless told otherwise. */
const expectation = (cell: string): string => (/\d[\s;]+[-+.\d]/.test(cell) ? "expected numbers separated by commas" : "expected a finite number");
