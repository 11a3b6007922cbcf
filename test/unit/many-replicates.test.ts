/**
 * What a study keeps of a replicate: its numbers and where its line stands, not lines, outcomes or tasks. 20 000 replicates of the toy walk, four series at five times, 160 bytes of numbers: at most 1000
 * bytes each after garbage is collected. What it detects: entries that are dictionaries (1124), and whatever else takes 100 bytes more, such as lines (400).
 */
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { checksum } from "../../src/study/folder/line.ts";
import { readStore } from "../../src/study/folder/store.ts";
import { collect, frameOf } from "../../src/study/conclude/estimate.ts";
import { loadScenario } from "../../src/study/plan/load.ts";
import { planStudy } from "../../src/study/plan/plan.ts";
import { filesOf, runToy, toyPath } from "../support/engine.ts";

const COUNT = 20_000;
const digest = "d".repeat(64);

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
const used = (): number => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

it("is little", async () => {
  const selection = { only: { drift: ["2"] }, replicates: 1 };
  const { directory } = await runToy("toy-walk", { selection, digest });
  const line = readFileSync(filesOf(directory)[0], "utf8").trim();
  const content = line.slice(0, line.lastIndexOf(',"check"'));
  const clones = Array.from({ length: COUNT - 1 }, (_, k) => {
    const own = content.replace('"replicate":0', `"replicate":${k + 1}`).replace("replicate=0", `replicate=${k + 1}`);
    return `${own},"check":"${checksum(own)}"}\n`;
  });
  appendFileSync(join(directory, "replicates", "others-1-0.jsonl"), clones.join(""));
  clones.length = 0;
  const plan = planStudy(await loadScenario(toyPath("toy-walk")), {}, { ...selection, replicates: COUNT });
  const read = () => {
    const stored = readStore(directory, digest);
    return { stored, result: collect(frameOf(plan, digest), stored.outcomes()) };
  };
  // Once for code that is compiled when it is first run.
  read();
  const before = used();
  const { stored, result } = read();
  const kept = (used() - before) / COUNT;
  expect(result.cells[0].replicates).toHaveLength(COUNT);
  expect(stored.damage).toEqual([]);
  expect(kept).toBeGreaterThan(160);
  expect(kept).toBeLessThan(1000);
}, 60_000);
