/** Studies in shards: parts that are disjoint and whole, folders joined, scripts for schedulers. The table is that of one serial run, byte for byte. */
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { slurmScript, slurmTime } from "../../src/cli/study/slurm.ts";
import { checksum } from "../../src/study/folder/line.ts";
import type { Plan } from "../../src/study/plan/plan.ts";
import { shardOf } from "../../src/study/plan/shard.ts";
import { nameOfTask } from "../../src/study/plan/task.ts";
import { home, inFolderOfItsOwn, walk, writeScenario, type Document } from "../support/cli.ts";
import { filesOf, linesOf, newFolder, toyPath } from "../support/engine.ts";
import { landau } from "../support/landau.ts";
import { inLong } from "../support/long.ts";
import { fc } from "../support/property.ts";

inFolderOfItsOwn();

const table = (directory: string): string => readFileSync(join(directory, "table.csv"), "utf8");
const alone = ["--workers", "1"];

describe("shards of a plan", () => {
  it("are disjoint, together the plan, and have as much of each cell, but for one replicate", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 12 }), (counts, of) => {
        const cells = counts.map((count, k) => ({ point: { k }, cost: k + 1, replicates: Array.from({ length: count }, (_, r) => 3 * r) }));
        const tasks = cells.flatMap(({ point, replicates }) => replicates.map((replicate) => ({ point, replicate, address: "a" })));
        const shards = Array.from({ length: of }, (_, k) =>
          shardOf({ cells, tasks, edition: {}, scenario: { name: "a", study: { share: [] } } } as unknown as Plan, { index: k + 1, of }),
        );
        const all = shards.flatMap((shard) => shard.tasks.map(nameOfTask));
        expect([...all].sort()).toEqual(tasks.map(nameOfTask).sort());
        for (const { cells: own, tasks: mine, cost } of shards) {
          expect(own.flatMap(({ point, replicates }) => replicates.map((replicate) => nameOfTask({ point, replicate })))).toEqual(mine.map(nameOfTask));
          expect(cost).toBe(mine.reduce((sum, { point }) => sum + (point["k"] as number) + 1, 0));
        }
        counts.forEach((count, k) => {
          const had = shards.map(({ cells: own }) => own.find(({ point }) => point["k"] === k)?.replicates.length ?? 0);
          expect(had.every((one) => one === Math.floor(count / of) || one === Math.ceil(count / of))).toBe(true);
        });
      }),
    );
  });

  inLong("give the table of a serial run, in folders of their own and in one", async () => {
    const serial = newFolder();
    const whole = JSON.parse((await landau("run", walk, "--out", serial, ...alone, "--json")).out) as Document;
    const folders = [1, 2, 3].map((k) => `shard-${k}`);
    for (const [k, out] of folders.entries()) {
      const { code, out: said } = await landau("run", walk, "--out", out, ...alone, "--shard", `${k + 1}/3`, "--json");
      expect([code, JSON.parse(said)]).toMatchObject([0, { study: "toy-walk", digest: whole.digest, shard: { index: k + 1, of: 3 }, replicates: 4, lost: 0 }]);
      expect([linesOf(out).length, existsSync(join(out, "table.csv"))]).toEqual([4, false]);
    }
    // An overlap: a cell that the shards have too.
    await landau("run", walk, "--out", "cell", ...alone, "--only", "drift=2");
    const merged = await landau("merge", ...folders, "cell", "--out", "whole", "--run-code", "--json");
    expect([merged.code, merged.err]).toEqual([0, "whole: 12 replicates added, 6 were there\n"]);
    expect(table("whole")).toBe(table(serial));
    expect(JSON.parse(merged.out)).toEqual({ ...whole, directory: "whole" });
    expect(readdirSync("whole")).toContain("scenario.ts");
    for (const k of [2, 1, 3]) expect((await landau("run", walk, "--out", "shared", ...alone, "--shard", `${k}/3`)).code).toBe(0);
    expect((await landau("resume", "shared", ...alone)).err).toMatch(/^toy-walk: 0 replicates to run, 12 are there/);
    expect(table("shared")).toBe(table(serial));
    // What is missing is missed, though nobody asked a folder for it by itself.
    const partial = await landau("merge", "shard-1", "shard-3", "--out", "partial");
    const missing = expect.stringContaining("partial: incomplete: 4 replicates are missing") as string;
    expect([partial.code, partial.err]).toMatchObject([1, missing]);
    // Whatever is compared with it, it is incomplete.
    expect((await landau("diff", "whole", "partial")).err).toEqual(missing);
    expect(await landau("compare", "partial", "gone.npy", "--run-code")).toMatchObject({ code: 2, err: missing });
  });

  it("stop early with 85, and are stored with 0 whatever their verdicts and failures", async () => {
    const words = [walk, "--out", "limited", ...alone];
    const stopped = await landau("run", ...words, "--shard", "2/3", "--time-limit", "0.001s");
    const [last] = stopped.err.split("\n").slice(-2);
    expect([stopped.code, last]).toEqual([
      85,
      "toy-walk 2/3: stopped by its time limit of 1 s after 1 of 4 replicates; go on with: landau resume limited --shard 2/3",
    ]);
    expect(await landau("resume", "limited", "--shard", "2/3", ...alone)).toMatchObject({ code: 0, out: "limited\n" });
    expect(linesOf("limited")).toHaveLength(4);
    expect((await landau("run", toyPath("toy-failing"), "--out", "failing", ...alone, "--shard", "1/1")).code).toBe(0);
    expect((await landau("run", walk, "--out", "none", ...alone, "--shard", "20/20")).err).toMatch(/^toy-walk 20\/20: 0 replicates to run/);
  });

  it.each(["0/20", "/20", "undefined/20", "21/20", "3", "3/0", "-1/2", "1/2/3"])("%s is no shard", async (text) => {
    const { code, err } = await landau("run", walk, `--shard=${text}`);
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/^error: option '--shard <i\/n>' argument '.*' is invalid\. Expected i\/n with i from 1 to n, .*\n$/),
    ]);
  });
});

describe("merge refuses", () => {
  it("other runs, before anything is written", async () => {
    await landau("run", walk, "--out", "one", ...alone, "--smoke");
    await landau("run", walk, "--out", "other", ...alone, "--smoke", "--seed", "b");
    const { code, err } = await landau("merge", "one", "other", "--out", "mixed");
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(
        /^one \(digest [0-9a-f]{12}\), other \(digest [0-9a-f]{12}\): two different runs, which cannot be merged \(expected one digest\)\n$/,
      ),
    ]);
    expect(existsSync("mixed")).toBe(false);
    expect((await landau("merge", "one", "nowhere", "--out", "mixed")).err).toBe("nowhere: not a run folder (it has no requests)\n");
    expect((await landau("merge", "one", "--out", "other")).code).toBe(2);
  });

  it("a second result of a replicate, naming both lines", async () => {
    await landau("run", walk, "--out", "true", ...alone, "--smoke");
    await landau("run", walk, "--out", "false", ...alone, "--smoke");
    const [file] = filesOf("false");
    const [first = "", ...rest] = readFileSync(file, "utf8").split("\n");
    const content = first.slice(0, -28).replace(/"square":\[/, '"square":[1');
    writeFileSync(file, [`${content},"check":"${checksum(content)}"}`, ...rest].join("\n"));
    const { code, err } = await landau("merge", "true", "false", "--out", "contradicted");
    expect([code, err]).toEqual([2, expect.stringMatching(/^contradicted\/.*: line 1, false\/.*: line 1: .* finished twice with different results\n$/)]);
  });
});

describe("scripts", () => {
  it("of the README set the shard as their schedulers count", async () => {
    const recipe = /```sh\n(npx landau submit [\s\S]*?)```/.exec(readFileSync(join(home, "README.md"), "utf8"))?.[1] ?? "";
    const [, ...lines] = recipe.trim().split("\n");
    const variables = [
      { SLURM_ARRAY_TASK_ID: "3", SLURM_ARRAY_TASK_COUNT: "2" },
      { PBS_ARRAY_INDEX: "3" },
      { SGE_TASK_ID: "3" },
      { JOB_COMPLETION_INDEX: "2" },
    ];
    for (const [k, env] of variables.entries()) {
      const words = execFileSync("sh", ["-c", `npx() { printf '%s\\n' "$@"; }; ${lines[k] ?? ""}`], { env: { ...process.env, ...env }, encoding: "utf8" });
      expect(words.trim().split("\n")).toEqual(["landau", "run", "scenarios/w2-growth.ts", "--shard", "3/40", "--workers", "1"]);
    }
  });

  it("for Slurm ask for an array, its time, and a warning before that", async () => {
    const { code, out } = await landau("submit", walk, "--engine", "slurm", "--shards", "4", "--time", "1h30m", "--only", "drift=2", "--out", "there");
    expect(code).toBe(0);
    for (const line of ["--array=1-4", "--time=0-01:30:00", "--requeue", "--signal=B:USR1@90", "--cpus-per-task=1"])
      expect(out).toContain(`\n#SBATCH ${line}\n`);
    expect(out).toContain(` run ${walk} --only drift=2 --out ${process.cwd()}/there --shard "$SLURM_ARRAY_TASK_ID/4" --workers 1 &\n`);
    expect([59.2, 86400 + 3661].map(slurmTime)).toEqual(["0-00:01:00", "1-01:01:01"]);
    expect(slurmScript({ name: "a b\n#SBATCH --x", shards: 1, seconds: 300, workers: 1, folder: "/a b", run: ["landau"] })).toMatch(
      /^#!\/bin\/bash\n#SBATCH --job-name=a-b-SBATCH---x\n#SBATCH --array=1-1\n[\s\S]*\ncd '\/a b' \|\| exit 2\n/,
    );
    expect(existsSync("there")).toBe(false);
    const { PATH } = process.env;
    process.env["PATH"] = "";
    const going = await landau("submit", walk, "--shards", "4", "--time", "1h", "--out", "there", "--go");
    process.env["PATH"] = PATH;
    expect([going.code, going.err]).toEqual([2, "sbatch: cannot be run (ENOENT); without --go the script is printed\n"]);
    const soon = await landau("submit", walk, "--shards", "2", "--time", "2m");
    expect([soon.code, soon.err]).toEqual([2, "invalid --time: 2 min (at least 5 min: Slurm warns tasks up to 150 s before)\n"]);
    expect((await landau("submit", walk, "--shards", "13", "--time", "1h")).err).toBe("scenario toy-walk: 13 shards of 12 replicates (at most one each)\n");
  });

  inLong("for Slurm put a warned task back into the queue, and not a cancelled one", async () => {
    mkdirSync("bin");
    writeFileSync("bin/scontrol", '#!/bin/sh\necho "$@" >> requeued\n');
    chmodSync("bin/scontrol", 0o755);
    const endless = writeScenario("endless.ts", (text) => text.replace("particles: 25", "particles: 25_000").replace("steps: 40", "steps: 4_000_000"));
    const run = [process.execPath, join(home, "dist/src/cli/landau.js"), "run", endless, "--out", "array"];
    writeFileSync("job.sh", slurmScript({ name: "endless", shards: 6, seconds: 60, workers: 1, folder: process.cwd(), run }));
    const code = async (index: string, signal: NodeJS.Signals) => {
      const env = { ...process.env, PATH: `${process.cwd()}/bin:${process.env["PATH"]}`, SLURM_ARRAY_TASK_ID: index, SLURM_ARRAY_JOB_ID: "77" };
      const child = spawn("bash", ["job.sh"], { env, stdio: ["ignore", "ignore", "pipe"] });
      let err = "";
      child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
      while (!err.includes("to run")) await setTimeout(20);
      child.kill(signal);
      return new Promise((resolve) => child.once("close", resolve));
    };
    expect(await Promise.all([code("3", "SIGUSR1"), code("5", "SIGTERM")])).toEqual([85, 85]);
    expect(readFileSync("requeued", "utf8")).toBe("requeue 77_3\n");
  });
});
