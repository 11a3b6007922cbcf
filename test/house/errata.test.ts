/**
 * ERRATA.md and RESULTS.md name what `landau verify` knows: every printed statement that is expected to be violated, every statement of ours with its label; their commands exist, and the
 * comparisons and numbers that they quote are those of the code.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { listStatements } from "../../src/cli/statements.ts";
import type { Comparison, Statement } from "../../src/protocols/index.ts";
import { checks } from "../../src/theory/index.ts";
import { inLong } from "../support/long.ts";

const root = new URL("../../", import.meta.url).pathname;
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const documents = { "ERRATA.md": read("ERRATA.md"), "RESULTS.md": read("RESULTS.md") };
const listed = (await listStatements()).map(({ statement }) => statement);

/** Statements that the commands of a text run. */
const named = (text: string): string[] => [...text.matchAll(/`npx landau verify ([^`]+)`/g)].flatMap(([, ids]) => ids.split(" "));

interface Section {
  readonly title: string;
  readonly text: string;
}

const sections = (text: string): Section[] => text.split(/^##+ /m).map((section) => ({ title: section.split("\n")[0], text: section }));

/** "certified" by enclosures and fractions, "conjectured" where the statement says so. */
const labelOf = ({ evidence, statement }: Statement): string =>
  evidence === "certificate" ? "certified" : statement.startsWith("Conjecture") ? "conjectured" : "computed";

interface Quote {
  readonly left: string;
  readonly relation: string;
  readonly right: string;
}

const quotes = (text: string): Quote[] =>
  [...text.matchAll(/`(-?\d[\d.]*) (<=|<|=) (-?\d[\d.]*)`/g)].map(([, left, relation, right]) => ({ left, relation, right }));

/** To half a unit of the last digit after the point; whole numbers exactly. */
const isQuoted = (text: string, value: number): boolean => {
  const digits = text.split(".")[1]?.length ?? 12;
  return Math.abs(Number(text) - value) <= 0.51 * 10 ** -digits;
};

/** Statements that take more than a second. */
const dear = new Set([
  "beyond/contraction-map",
  "beyond/couplings",
  "beyond/fisher-growth",
  "beyond/four-beams",
  "beyond/mixture-contraction",
  "contractivity/theorem-2-fourier-printed",
  "contractivity/theorem-3-coulomb-integral-printed",
  "multispecies/h-theorem",
]);

describe("errata and results", () => {
  it("name every printed statement that is expected to be violated", () => {
    const violated = listed.filter(({ expected }) => expected === "violated").map(({ id }) => id);
    expect(violated.length).toBeGreaterThan(10);
    expect(violated.filter((id) => !named(documents["ERRATA.md"]).includes(id))).toEqual([]);
    // A correction that can be judged is shown beside what is printed.
    const corrected = violated.map((id) => id.replace("-printed", "")).filter((id) => listed.some((one) => one.id === id));
    expect(corrected.filter((id) => !named(documents["ERRATA.md"]).includes(id))).toEqual([]);
  });

  it.each(Object.entries(documents))("%s runs statements and scenarios that exist", (_, text) => {
    expect(named(text).length).toBeGreaterThan(20);
    expect(named(text).filter((id) => !listed.some((one) => one.id === id))).toEqual([]);
    const scenarios = [...text.matchAll(/`npx landau run ([^` ]+)/g)].map(([, path]) => path);
    expect(scenarios.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it("give every statement of ours a section of its own, with its label and its command", () => {
    const ours = listed.filter(({ id }) => id.startsWith("beyond/"));
    const told = sections(documents["RESULTS.md"]).flatMap(({ text }) => {
      const [, label, id] = /^.* \((\w+)\)\n\n`npx landau verify (\S+)`\n/.exec(text) ?? [];
      return id === undefined ? [] : [`${id}: ${label}`];
    });
    expect(told.toSorted()).toEqual(ours.map((one) => `${one.id}: ${labelOf(one)}`).toSorted());
  });

  it("quote comparisons, most of them in every run", () => {
    const all = Object.values(documents).flatMap(quotes);
    expect(all.length).toBeGreaterThan(40);
    for (const section of Object.values(documents).flatMap(sections))
      if (quotes(section.text).length > 0) expect(named(section.text), section.title).not.toEqual([]);
  });

  const quoting = Object.values(documents).flatMap(sections).filter(({ text }) => quotes(text).length > 0); // prettier-ignore
  const isDear = ({ text }: Section): boolean => named(text).some((id) => dear.has(id));

  it.each(quoting.filter((section) => !isDear(section)))("$title: the code says so", judge);
  inLong.each(quoting.filter(isDear))("$title: the code says so", judge);

  function judge({ text }: Section): void {
    const compared = named(text).flatMap((id) => checks.find((one) => one.id === id)?.run("smoke").cases.flatMap(({ comparison }) => comparison ?? []) ?? []); // prettier-ignore
    const has = ({ left, relation, right }: Quote): boolean =>
      compared.some((one: Comparison) => one.relation === relation && isQuoted(left, one.left) && isQuoted(right, one.right));
    expect(quotes(text).filter((quote) => !has(quote))).toEqual([]);
  }

  it("quote numbers that stand in the files beside them", () => {
    let count = 0;
    for (const line of Object.values(documents).flatMap((text) => text.split("\n"))) {
      const files = [...line.matchAll(/[`(]((?:test|src)\/[^`) ]+\.ts)[`)]/g)].map(([, file]) => file);
      const numbers = [...line.matchAll(/`(\d[\d.]*(?:e-?\d+)?)`/g)].map(([, number]) => number);
      if (files.length === 0) continue;
      for (const number of numbers)
        expect(
          files.some((file) => read(file).includes(number)),
          `${number} in ${files.join(", ")}`,
        ).toBe(true);
      count += numbers.length;
    }
    expect(count).toBeGreaterThan(9);
  });

  it("are found from the READMEs, and are packed", () => {
    const { files } = JSON.parse(read("package.json")) as { files: string[] };
    for (const file of Object.keys(documents)) {
      expect(files).toContain(file);
      for (const readme of ["README.md", "scenarios/README.md"]) expect(read(readme)).toContain(`](${dirname(readme) === "." ? "" : "../"}${file})`);
    }
  });
});
