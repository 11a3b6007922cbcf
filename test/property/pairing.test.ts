/**
 * Who collides with whom: every particle with its partner in the fold i <-> s - i mod N, once, and nobody else.
 *
 * In one step every pair keeps its own centre and its own relative speed, to round-off, and a particle that is its own partner does not
 * move at all. A particle that collided twice, or with a partner of another step, would carry momentum from one pair to another: the
 * test detects any exchange above 1e-12 between pairs.
 */
import { describe, expect, it } from "vitest";
import { createEnsemble } from "../../particles/ensemble.ts";
import { pairCollisions, sampled } from "../../particles/index.ts";
import { coulomb, gaussian, maxwellMolecules, rootKey } from "../../src/index.ts";
import { openMemory } from "../../src/kernels/index.ts";
import { pairingShift } from "../../src/random/block-generator.ts";

const law = gaussian({ mean: [0.4, -0.1, 0.2], covariance: [[1.4, 0.3, 0], [0.3, 0.8, -0.2], [0, -0.2, 0.5]] }); // prettier-ignore

describe.each([2, 3, 16, 17, 1001, 4096])("N = %s", (count) => {
  it.each([maxwellMolecules(), coulomb()])("$name: pairs keep to themselves", (potential) => {
    const system = pairCollisions({ potential });
    const memory = openMemory();
    const ensemble = createEnsemble(memory, count, 3);
    const key = rootKey(`pairing/N=${count}`);
    sampled(law).fill([ensemble], key.child("initial"));
    const stepper = system.stepper(memory, [ensemble]);
    let moved = 0;
    for (const step of [1, 2, 3]) {
      const before = ensemble.planes.map((plane) => plane.slice());
      stepper.step(key, step, 0.05);
      const shift = pairingShift(key, step, count);
      for (let i = 0; i < count; i++) {
        const j = (shift - i + count) % count;
        const at = (planes: readonly Float64Array[], sign: 1 | -1) => planes.map((plane) => plane[i] + sign * plane[j]);
        const change = ensemble.planes.reduce((sum, plane, k) => sum + Math.abs(plane[i] - before[k][i]), 0);
        if (i === j) expect(change).toBe(0);
        if (i !== j && change > 1e-9) moved++;
        at(ensemble.planes, 1).forEach((x, k) => expect(Math.abs(x - at(before, 1)[k])).toBeLessThan(1e-12));
        const speed = (z: number[]) => Math.sqrt(z.reduce((sum, x) => sum + x * x, 0));
        expect(Math.abs(speed(at(ensemble.planes, -1)) - speed(at(before, -1)))).toBeLessThan(1e-12);
      }
    }
    expect(moved).toBeGreaterThanOrEqual(3 * (count - 2)); // at most two particles of a step have no partner
  });
});
