/**
 * Sums and term by term compared: drifts to rounding; covariances within simultaneous 99 % intervals over all cases and parts, of each against what the sums say,
 * which are shorter than 1 % to either side, and of their difference.
 */
import { expect } from "vitest";
import { interval } from "../../src/index.ts";
import { oneStep, PARTS, type Case } from "./one-step.ts";

const BATCHES = 64;

/** `steps`: of a batch in dimension 3, so many that an error of 1 % is seen; planar vectors have fewer squares to average, and take twice as many. */
export function expectOneLaw(cases: readonly Case[], steps: number): void {
  const level = 1 - 0.01 / (3 * PARTS.length * cases.length);
  for (const one of cases) {
    const name = `${one.coupling.name}, d = ${one.d}, gamma = ${one.gamma}`;
    const { drifts, measured } = oneStep(one, BATCHES, one.d === 2 ? 2 * steps : steps);
    const [bySums, byTerms] = measured;
    drifts[0].forEach((planes, e) => planes.forEach((plane, k) => plane.forEach((x, i) => expect(Math.abs(x - drifts[1][e][k][i]), name).toBeLessThan(1e-13))));
    PARTS.forEach((part, k) => {
      const width = part === "antisymmetric part" ? 1 : 0.02;
      const differences = bySums.map((values, batch) => values[k] - byTerms[batch][k]);
      for (const [values, right] of [
        [bySums.map((of) => of[k]), 1],
        [byTerms.map((of) => of[k]), 1],
        [differences, 0],
      ] as const) {
        const { low, high } = interval(values, level);
        expect(low, `${name}: ${part}`).toBeLessThan(right);
        expect(high, `${name}: ${part}`).toBeGreaterThan(right);
        if (right === 1) expect(high - low, `${name}: ${part}`).toBeLessThan(width);
      }
    });
  }
}
