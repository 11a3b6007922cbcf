/** The program as a process among others: signals, pipes that close, and scenarios that print, leave timers running, end the process or never end. */
import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { home, inFolderOfItsOwn, toyText, walk, writeScenario, type Document } from "../support/cli.ts";
import { landau } from "../support/landau.ts";
import { long } from "../support/long.ts";

inFolderOfItsOwn();

const program = join(home, "dist/src/cli/landau.js");

/** A process, when it has taken up work; what it says is read as it comes. */
async function started(...words: string[]) {
  const child = spawn(process.execPath, [program, ...words], { stdio: ["ignore", "ignore", "pipe"] });
  let err = "";
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<{ code: number | null; err: string }>((resolve) => child.once("close", (code) => resolve({ code, err })));
  while (!err.includes("to run") && child.exitCode === null) await setTimeout(10);
  return { child, ended };
}

describe("signals", () => {
  it.each(long ? (["SIGHUP", "SIGUSR1"] as const) : (["SIGHUP"] as const))(
    "%s stops a run in good order: finished replicates stay, resume has the rest",
    async (signal) => {
      const text = toyText("toy-slow");
      writeScenario("slow.ts", () => text);
      const { child, ended } = await started("run", "slow.ts", "--workers", "1", "--out", signal);
      while (!existsSync(`${signal}/replicates`) && child.exitCode === null) await setTimeout(10);
      child.kill(signal);
      const { code, err } = await ended;
      expect(err).not.toContain("Debugger");
      expect([code, err.split("\n").at(-2)]).toEqual([
        85,
        expect.stringMatching(new RegExp(`^slow: stopped after \\d+ of 24 replicates; go on with: landau resume ${signal}`)),
      ]);
      expect((await (await started("resume", signal)).ended).err).toMatch(/^slow: \d+ replicates? to run, \d+ (is|are) there/);
    },
  );

  it("the first drops even a replicate that never ends", async () => {
    const forever = "particles: 25, observe: { square: { ...meanSquare(), open: () => ({ measure: () => { for (;;); } }) } }, ...{";
    writeScenario("forever.ts", (text) => text.replace(/particles: 25,([\s\S]*?)observe: \{.*\},/, `$1${forever} },`).replace(/claims: \[.*\]/, "claims: []"));
    const { child, ended } = await started("run", "forever.ts", "--workers", "1", "--out", "forever");
    await setTimeout(500);
    child.kill("SIGINT");
    expect((await ended).code).toBe(85);
  });

  it("the third, of whatever kind, ends a program that does not stop", async () => {
    const stubborn = `import { interrupt } from "${join(home, "dist/src/cli/signals.js")}"; interrupt(); setInterval(() => {}, 1000); console.error("ready");`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", stubborn], { stdio: ["ignore", "ignore", "pipe"] });
    const ended = new Promise((resolve) => child.once("close", resolve));
    await new Promise((resolve) => child.stderr.once("data", resolve));
    for (const signal of ["SIGTERM", "SIGUSR1"] as const) child.kill(signal);
    await setTimeout(200);
    expect(child.exitCode).toBe(null);
    child.kill("SIGHUP");
    expect(await ended).toBe(130);
  });
});

it("a scenario that prints, keeps a timer and ends the process: JSON is whole, the program ends, and the replicate has failed", () => {
  const leaving =
    'const leaving = () => ({ ...meanSquare(), open: () => ({ measure: () => process.exit(3) }) });\nconsole.log("stray");\nsetInterval(() => {}, 1000);\n';
  writeScenario("stray.ts", (text) =>
    text.replace("export default", `${leaving}export default`).replace("square: meanSquare()", "square: drift === 2 ? leaving() : meanSquare()"),
  );
  for (const workers of ["1", "2"]) {
    const words = ["run", "stray.ts", "--replicates", "2", "--workers", workers, "--out", `stray-${workers}`, "--json"];
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { encoding: "utf8", timeout: 120_000 });
    expect([status, stderr.includes("stray\n")], stderr).toEqual([1, true]);
    const { cells } = JSON.parse(stdout) as Document;
    expect(cells.map(({ replicates, failures }) => [replicates, failures.length])).toEqual([[2, 0], [0, 2]]); // prettier-ignore
    expect(cells[1]?.failures[0]?.message).toBe("Error: process.exit(3) was called");
  }
});

it("a reader that goes away (2>&1 | head) ends nothing but the pipe", () => {
  const command = `"${process.execPath}" "${program}" run "${walk}" --workers 1 --out piped 2>&1 | head -c 5; echo " \${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", command], { encoding: "utf8", timeout: 120_000 });
  expect([stdout, stderr]).toEqual(["toy-w 0\n", ""]);
  expect(readFileSync("piped/table.csv", "utf8").split("\n").length).toBeGreaterThan(10);
});

it.skipIf(!existsSync("/dev/full"))("standard output on a full disk is told, and is an error; what was wrong before stays what it was", () => {
  const full = openSync("/dev/full", "w");
  const codes = [["list"], ["cite", "soft-potentials", "--json"], ["--help"], ["nonsense"]].map((words) => {
    const { status, stderr } = spawnSync(process.execPath, [program, ...words], { encoding: "utf8", stdio: ["ignore", full, "pipe"], timeout: 120_000 });
    return [status, stderr];
  });
  closeSync(full);
  const told = [1, "standard output: cannot write it (ENOSPC)\n"];
  expect(codes).toEqual([told, told, told, [2, "error: unknown command 'nonsense'\n"]]);
});

it("more workers than cores are told", async () => {
  const { err } = await landau("run", walk, "--only", "drift=2,replicate=0", "--workers", "4096", "--out", "crowd");
  expect(err).toMatch(/^toy-walk: 4096 workers on \d+ cores are slower than as many as cores$/m);
});
