/**
 * Two replicates of some seconds in a program of its own, killed (SIGKILL) at four random times and resumed: each goes on from the step at which it kept itself last, and the table is
 * that of an undisturbed run, byte for byte. The scenario itself writes down every step that it measures, so that what was run twice is counted where it happens.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { fileOf } from "../../src/study/run/checkpoint.ts";
import { home, inFolderOfItsOwn } from "../support/cli.ts";
import { tableOf } from "../support/abuse.ts";

inFolderOfItsOwn();

const steps = 400;
const gammas = [-1, -3];

/** Every step is measured and takes 5 ms for each of two copies; the path's maximum depends on all earlier ones. */
const text = `/** Couples that take their time. */
import { appendFileSync } from "node:fs";
import { threadId } from "node:worker_threads";
import { gaussian, horizon, maxwellian, powerLaw, study } from "landau-flow";
import { coupled, coupledCost, coupledOptimally, first, pairCollisions, rematched, synchronous } from "landau-flow/particles";

const slowMaximum = (gamma) => ({
  parts: { "": { name: "maximum", short: "maximum", symbol: "max", kind: "velocity", velocity: 1, meaning: "Largest v_x so far." } },
  open() {
    let most = -Infinity;
    return {
      measure({ ensemble }, t) {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
        appendFileSync("measured", [process.pid, gamma, Math.round(${steps} * t)].join(" ") + "\\n");
        return { "": (most = Math.max(most, ensemble.planes[0][0])) };
      },
      memory: { save: () => most, restore: (saved) => void (most = saved) },
    };
  },
});

export default study({
  title: "long replicates", vary: { gamma: [${gammas.join(", ")}] }, replicates: 2, claims: [],
  scenario: ({ gamma }) => ({
    system: coupled(pairCollisions({ potential: powerLaw(gamma) }), rematched(synchronous(), { every: 7 })),
    initial: coupledOptimally(gaussian({ variances: [1.8, 0.8, 0.4] }), maxwellian()),
    particles: 40,
    time: horizon({ end: 1, steps: ${steps}, observe: ${steps + 1} }),
    observe: { cost: coupledCost(), maximum: first(slowMaximum(gamma)) },
  }),
});
`;

function start(...words: string[]) {
  const program = join(home, "dist/src/cli/landau.js");
  const child = spawn(process.execPath, [program, ...words, "--workers", "2"], { stdio: ["ignore", "ignore", "pipe"] });
  let err = "";
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  return { child, ended: new Promise<number | null>((resolve) => child.once("close", resolve)), said: () => err };
}

/** Steps that a process measured of the replicate at gamma, in order. */
function measured(pid: number | undefined, gamma: number): number[] {
  const lines = existsSync("measured") ? readFileSync("measured", "utf8").split("\n") : [];
  const own = lines.flatMap((line) => (line.startsWith(`${pid} ${gamma} `) ? [Number(line.split(" ")[2])] : []));
  // A system of couples runs two copies of them.
  return [...new Set(own)];
}

const kept = (gamma: number): boolean => existsSync(fileOf({ directory: "killed" }, { point: { gamma }, replicate: 0 }));

it("a long replicate goes on where it kept itself, however often it is killed, to the table of an undisturbed run", async () => {
  writeFileSync("long.ts", text);
  const whole = start("run", "long.ts", "--only", "replicate=0", "--out", "whole");
  expect([await whole.ended, ...gammas.map((gamma) => measured(whole.child.pid, gamma).length)], whole.said()).toEqual([0, steps + 1, steps + 1]);
  rmSync("measured");

  let drawn = 20261130;
  const draw = (below: number) => (drawn = (drawn * 48271) % 2147483647) % below;
  /** By gamma: the first and the last step that were measured, and whether the replicate had kept itself when it was lost. */
  const lost = new Map<number, { begin: number; last: number; kept: boolean }>();
  let continued = 0;
  for (let kills = 4; kills >= 0; kills--) {
    const { child, ended, said } = start(
      ...(kills === 4 ? ["run", "long.ts", "--only", "replicate=0", "--out"] : ["resume"]),
      "killed",
      "--checkpoint",
      "0.1s",
    );
    if (kills > 0) {
      for (let waited = 0; gammas.every((gamma) => measured(child.pid, gamma).length === 0); waited++) {
        if (waited > 1200) throw new Error(`nothing is measured: ${said()}`);
        await setTimeout(50);
      }
      await setTimeout(100 + draw(600));
      child.kill("SIGKILL");
      expect(await ended, said()).toBeNull();
    } else expect(await ended, said()).toBe(0);
    for (const gamma of gammas) {
      const own = measured(child.pid, gamma);
      if (own.length === 0) continue;
      const before = lost.get(gamma);
      if (before?.kept) {
        expect(own[0]).toBeGreaterThanOrEqual(Math.max(1, before.begin));
        expect(own[0]).toBeLessThanOrEqual(before.last + 1);
        continued++;
      } else expect(own[0]).toBe(0);
      lost.set(gamma, { begin: own[0], last: own.at(-1), kept: kept(gamma) });
    }
  }
  expect(continued).toBeGreaterThanOrEqual(4);
  expect(tableOf("killed")).toBe(tableOf("whole"));
  // What is through keeps nothing.
  expect(existsSync("killed/checkpoints")).toBe(false);
});
