/** The lines of a run folder: the same bits back, a torn line cut off, another run's line and a contradiction refused. */
import { appendFileSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fc } from "../support/property.ts";
import { describe, expect, it } from "vitest";
import { readManifest, writeManifest, type Manifest } from "../../src/study/folder/manifest.ts";
import type { Outcome } from "../../src/study/plan/task.ts";
import { openStore, readOutcomes } from "../../src/study/folder/store.ts";

const digest = "0123456789abcdef".repeat(4);
const folder = () => mkdtempSync(join(tmpdir(), "landau-store-"));
const finished = (replicate: number, values: readonly (number | null)[], gamma = -1): Outcome => ({
  point: { gamma, kind: "plain" },
  replicate,
  address: `toy/gamma=${gamma}/kind=plain/replicate=${replicate}`,
  times: values.map((_, k) => k / 10),
  series: { w2: values, "w2.floor": values },
});
const failed: Outcome = {
  point: { gamma: 0, kind: "plain" },
  replicate: 2,
  address: "toy/replicate=2",
  message: 'left "it"',
  replay: "landau run",
};
const refusal = (work: () => unknown): string => {
  try {
    work();
    return "";
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
};

describe("the store", () => {
  it("gives every double back bit for bit", () => {
    const double = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(-0, 5e-324, -1.7976931348623157e308, 0.1 + 0.2));
    fc.assert(
      fc.property(fc.array(fc.option(double), { minLength: 1, maxLength: 20 }), (values) => {
        const directory = folder();
        const store = openStore(directory, digest);
        store.append(finished(0, values));
        store.close();
        const [back] = readOutcomes(directory, digest);
        // toEqual tells -0 from 0.
        expect(back).toEqual(finished(0, values));
      }),
      { numRuns: 60 },
    );
  });

  it("knows what it holds, whatever the order of the point's parameters", () => {
    const store = openStore(folder(), digest);
    store.append(finished(17, [1, null]));
    store.append(failed);
    expect(store.has({ point: { kind: "plain", gamma: -1 }, replicate: 17 })).toBe(true);
    expect(store.has({ point: { kind: "plain", gamma: -1 }, replicate: 1 })).toBe(false);
    expect(store.has(failed)).toBe(true);
    expect(store.outcomes()).toEqual([finished(17, [1, null]), failed]);
    store.close();
  });

  it("ignores a line torn at any byte, and writes over it", () => {
    const directory = folder();
    const file = join(directory, "replicates.jsonl");
    const store = openStore(directory, digest);
    store.append(finished(0, [1.25]));
    const kept = readFileSync(file).length;
    store.append(finished(1, [2.5]));
    store.close();
    const whole = readFileSync(file);
    for (let cut = whole.length - 1; cut >= kept; cut -= 13) {
      writeFileSync(file, whole);
      truncateSync(file, cut);
      expect(readOutcomes(directory, digest)).toEqual([finished(0, [1.25])]);
      const again = openStore(directory, digest);
      again.append(finished(1, [2.5]));
      again.close();
      expect(readFileSync(file)).toEqual(whole);
    }
  });

  it("refuses lines of another run, broken lines and contradictions, naming file and line", () => {
    const directory = folder();
    const file = join(directory, "replicates.jsonl");
    const store = openStore(directory, digest);
    store.append(finished(0, [1]));
    store.close();
    const line = readFileSync(file, "utf8");
    const other = "f".repeat(64);
    expect(refusal(() => openStore(directory, other))).toBe(`ScenarioError: ${file}: line 1: digest 0123456789ab is another run's (expected ffffffffffff)`);
    appendFileSync(file, line);
    expect(readOutcomes(directory, digest)).toHaveLength(1);
    appendFileSync(file, line.replace('"times":[0]', '"times":[0.5]'));
    expect(refusal(() => readOutcomes(directory, digest))).toBe(
      `ScenarioError: ${file}: gamma=-1/kind=plain/replicate=0 finished twice with different results`,
    );
    writeFileSync(file, `${line.slice(0, 40)}\n${line}`);
    expect(refusal(() => readOutcomes(directory, digest))).toBe(`ScenarioError: ${file}: line 1: not JSON (only the last line may be torn)`);
    writeFileSync(file, line.replace('"replicate":0', '"replicate":"0"'));
    expect(refusal(() => readOutcomes(directory, digest))).toBe(`ScenarioError: ${file}: line 1: replicate: Invalid input: expected number, received string`);
  });
});

describe("the manifest", () => {
  const manifest: Manifest = {
    scenario: { name: "toy", path: "../toy.ts" },
    title: "Toy",
    digest,
    versions: { node: "20" },
    edition: { seed: "b", set: { gamma: ["-1"] } },
    selection: { replicates: 4 },
    seeds: { root: "toy[b]", tasks: ["toy[b]/gamma=-1/replicate=0"] },
    machine: { cores: 2 },
    command: "landau run toy.ts",
  };

  it("comes back as written, and guards its folder's digest", () => {
    const directory = folder();
    writeManifest(directory, manifest);
    expect(readManifest(directory)).toEqual(manifest);
    writeManifest(directory, { ...manifest, selection: { replicates: 8 } });
    expect(readManifest(directory).selection).toEqual({ replicates: 8 });
    const several = [{ replicates: 8 }, { only: { gamma: ["-1"] }, replicates: 9 }];
    writeManifest(directory, { ...manifest, selection: several });
    expect(readManifest(directory).selection).toEqual(several);
    expect(refusal(() => writeManifest(directory, { ...manifest, digest: "a".repeat(64) }))).toBe(
      `ScenarioError: ${directory}: holds another run (digest 0123456789ab, this run is aaaaaaaaaaaa; choose another folder with --out)`,
    );
  });

  it("is refused with the path inside the file", () => {
    const directory = folder();
    expect(refusal(() => readManifest(directory))).toBe(`ScenarioError: ${directory}: not a run folder (it has no manifest.json)`);
    writeFileSync(join(directory, "manifest.json"), "{");
    expect(refusal(() => readManifest(directory))).toBe(`ScenarioError: ${join(directory, "manifest.json")}: not JSON`);
    writeFileSync(join(directory, "manifest.json"), JSON.stringify({ ...manifest, edition: { until: "soon" } }));
    expect(refusal(() => readManifest(directory))).toBe(
      `ScenarioError: ${join(directory, "manifest.json")}: edition.until: Invalid input: expected number, received string`,
    );
  });
});
