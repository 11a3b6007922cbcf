/** Families of clouds that are hard for sparse exact solvers: finished, and optimal by weak duality over all pairs, from the prices and the clouds alone. */
import { expect, test } from "vitest";
import { benchClouds } from "../../scripts/bench/transport-clouds.ts";
import { optimalAssignment } from "../../src/transport/index.ts";

const COUNT = 1200;

test.each([
  "Cauchy",
  "t, 1 degree",
  "log-normal radius",
  "1 % outliers",
  "clusters to cube",
  "several scales",
  "cluster to cluster",
  "disc to line",
  "spiral to Gaussian",
])("%s", (name) => {
  const [x, y] = benchClouds(name, COUNT);
  const { assignment, squared, prices, gap, finished } = optimalAssignment(x, y);
  expect(finished).toBe(true);
  expect(gap).toBeLessThanOrEqual(1e-12);
  expect(new Set(assignment).size).toBe(COUNT);
  const cost = (i: number, j: number): number => x.reduce((sum, plane, k) => sum + (plane[i] - y[k][j]) * (plane[i] - y[k][j]), 0);
  let own = 0;
  let bound = prices.reduce((sum, price) => sum + price, 0);
  for (let i = 0; i < COUNT; i++) {
    own += cost(i, assignment[i]);
    let least = Infinity;
    for (let j = 0; j < COUNT; j++) least = Math.min(least, cost(i, j) - prices[j]);
    bound += least;
  }
  // Round-off of a sum of N terms as large as the largest price.
  const roundOff = Number.EPSILON * COUNT * prices.reduce((most, price) => Math.max(most, Math.abs(price)), 0);
  expect(Math.abs(own / COUNT - squared)).toBeLessThanOrEqual(1e-13 * squared);
  expect(Math.abs(own - bound)).toBeLessThanOrEqual(1e-12 * own + roundOff);
});
