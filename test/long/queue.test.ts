/**
 * A study over a queue on a real Redis ends in the table of a serial run, byte for byte, whatever happens to workers and Redis on the way. Not run, with a message, where there is no Redis
 * or BullMQ is not installed.
 */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { home, inFolderOfItsOwn, toyText } from "../support/cli.ts";
import { linesOf } from "../support/engine.ts";
import { missing, startRedis } from "../support/redis.ts";

inFolderOfItsOwn();

const program = join(home, "dist/src/cli/landau.js");
const lacking = missing();
if (lacking !== undefined) console.log(`test/long/queue is not run: ${lacking}`);

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  said(): string;
}

function start(words: readonly string[], options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {}): Started {
  const child = spawn(process.execPath, [program, ...words], { stdio: ["ignore", "ignore", "pipe"], ...options, env: { ...process.env, ...options.env } });
  let err = "";
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  return { child, ended: new Promise((resolve) => child.once("close", resolve)), said: () => err };
}

/** What the test adds to the queue of another program. */
interface OddQueue {
  add(name: string, data: unknown): Promise<unknown>;
  close(): Promise<void>;
}

async function until(condition: () => boolean, told: () => string): Promise<void> {
  for (let waited = 0; !condition(); waited++) {
    if (waited > 1200) throw new Error(`nothing happened in 240 s: ${told()}`);
    await setTimeout(200);
  }
}

const table = (directory: string): string => readFileSync(join(directory, "table.csv"), "utf8");
/** The table of a serial run; what a step wastes decides no number, and is left out. */
function tableOfFast(name: string, text: string): string {
  mkdirSync("fast", { recursive: true });
  writeFileSync(join("fast", name), text.replace(/waste: \d+/, "waste: 0"));
  serially(join("fast", name), `fast-${name}`);
  return table(`fast-${name}`);
}
const serially = (scenario: string, out: string) =>
  execFileSync(process.execPath, [program, "run", scenario, "--out", out, "--workers", "1"], { stdio: "ignore" });

describe.skipIf(lacking !== undefined)("a study over a queue", () => {
  it("three workers, one killed with SIGKILL midway, Redis restarted once: the table of a serial run", async () => {
    const redis = await startRedis();
    writeFileSync("slow.ts", toyText("toy-slow").replace("waste: 1", "waste: 25"));
    serially("slow.ts", "serial");
    const workers = [1, 2, 3].map(() => start(["worker", "--queue", redis.url, "--workers", "1"]));
    const driver = start(["run", "slow.ts", "--out", "queued", "--queue", redis.url]);
    const told = () => [driver, ...workers].map((one) => one.said()).join("\n---\n");
    try {
      await until(() => linesOf("queued").length >= 4 && workers.every((one) => one.said().includes("serves slow")), told);
      workers[0].child.kill("SIGKILL");
      await until(() => linesOf("queued").length >= 8, told);
      await redis.restart();
      expect(await driver.ended).toBe(0);
      expect(table("queued")).toBe(table("serial"));
      // Nobody finished a replicate twice into the folder, and nothing is left in Redis.
      expect(linesOf("queued").length).toBe(24);
      expect(redis.command("hlen", "landau:studies")).toBe("0");
      for (const { child } of workers.slice(1)) child.kill("SIGTERM");
      expect(await Promise.all(workers.slice(1).map(({ ended }) => ended))).toEqual([0, 0]);
      expect(redis.command("keys", "bull:landau-*:????????????????-*")).toBe("");
      // Replicates are timed where they were run: a second at least, 40 steps of 25 ms.
      const { sessions } = JSON.parse(readFileSync("queued/manifest.json", "utf8")) as {
        sessions: { cells: { replicates: number; seconds: { mean: number } }[] }[];
      };
      expect(sessions[0].cells.map(({ replicates }) => replicates)).toEqual([12, 12]);
      for (const { seconds } of sessions[0].cells) expect(seconds.mean).toBeGreaterThan(1);
    } catch (error) {
      throw new Error(told(), { cause: error });
    } finally {
      for (const { child } of [driver, ...workers]) child.kill("SIGKILL");
      await redis.stop();
    }
  });

  it("a driver that is stopped, a worker that is stopped, and a Redis that comes back empty lose nothing", async () => {
    const redis = await startRedis({ password: "s3cret" });
    writeFileSync("slower.ts", toyText("toy-slow").replace("waste: 1", "waste: 10"));
    serially("slower.ts", "serial-2");
    const work = () => start(["worker", "--queue", redis.url, "--workers", "2"]);
    const drive = () => start(["run", "slower.ts", "--out", "stopped", "--queue", redis.url]);
    const all = [work(), drive()];
    const told = () => all.map((one) => one.said()).join("\n---\n");
    try {
      await until(() => linesOf("stopped").length >= 3, told);
      all[1].child.kill("SIGTERM");
      expect(await all[1].ended).toBe(85);
      expect(all[1].said()).toMatch(/go on with: landau resume stopped --queue 'redis:\/\/:\*\*\*@/);
      all[0].child.kill("SIGTERM");
      // What it had under way is back in the queue, unless it had finished both.
      expect([0, 85]).toContain(await all[0].ended);
      all.push(work(), drive());
      await until(() => linesOf("stopped").length >= 10, told);
      await redis.restart(true);
      expect(await all[3].ended).toBe(0);
      expect(table("stopped")).toBe(table("serial-2"));
      // Neither what is said nor what is kept has the password.
      expect(told() + readFileSync("stopped/manifest.json", "utf8") + readFileSync("stopped/report.html", "utf8")).not.toContain("s3cret");
      expect(readFileSync("stopped/manifest.json", "utf8")).toContain("redis://:***@127.0.0.1");
    } catch (error) {
      throw new Error(told(), { cause: error });
    } finally {
      for (const { child } of all) child.kill("SIGKILL");
      await redis.stop();
    }
  });

  it("a run that is stopped takes back what no worker has begun, and finds the answers to the rest", async () => {
    const redis = await startRedis();
    const text = toyText("toy-slow").replace("waste: 1", "waste: 20");
    writeFileSync("given-up.ts", text);
    const expected = tableOfFast("given-up.ts", text);
    const worker = start(["worker", "--queue", redis.url, "--workers", "2"]);
    const all = [worker, start(["run", "given-up.ts", "--out", "given-up", "--queue", redis.url])];
    const told = () => all.map((one) => one.said()).join("\n---\n");
    /** Orders that nobody has begun, and those under way. */
    const orders = (): number[] =>
      ["wait", "active"].map((list) =>
        Number(redis.command("eval", `local n = 0 for _, k in ipairs(redis.call('keys', 'bull:landau-*:${list}')) do n = n + redis.call('llen', k) end return n`, "0")),
      ); // prettier-ignore
    try {
      await until(() => linesOf("given-up").length >= 2 && orders()[1] === 2, told);
      expect(orders()[0]).toBeGreaterThan(10);
      all[1].child.kill("SIGTERM");
      expect(await all[1].ended).toBe(85);
      expect([orders()[0], redis.command("hlen", "landau:studies")]).toEqual([0, "0"]);
      const finished = linesOf("given-up").length;
      await until(() => orders()[1] === 0, told);
      // The worker is free for another study, and leaves this one in good order.
      writeFileSync("another.ts", toyText());
      all.push(start(["run", "another.ts", "--out", "another", "--queue", redis.url]));
      expect(await all[2].ended).toBe(0);
      // Without a worker: the answers to what was under way.
      worker.child.kill("SIGTERM");
      expect(await worker.ended).toBe(0);
      all.push(start(["resume", "given-up", "--queue", redis.url]));
      await until(() => linesOf("given-up").length > finished, told);
      all.push(start(["worker", "--queue", redis.url, "--workers", "2"]));
      expect(await all[3].ended).toBe(0);
      expect(table("given-up")).toBe(expected);
    } catch (error) {
      throw new Error(told(), { cause: error });
    } finally {
      for (const { child } of all) child.kill("SIGKILL");
      await redis.stop();
    }
  });

  it("twenty kills of workers and of the run, SIGKILL and SIGTERM, at random times: the table of a serial run", async () => {
    const redis = await startRedis();
    const text = toyText("toy-slow").replace("replicates: 12", "replicates: 300");
    const begun = performance.now();
    const expected = tableOfFast("hunted.ts", text);
    // The slower the machine starts programs, the longer replicates are, so that the study lasts as long as the hunt: 40 steps of 5 ms where that took 3 s.
    writeFileSync("hunted.ts", text.replace("waste: 1", `waste: ${Math.ceil((performance.now() - begun) / 600)}`));
    let drawn = 20261130;
    const draw = (below: number) => (drawn = (drawn * 48271) % 2147483647) % below;
    const work = () => start(["worker", "--queue", redis.url, "--workers", "1"]);
    const drive = () => start(["run", "hunted.ts", "--out", "hunted", "--queue", redis.url]);
    const [began, running] = [
      [work, work, work, drive],
      [work(), work(), work(), drive()],
    ];
    const said: string[] = [];
    const told = () => [...said, ...running.map((one) => one.said())].join("\n---\n");
    const working = [() => running[0].said().includes("serves"), ...[1, 2, 3].map((k) => () => running[k].said().includes(k === 3 ? "to run" : "serves"))];
    const ends: (number | null)[] = [];
    let unfinished = 0;
    try {
      for (let kills = 0; kills < 20; kills++) {
        // One that has taken up work, or in one case of four at any time since its start; the run every fourth time.
        const one = kills % 4 === 3 ? 3 : draw(3);
        if (draw(4) > 0) await until(() => working[one]() || running[3].child.exitCode === 0, told);
        await setTimeout(draw(1000));
        const signal = draw(2) === 0 ? "SIGKILL" : "SIGTERM";
        const before = new Set(linesOf("hunted"));
        if (before.size < 600) unfinished++;
        running[one].child.kill(signal);
        ends.push(await running[one].ended);
        for (const line of before) expect(new Set(linesOf("hunted")).has(line)).toBe(true);
        said.push(running[one].said());
        running[one] = began[one]();
      }
      expect(await running[3].ended).toBe(0);
      expect(table("hunted")).toBe(expected);
      expect(unfinished).toBeGreaterThanOrEqual(15);
      // Killed, or stopped in good order.
      for (const end of ends) expect([null, 0, 85]).toContain(end);
    } catch (error) {
      throw new Error(told(), { cause: error });
    } finally {
      for (const { child } of running) child.kill("SIGKILL");
      await redis.stop();
    }
  });

  it("the README's commands run as they are written, but for the port and a smaller scenario", async () => {
    const redis = await startRedis();
    const [, block] = /```sh\n(npx landau worker [\s\S]*?)```/.exec(readFileSync(join(home, "README.md"), "utf8"))!;
    writeFileSync("recipe.ts", toyText());
    const script = block
      .replaceAll("redis://127.0.0.1:6379", redis.url)
      .replaceAll("npx landau", `${process.execPath} ${program}`)
      .replace("scenarios/w2-growth.ts", "recipe.ts --out recipe")
      .replace("--idle 10m", "--idle 45s");
    expect(script).not.toBe(block);
    try {
      execFileSync("sh", ["-ec", `${script}\nwait`], { stdio: "ignore" });
      serially("recipe.ts", "serial-recipe");
      expect(table("recipe")).toBe(table("serial-recipe"));
    } finally {
      await redis.stop();
    }
  });

  it("orders and announcements that are none are refused, and the study goes on", async () => {
    const redis = await startRedis();
    writeFileSync("among.ts", toyText());
    serially("among.ts", "serial-among");
    const digest = (k: number) => String(k).repeat(64);
    const announce = (k: number, more: object) =>
      redis.command("hset", "landau:studies", digest(k), JSON.stringify({ digest: digest(k), study: "toy", scenario: "among.ts", edition: {}, ...more }));
    announce(1, { scenario: "../../etc/passwd.ts" });
    announce(2, { scenario: "/etc/passwd" });
    announce(3, { code: "process.exit(7)" });
    announce(4, { edition: { set: { drift: ["x".repeat(70_000)] } } });
    announce(5, { digest: digest(6) });
    // Of the scenario that is there, but of another digest.
    announce(7, {});
    redis.command("hset", "landau:studies", "__proto__", "{}");
    const driver = start(["run", "among.ts", "--out", "among", "--queue", redis.url]);
    const started = [driver];
    const told = () => started.map((one) => one.said()).join("\n---\n");
    // All but those above, each of which is one digit.
    const announced = () =>
      redis
        .command("hkeys", "landau:studies")
        .split("\n")
        .find((one) => /^[0-9a-f]{64}$/.test(one) && !/^(.)\1*$/.test(one));
    try {
      await until(() => announced() !== undefined, told);
      const own = announced()!;
      const { Queue } = (await import("bullmq")) as { Queue: new (name: string, options: object) => OddQueue };
      const queue = new Queue(`landau-${own.slice(0, 16)}`, { connection: { port: Number(new URL(redis.url).port) } });
      const odd = [
        { digest: digest(8), point: {}, replicate: 0 },
        { digest: own, point: { drift: 3 }, replicate: 0 },
        { digest: own, point: JSON.parse('{"__proto__":1}') as unknown, replicate: -1 },
        null,
        "x".repeat(1 << 20),
      ];
      for (const data of odd) await queue.add("replicate", data);
      await queue.close();
      const worker = start(["worker", "--queue", redis.url, "--workers", "1"]);
      started.push(worker);
      expect(await driver.ended).toBe(0);
      expect(table("among")).toBe(table("serial-among"));
      await until(() => (worker.said().match(/refused: /g) ?? []).length >= 12, told);
      for (const words of [
        "a path that leads elsewhere",
        "not a path of a scenario",
        'Unrecognized key: "code"',
        "65536 at most",
        "it is of the digest 666666666666",
        "is not this worker's",
        "not a digest",
        "no point of among: drift=3",
      ])
        expect(worker.said()).toContain(words);
      expect(worker.said()).not.toMatch(/\n\s+at /);
    } catch (error) {
      throw new Error(told(), { cause: error });
    } finally {
      for (const { child } of started) child.kill("SIGKILL");
      await redis.stop();
    }
  });

  it("over TLS; a worker of other code refuses, and one with the own code serves", async () => {
    const redis = await startRedis({ password: "s3cret", tls: true });
    const env = { NODE_EXTRA_CA_CERTS: redis.certificate! };
    writeFileSync("walk.ts", toyText());
    serially("walk.ts", "serial-3");
    mkdirSync("other");
    writeFileSync("other/walk.ts", toyText().replace("start from", "start at").replace("particles: 25", "particles: 26"));
    const stranger = start(["worker", "--queue", redis.url], { env, cwd: "other" });
    const driver = start(["run", "walk.ts", "--out", "secure", "--queue", redis.url], { env });
    try {
      await until(() => stranger.said().includes("refused"), () => stranger.said() + driver.said()); // prettier-ignore
      expect(stranger.said()).toMatch(/refused: walk \(walk\.ts\): digest [0-9a-f]{12} is not this worker's, [0-9a-f]{12}: scenario or package differ/);
      expect(linesOf("secure")).toEqual([]);
      const worker = start(["worker", "--queue", redis.url, "--idle", "5s"], { env });
      expect(await driver.ended).toBe(0);
      expect(table("secure")).toBe(table("serial-3"));
      expect(await worker.ended).toBe(0);
      // Without the certificate nobody speaks to it.
      const distrustful = start(["worker", "--queue", redis.url]);
      expect([await distrustful.ended, distrustful.said()]).toEqual([
        2,
        expect.stringMatching(/rediss:\/\/:\*\*\*@127\.0\.0\.1:\d+: no Redis that lets us in \(.*self.signed/),
      ]);
    } finally {
      for (const { child } of [driver, stranger]) child.kill("SIGKILL");
      await redis.stop();
    }
  });
});
