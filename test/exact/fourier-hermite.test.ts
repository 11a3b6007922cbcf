/**
 * Two solvers with nothing in common but the equation: the Fourier solver and the Hermite hierarchy agree within their stated errors, Maxwell
 * molecules. Two beams, off centre and unequal, so that odd moments and the non-radial part of the operator take part.
 */
import { describe, expect, it } from "vitest";
import { mixture, powerLaw, singleSpecies } from "landau-flow";
import { lawEntropy, fisherInformation, lawCovariance, lawFourthMoment, relativeL2, solved } from "landau-flow/functionals";
import { openFourier, openHermite } from "landau-flow/solvers"; // prettier-ignore
import type { Value } from "landau-flow/functionals";
import { long } from "../support/long.ts";

const beams = mixture({
  components: [
    { weight: 0.4, mean: [0.7, 0.1], variances: [0.6, 0.9] },
    { weight: 0.6, mean: [-0.4, -0.2], covariance: [[0.8, 0.15], [0.15, 0.7]] }, // prettier-ignore
  ],
});

describe("fourier = hermite, gamma = 0, d = 2", () => {
  const model = singleSpecies(powerLaw(0, { strength: 0.6 }));
  const [spectral, hierarchy] = [openFourier(model, [beams], { modes: 48 }), openHermite(model, [beams])];
  it.each(long ? [0.05, 0.2] : [0.05])("t = %d", (t) => {
    const [first, second] = [spectral.at(t), hierarchy.at(t)].map((state) => solved(state)) as [ReturnType<typeof solved>, ReturnType<typeof solved>]; // prettier-ignore
    const pairs: [Value, Value][] = [
      [lawEntropy(first), lawEntropy(second)],
      [fisherInformation(first), fisherInformation(second)],
      [relativeL2(first), relativeL2(second)],
      [lawFourthMoment(first), lawFourthMoment(second)],
      ...[[0, 0], [0, 1], [1, 1]].map(([i, j]): [Value, Value] => [lawCovariance(first)[i][j], lawCovariance(second)[i][j]]), // prettier-ignore
    ];
    for (const [a, b] of pairs) {
      expect(Math.abs(a.value - b.value)).toBeLessThan(a.bound + b.bound);
      // And the errors say something (they have a floor: three levels).
      expect(a.bound + b.bound).toBeLessThan(1e-8);
    }
    for (const v of [[0, 0], [0.9, -0.4], [-1.7, 0.6], [2.5, 1]]) {
      const [p, q] = [first, second].map(({ law }) => law.density(v)) as [number, number];
      expect(Math.abs(p - q)).toBeLessThan(first.bound + second.bound);
    } // prettier-ignore
  });
});
