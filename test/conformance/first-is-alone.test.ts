/**
 * The first ensemble of a couple is the system run alone, bit for bit, under every coupling, and a coupling does not touch what the
 * second ensemble is either: alone from the same start with the same key it is the second of the synchronous couple.
 */
import { describe, expect, it } from "vitest";
import { gaussian, horizon, maxwellian, powerLaw, rootKey } from "../../src/index.ts";
import {
  alone,
  coupled,
  coupledOptimally,
  first,
  fourthMoment,
  independent,
  pairCollisions,
  rematched,
  sampled,
  second,
  spherical,
  synchronous,
  temperatureTensor,
} from "../../particles/index.ts";

const f = gaussian({ mean: [0.3, -0.1, 0.2], covariance: [[1.5, 0.2, 0], [0.2, 0.9, -0.1], [0, -0.1, 0.6]] }); // prettier-ignore
const g = maxwellian({ mean: [0.3, -0.1, 0.2] });
const time = horizon({ end: 0.4, steps: 40, observe: 3 });
const observeAlone = { xx: temperatureTensor("xx"), xy: temperatureTensor("xy"), fourth: fourthMoment() };

describe.each([0, -1.3, -3])("gamma = %s", (gamma) => {
  const system = pairCollisions({ potential: powerLaw(gamma) });
  const key = rootKey("first-is-alone");

  it.each([
    ["independent", independent()],
    ["synchronous", synchronous()],
    ["spherical", spherical()],
    ["re-matched", rematched(spherical(), { every: 7 })],
  ])("%s: the first ensemble is the system alone", (_, coupling) => {
    const single = alone(system).run(
      { system: alone(system), initial: sampled(f, { standardise: true }), particles: 301, time, observe: observeAlone },
      key,
      {},
    );
    const dynamics = coupled(system, coupling);
    const pair = dynamics.run(
      {
        system: dynamics,
        initial: coupledOptimally(f, g, { standardise: true }),
        particles: 301,
        time,
        observe: {
          xx: onlyCopyA(temperatureTensor("xx")),
          xy: onlyCopyA(temperatureTensor("xy")),
          fourth: onlyCopyA(fourthMoment()),
        },
      },
      key,
      {},
    );
    expect(pair.series).toEqual(single.series);
  });

  it("the observers of a couple see the mean of both copies", () => {
    const dynamics = coupled(system, synchronous());
    const setup = { system: dynamics, initial: coupledOptimally(f, g), particles: 64, time };
    const both = dynamics.run(
      { ...setup, observe: { xx: first(temperatureTensor("xx")), yy: second(temperatureTensor("yy")) } },
      key,
      {},
    );
    const one = dynamics.run({ ...setup, observe: { xx: onlyCopyA(temperatureTensor("xx")) } }, key, {});
    expect(both.series["xx"]![0]).not.toBe(one.series["xx"]![0]);
    expect(both.series["yy"]!.every(Number.isFinite)).toBe(true);
  });
});

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
              ensemble: state.copies[0][0]!.first,
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
