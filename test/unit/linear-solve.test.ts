/** Linear systems of the implicit steps, with rows of very different sizes, and the constants of the time stepper. */
import { describe, expect, it } from "vitest";
import { factorComplex, factorReal, solveComplex, solveReal } from "../../src/math/linear-solve.ts";
import { prepare, step } from "../../src/solvers/radial/radau.ts";

const n = 40;
/** Diagonally dominant up to a permutation of rows and their scaling by up to 1e18. */
const entry = (i: number, j: number): number => {
  const row = (i * 7 + 3) % n;
  return 10 ** ((18 * row) / n) * (Math.sin(1 + 3 * row * j + j) + (row === j ? 9 : 0));
};

describe("linear systems", () => {
  it("real", () => {
    const matrix = Float64Array.from({ length: n * n }, (_, k) => entry(Math.floor(k / n), k % n));
    const x = Float64Array.from({ length: n }, (_, k) => Math.cos(k));
    const b = x.map((_, i) => x.reduce((sum, value, j) => sum + matrix[i * n + j] * value, 0));
    solveReal(factorReal(matrix.slice(), n), b);
    b.forEach((value, k) => expect(Math.abs(value - x[k])).toBeLessThan(1e-13));
    expect(() => factorReal(new Float64Array(4), 2)).toThrow(RangeError);
  });

  it("complex", () => {
    const real = Float64Array.from({ length: n * n }, (_, k) => entry(Math.floor(k / n), k % n));
    const imaginary = Float64Array.from({ length: n * n }, (_, k) => 0.3 * entry(Math.floor(k / n), (k + 5) % n));
    const [x, y] = [Float64Array.from({ length: n }, (_, k) => Math.cos(k)), Float64Array.from({ length: n }, (_, k) => Math.sin(k * k))];
    const p = x.map((_, i) => x.reduce((sum, value, j) => sum + real[i * n + j] * value - imaginary[i * n + j] * y[j], 0));
    const q = x.map((_, i) => x.reduce((sum, value, j) => sum + real[i * n + j] * y[j] + imaginary[i * n + j] * value, 0));
    solveComplex(factorComplex(real.slice(), imaginary.slice(), n), p, q);
    p.forEach((value, k) => expect(Math.abs(value - x[k])).toBeLessThan(1e-13));
    q.forEach((value, k) => expect(Math.abs(value - y[k])).toBeLessThan(1e-13));
    expect(() => factorComplex(new Float64Array(4), new Float64Array(4), 2)).toThrow(RangeError);
  });
});

describe("Radau IIA", () => {
  /** y0' = -y0^2, y1' = y0 y1 - y1: y0 = 1/(1 + t), y1 = (1 + t) e^-t. */
  const problem = {
    size: 2,
    floor: new Float64Array(2).fill(1e-30),
    rates: (y: Float64Array, into: Float64Array) => void into.set([-y[0] * y[0], y[0] * y[1] - y[1]]),
    relativeDerivative: (y: Float64Array) => Float64Array.of(-2 * y[0], 0, y[0], y[0] - 1),
    change: (u: Float64Array) => Math.max(...u.map(Math.abs)),
    error: (u: Float64Array) => Math.max(...u.map(Math.abs)),
  };
  const errorWith = (steps: number): number => {
    let y = Float64Array.of(1, 1);
    for (let k = 0; k < steps; k++) {
      const into = new Float64Array(2);
      expect(step(problem, prepare(problem, y, 1 / steps)!, y, into)).toBeGreaterThan(0);
      y = into;
    }
    return Math.abs(y[0] - 0.5) + Math.abs(y[1] - 2 * Math.exp(-1));
  };

  it("has order 5", () => {
    // A wrong entry of T, its inverse or an eigenvalue slows Newton or lowers the order to 3 or less.
    const orders = [4, 8, 16].map((steps) => Math.log2(errorWith(steps) / errorWith(2 * steps)));
    for (const order of orders) expect(Math.abs(order - 5)).toBeLessThan(0.35);
  });

  it("is L-stable: a step of 1e9 in units of the decay leaves nothing", () => {
    const decay = {
      ...problem,
      size: 1,
      floor: new Float64Array(1),
      rates: (y: Float64Array, into: Float64Array) => void (into[0] = -1e9 * (y[0] - 1)),
      relativeDerivative: () => Float64Array.of(-1e9),
    };
    const into = new Float64Array(1);
    step(decay, prepare(decay, Float64Array.of(2), 1)!, Float64Array.of(2), into);
    expect(into[0]).toBeCloseTo(1, 8);
  });
});
