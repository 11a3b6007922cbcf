/** 4000 mutated inputs in process and 200 through the program from dist: as test/fuzz, with other seeds. */
import { execFile } from "node:child_process";
import { expect, it } from "vitest";
import { home, inFolderOfItsOwn } from "../support/cli.ts";
import { mutatedArguments, mutatedManifests, mutatedScenarios, mutatedShards, mutatedStores, type Landau } from "../support/fuzz/families.ts";

inFolderOfItsOwn();

it("2000 command lines", () => mutatedArguments(2000, "fuzz/long/arguments"));

it("800 run folders", async () => {
  await mutatedStores(600, "fuzz/long/check", "check");
  await mutatedStores(200, "fuzz/long/report", "report");
});

it("100 pairs of shards and 500 manifests", async () => {
  await mutatedShards(100, "fuzz/long/shards");
  await mutatedManifests(500, "fuzz/long/manifests");
});

it("1200 scenarios, some of which run", async () => expect(await mutatedScenarios(1200, "fuzz/long/scenarios")).toBeGreaterThan(100));

/** A minute is a hang; a signal is no code of the contract. */
const program: Landau = (...words) =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [`${home}/dist/src/cli/landau.js`, ...words.map((word) => word.replaceAll("\0", ""))],
      { timeout: 60_000, maxBuffer: 2 ** 28 },
      (_, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

it("80 command lines through the program", () => mutatedArguments(80, "fuzz/program/arguments", program));

it("60 run folders through the program", async () => {
  await mutatedStores(35, "fuzz/program/report", "report", program);
  await mutatedStores(25, "fuzz/program/resume", "resume", program);
});

it("8 pairs of shards and 20 manifests through the program", async () => {
  await mutatedShards(8, "fuzz/program/shards", program);
  await mutatedManifests(20, "fuzz/program/manifests", program);
});

it("60 scenarios through the program", () => mutatedScenarios(60, "fuzz/program/scenarios", program));
