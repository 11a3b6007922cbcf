/**
 * Statistical tests: for each file, the probability that it fails under a seed although all is right, at most. The suite's budget is BUDGET: one seed in fifty may fail somewhere.
 * What each detects is said in the file. `npx vitest run --config vitest.seeds.config.ts` runs these files, under LANDAU_TEST_SEED (seed.ts).
 *
 * A share is the number of comparisons times that of one: 1e-4 for an interval of level .9999, 1e-3 for .999, 6e-7 for five standard deviations.
 */

/** Of the whole suite. */
export const BUDGET = 0.02;

/** By file. */
export const falseAlarms: Readonly<Record<string, number>> = {
  "test/exact/bracket-in-time.test.ts": 1e-4,
  "test/exact/coupling-rates.test.ts": 1.3e-3,
  "test/exact/displaced.test.ts": 1e-4,
  "test/exact/exact-solver.test.ts": 1e-4,
  "test/exact/mixtures.test.ts": 1e-4,
  "test/exact/rotation-general.test.ts": 1e-4,
  "test/exact/rotation-law.test.ts": 1e-5,
  "test/exact/standardised.test.ts": 1e-3,
  "test/exact/tangent-slope.test.ts": 1e-3,
  "test/exact/transport-debiased.test.ts": 1e-3,
  "test/exact/transport-extrapolated.test.ts": 3e-4,
  "test/exact/transport-further.test.ts": 1e-5,
  "test/exact/two-angles.test.ts": 2e-5,
  "test/law/couplings.test.ts": 1e-6,
  "test/law/coverage.test.ts": 3e-4,
  "test/law/law-distance.test.ts": 2e-4,
  "test/law/levels.test.ts": 8e-7,
  "test/law/particle-functionals.test.ts": 1e-4,
  "test/law/sampling.test.ts": 1e-4,
  "test/law/shared-noise.test.ts": 3e-3,
  "test/law/stopping.test.ts": 1e-3,
  "test/order/corrected.test.ts": 2e-4,
  "test/order/diffusive-time-step.test.ts": 5e-3,
  "test/order/exchange-slopes.test.ts": 1.8e-5,
  "test/order/extrapolated.test.ts": 1.1e-3,
  "test/order/softening.test.ts": 1e-3,
  "test/order/weighted-collisions.test.ts": 3e-5,
  "test/order/time-step.test.ts": 2e-3,
  "test/property/mixtures.test.ts": 1e-4,
  "test/property/pair-couplings.test.ts": 1e-5,
  "test/property/systems.test.ts": 3e-4,
  "test/unit/estimate.test.ts": 1e-4,
  "test/unit/laws.test.ts": 1e-4,
  "test/unit/random.test.ts": 1e-4,
  "test/unit/statistics.test.ts": 1e-4,
};
