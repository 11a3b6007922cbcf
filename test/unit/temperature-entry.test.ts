/** An entry of the temperature tensor that the dimension does not have is refused in words. */
import { expect, it } from "vitest";
import { temperatureTensor } from "../../particles/index.ts";
import { gaussian, maxwellMolecules, ScenarioError, singleSpecies } from "../../src/index.ts";

const plane = gaussian({ covariance: [[1.3, 0.4], [0.4, 0.7]] }); // prettier-ignore
const model = singleSpecies(maxwellMolecules());
const solution = { law: () => plane, bound: 0 };
const planes = [Float64Array.of(0, 1, 3), Float64Array.of(2, 0, 1)];

it.each(["xxy", "x", "ww", "", ["x", "y"], Number.NaN])("%j is no entry", (entry) => {
  expect(() => temperatureTensor(entry as "xy")).toThrow(`invalid entry of the temperature: ${String(entry)} (two axes, as in xy)`);
});

it("zz in the plane; yx is there", () => {
  const observable = temperatureTensor("zz");
  const message = "temperature zz: found dimension 2, which has no such entry (axes: x, y)";
  expect(() => observable.expected!(solution, model)).toThrow(new ScenarioError(message));
  const state = { kind: "alone", model, ensemble: { planes, groups: [{}] } } as unknown as Parameters<ReturnType<typeof observable.open>["measure"]>[0];
  expect(() => observable.open().measure(state, 0)).toThrow(message);
  expect(temperatureTensor("yx").expected!(solution, model)[""]).toMatchObject({ value: 0.4 });
});
