/**
 * Records of a CSV file (RFC 4180): cells separated by commas, a cell in double quotes may hold commas and quotes ("" for one); lines end in LF, CRLF or CR.
 * Narrower than the RFC: no line break within quotes, so that a quote that was forgotten does not swallow the file. Blanks around cells are dropped.
 */
import { StringDecoder } from "node:string_decoder";
import { ScenarioError } from "../../errors.ts";
import { blocksOf, type Source } from "../source.ts";

export interface CsvRecord {
  /** Counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Of characters; a table of a million columns stays below. */
const LONGEST_LINE = 1 << 25;

/** Cells of every line that is not blank, and lines before the first of these that begin with `#`, told apart by `comment`. Throws ScenarioError. */
export function* recordsOf(source: Source): Generator<CsvRecord> {
  let line = 0;
  for (const text of linesOf(source)) {
    line++;
    if (text.trim() === "") continue;
    yield { line, cells: text.includes('"') ? quotedCells(source.name, line, text) : text.split(",").map((cell) => cell.trim()) };
  }
}

function* linesOf(source: Source): Generator<string> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  let first = true;
  for (const block of blocksOf(source)) {
    if (first && /^(\xFF\xFE|\xFE\xFF)/.test(block.toString("latin1", 0, 2)))
      throw new ScenarioError(`${source.name}: first bytes: found UTF-16, expected UTF-8 (a spreadsheet saves it as "CSV UTF-8")`);
    const text = rest + decoder.write(block);
    const lines = (first ? text.replace(/^\uFEFF/, "") : text).split(/\r\n|\n|\r(?!$)/); // prettier-ignore
    first = false;
    // The last line may go on in the next block; so may a CRLF.
    rest = lines.pop() ?? "";
    if (rest.length > LONGEST_LINE) throw new ScenarioError(`${source.name}: found a line of more than ${LONGEST_LINE} characters, expected rows of numbers`);
    yield* lines;
  }
  rest += decoder.end();
  // A line end at the end of the file ends the last line; an empty line after it is none.
  yield* rest.split("\r");
}

function quotedCells(name: string, line: number, text: string): string[] {
  const cell = /\s*(?:"((?:[^"]|"")*)"\s*|([^,"]*))(,|$)/y;
  const cells: string[] = [];
  for (;;) {
    const column = cells.length;
    const [, quoted, plain = "", end] = cell.exec(text) ?? [];
    if (end === undefined)
      throw new ScenarioError(`${name}:${line}: column ${column}: found a quote where none can be, expected a cell in quotes or without any, on one line`);
    cells.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"').trim());
    if (end === "") return cells;
  }
}
