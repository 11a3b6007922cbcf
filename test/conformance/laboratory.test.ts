/**
 * What the laboratory shows is what a study runs: for every choice that it offers, the text that it gives for the scenario, run as a scenario, has the bits that were
 * shown, those of the worker among them.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { laboratory } from "../../particles/lab/index.ts";
import type { Arrangement, Values } from "../../src/lab/protocol.ts";
import { loadScenario } from "../../src/study/plan/load.ts";
import { planStudy } from "../../src/study/plan/plan.ts";
import type { Finished } from "../../src/study/plan/task.ts";
import { runTask } from "../../src/study/run/replicate.ts";

// Within the project, where `landau-flow` is found.
const dist = new URL("../../dist/", import.meta.url).pathname;
mkdirSync(dist, { recursive: true });
const folder = mkdtempSync(join(dist, "laboratory-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Shown {
  readonly t: number;
  readonly values: Values;
}

/** What the page and its worker would show until observation `last`. */
function shown(arrangement: Arrangement, last: number): Shown[] {
  const moving = laboratory.open(arrangement);
  const observations = [moving.start];
  while (observations.length <= last) {
    const observation = moving.advance();
    if (observation) observations.push(observation);
  }
  const measure = laboratory.measuring(arrangement);
  return observations.map(({ t, clouds, values }) => ({ t, values: { ...values, ...measure({ t, clouds }) } }));
}

let files = 0;

/** What replicate 0 of a scenario's text measures until a time. */
async function ran(text: string, until: number): Promise<Shown[]> {
  const path = join(folder, `${++files}`, "laboratory.ts");
  mkdirSync(join(path, ".."));
  writeFileSync(path, text);
  const scenario = await loadScenario(path);
  const { times, series } = runTask(scenario, { until }, planStudy(scenario).tasks[0]) as Finished;
  const measured = (k: number) => Object.entries(series).flatMap(([name, values]) => (values[k] === null ? [] : [[name, values[k]] as const]));
  return times.map((t, k) => ({ t, values: Object.fromEntries(measured(k)) }));
}

const optionsOf = (name: string): string[] => laboratory.controls.flatMap((control) => (control.name === name && control.kind === "list" ? control.options.map(({ value }) => value) : [])); // prettier-ignore

/** Every choice once or more often: those of shorter lists again from their first. */
const names = ["potential", "data", "coupling"];
const most = Math.max(...names.map((name) => optionsOf(name).length));
const cases = Array.from({ length: most }, (_, k) => Object.fromEntries(names.map((name) => [name, optionsOf(name)[k % optionsOf(name).length]])));

describe("the laboratory's scenario", () => {
  it.each(cases)("of $potential, $data, $coupling measures what was shown", async (choices) => {
    const arrangement = laboratory.arrange({ ...choices, particles: "150", seed: "a.b-1" });
    const seen = shown(arrangement, 1);
    const found = await ran(laboratory.scenario(arrangement, seen), seen[1].t);
    expect(found).toEqual(seen);
    for (const series of ["w2", "w2.floor", "lower", "cost", "firstAlong", "secondAcross"]) expect(seen[1].values).toHaveProperty([series]);
  });

  it("assigns a part of more than 1000 particles, in both", async () => {
    const arrangement = laboratory.arrange({ potential: "maxwell", particles: "1004" });
    const text = laboratory.scenario(arrangement, []);
    expect(text).toContain("debiasedWasserstein({ count: 1000 })");
    expect(await ran(text, 0)).toEqual(shown(arrangement, 0));
  });

  it("tells two observations in full precision", () => {
    const arrangement = laboratory.arrange({ particles: "128" });
    const seen = shown(arrangement, 1);
    const text = laboratory.scenario(arrangement, seen);
    for (const { values } of seen) expect(text).toContain(`cost = ${values["cost"]}`);
  });

  it("has another start for another seed", () => {
    const costs = ["1", "2", "1"].map((seed) => laboratory.open(laboratory.arrange({ particles: "128", seed })).start.values["cost"]);
    expect(costs[1]).not.toBe(costs[0]);
    expect(costs[2]).toBe(costs[0]);
  });
});

describe("an arrangement", () => {
  it("has its defaults, and is its own fragment", () => {
    const arrangement = laboratory.arrange({});
    expect(laboratory.arrange({ ...arrangement })).toEqual(arrangement);
    expect(arrangement).toMatchObject({ particles: "2000", step: "0" });
  });

  it.each([
    [{ potential: "colomb" }, "unknown potential: colomb (exists: coulomb, screened, very-soft, soft, maxwell, hard)"],
    [{ data: "toString" }, "unknown data: toString (exists: gaussian, two-beams, four-beams, one-law)"],
    [{ particles: "5" }, "invalid particles: 5 (a whole number from 128 to 20000)"],
    [{ particles: "1e3" }, "invalid particles: 1e3 (a whole number from 128 to 20000)"],
    [{ step: "601" }, "invalid step: 601 (a whole number from 0 to 600)"],
    [{ seed: "a/b" }, "invalid seed: a/b (1 to 40 letters, digits, dots, dashes, underscores)"],
    [{ colour: "red" }, "unknown choice: colour (exists: potential, data, coupling, particles, seed, step)"],
  ])("is refused: %o", (given, message) => {
    expect(() => laboratory.arrange(given as Record<string, string>)).toThrow(message);
  });
});

it("a run ends after its steps", () => {
  const moving = laboratory.open(laboratory.arrange({ potential: "maxwell", particles: "128" }));
  let observations = 1;
  while (moving.step < moving.steps) if (moving.advance()) observations++;
  expect([observations, moving.t]).toEqual([21, moving.end]);
  expect(() => moving.advance()).toThrow("the run has 600 steps");
});
