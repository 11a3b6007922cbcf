/** Names of series and of their parts: reading undoes writing. */
import { expect, it } from "vitest";
import { observableOf, parseSeries, pointIndex, pointSeries, seriesName } from "../../src/series-name.ts";

it.each([
  ["w2", "", "w2"],
  ["w2", "floor", "w2.floor"],
  ["w2", "floor.step", "w2.floor.step"],
])("%s and %j are %s", (observable, part, series) => {
  expect(seriesName(observable, part)).toBe(series);
  expect(parseSeries(series)).toEqual({ observable, part });
  expect(observableOf(series)).toBe(observable);
});

it("parts have parts", () => {
  expect(seriesName(seriesName("w2", "floor"), "step")).toBe("w2.floor.step");
  expect(seriesName("", "stated")).toBe("stated");
});

it("points of an axis are numbered from 1", () => {
  expect(pointSeries("marginal", 0)).toBe("marginal.1");
  expect(pointIndex(pointSeries("marginal", 11))).toBe(11);
  for (const none of ["marginal", "w2.floor"]) expect(pointIndex(none)).toBeNaN();
});
