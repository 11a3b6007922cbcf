/**
 * An array of eight shards on a real Slurm, one of which is cancelled and requeued while it runs and another warned of its time limit, ends in the table of a
 * serial run. Not run, with a message, where there is no Slurm.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { home, inFolderOfItsOwn, toyText } from "../support/cli.ts";
import { linesOf } from "../support/engine.ts";
import { missing, startSlurm } from "../support/slurm.ts";

inFolderOfItsOwn();

const program = join(home, "dist/src/cli/landau.js");

const lacking = missing();

it("an array with a requeued and a warned task ends in the serial table", async ({ skip }) => {
  if (lacking !== undefined) skip(lacking);
  const slurm = await startSlurm(4);
  const landau = (...words: string[]) =>
    execFileSync(process.execPath, [program, ...words], { env: { ...process.env, ...slurm.env }, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  try {
    // Some seconds a task, so that it can be met while it runs.
    writeFileSync("slow.ts", toyText("toy-slow").replace(/steps: [\d_]+/, "steps: 2000"));
    const [said = "", directory = ""] = landau("submit", "slow.ts", "--engine", "slurm", "--shards", "8", "--time", "10m", "--go").split("\n");
    const job = /^Submitted batch job (\d+)$/.exec(said)?.[1] ?? "";
    const states = () =>
      slurm
        .command("squeue", "-r", "-h", "-j", job, "-o", "%K %t")
        .split("\n")
        .map((line) => line.split(" "));
    const isIn = (task: string, ...wanted: string[]) => states().some(([index, state = ""]) => index === task && wanted.includes(state));
    await until(() => isIn("2", "R") && isIn("3", "R") && linesOf(directory).length >= 2);
    slurm.command("scontrol", "requeue", `${job}_3`);
    // Slurm 22.05 sends the signal and complains all the same; whether it came is seen below.
    attempt(() => slurm.command("scancel", "--signal=USR1", "--batch", `${job}_2`));
    for (const task of ["3", "2"]) {
      await until(
        () => isIn(task, "PD"),
        () => slurm.command("scontrol", "-o", "show", "job", job),
      );
      expect(Number(/Restarts=(\d+)/.exec(slurm.command("scontrol", "show", "job", `${job}_${task}`))?.[1])).toBe(1);
      slurm.command("scontrol", "update", `JobId=${job}_${task}`, "StartTime=now");
    }
    await until(() => !states().some(([, state = ""]) => ["PD", "R", "CG", "CF"].includes(state)));
    const ended = slurm.command("scontrol", "-o", "show", "job", job).split("\n");
    expect(ended.map((line) => /JobState=(\w+)/.exec(line)?.[1])).toEqual(Array(8).fill("COMPLETED"));
    landau("merge", directory, "--run-code");
    landau("run", "slow.ts", "--out", "serial", "--workers", "2");
    expect(readFileSync(join(directory, "table.csv"), "utf8")).toBe(readFileSync("serial/table.csv", "utf8"));
    expect(linesOf(directory).length).toBe(24);
  } finally {
    attempt(() => slurm.command("scancel", "--name=slow"));
    await slurm.stop();
  }
});

function attempt(command: () => unknown): void {
  try {
    command();
  } catch {
    // What it was to bring about is looked at elsewhere.
  }
}

async function until(condition: () => boolean, told?: () => string): Promise<void> {
  for (let waited = 0; !condition(); waited++) {
    if (waited > 600) throw new Error(`nothing happened in 120 s: ${told?.() ?? ""}`);
    await setTimeout(200);
  }
}
