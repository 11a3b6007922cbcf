/** What is asked of a run folder: requests side by side, the manifest made of them, numbers of replicates as people write them. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readConclusion, writeConclusion, type Conclusion } from "../../src/study/folder/conclusion.ts";
import { checksum } from "../../src/study/folder/line.ts";
import { partsOf, readManifest, writeManifest } from "../../src/study/folder/manifest.ts";
import { readNumbers, writeNumbers } from "../../src/study/folder/numbers.ts";
import { writeRequest, type Request } from "../../src/study/folder/request.ts";
import type { Cell } from "../../src/protocols/index.ts";
import { recordRun } from "../../src/cli/study/folder.ts";
import { loadScenario } from "../../src/study/plan/load.ts";
import { planStudy } from "../../src/study/plan/plan.ts";
import { toyPath } from "../support/engine.ts";
import { fc } from "../support/property.ts";
import { refusal } from "../support/refusal.ts";

const folder = () => mkdtempSync(join(tmpdir(), "landau-requests-"));
const setup = {
  system: "walk",
  conserves: [],
  initial: "all at 1.5",
  particles: 20,
  time: { end: 1, steps: 40, observe: 5 },
  observe: ["position"],
  quantities: { position: { name: "mean position", short: "mean", symbol: "<x>", kind: "position", velocity: 1, meaning: "Of all walkers." } },
  tables: [""],
};
const request = (number: number, gamma: number, replicates: string): Request => ({
  number,
  scenario: { name: "toy", path: "../toy.ts" },
  title: `Toy ${number}`,
  digest: "0123456789abcdef".repeat(4),
  edition: { seed: "b", set: { gamma: ["-1", "0"] } },
  cells: [{ point: { gamma }, stream: `toy[b]/gamma=${gamma}`, replicates, declared: 16, setup }],
  used: [["toy.ts", "0123456789abcdef"]],
  versions: { node: "20" },
  machine: { cores: 2 },
  command: `landau run toy.ts --only replicate=${replicates}`,
});
const requestsIn = (directory: string) => readdirSync(join(directory, "requests")).map((name) => join(directory, "requests", name));

it("asks a folder of four thousand cells twice in seconds: work grows with the cells, not with their square", async () => {
  const drift = Array.from({ length: 4000 }, (_, k) => String(k / 4000));
  const plan = planStudy(await loadScenario(toyPath("toy-walk")), { set: { drift } }, { replicates: 1 });
  const directory = folder();
  const begun = process.cpuUsage().user;
  for (let time = 0; time < 2; time++) recordRun(directory, plan, { digest: "d".repeat(64), used: [] }, "landau run", () => undefined);
  // Each cell looked for among all took 30 s.
  expect((process.cpuUsage().user - begun) / 1e6).toBeLessThan(8);
  expect([requestsIn(directory).length, readManifest(directory).cells.length]).toEqual([1, 4000]);
});

describe("numbers of replicates", () => {
  it("are runs, and come back", () => {
    expect(writeNumbers([0, 1, 2, 5, 7, 8])).toBe("0-2,5,7-8");
    expect(writeNumbers([])).toBe("");
    const numbers = fc.uniqueArray(fc.nat(300), { minLength: 1 }).map((all) => all.sort((a, b) => a - b));
    fc.assert(fc.property(numbers, (all) => void expect(readNumbers(writeNumbers(all))).toEqual(all)));
  });

  it.each(["", "-1", "1-", "a", "2,1", "1,1", "3-2", "0-999999999", "1.5", "0-600000,600001-1200000"])("are not %j", (text) => {
    expect(readNumbers(text)).toBeUndefined();
  });
});

describe("the manifest", () => {
  it("is the union of the requests, in whatever order they were written, and is made again when it is lost", () => {
    const directory = folder();
    for (const one of [request(2, 0, "0-1"), request(3, -1, "2,7"), request(1, -1, "0-3")]) writeRequest(directory, one);
    const { damaged, ...manifest } = readManifest(directory);
    expect(damaged).toEqual([]);
    expect(manifest).toMatchObject({ title: "Toy 3", edition: { seed: "b", set: { gamma: ["-1", "0"] } } });
    expect(manifest.commands).toEqual(["0-3", "0-1", "2,7"].map((numbers) => `landau run toy.ts --only replicate=${numbers}`));
    expect(manifest.seeds).toEqual({ root: "toy[b]", streams: ["toy[b]/gamma=-1/replicate=0-3,7", "toy[b]/gamma=0/replicate=0-1"] });
    expect(partsOf(manifest.cells)).toEqual([
      { point: { gamma: -1 }, replicates: [0, 1, 2, 3, 7] },
      { point: { gamma: 0 }, replicates: [0, 1] },
    ]);
    const file = join(directory, "manifest.json");
    for (const lost of ["", "{", readFileSync(requestsIn(directory)[0])]) {
      writeFileSync(file, lost);
      writeManifest(directory);
      expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(manifest);
    }
    expect(readdirSync(directory).sort()).toEqual(["manifest.json", "requests"]);
  });

  it("does without a request that is not what was written, and says so", () => {
    const directory = folder();
    writeRequest(directory, request(1, -1, "0-3"));
    const [first] = requestsIn(directory);
    writeRequest(directory, request(2, 0, "0-1"));
    writeFileSync(first, readFileSync(first, "utf8").replace('"declared": 16', '"declared": 17'));
    expect(readManifest(directory)).toMatchObject({ title: "Toy 2", damaged: [first] });
    for (const file of requestsIn(directory)) writeFileSync(file, "");
    expect(refusal(() => readManifest(directory))).toMatch(/: damaged; landau run SCENARIO --out .* asks again, and keeps what is there$/);
  });

  it("refuses two runs in one folder, what is no request, and no folder of a run", () => {
    const directory = folder();
    expect(refusal(() => readManifest(directory))).toBe(`ScenarioError: ${directory}: not a run folder (it has no requests)`);
    writeRequest(directory, request(1, -1, "0-3"));
    const [file] = requestsIn(directory);
    const content = readFileSync(file, "utf8").replace('"steps": 40', '"steps": "many"');
    renameSync(file, join(directory, "requests", `${checksum(content)}.json`));
    writeFileSync(join(directory, "requests", `${checksum(content)}.json`), content);
    expect(refusal(() => readManifest(directory))).toMatch(/damaged/);
    writeRequest(directory, request(1, -1, "0-3"));
    writeRequest(directory, { ...request(1, -1, "0-3"), digest: "f".repeat(64) });
    expect(refusal(() => readManifest(directory))).toMatch(/requests of two different runs in one folder$/);
    const earlier = folder();
    writeFileSync(join(earlier, "manifest.json"), "{}");
    expect(refusal(() => readManifest(earlier))).toBe(`ScenarioError: ${earlier}: a run folder without requests, as earlier versions of landau-flow made them`);
  });
});

describe("the conclusion", () => {
  const curve = { name: "limit", source: "theory", at: (t: number) => ({ value: t === 0 ? -Infinity : 1 / t, bound: Infinity }) };
  const table = { ...curve, name: "solution", times: [0, 1], at: (t: number) => ({ value: t, bound: 0.125, bias: -0, share: 0.5 }) };
  const conclusion: Conclusion = {
    digest: "d",
    counts: [{ point: { gamma: -1 }, finished: 3, failed: 1 }],
    study: { question: "Why?", sources: ["contractivity"] },
    claims: [{ claim: { statement: "s", source: "t" }, judgement: { verdict: { kind: "consistent", evidence: "e" }, cells: [] } }],
    troubles: ["one"],
    curves: [{ point: { gamma: -1 }, reference: { x: curve }, compared: { x: [table] } }],
  };
  const cells = [{ point: { gamma: -1 }, times: [0, 0.31, 3] }] as unknown as Cell[];

  it("comes back as written, curves at the observation times and between", () => {
    const directory = folder();
    expect(readConclusion(directory)).toBeUndefined();
    writeConclusion(directory, conclusion, cells);
    const { curves, ...rest } = readConclusion(directory) as Conclusion;
    expect({ ...rest, curves: conclusion.curves }).toEqual(conclusion);
    const back = curves[0].reference.x;
    expect(back.times).toHaveLength(9);
    expect(back.times).toEqual(expect.arrayContaining([0, 0.31, 3]));
    for (const t of back.times ?? []) expect(back.at(t)).toEqual(curve.at(t));
    expect(curves[0].compared.x[0].times).toEqual([0, 1]);
    expect(curves[0].compared.x[0].at(1)).toEqual({ value: 1, bound: 0.125, bias: 0, share: 0.5 });
  });

  it("is not there when it is not what was written", () => {
    const directory = folder();
    writeConclusion(directory, conclusion, cells);
    const file = join(directory, "conclusion.json");
    writeFileSync(file, readFileSync(file, "utf8").replace("consistent", "violated"));
    expect(readConclusion(directory)).toBeUndefined();
    writeFileSync(file, "");
    expect(existsSync(file) && readConclusion(directory)).toBeUndefined();
  });
});
