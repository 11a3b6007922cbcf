/**
 * HDF5 files through h5wasm (its own WebAssembly build of libhdf5), loaded only when a file asks for it: opened, looked into, closed, and what libhdf5 has
 * to say against a file in one line.
 */
import { ScenarioError } from "../../errors.ts";
import { Missing, openThread, Silent, type Question, type Thread } from "./thread.ts";
import { withSource } from "../source.ts";

/** What lies at a path of a file: a group has keys, a dataset a shape, a link neither. */
export interface Entity {
  readonly path: string;
  /** Of a dataset; null when it was made to hold nothing. */
  readonly shape?: readonly number[] | null;
  /** Of a dataset's numbers, in the words of h5wasm, and bytes of one. */
  readonly type?: unknown;
  readonly size?: number;
  /** Of a virtual dataset: what it is put together from. */
  readonly sources?: readonly { readonly file_name: string; readonly dset_name: string }[];
  /** Names. */
  readonly attributes?: readonly string[];
  /** Of a group. */
  readonly keys?: readonly string[];
  /** Of a link into another file, or to nothing: where to. */
  readonly link?: string;
}

/** An open file. Everything throws what libhdf5 has to say. */
export interface Container {
  readonly file: string;
  /** What lies at a path, "" for the top; undefined where nothing does. */
  at(path: string): Entity | undefined;
  /** Undefined when there is no such attribute. */
  attribute(entity: Entity, name: string): unknown;
  value(entity: Entity): unknown;
  /** Part of a dataset: from, to (excluded) along every axis. */
  slice(entity: Entity, ranges: readonly (readonly [number, number])[]): unknown;
}

/** Opens another file, uses it and closes it; undefined when there is none that can be opened. */
export type Beside = <Result>(file: string, use: (container: Container) => Result) => Result | undefined;

/** In milliseconds, for any one question: the longest is to read 256 MiB. */
const PATIENCE = 60_000;

/** What is said without the library. */
export const missing = "HDF5 needs the package h5wasm (npm install h5wasm@0.10.3), which is not installed";

/** Of what libhdf5 says, in characters. */
const LONGEST = 200;

/** Splits `file.h5:path`; undefined when the name is no HDF5 file's. */
export function hdf5Name(name: string): { readonly file: string; readonly path?: string } | undefined {
  const [, file, path] = /^(.*\.(?:h5|hdf5|hdf))(?::(.+))?$/i.exec(name) ?? [];
  if (file === undefined) return undefined;
  return path === undefined ? { file } : { file, path };
}

/** One thread for all files, made when the first asks for it and anew after a failure. */
let shared: Thread | undefined;

/**
 * Opens a file, uses it and closes it. Throws ScenarioError: no library, no such file, not HDF5, contents that libhdf5 cannot read or does not come to an end
 * with; and what `use` throws.
 */
export function inHdf5<Result>(file: string, use: (container: Container, beside: Beside) => Result, patience?: number): Result {
  checkSignature(file);
  const thread = patience === undefined ? sharedThread() : openThread(patience);
  const beside: Beside = (other, look) => (hasSignature(other) ? opened(thread, other, look) : undefined);
  return opened(thread, file, (container) => use(container, beside));
}

/** The thread of all files for which nobody asks another patience. */
export function sharedThread(): Thread {
  if (!shared?.usable) shared = openThread(PATIENCE);
  return shared;
}

function hasSignature(file: string): boolean {
  try {
    checkSignature(file);
    return true;
  } catch (error) {
    if (error instanceof ScenarioError) return false;
    throw error;
  }
}

/** The superblock lies at byte 0, or behind a block of the user's of 512, 1024, 2048, ... bytes. */
function checkSignature(file: string): void {
  withSource(file, ({ size, read }) => {
    for (let at = 0; at < size; at = at === 0 ? 512 : 2 * at) if (read(at, 8).toString("latin1") === "\x89HDF\r\n\x1a\n") return;
    throw new ScenarioError(`${file}: first bytes: found ${JSON.stringify(read(0, 8).toString("latin1"))}, expected those of an HDF5 file`);
  });
}

function opened<Result>(thread: Thread, file: string, use: (container: Container) => Result): Result {
  const asked = (trouble: string) => (question: Question) => answered(thread, file, trouble, question);
  const id = asked("found a file that libhdf5 cannot open, expected HDF5")({ ask: "open", file });
  try {
    return use(containerOf(file, id, asked("found contents that libhdf5 cannot read")));
  } finally {
    closed(thread, id);
  }
}

/** After a failure inside libhdf5 closing may fail too, and says nothing new. */
function closed(thread: Thread, id: unknown): void {
  try {
    if (thread.usable) thread.ask({ ask: "close", id });
  } catch {
    return;
  }
}

function containerOf(file: string, id: unknown, ask: (question: Question) => unknown): Container {
  const entityAt = (path: string): Entity | undefined => {
    const found = ask({ ask: "at", id, path });
    return found === undefined ? undefined : { ...(found as Omit<Entity, "path">), path };
  };
  return {
    file,
    at(path) {
      // libhdf5 throws for a path through what does not exist.
      let within = entityAt("");
      let walked = "";
      for (const part of path.split("/").filter((one) => one !== "")) {
        if (!within?.keys?.includes(part)) return undefined;
        walked = walked === "" ? part : `${walked}/${part}`;
        within = entityAt(walked);
      }
      return within;
    },
    attribute: ({ path, attributes }, name) => (attributes?.includes(name) ? ask({ ask: "attribute", id, path, name }) : undefined),
    value: ({ path }) => ask({ ask: "value", id, path }),
    slice: ({ path }, ranges) => ask({ ask: "slice", id, path, ranges }),
  };
}

/** What libhdf5 throws becomes a refusal with its reason. */
function answered(thread: Thread, file: string, trouble: string, question: Question): unknown {
  try {
    return thread.ask(question);
  } catch (error) {
    if (error instanceof Missing) throw new ScenarioError(`${file}: ${missing}`);
    if (error instanceof Silent) throw new ScenarioError(`${file}: found contents that libhdf5 does not come to an end with (${error.message})`);
    throw new ScenarioError(`${file}: ${trouble} (${reasonOf((error as Error).message)})`);
  }
}

/** Of libhdf5's stack of errors the innermost, where the reason is, and the one around it; other messages as they are, on one line. */
export function reasonOf(text: string): string {
  const frames = Array.from(text.matchAll(/^\s*#\d+: .*? in \w+\(\): (.*)$/gm), ([, what]) => what.trim());
  const reason = frames.length === 0 ? text.split("\n")[0] : [...new Set(frames.slice(-2))].join(": ");
  return reason.length > LONGEST ? `${reason.slice(0, LONGEST)}...` : reason;
}
