/** What the compiler refuses in a scenario: each line below compiles without its mark, or `npm run types` fails. */
import { expect, it } from "vitest";
import type { Claim, Dynamics, Initial, Observable } from "../../src/protocols/index.ts";
import { horizon } from "../../src/setup/horizon.ts";
import { study } from "../../src/study/declare/study.ts";
import { atOneAndAHalf, endsBelow, meanPosition, separation, walk, type WalkerPairs, type Walkers } from "../support/toy.ts";

const time = horizon({ end: 1, steps: 10, observe: 3 });
const alone: Dynamics<Walkers> = walk({ drift: 1 });
const pair = alone as unknown as Dynamics<WalkerPairs>;
const twoStarts: Initial<WalkerPairs> = { ...atOneAndAHalf, state: { first: new Float64Array(1), second: new Float64Array(1) } };
const oneStart: Initial<Walkers> = { ...atOneAndAHalf, state: { positions: new Float64Array(1) } };
const position: Observable<Walkers> = meanPosition();
const common = { title: "Types", replicates: 2 } as const;
const setup = { system: alone, initial: oneStart, particles: 4, time, observe: { distance: position } };

it("points have the literal names and values of vary", () => {
  const end = { 0: 0.4, "-1": 0.7 };
  const declared = study({
    ...common,
    vary: { gamma: [0, -1], kind: ["plain"] },
    scenario: ({ gamma, kind }) => {
      const literal: 0 | -1 = gamma;
      const text: "plain" = kind;
      return { ...setup, particles: literal + text.length, time: horizon({ end: end[gamma], steps: 10, observe: 3 }) };
    },
    claims: [],
  });
  expect(declared.scenario({ gamma: -1, kind: "plain" })).toMatchObject({ particles: 4, time: { end: 0.7 } });
  // @ts-expect-error: delta is not varied.
  study({ ...common, vary: { gamma: [0, -1] }, scenario: ({ delta }) => ({ ...setup, particles: delta }), claims: [] });
  // @ts-expect-error: so it cannot share its random numbers.
  expect(() => study({ ...common, vary: { gamma: [0, -1] }, share: ["delta"], scenario: () => setup, claims: [] })).toThrow("delta");
});

it("claims read observed series", () => {
  const vary = { gamma: [0] };
  study({ ...common, vary, scenario: () => setup, claims: [endsBelow("distance", 1), endsBelow("distance.floor", 1)] });
  // @ts-expect-error: misspelt.
  study({ ...common, vary, scenario: () => setup, claims: [endsBelow("distnce", 1)] });
  // @ts-expect-error: misspelt before its suffix.
  study({ ...common, vary, scenario: () => setup, claims: [endsBelow("distnce.floor", 1)] });
  study({ ...common, vary, scenario: () => setup, claims: [], until: { halfWidth: { series: "distance.floor", relative: 0.1 } } });
  // @ts-expect-error: a rule reads them likewise.
  study({ ...common, vary, scenario: () => setup, claims: [], until: { halfWidth: { series: "distnce", relative: 0.1 } } });
  const energyToo: Claim<"distance" | "energy"> = endsBelow("energy", 1);
  // @ts-expect-error: it reads the energy as well, which nobody observes.
  study({ ...common, vary, scenario: () => setup, claims: [energyToo] });
});

it("system, initial data and observables have one state", () => {
  const vary = { gamma: [0] };
  const apart = separation();
  const coupled = { ...setup, system: pair, initial: twoStarts, observe: { apart } };
  study({ ...common, vary, scenario: () => coupled, claims: [] });
  // @ts-expect-error: an observable of pairs on a system alone.
  study({ ...common, vary, scenario: () => ({ ...setup, observe: { apart } }), claims: [] });
  // @ts-expect-error: an observable of one on a coupled system.
  study({ ...common, vary, scenario: () => ({ ...coupled, observe: { position } }), claims: [] });
  // @ts-expect-error: one law for two ensembles.
  study({ ...common, vary, scenario: () => ({ ...coupled, initial: oneStart }), claims: [] });
  // @ts-expect-error: two laws for one ensemble.
  study({ ...common, vary, scenario: () => ({ ...setup, initial: twoStarts }), claims: [] });
});
