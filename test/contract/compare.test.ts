/**
 * `landau compare`: a run of bkw-2d, small, against files. The exact solution agrees; the solution at another time, and a wider Gaussian, do
 * not (at 1000 particles and 12 replicates the fourth moment has a standard error of 0.07, and 6 becomes 7.4 in the time between).
 */
import { mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { comparisonName } from "../../src/study/folder/comparisons.ts";
import { contentsOf, spaced, writeHdf5, writeNpy, type Written } from "../support/grid-files.ts";
import { landau } from "../support/landau.ts";
import { inLong } from "../support/long.ts";

const root = new URL("../../", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "landau-compare-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
const nameOf = (file: string): string => comparisonName(at("run"), at(file));

/** BKW in the plane by its formula, alpha = 1, S(0) = 1/2. */
function bkw(t: number, [x, y]: readonly number[]): number {
  const S = 1 - 0.5 * Math.exp(-2 * t);
  const square = x * x + y * y;
  return (Math.exp(-square / (2 * S)) / (2 * Math.PI * S)) * (1 - (1 - S) / S + ((1 - S) * square) / (2 * S * S));
}
const axes = [spaced(-7, 7, 57), spaced(-7, 7, 57)];
const exact: Written = { axes, times: [0.15, 0.6], density: bkw };
const early: Written = { axes, times: [0.3], density: (_, v) => bkw(0, v) };

interface Document {
  readonly agrees: boolean;
  readonly level: number;
  readonly cells: readonly {
    readonly solutions: readonly {
      readonly name: string;
      readonly quantities: Readonly<Record<string, readonly Readonly<Record<string, number | boolean>>[]>>;
    }[];
  }[];
}

beforeAll(async () => {
  const edition = ["--set", "particles=1000", "steps=300", "--replicates", "12", "--workers", "1"];
  const { code, err } = await landau("run", join(root, "scenarios/bkw-2d.ts"), ...edition, "--out", at("run"), "--json");
  expect([0, 1], err).toContain(code);
  await writeHdf5(at("exact.h5"), contentsOf(exact));
  writeNpy(at("early.npy"), early);
  writeNpy(at("other.npy"), { ...early, times: [0.31] });
}, 120_000);

describe("landau compare", () => {
  it("agrees with the exact solution at the times in common, and says what it compared", async () => {
    const { code, out, err } = await landau("compare", at("run"), at("exact.h5"), "--run-code", "--json");
    expect([code, err]).toEqual([0, ""]);
    const document = JSON.parse(out) as Document;
    const { quantities, name } = document.cells[0].solutions[0];
    expect(document.agrees).toBe(true);
    expect(name).toBe("external solution exact.h5");
    expect(Object.keys(quantities)).toEqual(["energy", "xx", "fourth", "entropy", "marginal", "slice"]);
    // Points of the profiles that rest on fewer than 25 particles are left out; all others count.
    const count = Object.values(quantities).reduce((sum, list) => sum + list.length, 0);
    expect(document.level).toBeCloseTo(1 - 0.01 / count, 12);
    expect([count > 2 * (4 + 20), count <= 2 * (4 + 29 + 25)]).toEqual([true, true]);
    const [first] = quantities.fourth;
    // E|v|^4 = 8 S (2 - S).
    const S = 1 - 0.5 * Math.exp(-0.3);
    expect(first.t).toBeCloseTo(0.15, 12);
    expect(first.value).toBeCloseTo(8 * S * (2 - S), 6);
    expect(first.difference).toBeCloseTo((first.mean as number) - (first.value as number), 12);
    const centre = quantities.slice.find(({ v_x }) => v_x === 0);
    expect(centre).toMatchObject({ agrees: true });
    expect(centre!.bias).not.toBe(0);
  });

  it("differs from the solution at another time: exit 1, starred, with table and figures in the run folder", async () => {
    const { code, out } = await landau("compare", at("run"), at("early.npy"), "--run-code");
    expect(code).toBe(1);
    expect(out).toMatch(/\(-?\d+\.\d\*\)/);
    expect(out).toContain("they differ beyond noise and the stated errors (*)");
    const name = nameOf("early.npy");
    const figure = readFileSync(at(`run/figures/compared-${name}-slice.svg`), "utf8");
    expect(figure).toContain("external solution early.npy");
    expect(figure).toContain("<title>Density along v_x</title>");
    expect(figure).not.toContain(folder);
    const [header, ...lines] = readFileSync(at(`run/comparisons/${name}.csv`), "utf8")
      .trim()
      .split("\r\n");
    expect(header).toBe("solution,series,t,axis,at,mean,error,value,valueError,bias,halfWidth,agrees");
    expect(lines.filter((line) => /,fourth,/.test(line))).toHaveLength(1);
    expect(lines.some((line) => line.endsWith(",false"))).toBe(true);
  });

  inLong("keeps one comparison a file, and every report shows them, with the replicates that are there", async () => {
    const said = await landau("compare", at("run"), at("exact.h5"), "--run-code");
    expect(said.out).toContain(`landau report ${at("run")} shows it in report.html`);
    await landau("compare", at("run"), at("exact.h5"), "--run-code", "--allowance", "0.02");
    await landau("compare", at("run"), at("early.npy"), "--run-code");
    const kept = readdirSync(at("run/comparisons")).filter((name) => name.endsWith(".json"));
    expect(kept).toEqual([`${nameOf("early.npy")}.json`, `${nameOf("exact.h5")}.json`]);
    // What is shown needs neither the file nor the scenario.
    renameSync(at("early.npy"), at("gone.npy"));
    const { code } = await landau("report", at("run"));
    renameSync(at("gone.npy"), at("early.npy"));
    expect(code).toBe(0);
    const html = readFileSync(at("run/report.html"), "utf8");
    const [, own, early, exactly] = html.split("<h3>").map((part) => part.split("</section>")[0]);
    expect(own).toContain("The scenario's own solutions</h3>");
    expect(early).toContain(`${at("early.npy")}</h3>\n<p><strong>they differ beyond noise and the stated errors</strong>.</p>`);
    expect(exactly).toContain("<p><strong>they agree within noise and the stated errors</strong>, with an allowance of 2 % of the solution's values.</p>");
    expect(exactly).toContain(`id="figure-compared-${nameOf("exact.h5")}-fourth"`);
    // The fourth moment of the early file is 6; the row of its one time says by how much the run's mean is off.
    expect(early).toMatch(/<th scope="row">0\.3<\/th>(<td>[^<]*<\/td>)*<td>1\.\d+ ± 0\.\d+ \(\d+\.\d\*\)<\/td>/);
  });

  inLong("an allowance widens what agrees: a fourth moment of 6 for 7.4", async () => {
    const fourth = async (...options: string[]) => {
      const { out } = await landau("compare", at("run"), at("early.npy"), "--run-code", "--json", ...options);
      return (JSON.parse(out) as Document).cells[0].solutions[0].quantities.fourth[0].agrees;
    };
    expect([await fourth(), await fourth("--allowance", "0.3")]).toEqual([false, true]);
  });

  it.each([
    [["none"], /none: not a run folder/],
    [["run", "missing.h5"], /missing\.h5: cannot be read/],
    [["run", "other.npy"], /found times 0\.31, expected at least one of the run's observation times \(0, 0\.15, 0\.3/],
    [["run", "exact.h5", "--only", "gamma=1"], /unknown parameter in --only: gamma/],
    [["run", "exact.h5", "--allowance", "2"], /Expected a fraction/],
  ])("%j is refused: exit 2, one line", async ([directory, file = "exact.h5", ...options], message) => {
    const { code, out, err } = await landau("compare", at(directory), at(file), "--run-code", ...options);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
    expect(err.trim()).not.toContain("\n");
  });
});

it("runs nobody's code without being asked", async () => {
  const refused = await landau("compare", at("run"), at("exact.h5"));
  const file = relative(process.cwd(), join(root, "scenarios/bkw-2d.ts"));
  expect(refused).toEqual({ code: 2, out: "", err: `${at("run")}: comparing runs the code of its scenario, ${file}; --run-code allows it\n` });
});

describe("a scenario that compares with a file", () => {
  const scenario = `
    import { agrees, bkw, exact, external, horizon, maxwellMolecules, study } from "${root}src/index.ts";
    import { alone, fourthMoment, pairCollisions, sampled } from "${root}particles/index.ts";
    export default study({
      title: "against a file", question: "Does it?", vary: {}, replicates: 3,
      scenario: () => ({
        system: alone(pairCollisions({ potential: maxwellMolecules() })),
        initial: sampled(bkw({ S: 0.5, dimension: 2 })),
        particles: 100, time: horizon({ end: 0.6, steps: 8, observe: 5 }),
        observe: { fourth: fourthMoment() },
        compare: [exact(), external(new URL("exact.h5", import.meta.url))],
      }),
      claims: [agrees("fourth", { resolution: 10 })],
    });`;

  inLong("has both solutions in its document, and no part in the digest; the plan asks for the file", async () => {
    writeFileSync(at("own.ts"), scenario);
    const digest = async () => (JSON.parse((await landau("plan", at("own.ts"), "--json")).out) as { digest: string }).digest;
    const before = await digest();
    const { code, out } = await landau("run", at("own.ts"), "--workers", "1", "--out", at("own"), "--json");
    expect(code).toBe(0);
    const [cell] = (JSON.parse(out) as { cells: { compared: Document["cells"][number] }[] }).cells;
    expect(cell.compared.solutions.map(({ name, quantities }) => [name.split(" ")[0], quantities.fourth.length])).toEqual([
      ["exact", 5],
      ["external", 2],
    ]);
    const smoke = ["run", at("own.ts"), "--smoke", "--workers", "1", "--out", at("smoke")];
    const { out: few } = await landau(...smoke, "--json");
    const [small] = (JSON.parse(few) as { cells: { compared: Document["cells"][number] }[] }).cells;
    // The start and a time after it; of the file its own two.
    expect(small.compared.solutions.map(({ quantities }) => quantities.fourth.map(({ t }) => t))).toEqual([
      [0, expect.closeTo(0.15, 12)],
      [expect.closeTo(0.15, 12), expect.closeTo(0.6, 12)],
    ]);
    expect((await landau(...smoke)).out).toContain("a smoke run follows solutions to the first 2 observation times");
    await writeHdf5(at("exact.h5"), contentsOf({ ...exact, times: [0.15, 0.45] }));
    expect(await digest()).toBe(before);
    rmSync(at("exact.h5"));
    const refused = await landau("plan", at("own.ts"));
    expect([refused.code, refused.err]).toEqual([2, expect.stringMatching(/^scenario own: .*exact\.h5: no such file\n$/)]);
  });
});
