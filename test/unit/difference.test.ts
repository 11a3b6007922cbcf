/** How far an observable is from what is known: a curve, or a solution. */
import { expect, test } from "vitest";
import { alone, differenceFrom, fourthMoment, momentum, pairCollisions, sampled, temperatureTensor } from "../../particles/index.ts";
import { bkw, horizon, maxwellMolecules, rootKey, ScenarioError } from "../../src/index.ts";
import { exactMaxwell } from "../../src/solvers/index.ts";

const law = bkw({ S: 0.7, dimension: 3 });
const system = alone(pairCollisions({ potential: maxwellMolecules() }));
const curve = { name: "a line", source: "none", at: (t: number) => ({ value: 0.5 - 3 * t, bound: 0 }) };

test("measured minus known at the same time, times the factor", () => {
  const observe = {
    xx: temperatureTensor("xx"),
    off: differenceFrom(curve, temperatureTensor("xx")),
    short: differenceFrom(curve, temperatureTensor("xx"), { factor: -2 }),
    fourth: fourthMoment(),
    lag: differenceFrom(exactMaxwell(law), fourthMoment()),
  };
  const setup = { system, initial: sampled(law), particles: 100, time: horizon({ end: 0.2, steps: 4, observe: 3 }), observe };
  const { times, series } = system.run(setup, rootKey("difference"), {});
  times.forEach((t, k) => {
    const off = series["xx"][k]! - (0.5 - 3 * t);
    expect(series["off"][k]).toBeCloseTo(off, 12);
    expect(series["short"][k]).toBeCloseTo(-2 * off, 12);
    // Of BKW E|v|^4 = d (d+2) S (2 - S), and 1 - S falls as e^(-2 (d-1) t).
    const s = 1 - 0.3 * Math.exp(-4 * t);
    expect(series["lag"][k]).toBeCloseTo(series["fourth"][k]! - 15 * s * (2 - s), 9);
  });
});

test("what a solution does not have is refused, a curve of it is not", () => {
  expect(() => differenceFrom(exactMaxwell(law), momentum())).toThrow(ScenarioError);
  expect(() => differenceFrom(curve, momentum())).not.toThrow();
});
