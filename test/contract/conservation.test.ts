/**
 * What `conserves` declares, for every system from one table: a declared quantity keeps its value to round-off; one that is not declared visibly
 * does not, so that no declaration is too modest either. 40 steps of skewed, off-centre ensembles in both dimensions.
 */
import { describe, expect, it } from "vitest";
import { createEnsemble } from "../../particles/ensemble.ts";
import { alone, energy, meanField, pairCollisions, sampled } from "../../particles/index.ts";
import { cloudEnergy, cloudMean } from "../../src/functionals/index.ts";
import { conserved, horizon, powerLaw, rootKey } from "../../src/index.ts";
import { gaussian } from "../../src/laws/index.ts";
import { openMemory } from "../../src/kernels/index.ts";
import type { Cell, Conserved, Planes } from "../../src/protocols/index.ts";
import { streamOf } from "../support/clouds.ts";
import { served, type AnySystem } from "../support/systems.ts";

const potential = powerLaw(-2);
const systems = [...served(potential).map(({ system }) => system), pairCollisions({ potential, corrected: false }) as unknown as AnySystem];
const [particles, steps, dt] = [61, 40, 0.01];

/** Largest change of a quantity relative to its scale. */
const changes: Readonly<Record<Conserved, (before: Planes, after: Planes) => number>> = {
  energy: (before, after) => Math.abs(cloudEnergy(after) / cloudEnergy(before) - 1),
  momentum: (before, after) => {
    const moved = cloudMean(after).map((u, k) => Math.abs(u - cloudMean(before)[k]));
    return Math.max(...moved) / Math.sqrt(cloudEnergy(before));
  },
};

describe.each(systems)("$name", (system) => {
  it.each([2, 3])("d = %s", (dimension) => {
    const memory = openMemory();
    const e = createEnsemble(memory, particles, dimension);
    const stream = streamOf("conservation");
    e.planes.forEach((plane, k) => plane.forEach((_, i) => (plane[i] = (1 + 0.4 * k) * stream.normal() ** 2 - 0.3 * k)));
    const before = e.planes.map((plane) => plane.slice());
    const stepper = system.stepper(memory, [e]);
    for (let step = 0; step < steps; step++) stepper.step(rootKey("conservation"), step, dt);
    for (const quantity of ["energy", "momentum"] as const) {
      const change = changes[quantity](before, e.planes);
      // A collision changes the energy of its pair by at most 16 roundings; the Kac diffusion has `particles` collisions a particle and step.
      if (system.conserves.includes(quantity)) expect(change).toBeLessThan(steps * particles * 16 * 2 ** -53);
      else expect(change).toBeGreaterThan(1e-3);
    }
  });
});

it("the claim of conservation does not apply to a system that does not promise it", () => {
  const system = alone(meanField({ potential: powerLaw(0) }));
  const setup = {
    system,
    initial: sampled(gaussian({ variances: [1.5, 0.9, 0.6] })),
    particles: 8,
    time: horizon({ end: 1, steps: 1, observe: 2 }),
    observe: {},
  };
  const replicates = [1, 2].map(() => ({ times: [0, 1], series: { energy: [1, 1.1], other: [1, 1.1] } }));
  const quantities = { energy: energy().parts[""] };
  const cell = { point: {}, setup, times: [0, 1], replicates, series: {}, failures: [], quantities } as unknown as Cell;
  const result = { study: "s", title: "t", digest: "d", cells: [cell] };
  expect(conserved("energy").check(result).verdict).toMatchObject({
    kind: "inapplicable",
    because: expect.stringContaining("mean-field diffusion, Maxwell molecules conserves energy in mean only") as string,
  });
  expect(conserved("other").check(result).verdict.kind).toBe("violated");
});
