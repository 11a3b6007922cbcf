/**
 * A disk that is full for a moment, whatever is written just then: half of it is written, then ENOSPC. No half file stays, what was there before is still there,
 * and the folder goes on to the table of an undisturbed run. (With a real disk: test/long/full-disk.test.ts.)
 */
import type * as nodeFs from "node:fs";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, expect, it, vi } from "vitest";
import { inFolderOfItsOwn, writeScenario } from "../support/cli.ts";
import { linesOf, newFolder } from "../support/engine.ts";
import { landau } from "../support/landau.ts";

/** Files that there is no space for. */
const disk = vi.hoisted(() => ({ full: undefined as RegExp | undefined, refused: 0 }));
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof nodeFs>();
  const paths = new Map<number, string>();
  const hasSpace = (file: unknown): boolean => !disk.full?.test(typeof file === "number" ? (paths.get(file) ?? "") : String(file));
  const refuse = (): never => {
    disk.refused++;
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" });
  };
  return {
    ...fs,
    openSync(path: string, ...rest: [string]) {
      const descriptor = fs.openSync(path, ...rest);
      paths.set(descriptor, path);
      return descriptor;
    },
    writeSync(descriptor: number, bytes: Buffer, offset: number, length: number, position: number) {
      if (hasSpace(descriptor)) return fs.writeSync(descriptor, bytes, offset, length, position);
      // A short write first, and nothing at the second attempt.
      return length > 100 ? fs.writeSync(descriptor, bytes, offset, length >> 1, position) : refuse();
    },
    writeFileSync(file: string | number, content: string | Buffer, ...rest: [{ flag: string }]) {
      if (hasSpace(file)) return fs.writeFileSync(file, content, ...rest);
      fs.writeFileSync(file, content.slice(0, content.length >> 1), ...rest);
      return refuse();
    },
  };
});
afterEach(() => void (disk.full = undefined));

inFolderOfItsOwn();

const scenario = (): string =>
  writeScenario("toy.ts", (text) => text.replace("claims:", 'figures: [{ name: "p", title: "p", series: ["position"] }], claims:'));
const run = (directory: string) => landau("run", scenario(), "--out", directory, "--workers", "1");
const filesIn = (directory: string) => readdirSync(directory, { recursive: true, encoding: "utf8" });

let whole: Promise<string> | undefined;
const undisturbed = (): Promise<string> =>
  (whole ??= (async () => {
    const directory = newFolder();
    expect((await run(directory)).code).toBe(0);
    return readFileSync(join(directory, "table.csv"), "utf8");
  })());

it.each([
  ["requests/.*json", 0],
  ["manifest.json", 0],
  ["scenario.ts", 0],
  ["table.csv", 12],
  ["conclusion.json", 12],
  ["report.html", 12],
] as const)("full at %s: exit 1 in a line that names it, no half file, and the run goes on", async (file, replicates) => {
  const table = await undisturbed();
  const directory = newFolder();
  disk.full = new RegExp(`${file}.*part$`);
  const said = await run(directory);
  expect([said.code, disk.refused > 0], said.err).toEqual([1, true]);
  expect(said.err.trim().split("\n").at(-1)).toMatch(new RegExp(`^${directory}/${file}: .*ENOSPC`));
  expect(filesIn(directory).filter((name) => name.endsWith(".part") || new RegExp(`${file}$`).test(name))).toEqual([]);
  expect(linesOf(directory)).toHaveLength(replicates);
  // Results come before files that cannot be written.
  if (replicates > 0) expect(said.out).toContain("consistent: position ends below 3");
  disk.full = undefined;
  expect((await run(directory)).code).toBe(0);
  expect(readFileSync(join(directory, "table.csv"), "utf8")).toBe(table);
  // The same once more, with a file there already: it stays as it was.
  const before = existsSync(join(directory, file)) ? readFileSync(join(directory, file)) : undefined;
  disk.full = new RegExp(`${file}.*part$`);
  await landau("report", directory);
  if (before) expect(readFileSync(join(directory, file)).equals(before)).toBe(true);
  expect(filesIn(directory).filter((name) => name.endsWith(".part"))).toEqual([]);
});

it("full at a figure: a line, and everything else is there", async () => {
  const table = await undisturbed();
  const directory = newFolder();
  disk.full = /p\.png.*part$/;
  const said = await run(directory);
  expect(said.err).toMatch(/^toy: figure p: ENOSPC: no space left on device, write$/m);
  expect(readdirSync(join(directory, "figures"))).toEqual(["p.svg"]);
  expect(readFileSync(join(directory, "table.csv"), "utf8")).toBe(table);
  expect(existsSync(join(directory, "report.html"))).toBe(true);
});

it("full at a replicate: it waits for space, and is there whole", async () => {
  const table = await undisturbed();
  const directory = newFolder();
  disk.full = /\.jsonl$/;
  const running = run(directory);
  while (disk.full && !filesIn(directory).some((name) => name.endsWith(".jsonl"))) await setTimeout(20);
  await setTimeout(200);
  disk.full = undefined;
  const said = await running;
  expect(said.code).toBe(0);
  expect(said.err).toContain("toy: the disk is full (ENOSPC); finished replicates wait for up to 300 s\n");
  expect(linesOf(directory)).toHaveLength(12);
  expect(readFileSync(join(directory, "table.csv"), "utf8")).toBe(table);
  expect((await landau("check", directory)).err).toBe("");
});
