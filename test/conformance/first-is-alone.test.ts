/**
 * The first ensemble of a couple is the system run alone, bit for bit, under every coupling.
 */
import { describe, expect, it } from "vitest";
import { gaussian, horizon, maxwellian, powerLaw, rootKey } from "../../src/index.ts";
import type { Key, Law } from "../../src/protocols/index.ts";
import {
  alone,
  coupled,
  coupledOptimally,
  first,
  fourthMoment,
  pairCollisions,
  sampled,
  second,
  synchronous,
  temperatureTensor,
} from "../../particles/index.ts";
import { pairings, served } from "../support/systems.ts";

const f = gaussian({ mean: [0.3, -0.1, 0.2], covariance: [[1.5, 0.2, 0], [0.2, 0.9, -0.1], [0, -0.1, 0.6]] }); // prettier-ignore
const g = maxwellian({ mean: [0.3, -0.1, 0.2] });
/** In other dimensions. */
const laws = {
  2: [gaussian({ mean: [0.3, -0.1], covariance: [[1.5, 0.2], [0.2, 0.7]] }), maxwellian({ mean: [0.3, -0.1] })],
  4: [gaussian({ mean: [0.3, -0.1, 0.2, 0], variances: [1.5, 0.9, 0.6, 1.2] }), maxwellian({ mean: [0.3, -0.1, 0.2, 0] })],
} as const; // prettier-ignore
const time = horizon({ end: 0.4, steps: 40, observe: 3 });
const observeAlone = { xx: temperatureTensor("xx"), xy: temperatureTensor("xy"), fourth: fourthMoment() };

describe.each([0, -1.3, -3])("gamma = %s", (gamma) => {
  const potential = powerLaw(gamma);
  const rows = pairings(potential);
  const key = rootKey("first-is-alone");

  it.each(rows)("$name: the first ensemble is the system alone", (row) => compare(row, f, g, key));

  it.each(rows)("$name, d = 2: the first ensemble is the system alone", (row) => compare(row, ...laws[2], key));

  const [{ system: collisions }] = served(potential);
  const general = rows.filter(({ system }) => system.name === collisions.name);
  it.each(general)("$name, d = 4: the first ensemble is the system alone", (row) => compare({ ...row, particles: 101 }, ...laws[4], key));

  it("the observers of a couple see the mean of both copies", () => {
    const dynamics = coupled(pairCollisions({ potential }), synchronous());
    const setup = { system: dynamics, initial: coupledOptimally(f, g), particles: 64, time };
    const both = dynamics.run({ ...setup, observe: { xx: first(temperatureTensor("xx")), yy: second(temperatureTensor("yy")) } }, key, {});
    const one = dynamics.run({ ...setup, observe: { xx: onlyCopyA(temperatureTensor("xx")) } }, key, {});
    expect(both.series["xx"][0]).not.toBe(one.series["xx"][0]);
    expect(both.series["yy"].every(Number.isFinite)).toBe(true);
  });
});

function compare({ system, coupling, particles }: ReturnType<typeof pairings>[number], from: Law, to: Law, key: Key): void {
  const [single, pair] = [alone(system), coupled(system, coupling)];
  const initial = { standardise: true };
  const run = single.run({ system: single, initial: sampled(from, initial), particles, time, observe: observeAlone }, key, {});
  const observe = {
    xx: onlyCopyA(temperatureTensor("xx")),
    xy: onlyCopyA(temperatureTensor("xy")),
    fourth: onlyCopyA(fourthMoment()),
  };
  const couple = pair.run({ system: pair, initial: coupledOptimally(from, to, initial), particles, time, observe }, key, {});
  expect(couple.series).toEqual(run.series);
  expect(new Set(couple.series["xx"]).size).toBe(3); // it moves
}

/** An observable of the first ensemble of the first copy only. */
function onlyCopyA(observable: ReturnType<typeof fourthMoment>) {
  const seen = first(observable);
  return {
    ...seen,
    open() {
      const meter = observable.open();
      return {
        measure: (state: Parameters<ReturnType<typeof seen.open>["measure"]>[0], t: number) =>
          meter.measure(
            {
              kind: "alone",
              model: state.model,
              ensemble: state.copies[0][0].first,
              rate: () => 0,
              dt: state.dt,
              once: (_label, compute) => compute(),
            },
            t,
          ),
      };
    },
  };
}
