/**
 * What must not compile: `npm run types` fails when one of the expected errors is gone. Nothing here is run but the first test.
 */
import { expect, it } from "vitest";
import {
  alone,
  coupled,
  coupledCost,
  coupledOptimally,
  debiasedWasserstein,
  energy,
  first,
  independent,
  kacDiffusion,
  meanField,
  pairCollisions,
  partnersMatched,
  polar,
  polarPairs,
  rematched,
  sampled,
  spherical,
  symmetricRoots,
  synchronous,
  whiteNoise,
} from "../../particles/index.ts";
import { conserved, gaussian, horizon, maxwellMolecules, maxwellian, nonincreasing, study } from "../../src/index.ts";
import type { Coupling } from "../../particles/protocols.ts";

const options = { potential: maxwellMolecules() };
const system = pairCollisions(options);
const time = horizon({ end: 0.1, steps: 2, observe: 2 });
const f = gaussian({ variances: [1.5, 0.9, 0.6] });
const title = "types";
const vary = { gamma: [0] } as const;

it("compiles what is right", () => {
  const right = study({
    title,
    vary,
    replicates: 2,
    scenario: () => ({
      system: coupled(system, synchronous()),
      initial: coupledOptimally(f, maxwellian()),
      particles: 8,
      time,
      observe: { w2: debiasedWasserstein(), energy: first(energy()) },
    }),
    claims: [nonincreasing("w2"), conserved("energy"), nonincreasing("w2.plain")],
  });
  expect(right.claims).toHaveLength(3);
});

it("compiles every coupling on the systems whose noise it understands", () => {
  const [kac, noise, field] = [kacDiffusion(options), whiteNoise(options), meanField(options)];
  const right = [
    ...[independent(), synchronous(), spherical(), polarPairs(), rematched(spherical())].map((coupling) => coupled(kac, coupling)),
    ...[independent(), synchronous(), spherical(), polarPairs(), partnersMatched(spherical())].map((coupling) => coupled(noise, coupling)),
    ...[independent(), symmetricRoots(), polar(), rematched(polar())].map((coupling) => coupled(field, coupling)),
  ];
  expect(new Set(right.map(({ name }) => name)).size).toBe(14);
});

// Scenarios are run without their types being checked: what does not compile is refused in words as well.
it("refuses what does not compile before anything runs", () => {
  const setup = { initial: coupledOptimally(f, maxwellian()), particles: 8, time };
  const couple = coupled(system, synchronous());
  expect(() => couple.check({ ...setup, system: couple, observe: { e: energy() as never } })).toThrow(
    "invalid observe.e: energy is measured on one ensemble: first(...) or second(...) of it in a coupled system, ofSolution(...) of a solution",
  );
  const single = alone(system);
  expect(() => single.check({ ...setup, initial: sampled(f), system: single, observe: { cost: coupledCost() as never } })).toThrow(
    "invalid observe.cost: coupled cost is measured on a coupled system: coupled(system, coupling)",
  );
  expect(() => partnersMatched(undefined as never)).toThrow("partnersMatched needs a coupling: partnersMatched(synchronous())");
  expect(() => rematched(undefined as never)).toThrow("rematched needs a coupling: rematched(synchronous())");
});

/** Brownian increments, which pair collisions do not use. */
declare const brownian: Coupling<{ readonly root: Float64Array }, { readonly increments: Float64Array }>;

export const wrong = [
  () =>
    study({
      title,
      vary,
      replicates: 2,
      // @ts-expect-error an observable of a couple on a system alone
      scenario: () => ({ system: alone(system), initial: sampled(f), particles: 8, time, observe: { cost: coupledCost() } }),
      claims: [],
    }),
  () =>
    study({
      title,
      vary,
      replicates: 2,
      scenario: () => ({
        system: coupled(system, synchronous()),
        // @ts-expect-error one law for two ensembles
        initial: sampled(f),
        particles: 8,
        time,
        observe: { cost: coupledCost() },
      }),
      claims: [],
    }),
  () =>
    study({
      title,
      vary,
      replicates: 2,
      scenario: () => ({ system: alone(system), initial: sampled(f), particles: 8, time, observe: { energy: energy() } }),
      // @ts-expect-error a misspelt series
      claims: [conserved("enrgy")],
    }),
  // @ts-expect-error a coupling of another noise
  () => coupled(system, brownian),
  // @ts-expect-error rotations for Brownian increments
  () => coupled(meanField(options), spherical()),
  // @ts-expect-error square roots for rotations
  () => coupled(system, symmetricRoots()),
  // @ts-expect-error the polar rotation of Brownian increments for the noise of ordered pairs
  () => coupled(whiteNoise(options), polar()),
  // @ts-expect-error partners of ordered pairs, where the noise of a pair is one
  () => coupled(system, partnersMatched(spherical())),
  // @ts-expect-error the same for the Kac diffusion
  () => coupled(kacDiffusion(options), partnersMatched(synchronous())),
  // @ts-expect-error an unknown axis
  () => import("../../particles/index.ts").then(({ temperatureTensor }) => temperatureTensor("xw")),
];
