/**
 * Trace species as particles of small weight under pair collisions: momenta and temperatures of Maxwell molecules follow the exact moment equations but for the scheme's
 * known bias in dt, and Coulomb exchange has the slopes of Maxwellians, at density ratios 1000 and 1e6 with some hundred or thousand particles a species and not a million.
 *
 * Intervals are under 1 % of what is compared: a weight forgotten (a factor), weights exchanged, a heavier particle that moves too often by 1 % are seen. Moments at
 * ratio 1e6 in every run (2 %), the others in the long suite.
 */
import { expect, it } from "vitest";
import { pairMixture } from "../../particles/exact/mixture-scheme.ts";
import { createEnsemble, copyEnsemble, groupsOf, partOf } from "../../particles/ensemble.ts";
import { maxwellianExchangeRates, pairCollisions, pairExchangeRates, sampled } from "../../particles/index.ts";
import { cloudEnergy, cloudMean } from "../../src/functionals/index.ts";
import { gaussian, interval, maxwellian, rootKey, type Ensemble } from "../../src/index.ts";
import { openMemory } from "../../src/kernels/index.ts";
import { maxwellMixture, mixtureMoments } from "../../src/solvers/maxwell/mixture.ts";
import { long } from "../support/long.ts";
import { pairModel, sharedOut } from "../support/mixtures.ts";

const momentsOf = (e: Ensemble, s: number, mass: number) => {
  const { planes } = partOf(e, e.groups[s]);
  const mean = cloudMean(planes);
  return { mean, temperature: (mass / planes.length) * (cloudEnergy(planes) - mean.reduce((sum, u) => sum + u * u, 0)) };
};

/** Density ratio, dimension and numbers of particles. */
const few: [number, number, number[]][] = [[1e-6, 3, [1, 3]]];
const more: typeof few = [[1e-6, 2, [1, 1]], [1e-6, 3, [1, 1]], [1e-3, 2, [1, 1]], [1e-3, 3, [3, 1]]]; // prettier-ignore

/** Replicates, and what their intervals must be under. */
const [replicates, resolution] = long ? [480, 0.01] : [80, 0.02];

// 4 intervals of level .999999 a case; of the many the change is compared, in units of the ratio.
it.each([...few, ...(long ? more : [])])("moments of Maxwell molecules, density ratio %s, d = %s, numbers as %s", (trace, d, shares) => {
  const masses = [1, 4];
  const of = sharedOut(pairModel(0, [1, trace], masses), shares);
  const laws = [
    gaussian({ mean: [0, 0, 0].slice(0, d), variances: [1.2, 0.9, 0.9].slice(0, d) }),
    gaussian({ mean: [3, 1, 0].slice(0, d), variances: [0.9, 0.5, 0.7].slice(0, d) }),
  ];
  const [end, steps, count] = [0.5, 25, 1200];
  const start = mixtureMoments(of, laws);
  const exact = maxwellMixture(of, start, end);
  const scheme = pairMixture(of, start, end / steps, steps);
  const rows = Array.from({ length: replicates }, (_, r) => {
    const memory = openMemory();
    const e = createEnsemble(memory, count, d, groupsOf(of, count));
    const key = rootKey(`weighted/${trace}/${d}`).child("replicate", r);
    sampled(laws, { standardise: true }).fill([e], key);
    const stepper = pairCollisions({ model: of }).stepper(memory, [e]);
    for (let step = 0; step < steps; step++) stepper.step(key.child("run"), step, end / steps);
    const [light, heavy] = [0, 1].map((s) => momentsOf(e, s, masses[s]));
    return [heavy.temperature, heavy.mean[0], (light.temperature - start.temperatures[0]) / trace, light.mean[0] / trace];
  });
  const [wanted, schemes] = [exact, scheme].map(({ temperatures, means }) => [
    temperatures[1],
    means[1][0],
    (temperatures[0] - start.temperatures[0]) / trace,
    means[0][0] / trace,
  ]) as [number[], number[]];
  wanted.forEach((value, k) => {
    const { low, high } = interval(
      rows.map((row) => row[k]),
      0.999999,
    );
    expect((high - low) / 2).toBeLessThan(resolution * Math.abs(value));
    expect(schemes[k]).toBeGreaterThan(low);
    expect(schemes[k]).toBeLessThan(high);
    expect(Math.abs(schemes[k] / value - 1)).toBeLessThan(0.005);
  });
});

// Draws of two opposite steps of 2e4 particles a species, 2 intervals of level .999999: hot ions, whose exchange fluctuates least. In the plane close pairs make it fluctuate more.
it.each(
  long
    ? [
        [1e-3, 3, 40, 20],
        [1e-3, 2, 100, 60],
        [1e-6, 3, 40, 20],
      ]
    : [],
)("Coulomb exchange slopes, density ratio %s, d = %s", (trace, d, groups, draws) => {
  // prettier-ignore
  const [masses, temperatures, dt, count] = [[1, 4], [1, 12], 1e-3, 40_000] as const;
  const of = sharedOut(pairModel(-3, [1, trace], [...masses]), [1, 1]);
  const memory = openMemory();
  const [e, copy] = [0, 1].map(() => createEnsemble(memory, count, d, groupsOf(of, count)));
  const key = rootKey(`slopes/${trace}/${d}`);
  const [exact, step] = [maxwellianExchangeRates(of, temperatures, d), pairExchangeRates(of, temperatures, d, dt)];
  const stepper = pairCollisions({ model: of }).stepper(memory, [copy]);
  const start = sampled(temperatures.map((temperature, s) => maxwellian({ dimension: d, temperature: temperature / masses[s] })), { standardise: true }); // prettier-ignore
  const rows = Array.from({ length: groups }, (_, group) => {
    start.fill([e], key.child("start", group));
    const before = [0, 1].map((s) => momentsOf(e, s, masses[s]).temperature);
    const sums = [0, 0];
    for (let draw = 0; draw < draws; draw++) {
      for (const sign of [1, -1] as const) {
        copyEnsemble(copy, e);
        stepper.step(key.child("draw", group).child("of", draw), 1, dt, sign);
        before.forEach((temperature, s) => (sums[s] += (momentsOf(copy, s, masses[s]).temperature - temperature) / (2 * draws * dt)));
      }
    }
    return sums;
  });
  for (const s of [0, 1]) {
    const { low, high } = interval(
      rows.map((row) => row[s] / exact[s]),
      0.999999,
    );
    expect((high - low) / 2).toBeLessThan(0.01);
    expect(Math.abs((low + high) / 2 - step[s] / exact[s])).toBeLessThan((high - low) / 2);
    expect(Math.abs(step[s] / exact[s] - 1)).toBeLessThan(0.01);
  }
});
