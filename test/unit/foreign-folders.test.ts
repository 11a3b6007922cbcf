/**
 * Run folders made elsewhere: whatever they hold under right checksums (by another version of this program, or by hand), they are read or named, and write nothing outside of the folder
 * that was asked for. Damage that checksums show: requests.test.ts, store.test.ts.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openVerdicts } from "../../src/cli/verdicts.ts";
import { readConclusion } from "../../src/study/folder/conclusion.ts";
import { checksum } from "../../src/study/folder/line.ts";
import { countable } from "../../src/study/folder/numbers.ts";
import { readRequests } from "../../src/study/folder/request.ts";
import { readSessions } from "../../src/study/folder/session.ts";
import type { CheckVerdict } from "../../src/protocols/index.ts";
import { inFolderOfItsOwn, walk } from "../support/cli.ts";
import { landau } from "../support/landau.ts";

inFolderOfItsOwn();

const alone = ["--workers", "1"];
/** Writes a file as the folder names it: by the checksum of its content. */
function put(folder: string, content: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${checksum(content)}.json`), content);
}
/** What has the name of a file and is none. */
function putNoFiles(folder: string): void {
  mkdirSync(join(folder, "folder.json"), { recursive: true });
  symlinkSync("loop.json", join(folder, "loop.json"));
  symlinkSync("nowhere", join(folder, "dangling.json"));
}
/** A run of the toy walk, and its one request. */
async function made(out: string): Promise<Record<string, unknown>> {
  expect((await landau("run", walk, "--out", out, "--smoke", ...alone)).code).toBe(0);
  const [name = ""] = readdirSync(join(out, "requests"));
  return JSON.parse(readFileSync(join(out, "requests", name), "utf8")) as Record<string, unknown>;
}

describe("requests", () => {
  it("of names and digests that lead out of a folder, of too many replicates, or that are no files, are damage, and nothing else is lost", async () => {
    const sound = await made("requests");
    const folder = join("requests", "requests");
    const cells = sound["cells"] as { replicates: string }[];
    const bad: object[] = [
      ...["../../out", "a/b", "a\\b", ".hidden", ""].map((name) => ({ scenario: { ...(sound["scenario"] as object), name } })),
      { digest: "../../../../out".padEnd(64, "0") },
      { cells: [] },
      { cells: [{ ...cells[0], replicates: "3-1" }] },
    ];
    for (const part of bad) put(folder, JSON.stringify({ ...sound, ...part }));
    put(folder, "no JSON");
    putNoFiles(folder);
    const { requests, damaged } = readRequests("requests");
    expect([requests, damaged.length]).toEqual([[sound], bad.length + 4]);
    // Every verb says so, and shows what it can.
    for (const words of [
      ["check", "requests"],
      ["resume", "requests", ...alone],
      ["merge", "requests", "--out", "merged"],
      ["diff", "requests", "requests"],
    ]) {
      const { code, err } = await landau(...words);
      expect([code, words[0], err.match(/^requests\/requests\/.*: damaged, and left out$/gm)?.length]).toEqual([0, words[0], (words[0] === "diff" ? 2 : 1) * damaged.length]); // prettier-ignore
    }
    // 2e8 numbers: 1.6 GB if they were written out.
    put(folder, JSON.stringify({ ...sound, cells: Array.from({ length: 200 }, (_, k) => ({ ...cells[0], point: { k }, replicates: "0-999999" })) }));
    expect(readRequests("requests").damaged).toHaveLength(damaged.length + 1);
    expect(readdirSync(".").sort()).toEqual(["merged", "requests"]);
    expect(existsSync("../out")).toBe(false);
  });

  it("ask for a million replicates in all at most", () => {
    expect(countable([{ replicates: "0-999998" }, { replicates: "7" }])).toBe(true);
    expect(countable([{ replicates: "0-999998" }, { replicates: "7-8" }])).toBe(false);
    expect([countable([{ replicates: "" }]), countable([{ replicates: "1-3,2" }])]).toEqual([false, false]);
  });
});

it("sessions that are none are left out", async () => {
  await made("sessions");
  const sound = readSessions("sessions");
  expect(sound).toHaveLength(1);
  const folder = join("sessions", "sessions");
  for (const content of ["{", "[]", JSON.stringify({ ...sound[0], begin: "yesterday" })]) put(folder, content);
  putNoFiles(folder);
  expect(readSessions("sessions")).toEqual(sound);
  expect((await landau("merge", "sessions", "--out", "whole")).code).toBe(0);
});

it("a conclusion that says other things than this version's is none", async () => {
  await made("concluded");
  const file = join("concluded", "conclusion.json");
  const [, text = ""] = /"content":([\s\S]*)\}\n$/.exec(readFileSync(file, "utf8")) ?? [];
  const sound = JSON.parse(text) as { claims: { claim: object; judgement: object }[]; curves: object[] };
  expect(readConclusion("concluded")?.claims).toEqual(sound.claims);
  const [first] = sound.claims;
  const bad: object[] = [
    { claims: [{ ...first, judgement: { cells: [] } }] },
    { claims: [{ ...first, judgement: { ...first?.judgement, verdict: { kind: "undecided", evidence: "e" } } }] },
    { claims: [{ ...first, judgement: { ...first?.judgement, cells: [null] } }] },
    { curves: [{ ...sound.curves[0], reference: { position: { name: "n", source: "s", times: [0] } } }] },
    { study: { question: "q", sources: [], figures: [7] } },
  ];
  for (const content of ["{", ...bad.map((part) => JSON.stringify({ ...sound, ...part }))]) {
    writeFileSync(file, `{"check":"${checksum(content)}","content":${content}}\n`);
    expect(readConclusion("concluded"), content).toBeUndefined();
    expect((await landau("check", "concluded")).err).toMatch(/^concluded: no verdicts are kept \(--run-code judges by the scenario, running its code\)\n$/);
  }
});

it("verdicts of statements come back with sides that are not finite, and lines that are no verdicts do not", () => {
  const comparison = { name: "a", relation: "<=", left: 1, right: Infinity, bound: Number.NaN, scale: -Infinity } as const;
  const undecided = { kind: "undecided", evidence: "e", need: "n" } as const;
  const verdict: CheckVerdict = { ...undecided, cases: [{ name: "a", verdict: undecided, comparison }] };
  const store = openVerdicts("verdicts");
  store.keep("room/one", verdict);
  store.close();
  const headless = { ...comparison, relation: undefined };
  const lines = [
    '"text"',
    '{"id":"room/two"',
    JSON.stringify({ id: "room/three", verdict: { ...verdict, cases: [{ name: "a", verdict: undecided, comparison: headless }] } }).slice(0, -1),
  ];
  writeFileSync("verdicts/verdicts/other.jsonl", lines.map((content) => `${content},"check":"${checksum(content)}"}\n`).join("")); // prettier-ignore
  expect([...openVerdicts("verdicts").held]).toEqual([["room/one", verdict]]);
});

describe("run --from", () => {
  const from = async (edit: (manifest: Record<string, unknown>) => unknown, name: string) => {
    const manifest = JSON.parse(readFileSync("original/manifest.json", "utf8")) as Record<string, unknown>;
    writeFileSync("original/edited.json", JSON.stringify(edit(manifest)));
    return landau("run", "--from", "original/edited.json", "--out", name, ...alone);
  };

  it("refuses a manifest that is not one in a line, and makes no folder", async () => {
    const cells = (await made("original"))["cells"] as { point: object; replicates: string }[];
    const shape = " (expected the manifest.json of a run folder)";
    const million = "expected numbers of replicates such as 0-15, increasing, 1000000 in all at most";
    const refusals: [(manifest: Record<string, unknown>) => unknown, string | RegExp][] = [
      [() => null, /^its content: .*/],
      [() => [], /^its content: .*/],
      [(m) => ({ ...m, digest: "__proto__" }), "digest: expected a digest of 64 hexadecimal digits"],
      [(m) => ({ ...m, cells: [] }), "cells: expected a cell"],
      [
        (m) => ({
          ...m,
          cells: [
            { ...cells[0], replicates: "0-999999" },
            { ...cells[1], replicates: "0" },
          ],
        }),
        `cells: ${million}`,
      ],
      [(m) => ({ ...m, cells: [{ ...cells[0], replicates: "2-1" }] }), `cells: ${million}`],
      [(m) => ({ ...m, edition: { ...(m["edition"] as object), set: { constructor: ["1"] } } }), /unknown parameter in --set: constructor/],
      [(m) => ({ ...m, edition: { ...(m["edition"] as object), until: 1e400 } }), /^edition\.until: /],
      [(m) => ({ ...m, scenario: { name: "passwd", path: "../../../../../../../../etc/passwd" } }), /passwd: not a scenario \(expected a \.ts or \.js file\)$/],
      [(m) => ({ ...m, scenario: { name: "../out", path: "gone.ts" } }), /^scenario\.name: /],
      [(m) => ({ ...m, edition: { seed: "../x" } }), /invalid --seed: \.\.\/x/],
      [(m) => ({ ...m, cells: [{ ...cells[0], point: { toString: 1 } }] }), /toString=1: a cell that .* does not vary to$/],
    ];
    for (const [edit, message] of refusals) {
      const { code, err } = await from(edit, "never");
      const told = err.replace(/^original\/edited\.json: /, "").replace(shape, "").trimEnd(); // prettier-ignore
      expect([code, told]).toEqual([2, typeof message === "string" ? message : expect.stringMatching(message)]);
      expect(err).toMatch(/^[^\n]+\n$/);
    }
    expect(existsSync("never")).toBe(false);
  });

  it("takes a cell that is named twice once, with all of its replicates", async () => {
    const { code } = await from((m) => ({ ...m, cells: (m["cells"] as { replicates: string }[]).flatMap((cell) => [{ ...cell, replicates: "1-2" }, { ...cell, replicates: "0-1" }]) }), "twice"); // prettier-ignore
    expect([code, readFileSync("twice/table.csv", "utf8")]).toEqual([0, readFileSync("original/table.csv", "utf8")]);
  });
});
