/** Rooms stay small: files of one concept, folders of at most 16 files, but for collections of one kind; and their READMEs list what is there. */
import { readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { readmeOf, roomsWithReadme } from "../../scripts/readmes.ts";

const root = new URL("../../", import.meta.url).pathname;
const sources = execFileSync("git", ["ls-files", "src", "particles"], { cwd: root, encoding: "utf8" })
  .trim()
  .split("\n")
  .filter((file) => /\.(ts|js)$/.test(file));

/** Each file one more of the same kind: verbs, laws, values, claims, statements, observables, kernels. */
const collections = /^(src\/(cli|laws|claims|kernels\/assembly|theory\/\w+)|particles\/(observables|systems|couplings))$/;
const MOST_FILES = 16;
const MOST_LINES = 250;

describe("rooms", () => {
  it("hold at most 16 files, but for collections of one kind", () => {
    const counts = new Map<string, number>();
    for (const file of sources) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    expect([...counts].filter(([folder, count]) => count > MOST_FILES && !collections.test(folder))).toEqual([]);
  });

  it("hold no file over 250 lines, but for kernels", () => {
    const lengths = sources.filter((file) => !file.startsWith("src/kernels/assembly/")).map((file) => [file, lines(file)] as const);
    expect(lengths.filter(([, length]) => length > MOST_LINES)).toEqual([]);
  });

  it.each(roomsWithReadme(root).map((room) => room.slice(root.length)))("%s: README.md lists what is there (npm run readmes)", (room) => {
    expect(readFileSync(join(root, room, "README.md"), "utf8")).toBe(readmeOf(join(root, room)));
  });
});

const lines = (file: string): number => readFileSync(join(root, file), "utf8").split("\n").length - 1;
