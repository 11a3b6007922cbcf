/** Runs of the toy that fails in places, as processes of their own on one folder, killed and damaged in the meantime; and the table of an undisturbed one. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { newFolder, toyPath } from "./engine.ts";

const program = new URL("../../dist/src/cli/landau.js", import.meta.url).pathname;

export interface Ended {
  readonly code: number | null;
  readonly err: string;
}

export interface Started {
  readonly child: ChildProcess;
  /** It has loaded everything and takes up work. */
  readonly running: Promise<void>;
  readonly ended: Promise<Ended>;
  /** What it said on stderr so far. */
  said(): string;
}

/** `landau run` of the slow toy, 24 replicates of about 0.1 s. */
export function start(directory: string, ...words: string[]): Started {
  const child = spawn(process.execPath, [program, "run", toyPath("toy-slow"), "--out", directory, ...words], { stdio: ["ignore", "ignore", "pipe"] });
  let err = "";
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  // Its first words come when it has loaded everything and takes up work.
  const running = new Promise<void>((resolve) => child.stderr.once("data", () => resolve()));
  return { child, running, said: () => err, ended: new Promise((resolve) => child.once("close", (code) => resolve({ code, err }))) };
}

export const run = (directory: string, ...words: string[]): Promise<Ended> => start(directory, ...words).ended;

export const tableOf = (directory: string): string => readFileSync(join(directory, "table.csv"), "utf8");

export async function undisturbed(): Promise<string> {
  const directory = newFolder();
  await run(directory, "--workers", "2");
  return tableOf(directory);
}

/** Kills a run some milliseconds after it takes up work (or after it is started, which may be before), unless it is through. */
export async function kill(directory: string, signal: NodeJS.Signals, after: number, since: "running" | "started" = "running"): Promise<Ended> {
  const { child, running, ended } = start(directory, "--workers", "2");
  if (since === "running") await Promise.race([running, ended]);
  await Promise.race([setTimeout(after), ended]);
  child.kill(signal);
  return ended;
}

/** Flips one bit of a file of replicates; `draw` gives whole numbers below its argument. */
export function flip(directory: string, draw: (below: number) => number): void {
  const folder = join(directory, "replicates");
  const names = existsSync(folder) ? readdirSync(folder) : [];
  if (names.length === 0) return;
  const file = join(folder, names[draw(names.length)]);
  const bytes = readFileSync(file);
  if (bytes.length === 0) return;
  bytes[draw(bytes.length)] ^= 1 << draw(8);
  writeFileSync(file, bytes);
}
