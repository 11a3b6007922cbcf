/**
 * The starts of the exact solver one by one (src/transport/assignment/coarse.ts). The optimum cannot depend on them: costs are those of the dense
 * Hungarian method. What the priced start is for is seen in arcs: where neighbouring cells part, the averaged displacements of the geometric start
 * propose arcs in the wrong places, and its augmentations look at many times more.
 */
import { describe, expect, test } from "vitest";
import { benchClouds } from "../../scripts/bench/transport-clouds.ts";
import type { Planes } from "../../src/protocols/index.ts";
import { begin, complete } from "../../src/transport/assignment/assign.ts";
import { certify } from "../../src/transport/assignment/certificate.ts";
import { coarseStart, pricedStart } from "../../src/transport/assignment/coarse.ts";
import { enter, preconditioner } from "../../src/transport/assignment/precondition.ts";
import { openState, workDone, type SolverState } from "../../src/transport/assignment/state.ts";
import { optimalAssignment } from "../../src/transport/index.ts";
import { hungarian } from "../support/dense-assignment.ts";
import { inLong } from "../support/long.ts";

const UNLIMITED = 1e12;

function opened(x: Planes, y: Planes): SolverState {
  const count = x[0].length;
  const state = openState(count, x.length);
  state.dimension = x.length;
  state.frame = preconditioner(x, y);
  enter(state.frame, x, y, state.source, state.target);
  state.count = count;
  state.rows.build(state.source, count);
  state.columns.build(state.target, count);
  return state;
}

describe("from the priced start", () => {
  test.each([
    ["cluster to cluster", 420],
    ["several scales", 430],
    ["Cauchy", 410],
    ["spiral to Gaussian", 450],
  ])("%s is optimal", (name, count) => {
    const [x, y] = benchClouds(name, count);
    const state = opened(x, y);
    begin(state, pricedStart(state, UNLIMITED));
    expect(complete(state, UNLIMITED)).toBe(true);
    const { squared, gap } = certify(state, x, y);
    expect(gap).toBeLessThanOrEqual(1e-12);
    expect(Math.abs(squared / hungarian(x, y) - 1)).toBeLessThan(1e-12);
  });

  test.each(["cluster to cluster", "several scales"])("%s is done where the geometric start is not with three times the work", (name) => {
    const [x, y] = benchClouds(name, 2500);
    const state = opened(x, y);
    begin(state, pricedStart(state, UNLIMITED));
    expect(complete(state, UNLIMITED)).toBe(true);
    const limit = 3 * workDone(state);
    const other = opened(x, y);
    const start = coarseStart(other, limit);
    begin(other, start);
    expect(start !== undefined && complete(other, limit)).toBe(false);
  });
});

test("prices of the priced start: between the least plane of the cells and the mean of the ten least, on both sides", () => {
  const state = opened(...benchClouds("several scales", 420));
  const { rowPrices, prices } = pricedStart(state, UNLIMITED);
  const coarse = state.coarser!.state;
  const sides = [
    [prices, state.columns, coarse.rows, coarse.rowPrice],
    [rowPrices, state.rows, coarse.columns, coarse.columnPrice],
  ] as const;
  for (const [found, fine, cells, known] of sides) {
    for (let i = 0; i < 420; i++) {
      const planes = Array.from({ length: cells.count }, (_, cell) =>
        [0, 1, 2].reduce((sum, k) => sum + (fine.points[3 * i + k] - cells.points[3 * cell + k]) ** 2, -known[cell]),
      ).sort((a, b) => a - b);
      // Weights that fall with rising values give at most their mean.
      const mean = planes.slice(0, 10).reduce((sum, plane) => sum + plane / 10, 0);
      const roundOff = 1e-12 * (Math.abs(planes[0]) + Math.abs(planes[9]));
      expect(found[i]).toBeGreaterThanOrEqual(planes[0] - roundOff);
      expect(found[i]).toBeLessThanOrEqual(mean + roundOff);
    }
  }
});

test("a solve that may stall gives up", () => {
  const [x, y] = benchClouds("cluster to cluster", 1500);
  const state = opened(x, y);
  begin(state, undefined);
  expect(complete(state, UNLIMITED, { mayStall: true })).toBe(false);
  expect(new Set(state.columnOf).size).toBe(1500);
});

inLong.each(["cluster to cluster", "several scales"])("%s: 20 000 points, certified", (name) => {
  const { finished, gap } = optimalAssignment(...benchClouds(name, 20_000));
  expect(finished).toBe(true);
  expect(gap).toBeLessThanOrEqual(1e-12);
});
