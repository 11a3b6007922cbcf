/** Run folders damaged in every file: what is told of them is what was run, or the damage is named. */
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import type { Document } from "../cli.ts";
import type { Said } from "../landau.ts";
import { damaged, oneOf, type Below } from "./damage.ts";

export type Files = ReadonlyMap<string, Buffer>;

export function filesIn(directory: string): Files {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(names.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name))]));
}

export function restore(directory: string, files: Files): void {
  rmSync(directory, { recursive: true, force: true });
  for (const [path, bytes] of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}

/** Damages one or two files; says what it did. */
export function damageFolder(directory: string, files: Files, below: Below): string {
  return Array.from({ length: 1 + below(2) }, () => damageOne(directory, files, below)).join("; ");
}

function damageOne(directory: string, files: Files, below: Below): string {
  const paths = [...files.keys()];
  // Half of all damage is where the numbers are.
  const path = oneOf(below(2) ? paths.filter((one) => one.endsWith(".jsonl")) : paths, below);
  const bytes = files.get(path)!;
  const lines = bytes.toString("latin1").split("\n");
  const line = below(lines.length);
  const other = oneOf(paths, below);
  const write = (content: Buffer | string) => {
    rmSync(path, { recursive: true, force: true });
    writeFileSync(path, content, "latin1");
  };
  const kinds: Readonly<Record<string, () => void>> = {
    damaged: () => write(damaged(bytes, below)),
    "a bit flipped": () => write(Buffer.from(bytes.map((byte, k) => (k === line % bytes.length ? byte ^ (1 << below(8)) : byte)))),
    "another digit": () => {
      const digits = [...bytes.keys()].filter((k) => bytes[k] >= 48 && bytes[k] < 58);
      const at = digits[below(digits.length)];
      write(Buffer.from(bytes.map((byte, k) => (k === at ? 48 + ((byte - 47) % 10) : byte))));
    },
    "cut short": () => write(bytes.subarray(0, below(bytes.length))),
    emptied: () => write(""),
    "a line twice": () => write([...lines.slice(0, line), lines[line], ...lines.slice(line)].join("\n")),
    "a line gone": () => write(lines.filter((_, k) => k !== line).join("\n")),
    "lines in another order": () => write(`${lines.filter((one) => one !== "").reverse().join("\n")}\n`), // prettier-ignore
    "another file's content": () => write(files.get(other)!),
    "a folder": () => {
      rmSync(path, { recursive: true, force: true });
      mkdirSync(path);
    },
    "a link to itself": () => {
      rmSync(path, { recursive: true, force: true });
      symlinkSync(path, path);
    },
    gone: () => rmSync(path, { recursive: true, force: true }),
    "a stranger beside it": () => writeFileSync(`${path}.${below(2) ? "jsonl" : "json"}`, damaged(bytes, below)),
  };
  const [kind, act] = oneOf(Object.entries(kinds), below);
  act();
  return `${path.slice(directory.length + 1)}: ${kind}`;
}

/** `sound`: what is said of the folder before, and its table. */
export function expectSoundOrNamed(said: Said, table: string | undefined, sound: { readonly out: string; readonly table: string }, input: string): void {
  if (said.code === 2) return;
  const told = `${input}\n--- code ${said.code}, stderr:\n${said.err}`;
  const { cells, claims } = JSON.parse(said.out) as Document;
  const before = JSON.parse(sound.out) as Document;
  const same = JSON.stringify([cells, claims]) === JSON.stringify([before.cells, before.claims]) && table === sound.table;
  if (!same || said.code !== 0) expect(said.err, told).not.toBe("");
  // Means of all replicates are those of all replicates; verdicts are the ones that were given, or none.
  for (const cell of cells) {
    const whole = before.cells.find(({ point }) => JSON.stringify(point) === JSON.stringify(cell.point))!;
    expect(cell.replicates + cell.failures.length, told).toBeLessThanOrEqual(whole.replicates + whole.failures.length);
    if (cell.replicates === whole.replicates) expect(cell.series, told).toEqual(whole.series);
  }
  if (claims.length > 0) expect(claims, told).toEqual(before.claims);
}
