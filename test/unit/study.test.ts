/** What `study`, `horizon` and the loader refuse, in which words; what they take for the question. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadScenario, openingComment } from "../../src/study/plan/load.ts";
import { horizon } from "../../src/setup/horizon.ts";
import { study } from "../../src/study/declare/study.ts";
import { atOneAndAHalf, meanPosition, walk } from "../support/toy.ts";

const declaration = {
  title: "A study",
  vary: { drift: [0.5, 1] },
  replicates: 4,
  scenario: () => ({
    system: walk({ drift: 1 }),
    initial: atOneAndAHalf,
    particles: 5,
    time: horizon({ end: 1, steps: 10, observe: 3 }),
    observe: { position: meanPosition() },
  }),
  claims: [],
};

describe("study", () => {
  it("fills in what may be left out", () => {
    expect(study(declaration)).toMatchObject({ question: "", sources: [], share: [], replicates: 4, vary: { drift: [0.5, 1] } });
  });

  it("takes a figure without a caption", () => {
    const figures = [{ name: "f", title: "F", series: ["position"] }];
    expect(study({ ...declaration, figures }).figures).toEqual([{ ...figures[0], caption: "" }]);
  });

  it.each([
    [{ title: "" }, "invalid title: a study needs one"],
    [{ replicates: 1 }, "invalid replicates: 1 (a whole number from 2, since one has no interval, to 1000000)"],
    [{ replicates: 2.5 }, "invalid replicates: 2.5 (a whole number from 2, since one has no interval, to 1000000)"],
    [{ vary: { drift: [] } }, "invalid vary: drift has no values"],
    [{ vary: { drift: [1, Number.NaN] } }, "invalid drift in vary: NaN (a finite number, or a text without space / , =)"],
    [{ vary: { drift: ["a/b"] } }, "invalid drift in vary: a/b (a finite number, or a text without space / , =)"],
    [{ vary: { drift: [1, "1"] } }, "invalid vary: drift lists 1 twice (it would repeat the same streams)"],
    [{ vary: { replicate: [1] } }, 'invalid parameter in vary: replicate (a word of letters and digits, other than "replicate")'],
    [{ share: ["dt"] }, "unknown parameter in share: dt (varied: drift)"],
    [{ scenario: 3 }, "invalid scenario: a study needs a function of the point"],
    [{ claims: undefined }, "invalid claims: a study needs a list (it may be empty)"],
  ])("refuses %j", (change, message) => {
    const wrong = { ...declaration, ...change } as unknown as typeof declaration;
    expect(() => study(wrong)).toThrow(expect.objectContaining({ name: "ScenarioError", message }));
  });
});

describe("horizon", () => {
  it("keeps its three numbers", () => {
    expect(horizon({ end: 0.4, steps: 800, observe: 11 })).toEqual({ end: 0.4, steps: 800, observe: 11 });
  });

  it.each([
    [{ end: 0, steps: 10, observe: 2 }, "invalid end: 0 (a horizon needs a positive time)"],
    [{ end: Number.NaN, steps: 10, observe: 2 }, "invalid end: NaN (a horizon needs a positive time)"],
    [{ end: 1, steps: 1.5, observe: 2 }, "invalid steps: 1.5 (a horizon needs a whole number from 1 to 10000000000)"],
    [{ end: 1, steps: 1e300, observe: 2 }, "invalid steps: 1e+300 (a horizon needs a whole number from 1 to 10000000000)"],
    [{ end: 1e-300, steps: 1e9, observe: 2 }, "invalid end: 1e-300 (1000000000 steps to it are of length 1e-309: below the normal numbers)"],
    [{ end: 1, steps: 10, observe: 1 }, "invalid observe: 1 (a horizon needs from 2 observation times, 0 and its end, to 100000)"],
    [{ end: 1, steps: 1e9, observe: 1e9 + 1 }, "invalid observe: 1000000001 (a horizon needs from 2 observation times, 0 and its end, to 100000)"],
    [{ end: 1, steps: 800, observe: 12 }, "invalid observe: 12 (800 steps do not divide into 11 equal intervals)"],
  ])("refuses %j", (wrong, message) => {
    expect(() => horizon(wrong)).toThrow(expect.objectContaining({ name: "ScenarioError", message }));
  });
});

describe("a scenario's file", () => {
  const folder = mkdtempSync(join(tmpdir(), "landau-study-"));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it("gives the study its name and, in its opening comment, its question", async () => {
    const scenario = await loadScenario("test/support/scenarios/toy-walk.ts");
    expect(scenario).toMatchObject({ name: "toy-walk", shown: join("test", "support", "scenarios", "toy-walk.ts") });
    expect(scenario.study.question).toBe("Does a walker with drift come home? A toy question.\n\nEvery cell starts from 1.5 and forgets it at its own rate.");
  });

  it("has no question without an opening comment", () => {
    expect(openingComment("const a = 1;\n/** Later. */")).toBe("");
    expect(openingComment("\n/* One line. */")).toBe("One line.");
  });

  it("is refused by name when it is absent, holds no study, does not load, or declares a wrong study", async () => {
    const stub = "vary: {}, claims: [], title: 'x', scenario: () => ({})";
    const entry = JSON.stringify(new URL("../../src/study/declare/study.ts", import.meta.url).pathname);
    const refusal = (path: string) => loadScenario(path).catch((error: Error) => `${error.name}: ${error.message}`);
    expect(await refusal("nowhere.ts")).toBe("ScenarioError: nowhere.ts: no such scenario file (landau list shows those that exist)");
    expect(await refusal("README.md")).toBe("ScenarioError: README.md: not a scenario (expected a .ts or .js file)");
    expect(await refusal(file("empty.ts", "export const a = 1;"))).toBe(
      "ScenarioError: scenario empty: its file has no study (expected: export default study({ ... }))",
    );
    expect(await refusal(file("lost.ts", 'import "./gone.ts"; export default 1;'))).toMatch(/^ScenarioError: scenario lost: its file does not load: .*gone/);
    expect(await refusal(file("fails.ts", "const a = undefined; export default a.b;"))).toBe(
      "ScenarioError: scenario fails: its file fails: Cannot read properties of undefined (reading 'b')",
    );
    expect(await refusal(file("few.ts", `import { study } from ${entry}; export default study({ ${stub}, replicates: 0 });`))).toBe(
      "ScenarioError: scenario few: invalid replicates: 0 (a whole number from 2, since one has no interval, to 1000000)",
    );
    const claims = 'claims: [{ statement: "s", source: "s", reads: [], check() {} }, { statement: "s", source: "s", reads: [], check: 1 }]';
    expect(await refusal(file("claims.ts", `import { study } from ${entry}; export default study({ ${stub}, replicates: 2, ${claims} });`))).toBe(
      "ScenarioError: scenario claims: invalid claims: entry 1 is no claim (statement, source, reads, check)",
    );
  });
});
