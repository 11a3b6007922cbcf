/**
 * Searched data whose Fisher information grows. The search evaluates dI/dt by the first variation along the equation, in polar coordinates; each datum found is held to MP (1.6) and Lemma 2.1
 * (integrated by parts, third derivatives of log f, other nodes) of the law that it stands for. Thresholds: the eigenproblem, 8.067 for gamma = -3 in the plane and 87.88 in space.
 */
import { describe, expect, it } from "vitest";
import { gaussian, model, powerLaw, rootKey } from "../../src/index.ts";
import { pairCollisionRates, searchFisherGrowth, type SearchedGrowth, type TwoTemperatures } from "../../src/rates/index.ts";
import { inLong } from "../support/long.ts";

const key = rootKey("data whose Fisher information grows");

/** dI/dt and dH/dt by Lemma 2.1 and (1.6). */
function byLemma({ dimension, gamma, massRatio, temperatureRatio }: TwoTemperatures, { law }: SearchedGrowth) {
  const names = ["light", "heavy"] as const;
  const pairs = [[0, 0], [0, 1], [1, 1]] as const; // prettier-ignore
  const both = model({
    species: names.map((name, i) => ({ name, mass: i === 0 ? 1 : massRatio, density: 1 })),
    interactions: pairs.map(([i, j]) => ({ between: [names[i], names[j]], potential: powerLaw(gamma) })),
  });
  const partner = gaussian({ variances: Array<number>(dimension).fill(temperatureRatio / massRatio) });
  return pairCollisionRates(both, [law, partner], 0, 1);
}

describe("search of data whose Fisher information grows", () => {
  const partner = { dimension: 2, gamma: -3, massRatio: 20, temperatureRatio: 1.3 };
  const found = searchFisherGrowth(partner, { key, count: 4, tilt: 0.4 });

  inLong("finds one far from equilibrium, partners hotter; (1.6) and Lemma 2.1 agree", () => {
    expect(found.fisher).toBeGreaterThan(0.01);
    expect(found.datum.epsilon).toBeGreaterThanOrEqual(0.4);
    const { fisher, entropy } = byLemma(partner, found);
    expect(Math.abs(found.fisher - fisher.value)).toBeLessThan(1e-10);
    expect(Math.abs(found.entropy - entropy.value)).toBeLessThan(1e-10);
    expect(fisher.bound).toBeLessThan(1e-10);
  });

  inLong("is reproduced by its key, restart by restart", () => {
    const again = searchFisherGrowth(partner, { key, count: 1, tilt: 0.4 });
    expect(again.restarts).toEqual(found.restarts.slice(0, 1));
    expect(searchFisherGrowth(partner, { key: rootKey("another"), count: 1, tilt: 0.4 }).restarts).not.toEqual(again.restarts);
  });

  inLong("finds none below the threshold of the eigenproblem", () => {
    const { restarts, fisher } = searchFisherGrowth({ dimension: 2, gamma: -3, massRatio: 6, temperatureRatio: 1 }, { key, count: 4 });
    expect(fisher).toBeLessThan(0);
    for (const quotient of restarts) expect(quotient).toBeLessThan(0);
  });

  it("refuses what it does not serve", () => {
    expect(() => searchFisherGrowth({ ...partner, dimension: 4 }, { key, count: 1 })).toThrow(/found dimension 4, expected 2 or 3/);
    expect(() => searchFisherGrowth(partner, { key, count: 0 })).toThrow(/found 0 restarts/);
    expect(() => searchFisherGrowth(partner, { key, count: 1, tilt: 5 })).toThrow(/found tilt 5/);
  });

  inLong("in space: above 87.88, not below; Coulomb", () => {
    const at = (massRatio: number): TwoTemperatures => ({ dimension: 3, gamma: -3, massRatio, temperatureRatio: 1 });
    const grown = searchFisherGrowth(at(150), { key, count: 4, tilt: 0.1 });
    expect(grown.fisher).toBeGreaterThan(0);
    const { fisher } = byLemma(at(150), grown);
    expect(Math.abs(fisher.value - grown.fisher)).toBeLessThan(fisher.bound + 1e-9);
    for (const quotient of searchFisherGrowth(at(80), { key, count: 6 }).restarts) expect(quotient).toBeLessThan(0);
  });
});
