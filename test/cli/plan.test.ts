/** What is asked before anything is run: help, plan, list, scenarios by their bare names. */
import { mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import type { Context } from "../../src/cli/io.ts";
import { exact, radial } from "../../src/index.ts";
import { verbs } from "../../src/cli/verbs.ts";
import { type Document, home, inFolderOfItsOwn, walk, writeScenario } from "../support/cli.ts";
import { landau } from "../support/landau.ts";

inFolderOfItsOwn();

describe("help", () => {
  it("is printed for nothing at all", async () => {
    const { code, out } = await landau();
    expect(code).toBe(0);
    for (const verb of ["list", "plan", "run", "resume", "check", "report"]) expect(out).toMatch(new RegExp(`^ {2}${verb} `, "m"));
  });

  it("of every verb shows two examples and --json", async () => {
    const { out: all } = await landau("--help");
    const listed = [...all.split(/Commands:|Examples:/)[1].matchAll(/^ {2}(?!help)([a-z]+) /gm)].map(([, verb]) => verb);
    expect(listed).toHaveLength(verbs.length);
    for (const verb of listed) {
      const { code, out, err } = await landau(verb, "--help");
      expect([code, err]).toEqual([0, ""]);
      expect(out.split("Examples:")[1]?.match(new RegExp(`^ {2}landau ${verb}\\b`, "gm")), verb).toHaveLength(2);
      expect(out.split("Options:")[1], verb).toContain("--json");
    }
  });

  it.each(verbs)("shows of $usage what the verb says of itself, without loading it", async ({ usage, description, load }) => {
    const program = new Command();
    (await load())(program, {} as Context);
    const [own] = program.commands;
    const head = new Command().command(usage).option("--json");
    expect(program.createHelp().subcommandTerm(own)).toBe(program.createHelp().subcommandTerm(head));
    expect(own.description()).toBe(description);
  });

  it("knows the version", async () => {
    const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string };
    expect(await landau("--version")).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });
});

describe("plan", () => {
  it("names every address, costs the whole, and runs nothing", async () => {
    const before = readdirSync(".").sort();
    const { code, out } = await landau("plan", walk, "--json", "--seed", "second", "--set", "drift=0.5,1,2", "particles=7");
    expect(code).toBe(0);
    const document = JSON.parse(out) as {
      cells: { point: object; particles: number; addresses: string[] }[];
      particleSteps: number;
    };
    expect(document.cells.map((cell) => cell.point)).toEqual([0.5, 1, 2].map((drift) => ({ drift, kind: "plain" })));
    expect(document.cells[1]?.addresses[5]).toBe("toy-walk[second]/drift=1/kind=plain/replicate=5");
    expect(document.particleSteps).toBe(3 * 6 * 7 * 40);
    expect((await landau("plan", walk)).out).toContain("toy-walk/drift=2/kind=plain/replicate=0 ... replicate=5");
    expect(readdirSync(".").sort()).toEqual(before);
  });
});

describe("a plan's time", () => {
  it("leaves no solution out: what is solved after the replicates, and a system that is one, are named", async () => {
    const { out } = await landau("plan", "rosenbluth-shell");
    expect(out).toContain(
      "\nnot in this time: radial solution, nodes 180, solved after the replicates in one cell on one core: seconds to minutes, at most about 11 min\n",
    );
    const { solutions } = JSON.parse((await landau("plan", "rosenbluth-shell", "--json")).out) as { solutions: object[] };
    expect(solutions).toEqual([{ name: "radial solution, nodes 180", cells: 1, role: "compare", atMostSeconds: 2e11 / 3e8 }]);
    expect((await landau("plan", "electron-ion-equilibration")).out).toContain(
      "\nnot in this time: radial solution, nodes 72, tolerance 0.000001, the system in each of 2 cells\n",
    );
    expect((await landau("plan", walk)).out).not.toContain("not in this time");
    expect(radial({ maxWork: 3e10 }).atMost).toBe(100);
    expect(exact().atMost).toBeUndefined();
  });
});

describe("a bare name", () => {
  it("is a scenario of the working folder, or of the package", async () => {
    mkdirSync("scenarios");
    writeScenario("scenarios/bare-walk.ts");
    expect((await landau("plan", "bare-walk")).out).toContain("bare-walk/drift=2/kind=plain/replicate=0 ... replicate=5");
    expect((JSON.parse((await landau("plan", "equilibrium", "--json")).out) as Document).study).toBe("equilibrium");
    expect(await landau("plan", "equilibrum")).toEqual({
      code: 2,
      out: "",
      err: "equilibrum: no such scenario (landau list shows those that exist)\n",
    });
    rmSync("scenarios", { recursive: true });
  });
});

describe("list", () => {
  it("shows name, question and sources of the scenarios of the working folder", async () => {
    mkdirSync("scenarios/paper", { recursive: true });
    writeScenario("scenarios/paper/home.ts");
    const { code, out } = await landau("list", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      scenarios: [
        {
          name: "home",
          path: "scenarios/paper/home.ts",
          title: "Walkers with drift",
          question: "Does a walker with drift come home? A toy question.\n\nEvery cell starts from 1.5 and forgets it at its own rate.",
          sources: ["Ornstein and Uhlenbeck (1930)"],
          expectedSeconds: expect.any(Number) as number,
        },
      ],
    });
    const text = (await landau("list")).out;
    expect(text).toMatch(/^scenarios\/paper\/home\.ts\n {2}Does a walker with drift come home\? A toy question\.\n {2}Ornstein/);
    rmSync("scenarios", { recursive: true });
  });
});
