/**
 * What the files of a run folder hold together: for each coordinate the line that counts. Read once, then only what was added.
 *
 * A line that is not what was written is damage: one replicate that is not there. The end of a file without its newline is a line under way, or what a
 * killed process left. Twice the same line is harmless; twice a coordinate with different results is refused. A replicate that finished counts more
 * than a failure, a failure of its own mathematics more than one that running again may mend.
 */
import { closeSync, existsSync, openSync, readSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ScenarioError } from "../../errors.ts";
import type { Point } from "../../protocols/index.ts";
import { labelOf, nameOfTask, type Coordinate, type Outcome, type Part } from "../plan/task.ts";
import { checkOf, decode } from "./line.ts";

/** A line of a file, from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** An outcome with the line that it stands in. */
export interface Placed {
  readonly outcome: Outcome;
  readonly place: Place;
}

const tellPlace = ({ file, line }: Place): string => `${file}: line ${line}`;

interface Entry extends Place {
  readonly check: string;
  readonly rank: number;
}

/** A failure that running again may mend, one of its own mathematics, numbers. */
const rankOf = (outcome: Outcome): number => ("series" in outcome ? 2 : outcome.time === undefined ? 0 : 1);

export interface Union {
  /** Reads what was added to the files since, other than to `own`. Throws ScenarioError. */
  refresh(own?: string): void;
  /** Takes a line that this process wrote. */
  add(outcome: Outcome, check: string, place: Place): void;
  /** Whether there are numbers or a failure that will not mend. */
  has(coordinate: Coordinate): boolean;
  /** Whether there are numbers. */
  finished(coordinate: Coordinate): boolean;
  readonly damage: readonly Place[];
  parts(): Part[];
  /** Whether the outcome would count more than what is there. */
  lacks(outcome: Outcome): boolean;
  /** The outcomes that count and where they stand, read anew from the files. */
  placed(): Generator<Placed>;
}

export function unionOf(folder: string, digest: string): Union {
  const cells = new Map<string, { point: Point; entries: Map<number, Entry> }>();
  const read = new Map<string, { bytes: number; lines: number }>();
  const damage: Place[] = [];
  const files = () => (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".jsonl")) : []).sort().map((name) => join(folder, name));

  function add(outcome: Outcome, check: string, place: Place): void {
    const label = labelOf(outcome.point);
    const cell = cells.get(label) ?? { point: outcome.point, entries: new Map<number, Entry>() };
    cells.set(label, cell);
    const earlier = cell.entries.get(outcome.replicate);
    const rank = rankOf(outcome);
    if (earlier && earlier.rank === rank && rank > 0 && earlier.check !== check) {
      throw new ScenarioError(`${tellPlace(earlier)}, ${tellPlace(place)}: ${nameOfTask(outcome)} finished twice with different results`);
    }
    if (!earlier || rank > earlier.rank) cell.entries.set(outcome.replicate, { file: place.file, line: place.line, check, rank });
  }

  const rankAt = ({ point, replicate }: Coordinate): number => cells.get(labelOf(point))?.entries.get(replicate)?.rank ?? 0;

  return {
    refresh(own) {
      for (const file of files()) {
        if (own !== undefined && file === join(folder, own)) continue;
        const { bytes, lines } = read.get(file) ?? { bytes: 0, lines: 0 };
        if (statSync(file).size <= bytes) continue;
        let [end, line] = [bytes, lines];
        for (const { content, after } of linesOf(file, bytes)) {
          line++;
          end = after;
          const place = { file, line };
          const check = checkOf(content);
          const outcome = check === undefined ? undefined : decode(content, digest, tellPlace(place));
          if (check === undefined || outcome === undefined) damage.push(place);
          else add(outcome, check, place);
        }
        read.set(file, { bytes: end, lines: line });
      }
    },
    add,
    has: (coordinate) => rankAt(coordinate) > 0,
    finished: (coordinate) => rankAt(coordinate) > 1,
    damage,
    parts: () => [...cells.values()].map(({ point, entries }) => ({ point, replicates: [...entries.keys()].sort((a, b) => a - b) })),
    lacks(outcome) {
      const earlier = cells.get(labelOf(outcome.point))?.entries.get(outcome.replicate);
      return earlier === undefined || rankOf(outcome) > earlier.rank;
    },
    *placed() {
      const wanted = new Map<string, Set<number>>();
      for (const { entries } of cells.values()) {
        for (const { file, line } of entries.values()) wanted.set(file, (wanted.get(file) ?? new Set()).add(line));
      }
      for (const [file, numbers] of wanted) {
        let line = 0;
        for (const { content } of linesOf(file, 0)) {
          if (!numbers.has(++line)) continue;
          const place = { file, line };
          const outcome = checkOf(content) === undefined ? undefined : decode(content, digest, tellPlace(place));
          if (outcome === undefined) throw new ScenarioError(`${tellPlace(place)}: changed while it was read`);
          yield { outcome, place };
        }
      }
    },
  };
}

const chunk = 1 << 20;

/** Whole lines of a file from a byte on, each with the byte after its newline. Never more than a line and a chunk in memory. */
function* linesOf(file: string, from: number): Generator<{ content: Buffer; after: number }> {
  const descriptor = openSync(file, "r");
  try {
    let held: Buffer[] = [];
    for (let position = from; ;) {
      const bytes = Buffer.allocUnsafe(chunk);
      const length = readFrom(file, descriptor, bytes, position);
      if (length === 0) return;
      let begin = 0;
      for (let end = bytes.indexOf(10); end >= 0 && end < length; end = bytes.indexOf(10, begin)) {
        const piece = bytes.subarray(begin, end);
        yield { content: held.length === 0 ? piece : Buffer.concat([...held, piece]), after: position + end + 1 };
        held = [];
        begin = end + 1;
      }
      if (begin < length) held.push(bytes.subarray(begin, length));
      position += length;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Throws what the file system says, with the file's name (a folder of that name opens like a file, and fails here). */
function readFrom(file: string, descriptor: number, bytes: Buffer, position: number): number {
  try {
    return readSync(descriptor, bytes, 0, chunk, position);
  } catch (error) {
    throw Object.assign(error as NodeJS.ErrnoException, { path: file });
  }
}
