/** Eigenvalues and functions of small symmetric matrices. */
import { describe, expect, test } from "vitest";
import { ScenarioError } from "../../src/errors.ts";
import { eigen, fromRows, functionOf, generalizedEigen, product, spectral, squareRoot, symmetrized, trace } from "../../src/math/symmetric.ts";
import { streamOf } from "../support/clouds.ts";

const worst = (a: ArrayLike<number>, b: ArrayLike<number>): number => Math.max(...Array.from(a, (value, k) => Math.abs(value - b[k])));

test("a matrix with eigenvalues 1, 2, 4 by hand", () => {
  // (2,1;1,2) has 1 and 3; bordered so that the order of the eigenvalues is not that of the diagonal.
  const { values, vectors } = eigen(
    fromRows([
      [2, 0, 1],
      [0, 0.5, 0],
      [1, 0, 2],
    ]),
    3,
  );
  expect(worst(values, [0.5, 1, 3])).toBeLessThan(1e-15);
  expect(Math.abs(vectors[3])).toBeCloseTo(1, 15);
  expect(vectors[1] * vectors[7]).toBeCloseTo(-0.5, 15);
  expect(vectors[2] * vectors[8]).toBeCloseTo(0.5, 15);
});

describe.each([1, 2, 3, 4, 7])("random matrices in dimension %i", (d) => {
  const stream = streamOf(`symmetric/${d}`);
  const random = (): Float64Array =>
    symmetrized(
      Float64Array.from({ length: d * d }, () => stream.normal()),
      d,
    );

  test("A V = V diag(lambda) with orthonormal V", () => {
    for (let trial = 0; trial < 20; trial++) {
      const matrix = random();
      const { values, vectors } = eigen(matrix, d);
      const scaled = vectors.map((entry, at) => entry * values[at % d]);
      expect(worst(product(matrix, vectors, d), scaled)).toBeLessThan(1e-14 * d);
      const transposed = vectors.map((_, at) => vectors[(at % d) * d + Math.floor(at / d)]);
      const unit = vectors.map((_, at) => (at % d === Math.floor(at / d) ? 1 : 0));
      expect(worst(product(transposed, vectors, d), unit)).toBeLessThan(1e-14 * d);
      expect(Array.from(values)).toEqual(Array.from(values).sort((a, b) => a - b));
    }
  });

  test("f(A) for f(t) = t^3 is A A A, and the square root squares back", () => {
    const matrix = random();
    const cube = functionOf(matrix, d, (t) => t * t * t);
    expect(worst(cube, product(product(matrix, matrix, d), matrix, d))).toBeLessThan(1e-13 * d * d);
    const positive = product(matrix, matrix, d);
    const root = squareRoot(positive, d);
    expect(worst(product(root, root, d), positive)).toBeLessThan(1e-13 * d * d);
    expect(
      trace(
        spectral(eigen(matrix, d), (t) => t),
        d,
      ),
    ).toBeCloseTo(trace(matrix, d), 13);
  });
});

test("degenerate and badly scaled matrices", () => {
  expect(Array.from(eigen(new Float64Array(9), 3).values)).toEqual([0, 0, 0]);
  const graded = eigen(
    fromRows([
      [1e200, 1e100],
      [1e100, 2],
    ]),
    2,
  );
  // lambda_min = det / lambda_max = (2e200 - 1e200) / 1e200.
  expect(graded.values[0]).toBeCloseTo(1, 12);
  expect(graded.values[1] / 1e200).toBeCloseTo(1, 14);
  expect(() => eigen(Float64Array.of(NaN), 1)).toThrow(ScenarioError);
  expect(() => fromRows([[1, 2]])).toThrow(/square/);
});

describe("generalised eigenproblem A x = lambda B x", () => {
  // det(A - lambda B) = (2 - lambda)(2 - 4 lambda) - (1 + lambda)^2 = 3 lambda^2 - 12 lambda + 3 for A = (2, -1; -1, 2), B = (1, 1; 1, 4).
  const roots = [2 - Math.sqrt(3), 2 + Math.sqrt(3)];
  test.each([1, 1e-15])("by hand, the second unknown in units of %d", (unit) => {
    const { values, vectors } = generalizedEigen(Float64Array.of(2, -unit, -unit, 2 * unit * unit), Float64Array.of(1, unit, unit, 4 * unit * unit), 2);
    expect(worst(values, roots)).toBeLessThan(1e-14);
    roots.forEach((root, k) => {
      const [x, y] = [vectors[k], unit * vectors[2 + k]];
      expect((2 - root) * x - (1 + root) * y).toBeCloseTo(0, 14);
      expect(x * x + 2 * x * y + 4 * y * y).toBeCloseTo(1, 14);
    });
  });

  test("dependent functions are refused", () => {
    expect(() => generalizedEigen(Float64Array.of(1, 0, 0, 1), Float64Array.of(1, 2, 2, 4), 2)).toThrow(ScenarioError);
  });
});
