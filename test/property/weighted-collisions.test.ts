/**
 * Pair collisions of particles of unequal weights (species with a `share`): momentum and energy in every step, the first of a couple alone, any threads, equal ensembles.
 *
 * Density ratios 1 : 1e-3 and 1 : 1e-6 with equal numbers; 1000 steps. Without the restoring map the momentum of the trace species drifts by tens of per cent of itself.
 */
import { describe, expect, it } from "vitest";
import { createEnsemble, copyEnsemble, groupsOf, partOf } from "../../particles/ensemble.ts";
import { pairCollisions, sampled, spherical, synchronous } from "../../particles/index.ts";
import { cloudEnergy, cloudMean } from "../../src/functionals/index.ts";
import { openMemory } from "../../src/kernels/index.ts";
import { gaussian, rootKey, type Ensemble, type Model } from "../../src/index.ts";
import { pairModel, sharedOut, tripleModel } from "../support/mixtures.ts";

const lawOf = (dimension: number, s: number) =>
  gaussian({ mean: [0.4 - 0.5 * s, -0.1, 0.3 * s].slice(0, dimension), variances: [1.4, 0.6 + 0.2 * s, 0.5].slice(0, dimension) });

/** sum over species of n m times mean velocity and mean square, and the scale of the momentum. */
function totals(e: Ensemble, { species }: Model) {
  const parts = e.groups.map((group, s) => ({ planes: partOf(e, group).planes, weight: species[s].density * species[s].mass }));
  return {
    energy: parts.reduce((sum, { planes, weight }) => sum + weight * cloudEnergy(planes), 0),
    momentum: e.planes.map((_, k) => parts.reduce((sum, { planes, weight }) => sum + weight * cloudMean(planes)[k], 0)),
    scale: parts.reduce((sum, { planes, weight }) => sum + weight * Math.sqrt(cloudEnergy(planes)), 0),
  };
}

function filled(of: Model, count: number, dimension: number, ensembles: number) {
  const memory = openMemory();
  const made = Array.from({ length: ensembles }, () => createEnsemble(memory, count, dimension, groupsOf(of, count)));
  made.forEach((e, k) => sampled(of.species.map((_, s) => lawOf(dimension, s + k))).fill([e], rootKey("weighted").child("ensemble", k)));
  return { memory, ensembles: made };
}

describe.each([
  ["1 : 1e-3", sharedOut(pairModel(0, [1, 1e-3], [1, 4]), [1, 1]), 400],
  ["1 : 1e-6, Coulomb, masses 1 : 1836", sharedOut(pairModel(-3, [1, 1e-6], [1, 1836]), [1, 1]), 400],
  ["1e-3 : 1, fewer of the many", sharedOut(pairModel(-3, [1e-3, 1], [1, 25]), [4, 1]), 500],
  ["three species", sharedOut(tripleModel(-2), [2, 1, 3]), 600],
] as const)("densities %s", (_, of, count) => {
  it.each([2, 3, 4])("momentum and energy are those of the start after many steps, d = %s", (dimension) => {
    const { memory, ensembles } = filled(of, count, dimension, 1);
    const [e] = ensembles;
    const before = totals(e, of);
    const single = cloudMean(partOf(e, e.groups[1]).planes)[0];
    const stepper = pairCollisions({ model: of }).stepper(memory, [e]);
    for (let step = 0; step < (dimension < 4 ? 1000 : 8); step++) stepper.step(rootKey("drift"), step, 2e-3, step % 3 ? 1 : -1);
    const after = totals(e, of);
    expect(Math.abs(after.energy / before.energy - 1)).toBeLessThan(1e-12);
    after.momentum.forEach((p, k) => expect(Math.abs(p - before.momentum[k])).toBeLessThan(1e-12 * before.scale));
    expect(Math.abs(cloudMean(partOf(e, e.groups[1]).planes)[0] - single)).toBeGreaterThan(1e-9); // but they met
  });

  it("the first ensemble is the system alone, equal ensembles stay equal, and threads change no bit", () => {
    const key = rootKey("weighted-couples");
    const [alone, coupled, many, equal] = [
      { threads: 1, coupling: undefined },
      { threads: 1, coupling: spherical() },
      { threads: 3, coupling: undefined },
      { threads: 1, coupling: synchronous() },
    ].map(({ threads, coupling }, k) => {
      const { memory, ensembles } = filled(of, count * 12, 3, coupling ? 2 : 1);
      if (k === 3) copyEnsemble(ensembles[1], ensembles[0]);
      const stepper = pairCollisions({ model: of, threads }).stepper(memory, ensembles, coupling);
      for (let step = 14; step < 18; step++) stepper.step(key, step, 2e-3);
      memory.close();
      return ensembles.map((e) => e.planes.map((plane) => plane.slice()));
    });
    expect(coupled[0]).toEqual(alone[0]);
    expect(many[0]).toEqual(alone[0]);
    expect(equal).toEqual([alone[0], alone[0]]);
  });
});
