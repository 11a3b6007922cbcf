/** Quasi-Newton minimisation on functions whose minima are known: Rosenbrock's valley, an ill-conditioned quadratic form, a function with a wall. */
import { describe, expect, it } from "vitest";
import { minimise } from "../../src/math/minimum.ts";

describe("minimise", () => {
  it("Rosenbrock's valley from (-1.2, 1), in under 100 steps", () => {
    const found = minimise(
      (x, g) => {
        const [a, b] = [1 - x[0], x[1] - x[0] * x[0]];
        g[0] = -2 * a - 400 * x[0] * b;
        g[1] = 200 * b;
        return a * a + 100 * b * b;
      },
      [-1.2, 1],
    );
    expect(found.value).toBeLessThan(1e-20);
    expect(found.at[0]).toBeCloseTo(1, 9);
    expect(found.at[1]).toBeCloseTo(1, 9);
    expect(found.steps).toBeLessThan(100);
  });

  it("sum 10^k (x_k - k)^2 / 2 + 7, k < 6", () => {
    const found = minimise((x, g) => {
      let sum = 7;
      x.forEach((y, k) => {
        g[k] = 10 ** k * (y - k);
        sum += (g[k] * (y - k)) / 2;
      });
      return sum;
    }, new Array<number>(6).fill(-2));
    expect(found.value).toBeCloseTo(7, 12);
    found.at.forEach((y, k) => expect(y).toBeCloseTo(k, 5));
  });

  it("steps back from where the function is not defined: x - log x, x > 0", () => {
    const found = minimise(
      (x, g) => {
        g[0] = 1 - 1 / x[0];
        return x[0] > 0 ? x[0] - Math.log(x[0]) : NaN;
      },
      [40],
    );
    expect(found.at[0]).toBeCloseTo(1, 6);
  });
});
