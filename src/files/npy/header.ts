/**
 * The head of an NPY file (numpy.lib.format, versions 1.0 to 3.0): the magic bytes, the length of the header, and the header: a Python dictionary of exactly
 * the keys descr, fortran_order and shape. Read literally: what Python would read otherwise (a key twice, a comment, an escape) is refused.
 */
import { ScenarioError } from "../../errors.ts";
import type { Source } from "../source.ts";

const MAGIC = "\x93NUMPY";

/** numpy refuses longer headers. */
const LONGEST = 10000;

/** Largest array that is addressed as one; nothing near it fits in memory. */
const LARGEST = 1099511627776;

export interface Header {
  /** First byte of the numbers. */
  readonly start: number;
  /** As in the file, for instance `<f8` or `|u1`. */
  readonly type: string;
  readonly fortran: boolean;
  readonly shape: readonly number[];
}

/** Which shapes are wanted, and how that is said. */
export interface Wanted {
  readonly dimensions: readonly [number, number];
  readonly words: string;
  readonly least: string;
  readonly whole: string;
}

const shown = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);

/** `types`: those without the byte order that are served. Throws ScenarioError with the place in the header, what was found and what was expected. */
export function headerOf(source: Source, wanted: Wanted, types: readonly string[]): Header {
  const { name: file } = source;
  const refuse = (place: string, found: string, expected: string): never => {
    throw new ScenarioError(`${file}: ${place}: found ${found}, expected ${expected}`);
  };
  const { start, text } = textOf(source, refuse);
  const entries = entriesOf(text);
  if (!entries) return refuse("header", shown(text), "a dictionary of descr, fortran_order and shape, each once");
  const { descr, fortran_order: order, shape: tuple } = entries;
  const described = /^(["'])(.*)\1$/s.exec(descr)?.[2];
  const type = described ?? "";
  // One byte has no order: numpy writes |u1.
  if (!(/^[<>]..$|^\|.1$/.test(type) && types.includes(type.slice(1))))
    return refuse("descr", shown(described ?? descr), "real numbers ('<f8', '<f4', '<i8' to '|i1', '<u8' to '|u1', or with '>')");
  if (order !== "True" && order !== "False") return refuse("fortran_order", shown(order), "True or False");
  const shape = numbersOf(tuple);
  if (!shape || shape.length < wanted.dimensions[0] || shape.length > wanted.dimensions[1]) return refuse("shape", tuple.slice(0, 60), wanted.words);
  if (shape.includes(0)) refuse("shape", `(${shape.join(", ")})`, wanted.least);
  if (!(shape.reduce((product, n) => product * n, 1) <= LARGEST)) refuse("shape", tuple.slice(0, 60), wanted.whole);
  return { start, type, fortran: order === "True", shape };
}

function textOf(source: Source, refuse: (place: string, found: string, expected: string) => never): { start: number; text: string } {
  const bytes = source.read(0, LONGEST + 12);
  if (bytes.length < 12) refuse("whole file", `${source.size} bytes`, "an NPY file");
  const magic = bytes.toString("latin1", 0, 6);
  if (magic !== MAGIC) refuse("first bytes", shown(magic), `${shown(MAGIC)} of an NPY file`);
  const [major, minor] = [bytes[6], bytes[7]];
  if (!(major >= 1 && major <= 3 && minor === 0)) refuse("format version", `${major}.${minor}`, "1.0, 2.0 or 3.0");
  const opening = major > 1 ? 12 : 10;
  const length = major > 1 ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8);
  const start = opening + length;
  if (length > LONGEST) refuse("header", `${length} bytes`, `at most ${LONGEST}`);
  if (start > source.size) refuse("header", `an end at byte ${start} of ${source.size}`, "a whole header");
  return { start, text: bytes.toString("latin1", opening, start) };
}

type Key = "descr" | "fortran_order" | "shape";

/** The three entries as they stand, or undefined when the text is no dictionary of these. */
function entriesOf(text: string): Readonly<Record<Key, string>> | undefined {
  const entry = /[\s{]*(["'])(descr|fortran_order|shape)\1\s*:\s*((["'])[^"'\\\n]*\4|\[[^\]]*\]|\([^()]*\)|\w+)\s*(?:,|(?=\}))/y;
  const found = new Map<string, string>();
  if (!/^[ \t]*\{/.test(text)) return undefined;
  for (let n = 0; n < 3; n++) {
    // The brace opens the dictionary, and nothing else.
    const [whole, , key, value] = entry.exec(text) ?? [];
    if (whole === undefined || whole.includes("{") !== (n === 0) || found.has(key)) return undefined;
    found.set(key, value);
  }
  if (!/^\s*\}\s*$/.test(text.slice(entry.lastIndex))) return undefined;
  return Object.fromEntries(found) as Record<Key, string>;
}

/** Of a tuple; one of one number ends in a comma. Python 2 wrote `7L`. */
function numbersOf(tuple: string): number[] | undefined {
  const inside = /^\(\s*((?:(?:0|[1-9]\d*)L?\s*,\s*)*(?:(?:0|[1-9]\d*)L?)?)\s*\)$/.exec(tuple)?.[1];
  if (!inside?.includes(",")) return undefined;
  return inside
    .split(",")
    .filter((n) => n.trim() !== "")
    .map((n) => Number(n.trim().replace("L", "")));
}
