/** Entropic costs between clouds: against a dense solver, by their own brackets, and where generic iterations fail. */
import { describe, expect, test } from "vitest";
import { fromRows } from "../../src/math/symmetric.ts";
import { entropicCost, entropicDivergence, gaussianEntropic, optimalAssignment } from "../../src/transport/index.ts";
import { beamCloud, cloudOf, mapped, normalCloud, permuted, streamOf } from "../support/clouds.ts";
import { denseSinkhorn } from "../support/dense-sinkhorn.ts";

describe("clouds", () => {
  const uniform = (count: number): number[] => new Array<number>(count).fill(1 / count);

  test.each([1, 2, 3, 5])("dimension %i, unequal weights and sizes: a dense solver's value and potentials", (d) => {
    const stream = streamOf(`entropic/dense/${d}`);
    const scales = [1.3, 0.6, 0.9, 0.4, 1.1].slice(0, d);
    const [x, y] = [normalCloud(stream, 70, scales), normalCloud(stream, 93, [...scales].reverse(), [0.4, -0.3, 0.2])];
    const raw = [70, 93].map((count) => Array.from({ length: count }, () => 0.2 + stream.uniform()));
    const [p, q] = raw.map((weights) => weights.map((w) => w / weights.reduce((sum, v) => sum + v, 0))) as [number[], number[]];
    for (const epsilon of [0.05, 0.6]) {
      const oracle = denseSinkhorn(x, y, p, q, epsilon);
      const found = entropicCost(x, y, { epsilon, weights: [raw[0], raw[1]], tolerance: 1e-10 });
      expect(found.converged).toBe(true);
      expect(Math.abs(found.value - oracle.value)).toBeLessThan(1e-11);
      const shift = found.potentials[0][0] - oracle.f[0];
      oracle.f.forEach((value, i) => expect(Math.abs(found.potentials[0][i] - shift - value)).toBeLessThan(2e-7));
      oracle.g.forEach((value, j) => expect(Math.abs(found.potentials[1][j] + shift - value)).toBeLessThan(2e-7));
    }
  });

  test("brackets hold at every tolerance, and shrink", () => {
    const stream = streamOf("entropic/bracket");
    const [x, y] = [beamCloud(stream, 150), normalCloud(stream, 120, [1, 0.7, 0.9], [0.3, 0, -0.2])];
    const { value } = denseSinkhorn(x, y, uniform(150), uniform(120), 0.08);
    let width = Infinity;
    for (const tolerance of [0.3, 1e-2, 1e-4, 1e-7]) {
      const found = entropicCost(x, y, { epsilon: 0.08, tolerance });
      expect(found.lower).toBeLessThan(value + 1e-11);
      expect(found.upper).toBeGreaterThan(value - 1e-11);
      expect(found.upper - found.lower).toBeLessThan(width);
      expect(found.marginalError).toBeLessThanOrEqual(tolerance);
      width = found.upper - found.lower;
    }
    expect(width).toBeLessThan(1e-6);
  });

  test("a solve that runs out of rounds says so, and its bracket still holds", () => {
    const stream = streamOf("entropic/short");
    const [x, y] = [normalCloud(stream, 80, [1, 1]), normalCloud(stream, 80, [1.4, 0.5])];
    const short = entropicCost(x, y, { epsilon: 0.05, rounds: 3 });
    const { value } = denseSinkhorn(x, y, uniform(80), uniform(80), 0.05);
    expect(short.converged).toBe(false);
    expect(short.marginalError).toBeGreaterThan(1e-6);
    expect(short.lower).toBeLessThan(value);
    expect(short.upper).toBeGreaterThan(value);
  });

  test("N = 1500: independent of order, of swapping, of a far shift; above W_N^2/2; between tiles nothing is lost", () => {
    const stream = streamOf("entropic/large");
    const [x, y] = [normalCloud(stream, 1500, [1, 1, 1]), beamCloud(stream, 1500)];
    const options = { epsilon: 0.1, tolerance: 1e-8 };
    const found = entropicCost(x, y, options);
    const order = Array.from({ length: 1500 }, (_, i) => (i * 7) % 1500).reverse();
    // Values agree within the square of the tolerance and round-off: 1e-16 of the exponents, which the shift makes no larger.
    for (const [u, v] of [
      [permuted(x, order), y],
      [y, x],
      [mapped(x, (value) => value + 100), mapped(y, (value) => value + 100)],
    ] as const)
      // prettier-ignore
      expect(Math.abs(entropicCost(u, v, options).value - found.value)).toBeLessThan(1e-11);
    expect(found.value).toBeGreaterThan(optimalAssignment(x, y).squared / 2);
    // The plan by brute force on some rows: its marginal there, terms of skipped tiles included.
    for (const i of [0, 17, 733]) {
      let sum = 0;
      for (let j = 0; j < 1500; j++) {
        const half = x.reduce((total, plane, k) => total + (plane[i] - y[k][j]) ** 2 / 2, 0);
        sum += Math.exp((found.potentials[0][i] + found.potentials[1][j] - half) / 0.1) / 1500;
      }
      expect(Math.abs(sum - 1)).toBeLessThan(1e-5);
    }
  });

  test("clouds a hundred thousand deviations apart are as easy as near ones, and lose no digits", () => {
    const stream = streamOf("entropic/far");
    const [x, y] = [normalCloud(stream, 200, [1, 0.6, 0.8]), normalCloud(stream, 200, [1.2, 0.5, 0.9])];
    const near = entropicCost(x, y, { epsilon: 0.1 });
    const mean = (planes: typeof x): number => planes[0].reduce((sum, value) => sum + value, 0) / 200;
    const far = entropicCost(x, mapped(y, (value, k) => value + (k === 0 ? 1e5 : 0)), { epsilon: 0.1 }); // prettier-ignore
    expect(far.rounds).toBeLessThan(2 * near.rounds);
    // S grows by 1e10/2 - 1e5 (mean difference); the coordinates' own round-off is 1e5 * 1e-16 * 1e5.
    expect(Math.abs(far.value - near.value - 5e9 + 1e5 * (mean(x) - mean(y)))).toBeLessThan(1e-5);
    // Potentials are those of the clouds where they are: the plan's first row has its mass.
    let row = 0;
    for (let j = 0; j < 200; j++) {
      const half = x.reduce((sum, plane, k) => sum + (plane[0] - y[k][j] - (k === 0 ? 1e5 : 0)) ** 2 / 2, 0);
      row += Math.exp((far.potentials[0][0] + far.potentials[1][j] - half) / 0.1) / 200;
    }
    // Exponents of 5e10 have a round-off of 1e-5.
    expect(Math.abs(row - 1)).toBeLessThan(1e-4);
  });

  test("two clusters far apart that exchange a sixth of their mass", () => {
    const stream = streamOf("entropic/exchange");
    const clusters = (every: number) => cloudOf(300, (i) => [(i % every ? 50 : -50) + 0.1 * stream.normal(), 0.1 * stream.normal(), 0.1 * stream.normal()]); // prettier-ignore
    const [x, y] = [clusters(2), clusters(3)];
    const found = entropicCost(x, y, { epsilon: 0.1 });
    expect(found.converged).toBe(true);
    // W_N^2/2 <= S <= W_N^2/2 + epsilon log N: the assignment is a plan, of relative entropy log N.
    const half = optimalAssignment(x, y).squared / 2;
    expect(found.upper).toBeGreaterThan(half);
    expect(found.lower).toBeLessThan(half + 0.1 * Math.log(300));
  });

  test("flat clouds of repeated points with weights over four decades: round-off and cycles of the mixing are overcome", () => {
    // Nearly all of y in one point on an axis, x on a plane lattice: single precision never gets below an error of 3e-3 here.
    const y = cloudOf(5, (j) => [[0, -1, 0], [0, 0, 0], [0, -1, 0], [1, 3, 0], [0, 0, 0]][j]); // prettier-ignore
    const x = cloudOf(17, (i) => [(i * i) % 3 - 1, (i % 4) - 1, i === 2 ? -3 : (i % 3) - 1]); // prettier-ignore
    const a = Array.from({ length: 17 }, (_, i) => [5, 0.0026, 0.3, 0.001, 3.4][i % 5]);
    const b = [0.001, 0.0056, 0.33, 0.14, 0.001];
    const sum = (w: readonly number[]) => w.reduce((total, v) => total + v, 0);
    for (const epsilon of [0.05, 0.22]) {
      const found = entropicCost(x, y, { epsilon, weights: [a, b], tolerance: 1e-9 });
      expect(found.converged).toBe(true);
      expect(found.rounds).toBeLessThan(500);
      const p = a.map((w) => w / sum(a));
      const q = b.map((w) => w / sum(b));
      const oracle = denseSinkhorn(x, y, p, q, epsilon).value;
      expect(Math.abs(found.value - oracle)).toBeLessThan(1e-9);
    }
  });

  test("nearly equal clouds have no negative divergence", () => {
    const x = normalCloud(streamOf("entropic/nearly"), 200, [1, 1, 1]);
    const y = mapped(x, (value, k, i) => value + 1e-6 * ((i * 7 + k) % 5));
    const { value, lower, upper } = entropicDivergence(x, y, { epsilon: 0.05 });
    expect([value >= 0, lower >= 0, upper < 1e-4]).toEqual([true, true, true]);
  });

  test("the divergence: zero for a cloud and itself, positive and bracketed otherwise, W2^2/2 of a pure shift", () => {
    const x = normalCloud(streamOf("entropic/divergence"), 400, [1, 0.5, 0.8]);
    const none = entropicDivergence(x, x, { epsilon: 0.1 });
    expect([none.value, none.converged]).toEqual([0, true]);
    // A shift by s adds |s|^2/2 to S and nothing to the rest.
    const shifted = entropicDivergence(x, mapped(x, (value, k) => value + [0.3, -0.2, 0.5][k]), { epsilon: 0.1, tolerance: 1e-9 }); // prettier-ignore
    expect(Math.abs(shifted.value - 0.19)).toBeLessThan(1e-9);
    expect(shifted.lower).toBeLessThanOrEqual(shifted.value);
    expect(shifted.upper).toBeGreaterThanOrEqual(shifted.value);
  });

  test("large clouds approach the laws: S of Gaussians within its sampling error", () => {
    const stream = streamOf("entropic/laws");
    const [x, y] = [normalCloud(stream, 4000, [1, 1, 1]), normalCloud(stream, 4000, [1.8, 0.6, 0.6].map(Math.sqrt))];
    const laws = [[1, 1, 1], [1.8, 0.6, 0.6]].map((v) => ({ mean: [0, 0, 0], covariance: fromRows(v.map((s, i) => v.map((_, j) => (i === j ? s : 0)))) })); // prettier-ignore
    // Potentials have standard deviation about 0.9 and 1.1 at epsilon = 1: standard error 0.022 at N = 4000; the bias is O(1/N).
    const found = entropicCost(x, y, { epsilon: 1 });
    expect(Math.abs(found.value - gaussianEntropic(laws[0], laws[1], 1))).toBeLessThan(4 * 0.022);
  });

  test("degenerate clouds: one point each, repeated points, a flat cloud", () => {
    expect(
      entropicCost(
        cloudOf(1, () => [1, 2]),
        cloudOf(1, () => [4, 6]),
        { epsilon: 0.3 },
      ).value,
    ).toBeCloseTo(12.5, 12);
    const twice = cloudOf(6, (i) => [i % 3, (i % 3) ** 2, 0]);
    const once = cloudOf(3, (i) => [i, i ** 2, 0]);
    const y = normalCloud(streamOf("entropic/flat"), 40, [1, 1, 0]);
    const options = { epsilon: 0.2, tolerance: 1e-10 };
    expect(Math.abs(entropicCost(twice, y, options).value - entropicCost(once, y, options).value)).toBeLessThan(1e-12);
  });

  test("refuses what it cannot serve, in one line", () => {
    const [x, y] = [cloudOf(3, (i) => [i, 1]), cloudOf(3, (i) => [i, 2])];
    expect(() =>
      entropicCost(
        x,
        cloudOf(3, (i) => [i]),
        { epsilon: 1 },
      ),
    ).toThrow("different dimension: 2 and 1");
    expect(() => entropicCost(x, y, { epsilon: 0 })).toThrow("invalid epsilon: 0");
    expect(() => entropicCost(x, y, { epsilon: 1, weights: [[1, 0, 1], [1, 1, 1]] })).toThrow("invalid weight of point 1: 0"); // prettier-ignore
    expect(() => entropicCost(x, y, { epsilon: 1, weights: [[1, 1], [1, 1, 1]] })).toThrow("2 weights for 3 points"); // prettier-ignore
    expect(() =>
      entropicCost(
        cloudOf(3, () => [Number.NaN, 0]),
        y,
        { epsilon: 1 },
      ),
    ).toThrow("not finite (point 0: NaN)");
    expect(() =>
      entropicCost(
        mapped(x, (v) => v * 1e7),
        y,
        { epsilon: 1 },
      ),
    ).toThrow("too small");
  });
});
