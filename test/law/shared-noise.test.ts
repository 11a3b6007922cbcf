/**
 * What sharing noise inside a copy does to the debiased distance: it is a control variate, and nothing more.
 *
 * Independent noise inside a copy must leave the mean of D_N where it is and inflate its variance. What it detects: a coupling that
 * shifts the law of the second ensemble by more than the interval below (6 % of W2^2 at the start), and a "shared" noise that is not.
 */
import { describe, expect, it } from "vitest";
import { coupled, coupledOptimally, debiasedWasserstein, independent, pairCollisions, spherical, synchronous } from "../../particles/index.ts";
import { gaussian, horizon, interval, maxwellMolecules, maxwellian, rootKey, summarise } from "../../src/index.ts";

const f = gaussian({ mean: [0.2, 0, -0.1], covariance: [[1.7, 0.2, 0], [0.2, 0.7, 0], [0, 0, 0.6]] }); // prettier-ignore
const system = pairCollisions({ potential: maxwellMolecules() });
const replicates = 80;

function distances(coupling: ReturnType<typeof synchronous>): number[] {
  const dynamics = coupled(system, coupling);
  const setup = {
    system: dynamics,
    initial: coupledOptimally(f, maxwellian({ mean: [0.2, 0, -0.1] }), { standardise: true }),
    particles: 200,
    time: horizon({ end: 0.1, steps: 50, observe: 2 }),
    observe: { w2: debiasedWasserstein() },
  };
  return Array.from({ length: replicates }, (_, r) => {
    const { series } = dynamics.run(setup, rootKey("shared-noise").child("replicate", r), {});
    return series["w2.plain"][1]!;
  });
}

describe("debiased distance at t = 0.1", () => {
  const found = {
    independent: distances(independent()),
    synchronous: distances(synchronous()),
    spherical: distances(spherical()),
  };

  it("has the same mean whether a copy shares its noise or not", () => {
    for (const shared of ["synchronous", "spherical"] as const) {
      const differences = found[shared].map((value, r) => value - found.independent[r]);
      const { low, high } = interval(differences, 0.999);
      expect(low).toBeLessThan(0);
      expect(high).toBeGreaterThan(0);
      expect(high - low).toBeLessThan(0.03);
    }
  });

  it("has a smaller variance when it does", () => {
    for (const shared of ["synchronous", "spherical"] as const) {
      const ratio = summarise(found[shared]).standardError / summarise(found.independent).standardError;
      // The ratio of two standard errors of 80 values each stays within 1/1.45 and 1.45 by chance (F test at 0.999).
      expect(ratio).toBeLessThan(1 / 1.45);
    }
  });
});
