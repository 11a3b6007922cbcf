/** `landau verify` and `landau cite`: exit codes, what is kept and gone on from, particle statements in sub-folders, and the report. */
import { appendFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inFolderOfItsOwn, toyText } from "../support/cli.ts";
import { landau } from "../support/landau.ts";
import { inLong } from "../support/long.ts";

inFolderOfItsOwn();

interface Verified {
  readonly digest: string;
  readonly directory: string;
  readonly statements: readonly { id: string; expected: string; asExpected: boolean; evidence: string; verdict: { kind: string; cases: readonly unknown[] } }[];
}
const json = async (...args: string[]): Promise<Verified & { code: number }> => {
  const { code, out } = await landau("verify", ...args, "--json");
  return { ...(JSON.parse(out) as Verified), code };
};

/** A toy study that witnesses a statement. */
function witnessing(name: string, expected: string, edit: (text: string) => string = (text) => text): void {
  mkdirSync("scenarios/beyond", { recursive: true });
  const statement = { statement: "Walkers come home", source: "a toy", corrected: "E x(1) <= 3", reading: "corrected", expected, cites: ["kac1956"] };
  writeFileSync(`scenarios/beyond/${name}.ts`, `${edit(toyText())}\nexport const statement = ${JSON.stringify(statement)};\n`);
}

describe("landau verify", () => {
  it("judges what is named, keeps it, and goes on from what is there, bit for bit", async () => {
    const first = await landau("verify", "lemma-2", "contractivity/heat", "--smoke", "--out", "kept");
    expect(first.code).toBe(0);
    expect(first.out).toContain("consistent   contractivity/lemma-2\n");
    expect(first.out).toContain("2 statements, 0 other than expected\nkept/report.html\n");
    const [folder] = readdirSync("kept").filter((name) => name !== "report.html");
    const journal = join("kept", folder, "verdicts");
    const [file] = readdirSync(journal);
    const kept = readFileSync(join(journal, file), "utf8");
    expect(kept.trim().split("\n")).toHaveLength(2);
    // A line that was torn, and one that was changed by hand, count for nothing.
    appendFileSync(join(journal, file), `${kept.split("\n")[0].replace("consistent", "violated")}\n${kept.slice(0, 40)}`);
    const again = await landau("verify", "lemma-2", "contractivity/heat", "--smoke", "--out", "kept");
    expect(again).toEqual(first);
    expect(readdirSync(journal)).toEqual([file]);
    // The report shows all that the folder holds.
    await landau("verify", "lemma-4", "--smoke", "--out", "kept");
    const html = readFileSync("kept/report.html", "utf8");
    for (const id of ["lemma-2", "heat", "lemma-4"]) expect(html).toContain(`<section id="statement-contractivity-${id}">`);
    expect(html).toMatch(/>3 of \d+ statements: all that were judged/);
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<(script|link|img)[^>]*(src|href)=/);
  });

  it("of a smoke run is not that of a full one, and rooms are chosen whole", async () => {
    const [smoke, full] = [await json("heat", "--smoke"), await json("heat")];
    expect(smoke.digest).not.toBe(full.digest);
    const { out } = await landau("verify", "contractivity", "--list", "--json");
    const { statements } = JSON.parse(out) as { statements: { id: string }[] };
    expect(statements.length).toBeGreaterThan(10);
    for (const { id } of statements) expect(id).toMatch(/^contractivity\//);
  });

  inLong("runs the studies of sub-folders, and exits 1 when a verdict contradicts the expected one only", async () => {
    witnessing("home", "consistent");
    const kept = await json("home");
    expect(kept.code).toBe(0);
    expect(kept.statements).toMatchObject([{ id: "beyond/home", evidence: "particles", verdict: { kind: "consistent" }, asExpected: true }]);
    expect(kept.statements[0].verdict.cases).toHaveLength(2);
    // The page shows the study's figure and what its claims rest on.
    const [section] = /<section id="statement-beyond-home">[\s\S]*?<\/section>/.exec(readFileSync(join(kept.directory, "report.html"), "utf8")) ?? [""];
    expect(section).toMatch(/<figure class="page">\s*<svg/);
    expect(section.match(/<td colspan="5" class="words">[^<]/g)).toHaveLength(2);
    // Walkers who end below 3 and below 40 do not end below -3.
    const hopeless = (text: string) => text.replace('endsBelow("position", 3)', 'endsBelow("position", -3)');
    witnessing("lost", "consistent", hopeless);
    const lost = await json("lost");
    expect(lost.code).toBe(1);
    expect(lost.statements).toMatchObject([{ verdict: { kind: "violated" }, asExpected: false }]);
    // A smoke run is too small to contradict anything.
    expect(await json("lost", "--smoke")).toMatchObject({ code: 0, statements: [{ verdict: { kind: "undecided" } }] });
    // A replicate that fails is a failure of the run, not a lack of replicates.
    witnessing("broken", "consistent", (text) => text.replace("walk({ drift })", "walk({ drift, failing: { replicates: [1], step: 3 } })"));
    expect(await landau("verify", "broken")).toMatchObject({ code: 1, err: expect.stringMatching(/beyond\/broken: failed: /) as string });
    const { out } = await landau("list");
    expect(out).toContain("scenarios/beyond/home.ts");
    expect((await landau("plan", "home")).out).toContain("home");
    expect((await landau("plan", "beyond/home")).code).toBe(0);
  });

  it("refuses a name that nothing has", async () => {
    expect(await landau("verify", "lemma-22")).toEqual({
      code: 2,
      out: "",
      err: "lemma-22: no such statement (landau verify --list shows those that exist)\n",
    });
  });
});

describe("landau cite", () => {
  it("prints each work once, of statements and scenarios", async () => {
    const { out, code } = await landau("cite", "lemma-4", "heat", "w2-growth");
    expect(code).toBe(0);
    expect(out.match(/@misc\{contractivity,/g)).toHaveLength(1);
    expect(out).toContain("@book{villani2003,");
  });

  it("repeats what a study says without a key, and refuses unknown names", async () => {
    witnessing("home", "consistent");
    const { out } = await landau("cite", "home");
    expect(out).toContain("% Ornstein and Uhlenbeck (1930)");
    expect(out).toContain("@incollection{kac1956,");
    expect(await landau("cite", "nobody")).toEqual({ code: 2, out: "", err: "nobody: no such scenario (landau list shows those that exist)\n" });
  });

  it("says so when no source is named", async () => {
    const unsourced = new URL("../support/scenarios/plain-coupling.ts", import.meta.url).pathname;
    expect(await landau("cite", unsourced)).toEqual({ code: 0, out: "", err: `${unsourced}: no sources are named\n` });
  });
});
