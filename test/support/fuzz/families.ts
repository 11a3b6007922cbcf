/** Mutated inputs by family: `count` of them from a named stream, each held to what is promised of it. `run`: in process, or as a program. */
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { stoppedEarly } from "../../../src/cli/study/execute.ts";
import { toyText } from "../cli.ts";
import { landau, type Said } from "../landau.ts";
import { anyWords, expectAsked, planWords } from "./arguments.ts";
import { belowOf } from "./damage.ts";
import { expectManners, expectOneLine } from "./manners.ts";
import { mutatedManifest } from "./manifests.ts";
import { expectRuns, mutatedScenario } from "./scenarios.ts";
import { damageFolder, expectSoundOrNamed, filesIn, restore } from "./stores.ts";

export type Landau = (...words: string[]) => Promise<Said>;

export async function mutatedArguments(count: number, seed: string, run: Landau = landau): Promise<void> {
  const below = belowOf(seed);
  // What `list` finds, and what a bare name is looked for in.
  for (const folder of ["empty", "scenarios"]) mkdirSync(folder, { recursive: true });
  for (const file of ["toy.ts", "scenarios/toy.ts"]) writeFileSync(file, toyText());
  for (let n = 0; n < count; n++) {
    const { words, set } = planWords(below, "toy.ts");
    const any = anyWords(below, ["empty", "toy.ts", "toy"]);
    const said = await run(...(n % 2 ? words : any));
    const input = `${n}: ${JSON.stringify(n % 2 ? words : any).slice(0, 2000)}`;
    expectManners(said, input);
    if (n % 2) expectAsked(said, set);
    expectOneLine(said, input);
  }
}

/** Run folders of a small study of the toy walk, without figures. `verb` shows them, writes what it shows, or runs what is missing first. */
export async function mutatedStores(count: number, seed: string, verb: "check" | "report" | "resume", run: Landau = landau): Promise<void> {
  const below = belowOf(seed);
  writeFileSync("toy.ts", toyText().replace("claims:", "figures: [], claims:"));
  const directory = join(process.cwd(), "store");
  rmSync(directory, { recursive: true, force: true });
  const { out, code } = await run("run", "toy.ts", "--out", directory, "--workers", "1", "--json");
  expect(code).toBe(0);
  const table = join(directory, "table.csv");
  const sound = { out, table: readFileSync(table, "utf8") };
  const files = filesIn(directory);
  for (let n = 0; n < count; n++) {
    restore(directory, files);
    const input = `${n}: ${damageFolder(directory, files, below)}`;
    const said = await run(verb, directory, "--json");
    expectManners(said, input);
    const found = existsSync(table) && lstatSync(table).isFile() ? readFileSync(table, "utf8") : undefined;
    const written = verb === "check" ? sound.table : found;
    expectSoundOrNamed(said, written, sound, input);
    // What is missing of a folder that can be read is run again, to the last bit.
    if (verb === "resume" && said.code === 0) expect(written, `${input}\n${said.err}`).toBe(sound.table);
  }
}

/** Shards of a small study, one of them damaged, joined; and compared with the same undamaged. */
export async function mutatedShards(count: number, seed: string, run: Landau = landau): Promise<void> {
  const below = belowOf(seed);
  writeFileSync("toy.ts", toyText().replace("claims:", "figures: [], claims:"));
  const [one, other, whole] = ["shard-1", "shard-2", "whole"].map((name) => join(process.cwd(), name));
  for (const [k, out] of [one, other].entries()) {
    rmSync(out, { recursive: true, force: true });
    expect((await run("run", "toy.ts", "--out", out, "--workers", "1", "--shard", `${k + 1}/2`)).code).toBe(0);
  }
  const joined = async () => {
    rmSync(whole, { recursive: true, force: true });
    return run("merge", one, other, "--out", whole, "--json");
  };
  const table = join(whole, "table.csv");
  const { out, code } = await joined();
  expect(code).toBe(0);
  const sound = { out, table: readFileSync(table, "utf8") };
  const files = filesIn(one);
  for (let n = 0; n < count; n++) {
    restore(one, files);
    const input = `${n}: ${damageFolder(one, files, below)}`;
    const said = await joined();
    expectManners(said, input);
    expectSoundOrNamed(said, existsSync(table) ? readFileSync(table, "utf8") : undefined, sound, input);
    const compared = await run("diff", one, other, "--json");
    expectManners(compared, input);
    expectOneLine(compared, input);
  }
}

/** Manifests that `run --from` is to repeat: it refuses in a line, or runs replicates of that run, to the last bit. Returns how many ran. */
export async function mutatedManifests(count: number, seed: string, run: Landau = landau): Promise<number> {
  const below = belowOf(seed);
  writeFileSync("toy.ts", toyText().replace("claims:", "figures: [], claims:"));
  const [original, again] = ["original", "again"].map((name) => join(process.cwd(), name));
  rmSync(original, { recursive: true, force: true });
  expect((await run("run", "toy.ts", "--out", original, "--workers", "1", "--smoke")).code).toBe(0);
  const lines = new Set(storedIn(original));
  const text = readFileSync(join(original, "manifest.json"), "utf8");
  const mutated = join(original, "mutated.json");
  let ran = 0;
  for (let n = 0; n < count; n++) {
    rmSync(again, { recursive: true, force: true });
    const content = mutatedManifest(text, ["scenario", "digest", "edition", "cells", "used"], below);
    writeFileSync(mutated, content, "latin1");
    // No more than a replicate: numbers may be many.
    const said = await run("run", "--from", mutated, "--out", again, "--workers", "1", "--time-limit", "0.001s");
    const input = `${n}: ${content}`;
    expectManners({ ...said, code: said.code === stoppedEarly ? 0 : said.code }, input);
    expectOneLine(said, input);
    expect(existsSync(again), input).toBe(said.code !== 2);
    if (said.code === 2) continue;
    ran++;
    for (const line of storedIn(again)) if (/"replicate":[012],/.test(line)) expect(lines.has(line), `${input}\n${line}`).toBe(true);
  }
  return ran;
}

const storedIn = (directory: string): string[] =>
  [...filesIn(directory)].flatMap(([path, bytes]) => (path.endsWith(".jsonl") ? bytes.toString().trim().split("\n") : []));

/** Returns how many were planned; these are run too, in process. */
export async function mutatedScenarios(count: number, seed: string, run: Landau = landau): Promise<number> {
  const below = belowOf(seed);
  let planned = 0;
  for (let n = 0; n < count; n++) {
    // Whoever loads a file twice has the first one again.
    const file = `${seed.replaceAll("/", "-")}-${n}.ts`;
    const text = mutatedScenario(below);
    writeFileSync(file, text);
    const said = await run("plan", file, "--smoke");
    expectManners(said, text);
    expectOneLine(said, text);
    if (said.code === 0) {
      planned++;
      await expectRuns(file).catch((error: unknown) => {
        throw new Error(`${text}\n--- ran, and then: ${error instanceof Error ? error.stack : String(error)}`, { cause: error });
      });
    }
    rmSync(file);
  }
  return planned;
}
