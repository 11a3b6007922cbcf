/**
 * Intervals for W2^2 between two laws from one sample of each: how often they hold the known value.
 *
 * The level is 95 %. Of 80 intervals 76 hold it on average, with a deviation of 1.9: fewer than 67 have a probability of a few in 10^5. Detects
 * intervals of half the width, which hold it in about 70 % of the samples, and a bias of half a width.
 */
import { expect, test } from "vitest";
import { bkw, gaussian, mixture, openStream, rootKey, uniform } from "../../src/index.ts";
import { lawDistance, openSolver, optimalMap } from "../../src/transport/index.ts";
import type { Law, Planes } from "../../src/index.ts";
import { long } from "../support/long.ts";

const COUNT = 256;

function sample(law: Law, address: string): Planes {
  const planes = Array.from({ length: law.dimension }, () => new Float64Array(COUNT));
  law.sample(planes, openStream(rootKey(`law-distance/${address}`)));
  return planes;
}

const isotropic = (variance: number) => ({ weight: 0.5, variances: [variance, variance, variance] });
const wide = gaussian({ mean: [0.5, 0, 0], variances: [1.8, 0.5, 0.7] });
const pairs: Readonly<Record<string, readonly [Law, Law]>> = {
  "Gaussians in space": [gaussian({ variances: [1, 1, 1] }), wide],
  "an isotropic mixture and a BKW law": [mixture({ components: [isotropic(0.4), isotropic(1.6)] }), bkw({ S: 0.65, dimension: 3 })],
  "uniform laws in the plane": [uniform({ halfWidths: [1, 1] }), uniform({ halfWidths: [1.4, 0.8] })],
  "a law and itself": [wide, wide],
};

/** In `npm test` the first and the last. */
const shown = Object.keys(pairs).filter((_, k) => long || k % 3 === 0);

test.each(shown)("%s", (name) => {
  const [f, g] = pairs[name];
  const exact = optimalMap(f, g)!.squared;
  const solver = openSolver(COUNT);
  const found = Array.from({ length: 80 }, (_, r) => lawDistance(sample(f, `${name}/${r}/f`), sample(g, `${name}/${r}/g`), { solver }));
  expect(found.filter(({ low, high }) => low <= exact && exact <= high).length).toBeGreaterThanOrEqual(67);
  // The cost between the samples itself is above the truth by about its whole excess, and on average outside the interval's middle.
  const mean = (value: (one: (typeof found)[number]) => number): number => found.reduce((sum, one) => sum + value(one), 0) / found.length;
  expect(mean(({ raw }) => raw) - exact).toBeGreaterThan(3 * Math.abs(mean(({ squared }) => squared) - exact));
});

test("refuses samples too small, of different shape, and a level that is none", () => {
  const [x, y] = [sample(wide, "x"), sample(wide, "y")];
  const short = y.map((plane) => plane.subarray(0, 255));
  expect(() => lawDistance(x, short)).toThrow("two samples of one shape, of at least 256 points (found 256 x 3 and 255 x 3)");
  expect(() => lawDistance(short, short)).toThrow("found 255 x 3 and 255 x 3");
  expect(() => lawDistance(x, y, { level: 95 })).toThrow("invalid level: 95");
  const heavy = { name: "Student's t_3", fourthMoment: Infinity };
  expect(() => lawDistance(x, y, { laws: [wide, heavy] })).toThrow("needs finite fourth moments, and Student's t_3 has none");
  expect(lawDistance(x, x, { laws: [wide, wide] }).squared).toBe(0);
});
