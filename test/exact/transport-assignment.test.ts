/** The exact assignment against two independent oracles, its certificate, and clouds at the edge of what it accepts. */
import { describe, expect, test } from "vitest";
import { ScenarioError } from "../../src/errors.ts";
import type { Planes } from "../../src/protocols/index.ts";
import { openSolver, optimalAssignment, type Assignment } from "../../src/transport/index.ts";
import { beamCloud, cloudOf, mapped, normalCloud, permuted, streamOf } from "../support/clouds.ts";
import { bruteForce, costMatrix, hungarian } from "../support/dense-assignment.ts";

/** Largest gap that a finished solve may have: round-off of sums of squares, for distances not below 1e-3 of the variance. */
const GAP = 1e-12;

function checkCertificate(x: Planes, y: Planes, solved: Assignment, optimum: number): void {
  expect(new Set(solved.assignment).size).toBe(x[0].length);
  const cost = costMatrix(x, y);
  const own = cost.reduce((sum, row, i) => sum + row[solved.assignment[i]], 0) / cost.length;
  expect(solved.squared).toBeCloseTo(own, 12);
  expect(Math.abs(solved.squared - optimum)).toBeLessThanOrEqual(1e-12 * optimum);
  // Weak duality on the complete graph, from the prices alone.
  const bound =
    solved.prices.reduce((sum, v) => sum + v, 0) / cost.length +
    cost.reduce((sum, row) => sum + Math.min(...row.map((c, j) => c - solved.prices[j])), 0) / cost.length;
  const roundOff = 1e-12 * (Math.max(...solved.prices.map(Math.abs)) + optimum);
  expect(Math.abs(solved.dual - bound)).toBeLessThanOrEqual(roundOff);
  expect(solved.dual).toBeLessThanOrEqual(optimum + roundOff);
  expect(solved.gap).toBeLessThanOrEqual(GAP);
  expect(solved.finished).toBe(true);
}

describe("against all permutations", () => {
  for (const dimension of [1, 2, 3, 4, 6]) {
    for (let count = 1; count <= 7; count++) {
      test(`${count} points in dimension ${dimension}`, () => {
        const stream = streamOf(`permutations/${dimension}/${count}`);
        const x = normalCloud(stream, count, [1, 0.7, 1.4, 0.3, 2, 1.1].slice(0, dimension));
        const y = normalCloud(stream, count, [0.5, 1.3, 0.9, 1, 0.8, 1.5].slice(0, dimension), [0.4, -0.2, 1].slice(0, dimension));
        checkCertificate(x, y, optimalAssignment(x, y), bruteForce(x, y));
      });
    }
  }
});

const stream = streamOf("hungarian");
const shapes: Record<string, readonly [Planes, Planes]> = {
  "anisotropic, shifted": [normalCloud(stream, 300, [1, 1, 1]), normalCloud(stream, 300, [1.34, 0.77, 0.77], [0.3, 0, -0.1])],
  "beams against a Gaussian": [beamCloud(stream, 300), normalCloud(stream, 300, [1, 1, 1])],
  plane: [normalCloud(stream, 300, [1.2, 0.8]), normalCloud(stream, 300, [1, 1])],
  "four dimensions": [normalCloud(stream, 300, [1, 1, 2, 0.5]), normalCloud(stream, 300, [0.7, 1.3, 1, 1], [0, 0.5])],
  "five dimensions": [normalCloud(stream, 300, [1, 1, 2, 0.5, 1]), normalCloud(stream, 300, [0.7, 1.3, 1, 1, 0])],
  line: [normalCloud(stream, 300, [1]), normalCloud(stream, 300, [2], [1])],
  "points on a line in space": [cloudOf(300, (i) => [i / 50, i / 25, 0]), cloudOf(300, () => linePoint(stream.normal()))],
  "a flat cloud against a solid one": [normalCloud(stream, 300, [1, 1, 0]), normalCloud(stream, 300, [1, 1, 1])],
  duplicates: [cloudOf(300, (i) => [i % 7, i % 3, 0]), cloudOf(300, (i) => [i % 5, i % 4, i % 2])],
  lattices: [
    cloudOf(343, (i) => [i % 7, Math.floor(i / 7) % 7, Math.floor(i / 49)]),
    cloudOf(343, (i) => [(i % 7) + 0.5, Math.floor(i / 7) % 7, Math.floor(i / 49)]),
  ],
  "nearly coupled": (() => {
    const x = normalCloud(stream, 300, [1, 1, 1]);
    return [x, mapped(x, (value) => value + 0.05 * stream.normal())] as const;
  })(),
};

function linePoint(t: number): number[] {
  return [t, 2 * t, 0];
}

describe("against the dense Hungarian method", () => {
  for (const [name, [x, y]] of Object.entries(shapes)) {
    test(name, () => checkCertificate(x, y, optimalAssignment(x, y), hungarian(x, y)));
  }

  test("with the coarse-to-fine start (beams and a Gaussian, N = 700)", () => {
    const own = streamOf("hungarian/coarse");
    const [x, y] = [beamCloud(own, 700), normalCloud(own, 700, [1, 1, 1])];
    checkCertificate(x, y, optimalAssignment(x, y), hungarian(x, y));
  });

  test("far from the origin, where squares of coordinates would swamp the distance", () => {
    const [x, y] = shapes["anisotropic, shifted"].map((planes) => mapped(planes, (value) => value + 2 ** 26));
    const solved = optimalAssignment(x, y);
    expect(Math.abs(solved.squared - hungarian(x, y))).toBeLessThanOrEqual(1e-12 * solved.squared);
    expect(solved.gap).toBeLessThanOrEqual(GAP);
  });
});

describe("exactness", () => {
  const x = normalCloud(streamOf("exactness"), 600, [1, 2, 0.5]);

  test("identical clouds have distance exactly zero, in any order", () => {
    expect(optimalAssignment(x, x)).toMatchObject({ squared: 0, dual: 0, gap: 0, finished: true });
    const shuffled = permuted(
      x,
      Array.from(x[0], (_, i) => (i * 7 + 3) % 600),
    );
    expect(optimalAssignment(x, shuffled)).toMatchObject({ squared: 0, dual: 0, gap: 0, finished: true });
  });

  test("a distance of 1e-20 of the variance keeps its digits", () => {
    const y = mapped(x, (value, axis) => (axis === 0 ? value + 2 ** -33 * (Math.abs(value) < 1 ? 1 : 0) : value));
    const expected = x[0].reduce((sum, value, i) => sum + (value - y[0][i]) ** 2, 0) / 600;
    const solved = optimalAssignment(x, y);
    expect(expected).toBeGreaterThan(0);
    expect(Math.abs(solved.squared - expected)).toBeLessThanOrEqual(1e-14 * expected);
  });

  test("a solver that was used before gives the same bits as a new one", () => {
    const own = streamOf("exactness/again");
    const [y, z] = [normalCloud(own, 600, [1, 1, 1]), beamCloud(own, 900)];
    const solver = openSolver();
    solver.solve(z, normalCloud(own, 900, [1, 1, 1]));
    const again = solver.solve(x, y);
    const fresh = optimalAssignment(x, y);
    expect(again).toEqual(fresh);
  });
});

describe("limits", () => {
  test("a stopped solve says so and returns a bijection with its bracket", () => {
    const own = streamOf("limits");
    const [x, y] = [normalCloud(own, 300, [1, 1, 1]), normalCloud(own, 300, [1.5, 0.5, 0.5])];
    const optimum = hungarian(x, y);
    const stopped = optimalAssignment(x, y, { work: 10 });
    expect(stopped.finished).toBe(false);
    expect(new Set(stopped.assignment).size).toBe(300);
    expect(stopped.dual).toBeLessThan(optimum);
    expect(stopped.squared).toBeGreaterThan(optimum);
    expect(stopped.gap).toBeGreaterThan(1e-3);
  });

  test("thousands of equal points end within the work limit", () => {
    const own = streamOf("limits/sites");
    const sites = cloudOf(4, () => [own.normal(), own.normal(), own.normal()]);
    const pick = (): Planes => cloudOf(1500, () => pointOf(sites, Math.floor(4 * own.uniform())));
    const [x, y] = [pick(), pick()];
    const solved = optimalAssignment(x, y);
    expect(solved.dual).toBeLessThanOrEqual(solved.squared * (1 + 1e-12));
  });

  test.each([
    ["empty", [new Float64Array(0)], [new Float64Array(0)], /empty/],
    ["of different size", [new Float64Array(2)], [new Float64Array(3)], /different size: 2 and 3/],
    ["of different dimension", [new Float64Array(2)], [new Float64Array(2), new Float64Array(2)], /different dimension: 1 and 2/],
    ["not finite", [Float64Array.of(0, NaN)], [Float64Array.of(0, 1)], /not finite \(point 1: NaN\)/],
    ["of no dimension", [], [], /dimension 1 at least/],
  ] as const)("refuses clouds that are %s", (_, x, y, message) => {
    expect(() => optimalAssignment(x, y)).toThrow(ScenarioError);
    expect(() => optimalAssignment(x, y)).toThrow(message);
  });
});

function pointOf(planes: Planes, i: number): number[] {
  return planes.map((plane) => plane[i]);
}
