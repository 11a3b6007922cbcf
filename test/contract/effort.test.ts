/** What steps are declared to take: with and without a kernel, with assignments of particles between them; and that plans and runs say so, once. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  coupled,
  coupledCostRate,
  entropy,
  first,
  independently,
  pairCollisions,
  partnersMatched,
  rematched,
  spherical,
  whiteNoise,
} from "../../particles/index.ts";
import type { Coupling } from "../../particles/protocols.ts";
import { gaussian, horizon, maxwellian, powerLaw } from "../../src/index.ts";
import { landau } from "../support/landau.ts";
import { pairings, served } from "../support/systems.ts";
import { inLong } from "../support/long.ts";

const potential = powerLaw(-2);

const withoutKernel = <C, B>({ name, shares, map }: Coupling<C, B>): Coupling<C, B> => ({ name, shares, map });

describe.each(pairings(potential))("$name", ({ system, coupling, particles }) => {
  it("takes what the system takes alone, or tells why not", () => {
    const alone = system.effort(particles, 3);
    const [pair, plain] = [coupling, withoutKernel(coupling)].map((one) => system.effort(particles, 3, one));
    const matching = (coupling.partners?.work(particles) ?? 0) / 2;
    expect(alone.note).toBeUndefined();
    // A system whose every step is plain code has nothing to tell, and neither has one whose ensembles share nothing.
    if (plain.note === undefined) expect(plain).toEqual(alone);
    else {
      const slower = plain.work / alone.work;
      expect(slower).toBeGreaterThan(10);
      expect(plain.note).toBe(`the ${coupling.name} coupling has no kernel: steps are plain code, about ${slower} times slower`);
    }
    const { work, ...note } = coupling.kernel === undefined ? plain : alone;
    expect(pair).toEqual({ work: work + matching, ...note });
  });
});

it("dimensions without a kernel tell as much, alone", () => {
  const [{ system, particles }] = served(potential);
  const { work, note } = system.effort(particles, 5);
  expect(note).toMatch(/^dimension 5 has no kernel: steps are plain code, about \d+ times slower$/);
  expect(work).toBeGreaterThan(10 * system.effort(particles, 3).work);
});

it("a couple costs its two copies' steps and the assignments between them", () => {
  const setup = {
    initial: independently(gaussian({ variances: [1.5, 0.9, 0.6] }), maxwellian()),
    particles: 100,
    time: horizon({ end: 1, steps: 30, observe: 4 }),
    observe: {},
  };
  const cost = (system: ReturnType<typeof coupled>): number => system.cost({ ...setup, system });
  const [pairs, rows] = [pairCollisions({ potential }), whiteNoise({ potential, softening: 0.1 })];
  const assignment = rematched(spherical()).relabelling.work(100);
  expect(assignment).toBeGreaterThan(100);
  expect(cost(coupled(pairs, spherical()))).toBe(4 * 30 * pairs.effort(100, 3).work);
  expect(cost(coupled(pairs, spherical(), withoutKernel(spherical())))).toBe(
    4 * 30 * (pairs.effort(100, 3).work + pairs.effort(100, 3, withoutKernel(spherical())).work),
  );
  expect(cost(coupled(pairs, rematched(spherical(), { every: 7 })))).toBe(cost(coupled(pairs, spherical())) + 2 * 4 * assignment);
  expect(cost(coupled(pairs, rematched(spherical())))).toBe(cost(coupled(pairs, spherical())) + 2 * 4 * assignment);
  // Rates are probed with 3 draws of 4 steps each, in both ensembles of both copies.
  const observe = { rate: coupledCostRate({ draws: 3 }), entropy: first(entropy()) };
  const rated = coupled(pairs, withoutKernel(spherical()));
  const entropies = 4 * 2 * entropy().cost!(100);
  expect(rated.cost({ ...setup, system: rated, observe })).toBe(4 * (30 + 12) * pairs.effort(100, 3, withoutKernel(spherical())).work + entropies);
  expect(cost(coupled(rows, partnersMatched(spherical())))).toBe(cost(coupled(rows, spherical())) + 2 * 30 * assignment);
});

inLong("plan and run tell that steps are plain code, once for all points", async () => {
  const path = new URL("../support/scenarios/plain-coupling.ts", import.meta.url).pathname;
  const told = "plain-coupling: the opposed coupling has no kernel: steps are plain code, about 40 times slower\n";
  const plan = await landau("plan", path, "--json");
  expect(plan.err).toBe(told);
  const { cells } = JSON.parse(plan.out) as { cells: { notes: string[]; particleSteps: number }[] };
  expect(cells.map(({ notes }) => notes.length)).toEqual([1, 1]);
  expect(cells[0].particleSteps).toBe(4 * 3 * 20 * 40);
  const out = join(mkdtempSync(join(tmpdir(), "landau-effort-")), "run");
  const run = await landau("run", path, "--workers", "1", "--out", out);
  expect(run.code).toBe(0);
  expect(run.err.split(told)).toHaveLength(2);
  expect((await landau("run", path, "--workers", "1", "--out", out)).err).not.toContain(told); // nothing is left to run
});
