/**
 * Bytes of a file, read where they are asked for: a file may be larger than a string (512 MiB) or one call of `readFileSync` (2 GiB) holds.
 */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { ScenarioError } from "../errors.ts";

export interface Source {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** At most `length` bytes from the place `from` on; fewer only where the file ends. */
  read(from: number, length: number): Buffer;
}

/** Bytes that are taken at once. */
const BLOCK = 1 << 23;

/** Opens a file, uses it and closes it. Throws ScenarioError when it cannot be read, or holds more than memory does. */
export function withSource<Result>(name: string, use: (source: Source) => Result): Result {
  const descriptor = attempt(name, () => openSync(name, "r"));
  try {
    const status = fstatSync(descriptor);
    // What is no regular file (a pipe) has neither a size nor places in it.
    if (!status.isFile())
      return use(
        sourceOf(
          name,
          attempt(name, () => readAll(name, descriptor)),
        ),
      );
    return use({ name, size: status.size, read: (from, length) => attempt(name, () => readAt(descriptor, from, Math.min(length, status.size - from))) });
  } catch (error) {
    // Typed arrays and strings that cannot be made.
    if (error instanceof RangeError && /allocation|length/i.test(error.message))
      throw new ScenarioError(`${name}: found more than memory holds (${error.message})`);
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** Bytes in memory as a source. */
export const sourceOf = (name: string, bytes: Buffer): Source => ({ name, size: bytes.length, read: (from, length) => bytes.subarray(from, from + length) });

/** One block after another. */
export function* blocksOf({ size, read }: Source, from = 0, length = BLOCK): Generator<Buffer> {
  for (let at = from; at < size; at += length) yield read(at, length);
}

/** The whole file as UTF-8 text without a byte order mark. Throws ScenarioError when it cannot be read or is longer than a string can be. */
export const textOf = (name: string): string =>
  withSource(name, ({ size, read }) => {
    try {
      return read(0, size).toString("utf8").replace(/^\uFEFF/, ""); // prettier-ignore
    } catch (error) {
      if ((error as { code?: string }).code !== "ERR_STRING_TOO_LONG") throw error;
      throw new ScenarioError(`${name}: found ${size} bytes, expected a text of less than 512 MiB`);
    }
  });

/** Contents of a JSON file. Throws ScenarioError: `name: cannot be read`, `name: not JSON`. */
export function jsonOf(name: string): unknown {
  const text = textOf(name);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ScenarioError(`${name}: not JSON (${(error as Error).message})`);
  }
}

function attempt<Value>(name: string, make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    throw new ScenarioError(`${name}: cannot be read (${code})`);
  }
}

/** What comes out of a pipe, at most: /dev/zero has no end. */
const MOST = 1 << 29;

function readAll(name: string, descriptor: number): Buffer {
  const blocks: Buffer[] = [];
  for (let size = 0; ;) {
    const block = Buffer.allocUnsafe(1 << 16);
    const count = readSync(descriptor, block);
    if (count === 0) return Buffer.concat(blocks);
    blocks.push(block.subarray(0, count));
    if ((size += count) > MOST) throw new ScenarioError(`${name}: found no end within 512 MiB (a file may be larger, a pipe not)`);
  }
}

function readAt(descriptor: number, from: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(Math.max(0, length));
  let filled = 0;
  while (filled < bytes.length) {
    const count = readSync(descriptor, bytes, filled, Math.min(bytes.length - filled, BLOCK), from + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}
