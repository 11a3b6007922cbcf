/** Clouds that a generic solver trips over: many equal points, extreme scales, far outliers; and the warm start, which must change nothing. */
import { describe, expect, test } from "vitest";
import type { Planes } from "../../src/protocols/index.ts";
import { openSolver, optimalAssignment } from "../../src/transport/index.ts";
import { beamCloud, cloudOf, mapped, normalCloud, streamOf } from "../support/clouds.ts";
import { hungarian } from "../support/dense-assignment.ts";

const stream = streamOf("degenerate");
const point = (): number[] => [stream.normal(), 0.6 * stream.normal(), 1.7 * stream.normal()];

/** Points drawn among `sites` fixed ones. */
function sitesCloud(count: number, sites: number): Planes {
  const places = Array.from({ length: sites }, point);
  return cloudOf(count, () => places[Math.floor(sites * stream.uniform())]);
}

const halfSites = (count: number): Planes => {
  const few = sitesCloud(count, 9);
  const free = normalCloud(stream, count, [1, 1, 2]);
  return mapped(free, (value, k, i) => (i % 2 ? few[k][i] : value));
};

const crowded: Record<string, readonly [Planes, Planes]> = {
  "five sites each": [sitesCloud(400, 5), sitesCloud(400, 5)],
  "five sites against free points": [sitesCloud(300, 5), normalCloud(stream, 300, [1, 2, 0.5])],
  "free points against five sites": [normalCloud(stream, 300, [1, 2, 0.5]), sitesCloud(300, 5)],
  "half of the points on nine sites": [halfSites(300), halfSites(300)],
  "every point twice": (() => {
    const [a, b] = [normalCloud(stream, 150, [1, 1, 1]), normalCloud(stream, 150, [1.5, 0.5, 1])];
    const twice = (planes: Planes): Planes => cloudOf(300, (i) => planes.map((plane) => plane[i % 150]));
    return [twice(a), twice(b)] as const;
  })(),
  "one site against free points": [cloudOf(200, () => [1, 2, 3]), normalCloud(stream, 200, [1, 1, 1])],
  "sites of a plane": [sitesCloud(300, 30).slice(0, 2), sitesCloud(300, 40).slice(0, 2)],
  "sites on a line": [sitesCloud(300, 30).slice(0, 1), sitesCloud(300, 40).slice(0, 1)],
};

describe("many equal points, against the dense Hungarian method", () => {
  for (const [name, [x, y]] of Object.entries(crowded)) {
    test(name, () => {
      const solved = optimalAssignment(x, y);
      const optimum = hungarian(x, y);
      expect(solved.finished).toBe(true);
      expect(new Set(solved.assignment).size).toBe(x[0].length);
      expect(Math.abs(solved.squared - optimum)).toBeLessThanOrEqual(1e-12 * optimum);
      expect(solved.gap).toBeLessThanOrEqual(1e-12);
    });
  }

  test("2000 points on five sites each finish, and stop with a bracket when told to", () => {
    const [x, y] = [sitesCloud(2000, 5), sitesCloud(2000, 5)];
    expect(optimalAssignment(x, y)).toMatchObject({ finished: true });
    const stopped = optimalAssignment(x, y, { work: 0.001 });
    expect(stopped.finished).toBe(false);
    expect(new Set(stopped.assignment).size).toBe(2000);
    expect(stopped.dual).toBeLessThanOrEqual(stopped.squared);
  });
});

describe("extreme coordinates", () => {
  test("subnormal ones are matched, not lost", () => {
    const x = [Float64Array.of(0, 3e-320)];
    const solved = optimalAssignment(x, [Float64Array.of(4e-320, -5e-324)]);
    expect([...solved.assignment]).toEqual([1, 0]);
    expect(solved.finished).toBe(true);
  });

  const [x, y] = [normalCloud(stream, 200, [1, 0.5, 2]), beamCloud(stream, 200)];

  test.each([2 ** -490, 2 ** -300, 2 ** 300, 2 ** 480])("a power of two (%d) scales the result exactly", (scale) => {
    const plain = optimalAssignment(x, y);
    const grown = optimalAssignment(mapped(x, (value) => scale * value), mapped(y, (value) => scale * value)); // prettier-ignore
    expect(Math.abs(grown.squared / scale / scale - plain.squared)).toBeLessThanOrEqual(1e-13 * plain.squared);
    expect(grown.gap).toBeLessThanOrEqual(1e-12);
  });

  test("outliers a million standard deviations away keep the bulk fast and the result right", () => {
    const far = mapped(x, (value, k, i) => (i === 7 ? 1e6 * (k + 1) : i === 9 && k === 2 ? -3e5 : value));
    const solved = optimalAssignment(far, y);
    const optimum = hungarian(far, y);
    expect(Math.abs(solved.squared - optimum)).toBeLessThanOrEqual(1e-12 * optimum);
    expect(solved.gap).toBeLessThanOrEqual(1e-12);
  });

  test("a mean of 1e6 on both clouds: the certificate keeps to the round-off of the coordinates", () => {
    const moved = (planes: Planes): Planes => mapped(planes, (value) => value + 1e6);
    const [a, b] = [moved(x), moved(y)];
    const solved = optimalAssignment(a, b);
    expect(Math.abs(solved.squared - hungarian(a, b))).toBeLessThanOrEqual(1e-12 * solved.squared);
    expect(solved.gap).toBeLessThanOrEqual(1e-12);
  });

  test("clouds 2e6 apart: the gap is the round-off of the squared distance", () => {
    const solved = optimalAssignment(mapped(x, (value) => value + 1e6), mapped(y, (value) => value - 1e6)); // prettier-ignore
    expect(solved.finished).toBe(true);
    expect(solved.gap).toBeLessThanOrEqual(1e-15);
  });
});

describe("warm start", () => {
  const count = 1500;
  const [x, y] = [normalCloud(stream, count, [1, 1, 1]), beamCloud(stream, count)];
  const moved = (planes: Planes, size: number): Planes => mapped(planes, (value) => value + size * stream.normal());

  // The mean distance of nearest neighbours is about 0.2 here: 0.001 and 0.02 start warm, 0.3 starts cold.
  test.each([0, 0.001, 0.02, 0.3])("gives the cost of a solve from nothing after moves of %d a coordinate", (size) => {
    const solver = openSolver();
    solver.solve(x, y);
    let [a, b] = [x, y];
    for (let step = 0; step < 4; step++) {
      [a, b] = [moved(a, size), moved(b, size)];
      const warm = solver.solve(a, b, { warm: true });
      const cold = optimalAssignment(a, b);
      expect(Math.abs(warm.squared - cold.squared)).toBeLessThanOrEqual(1e-13 * cold.squared);
      expect(warm.gap).toBeLessThanOrEqual(1e-12);
      expect(warm.finished).toBe(true);
      expect(new Set(warm.assignment).size).toBe(count);
    }
  });

  test("of nothing, of another size or of another dimension is a solve from nothing", () => {
    const cold = optimalAssignment(x, y);
    const solver = openSolver();
    expect(solver.solve(x, y, { warm: true })).toEqual(cold);
    solver.solve(normalCloud(stream, 700, [1, 1, 1]), beamCloud(stream, 700));
    expect(solver.solve(x, y, { warm: true })).toEqual(cold);
    const plane = (planes: Planes): Planes => planes.slice(0, 2);
    expect(solver.solve(plane(x), plane(y), { warm: true })).toEqual(optimalAssignment(plane(x), plane(y)));
    const line = (planes: Planes): Planes => planes.slice(0, 1);
    expect(solver.solve(line(x), line(y), { warm: true })).toEqual(optimalAssignment(line(x), line(y)));
    expect(solver.solve(x, y, { warm: true })).toEqual(cold);
  });

  test("repeats itself: the same sequence of solves gives the same bits", () => {
    const steps = [1, 2, 3].map(() => [moved(x, 0.004), moved(y, 0.004)] as const);
    const run = () => {
      const solver = openSolver();
      return steps.map(([a, b]) => solver.solve(a, b, { warm: true }));
    };
    expect(run()).toEqual(run());
  });
});
