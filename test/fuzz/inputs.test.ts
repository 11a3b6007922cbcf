/**
 * Mutated inputs of the program: arguments, run folders, shards, manifests, scenarios. No stack trace, nothing unexpected, no silent wrong value. Ten times as many, and
 * through the real program, in test/long/inputs.test.ts.
 */
import { expect, it } from "vitest";
import { inFolderOfItsOwn } from "../support/cli.ts";
import { mutatedArguments, mutatedManifests, mutatedScenarios, mutatedShards, mutatedStores } from "../support/fuzz/families.ts";

inFolderOfItsOwn();

it("200 command lines", () => mutatedArguments(200, "fuzz/arguments"));

it("60 run folders", () => mutatedStores(60, "fuzz/stores", "check"));

it("12 pairs of shards", () => mutatedShards(12, "fuzz/shards"));

it("20 manifests to repeat, some of which run", async () => expect(await mutatedManifests(20, "fuzz/manifests")).toBeGreaterThan(0));

it("140 scenarios, some of which run", async () => {
  const planned = await mutatedScenarios(140, "fuzz/scenarios");
  expect(planned).toBeGreaterThan(10);
  expect(planned).toBeLessThan(80);
});
