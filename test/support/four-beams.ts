/** Four beams in d = 3, gamma = -3, whose W2 grows from the start, from a standardised start: a study's cell of few steps, and the W2^2 of the laws. */
import { coupled, coupledCost, coupledOptimally, lowerBound, pairCollisions, synchronous } from "../../particles/index.ts";
import { coulomb, horizon, mixture, rootKey } from "../../src/index.ts";
import type { Cell } from "../../src/protocols/index.ts";
import { declaredBy } from "./synthetic.ts";

/** Mass .35 at +-inner and .15 at +-outer on the first axis, width .15. */
export const beams = (inner: number, outer: number) =>
  mixture({
    components: [[-outer, 0.15], [-inner, 0.35], [inner, 0.35], [outer, 0.15]].map(([position, weight]) => ({ weight, mean: [position, 0, 0], variances: [0.0225, 0.0225, 0.0225] })), // prettier-ignore
  });

export function fourBeams(particles: number, replicates: number, seed = ""): { readonly cell: Cell; readonly squared: number } {
  const from = coupledOptimally(beams(1, 4), beams(1.1, Math.sqrt(16 - (0.35 / 0.15) * 0.21)), { standardise: true });
  const system = coupled(pairCollisions({ potential: coulomb() }), synchronous());
  const observe = { cost: coupledCost(), lower: lowerBound({ draws: 1 }) };
  const setup = { system, initial: from, particles, time: horizon({ end: 0.004, steps: 4, observe: 2 }), observe };
  const key = rootKey(`test/four-beams${seed}/${particles}`);
  const found = Array.from({ length: replicates }, (_, r) => system.run(setup, key.child("replicate", r), {}));
  const quantities = declaredBy({ cost: observe.cost.parts, lower: observe.lower.parts });
  const cell = { point: {}, setup: setup as unknown as Cell["setup"], quantities, times: found[0].times, replicates: found, series: {}, failures: [] };
  return { cell, squared: from.map!.squared };
}
