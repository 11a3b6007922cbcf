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
  pairCollisions,
  sampled,
  synchronous,
} from "../../particles/index.ts";
import { conserved, gaussian, horizon, maxwellMolecules, maxwellian, nonincreasing, study } from "../../src/index.ts";
import type { Coupling } from "../../src/index.ts";

const system = pairCollisions({ potential: maxwellMolecules() });
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
  // @ts-expect-error an unknown axis
  () => import("../../particles/index.ts").then(({ temperatureTensor }) => temperatureTensor("xw")),
];
