/** A wrong request is one line on stderr and exit 2. */
import { mkdirSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inFolderOfItsOwn, walk, writeScenario } from "../support/cli.ts";
import { landau } from "../support/landau.ts";
import { fc } from "../support/property.ts";

inFolderOfItsOwn();

describe("a wrong request", () => {
  it("is one line on stderr, exit 2, and leaves nothing behind", async () => {
    writeScenario("soft-potentials.ts", (text) =>
      text.replace("{ position: meanPosition(), square", "{ distance: meanPosition(), energy").replace('"position"', '"distnce"'),
    );
    const before = readdirSync(".").sort();
    const refusals: [string[], string][] = [
      [["run", "soft-potentials.ts"], "scenario soft-potentials: unknown series in claim: distnce (observed: distance, energy). Did you mean distance?"],
      [["run", walk, "--set", "drift=-1"], "scenario toy-walk: invalid drift: -1 (a walk needs drift >= 0)"],
      [["run", walk, "--only", "drft=1"], "scenario toy-walk: unknown parameter in --only: drft (exists: drift, kind, replicate). Did you mean drift?"],
      [["run", "gone.ts"], "gone.ts: no such scenario file (landau list shows those that exist)"],
      [["rnu"], "error: unknown command 'rnu' (Did you mean run?)"],
      [["run"], "error: missing required argument 'scenario'"],
      [["run", walk, "--sed", "x"], "error: unknown option '--sed' (Did you mean one of --seed, --set?)"],
      [["run", walk, "--workers", "0"], "error: option '--workers <k>' argument '0' is invalid. Expected a whole number from 1 to 1000000."],
      [["run", walk, "--only", "17"], "error: option '--only <key=value,...>' argument '17' is invalid. Expected key=value, as in gamma=-1 or gamma=0,-1."],
      [["run", walk, "--until", "soon"], "error: option '--until <t>' argument 'soon' is invalid. Expected a time, at least 0."],
      [["resume", "nowhere"], "nowhere: not a run folder (it has no requests)"],
      [["check", "soft-potentials.ts"], "soft-potentials.ts: not a run folder (it has no requests)"],
      [["run", walk, "--out", "soft-potentials.ts"], "soft-potentials.ts: a file, where a folder for the run was expected"],
    ];
    for (const [words, message] of refusals) expect(await landau(...words), words.join(" ")).toEqual({ code: 2, out: "", err: `${message}\n` });
    expect(readdirSync(".").sort()).toEqual(before);
  });

  it("never shows a stack, whatever the words", async () => {
    mkdirSync("scenarios");
    const junk = fc.oneof(
      fc.constantFrom("list", "plan", "run", "resume", "check", "report", "help", "--", "-", "", "\n", "constructor", "__proto__", "."),
      fc.constantFrom("--set", "--only", "--replicates", "--until", "--workers", "--seed", "--smoke", "--json", "--help", "--out", "--version"),
      fc.constantFrom("drift=1", "drift=", "=", "__proto__=1", "replicate=0", "a=b,c", "drift=2,,", "toString=1", "-3", "1e999", "0x10", "NaN"),
      fc.constantFrom("gone.ts", "x.js", "soft-potentials.ts", "/", "/dev/null", "\u0000", "a\nb.ts"),
      fc.string({ maxLength: 8 }),
      fc.string({ unit: "binary", maxLength: 4 }),
    );
    const planned = fc.array(junk, { maxLength: 4 }).map((words) => ["plan", walk, ...words]);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.array(junk, { minLength: 1, maxLength: 6 }), planned), async (words) => {
        const { code, err } = await landau(...words);
        expect([0, 2]).toContain(code);
        if (code === 0) expect(err).toBe("");
        else expect(err).toMatch(/^[^\n\r]+\n$/);
        expect(err).not.toMatch(/ at .*:\d+:\d+/);
      }),
      { numRuns: 500 },
    );
  });
});
