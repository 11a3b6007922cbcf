/**
 * Every statement that needs no particles has its expected verdict, on the data of a smoke run here and on all of them in the long suite; names, places and cited works fit, and
 * the scenarios' README lists what there is.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readmeOfScenarios } from "../../scripts/readmes.ts";
import { bibliography } from "../../src/bibliography.ts";
import { listStatements } from "../../src/cli/statements.ts";
import type { Verdict } from "../../src/protocols/index.ts";
import { checks } from "../../src/theory/index.ts";
import { inLong } from "../support/long.ts";

const root = new URL("../../", import.meta.url).pathname;
const listed = (await listStatements()).map(({ statement }) => statement);

describe("statements", () => {
  // The dear ones, a minute and a half together, are judged in the long suite only.
  const dear = [
    "beyond/contraction-map",
    "beyond/couplings",
    "beyond/fisher-growth",
    "beyond/four-beams",
    "contractivity/lemma-4-any-alpha",
    "contractivity/theorem-2-fourier",
    "contractivity/theorem-2-fourier-printed",
    "contractivity/theorem-3-chain",
    "contractivity/theorem-3-coulomb-chain",
    "contractivity/theorem-3-in-time",
    "multispecies/h-theorem",
    "multispecies/theorem-1-1-in-time",
    "multispecies/theorem-1-1-mixtures",
  ];

  const onFew = new Map<string, Verdict>();

  it.each(checks.filter(({ id }) => !dear.includes(id)))("$id is $expected", (check) => {
    const verdict = check.run("smoke");
    onFew.set(check.id, verdict);
    expect(verdict.kind, "evidence" in verdict ? verdict.evidence : verdict.because).toBe(check.expected);
    // A verdict rests on comparisons of finite numbers, each known better than what it decides.
    const compared = verdict.cases.flatMap(({ comparison }) => comparison ?? []);
    expect(compared.length).toBeGreaterThan(0);
    for (const { left, right, bound } of compared) expect([left, right, bound].every(Number.isFinite)).toBe(true);
    if (check.expected === "consistent") expect(verdict.cases.map((one) => one.verdict.kind)).not.toContain("undecided");
  });

  inLong.each(checks)("$id is $expected on all data; on few, twice the same", (check) => {
    expect(check.run().kind).toBe(check.expected);
    expect(check.run("smoke")).toEqual(onFew.get(check.id) ?? check.run("smoke"));
  });

  it("have names of their own, in the rooms of the papers, and cite works of the bibliography", () => {
    expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
    for (const { id, cites, reading, printed, corrected, expected } of listed) {
      expect(id).toMatch(/^(contractivity|multispecies|beyond)\/[a-z0-9-]+$/);
      for (const key of cites) expect(bibliography.has(key), `${id} cites ${key}`).toBe(true);
      expect(reading === "printed" ? printed : corrected, `${id}: the reading that is judged`).toBeDefined();
      // What is printed and false says what is true, and its name says so.
      expect(id.endsWith("-printed"), id).toBe(reading === "printed" && expected === "violated");
      if (expected === "violated") expect(corrected, id).toBeDefined();
      expect(id.startsWith("beyond/") ? printed : (printed ?? "missing"), id).not.toBe("missing");
    }
  });

  it("stand with their expected verdicts in the scenarios' README (npm run readmes)", async () => {
    const text = readFileSync(join(root, "scenarios/README.md"), "utf8");
    expect(text).toBe(await readmeOfScenarios(root));
    for (const { id, expected } of listed) expect(text).toMatch(new RegExp(`\\| \`${id}\` \\|.*\\| ${expected} \\|`));
    for (const { id, evidence } of listed) expect(existsSync(join(root, `scenarios/${id}.ts`)), id).toBe(evidence === "particles");
  });
});
