/** `landau resume`, `check`, `report`: stored replicates once more. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { home, inFolderOfItsOwn, walk, writeScenario, type Document } from "../support/cli.ts";
import { filesOf, linesOf, newFolder } from "../support/engine.ts";
import { landau } from "../support/landau.ts";
import { inLong } from "../support/long.ts";

inFolderOfItsOwn();

/** A scenario that needs nothing but the package. */
const alone = `
  import { gaussian, horizon, powerLaw, study } from "${home}/src/index.ts";
  import { alone, energy, pairCollisions, sampled } from "${home}/particles/index.ts";
  export default study({
    title: "Moving", question: "Where?", vary: { gamma: [0, -1] }, replicates: 2,
    scenario: ({ gamma }) => ({
      system: alone(pairCollisions({ potential: powerLaw(gamma) })),
      initial: sampled(gaussian({ variances: [1.8, 0.6, 0.6] })),
      particles: 20, time: horizon({ end: 0.1, steps: 4, observe: 3 }), observe: { energy: energy() },
    }),
    claims: [],
  });`;

describe("resume, check, report", () => {
  it("give what an uninterrupted run gives", async () => {
    const out = newFolder();
    const whole = await landau("run", walk, "--out", out, "--workers", "1", "--json");
    const lines = linesOf(out);
    truncateSync(filesOf(out)[0], lines.slice(0, 5).join("\n").length + 30);
    const partial = await landau("check", out, "--run-code");
    expect([partial.code, partial.err]).toEqual([1, `${out}: incomplete: 7 replicates are missing (landau resume ${out})\n`]);
    const resumed = await landau("resume", out, "--json", "--workers", "1");
    expect(resumed.out).toBe(whole.out);
    expect(linesOf(out)).toEqual(lines);
    expect((await landau("check", out, "--json")).out).toBe(whole.out);
    rmSync(join(out, "report.html"));
    expect((await landau("check", out)).code).toBe(0);
    expect(existsSync(join(out, "report.html"))).toBe(false);
    expect((await landau("report", out)).out).toContain(join(out, "report.html"));
    expect(existsSync(join(out, "report.html"))).toBe(true);
  });

  it("run nobody's code without being asked, and show the same", async () => {
    const file = writeScenario("foreign.ts", (text) => text.replace("claims:", 'figures: [{ name: "p", title: "p", series: ["position"] }], claims:'));
    const whole = await landau("run", file, "--out", "foreign", "--workers", "1", "--json");
    const html = readFileSync("foreign/report.html", "utf8");
    // Whoever loads it now, fails. What was run is kept.
    const source = readFileSync(file, "utf8");
    expect(readFileSync("foreign/scenario.ts", "utf8")).toBe(source);
    rmSync(file);
    rmSync("foreign/table.csv");
    for (const verb of ["check", "report"]) expect(await landau(verb, "foreign", "--json")).toEqual({ code: 0, out: whole.out, err: "" });
    expect(readFileSync("foreign/report.html", "utf8")).toBe(html);
    expect(existsSync("foreign/table.csv")).toBe(true);
    writeFileSync(file, 'throw new Error("loaded");\n');
    const note = "foreign.ts reads otherwise since this run, which is shown as it was judged";
    const edited = await landau("report", "foreign", "--json");
    expect([edited.code, edited.err]).toEqual([0, `foreign: ${note}\n`]);
    expect(JSON.parse(edited.out)).toEqual({ ...(JSON.parse(whole.out) as Document), notes: [note] });
    expect(readFileSync("foreign/report.html", "utf8")).toContain(`<p class="alarm">${note}</p>`);
    writeFileSync(file, source);
    rmSync("foreign/conclusion.json");
    const bare = await landau("check", "foreign");
    expect(bare.err).toBe("foreign: no verdicts are kept (--run-code judges by the scenario, running its code)\n");
  });

  inLong("serve a folder that was moved away from its scenario: shown, judged, gone on with, repeated", async () => {
    mkdirSync("project");
    writeFileSync("project/moving.ts", alone);
    const run = await landau("run", "project/moving.ts", "--out", "project/run", "--workers", "1", "--json");
    const { directory, ...whole } = JSON.parse(run.out) as Document;
    expect([run.code, directory]).toEqual([0, "project/run"]);
    mkdirSync("elsewhere/deep", { recursive: true });
    const moved = "elsewhere/deep/kept";
    renameSync("project/run", moved);
    rmSync("project", { recursive: true });
    const again = async (...words: string[]) => {
      const { code, out, err } = await landau(...words, "--json");
      expect([code, JSON.parse(out), err]).toEqual([0, { ...whole, directory: moved }, ""]);
    };
    await again("check", moved);
    await again("report", moved);
    await again("check", moved, "--run-code");
    const lines = linesOf(moved);
    truncateSync(filesOf(moved)[0], lines.slice(0, 2).join("\n").length + 1);
    const resumed = await landau("resume", moved, "--workers", "1", "--json");
    expect([resumed.code, JSON.parse(resumed.out)]).toEqual([0, { ...whole, directory: moved }]);
    expect(linesOf(moved).sort()).toEqual(lines.toSorted());
    // Streams are those of the scenario's own name, not of its copy's.
    expect(lines[0]).toContain('"address":"moving/gamma=');
    const repeated = await landau("run", "--from", join(moved, "manifest.json"), "--out", "once-more", "--workers", "1");
    expect(repeated.code).toBe(0);
    expect(linesOf("once-more").sort()).toEqual(lines.toSorted());
  });

  it("tell a scenario that changed since", async () => {
    const file = writeScenario("changing.ts");
    await landau("run", file, "--out", "changed", "--smoke", "--workers", "1");
    // The process keeps what it loaded; the digest is made from the file, so it sees the change all the same. What a claim says is no change.
    const kept = readFileSync(file, "utf8");
    writeFileSync(file, `// A note.\n${kept.replace("3), endsBelow", "4), endsBelow").replace("[0.25, 2]", "[0.25, 2, 1]")}`);
    expect((await landau("resume", "changed")).err).toMatch(/^changing: 0 replicates to run, 6 are there/);
    writeFileSync(file, kept.replace("particles: 25", "particles: 26"));
    const resumed = await landau("resume", "changed");
    expect(resumed.code).toBe(2);
    expect(resumed.err).toMatch(/^changed: changing\.ts changed since this run \(digest [0-9a-f]{12}, now [0-9a-f]{12}\): .*\n$/);
    const judged = (what: string) => `${what} changed since this run; the verdicts are those of the scenario as it read later`;
    const checked = await landau("report", "changed", "--run-code");
    expect(checked.err).toBe(`changed: ${judged("changing.ts")}\n`);
    expect(checked.code).toBe(0);
    expect(checked.out.replace(/\s+/g, " ")).toContain(`note: ${judged("changing.ts")} `);
    expect(readFileSync("changed/report.html", "utf8")).toContain(judged("changing.ts"));
    // What was run stays; whoever shows it later learns by what it was judged.
    writeFileSync(file, readFileSync("changed/scenario.ts", "utf8"));
    expect((await landau("report", "changed")).err).toBe(`changed: ${judged("the scenario or the package")}\n`);
    expect(readFileSync("changed/report.html", "utf8")).toContain(judged("the scenario or the package"));
    writeFileSync(file, kept.replace("particles: 25", "particles: 26"));
    const mixed = await landau("run", file, "--out", "changed", "--smoke");
    expect(mixed.code).toBe(2);
    expect(mixed.err).toMatch(/^changed: holds another run \(digest [0-9a-f]{12}, this run is [0-9a-f]{12}; choose another folder with --out\)\n$/);
  });
});
