/** What `--queue` refuses before it asks any Redis: one line, exit 2, and no run folder. */
import { existsSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { home, inFolderOfItsOwn, walk } from "../support/cli.ts";
import { landau } from "../support/landau.ts";

inFolderOfItsOwn();

/** Nobody listens at this port: reserved (tcpmux). */
const url = "redis://127.0.0.1:1";

const kept = `/** Keeps velocities. */
import { horizon, maxwellian, powerLaw, study } from "${home}/src/index.ts";
import { alone, energy, pairCollisions, sampled } from "${home}/particles/index.ts";
export default study({
  title: "kept", vary: { gamma: [0] }, replicates: 2, claims: [],
  scenario: ({ gamma }) => ({
    system: alone(pairCollisions({ potential: powerLaw(gamma) })), initial: sampled(maxwellian()), particles: 10,
    time: horizon({ end: 1, steps: 20, observe: 5 }), observe: { energy: energy() }, snapshots: { times: [0.5], format: "npy" },
  }),
});
`;

it("snapshots, of the scenario, of the command line or of a folder, stay with who computes", async () => {
  writeFileSync("kept.ts", kept);
  const refused = (name: string) => ({ code: 2, out: "", err: `${name}: keeps snapshots, which workers at a queue do not send (run it without --queue)\n` });
  expect(await landau("run", "kept.ts", "--queue", url, "--out", "none")).toEqual(refused("kept"));
  // Asked for on the command line, in place of the scenario's.
  expect(await landau("run", "kept.ts", "--queue", url, "--snapshots", "0", "--out", "none")).toEqual(refused("kept"));
  expect(existsSync("none")).toBe(false);
  // A folder begun without a queue keeps to its snapshots.
  expect((await landau("run", "kept.ts", "--workers", "1", "--out", "here", "--only", "replicate=0")).err).not.toContain("queue");
  expect(await landau("resume", "here", "--queue", url)).toEqual(refused("kept"));
  // None of those that are asked for is reached: then there is nothing to send, and the Redis is asked.
  expect((await landau("run", "kept.ts", "--queue", url, "--until", "0.25", "--out", "short")).err).toMatch(/127\.0\.0\.1:1: no Redis that lets us in/);
});

it.each(["run", "resume"])("%s: neither threads nor checkpoints of one's own", async (verb) => {
  for (const [option, shown, value] of [
    ["--checkpoint", "--checkpoint <duration>", "5m"],
    ["--workers", "--workers <k>", "2"],
  ]) {
    const said = await landau(verb, verb === "run" ? walk : "here", "--queue", url, option, value);
    expect(said).toEqual({ code: 2, out: "", err: `error: option '--queue <url>' cannot be used with option '${shown}'\n` });
  }
});

it("an address that is none, a scenario outside the folder", async () => {
  expect(await landau("run", walk, "--queue", "http://127.0.0.1")).toEqual({
    code: 2,
    out: "",
    err: expect.stringMatching(/^error: option '--queue <url>' argument 'http:\/\/127\.0\.0\.1' is invalid\. Expected redis:\/\/HOST:PORT.*\n$/) as string,
  });
  const said = await landau("run", walk, "--queue", url, "--out", "elsewhere");
  expect([said.code, said.err.trim().split("\n").at(-1)]).toEqual([2, expect.stringMatching(/not below the current folder \(expected: workers find/)]);
});
