/** Gauss rules of the weights x^p e^(-x^2/2) and x^p (1 - x^2)^q against the gamma and beta functions, up to their degree. */
import { describe, expect, it } from "vitest";
import { gaussHalfInterval, gaussHalfLine, type Rule } from "../../src/math/quadrature.ts";
import { erf, logGamma } from "../../src/math/special.ts";

const moment = ({ nodes, weights }: Rule, m: number): number => nodes.reduce((sum, x, i) => sum + weights[i] * Math.pow(x, 2 * m), 0);

describe("half-line and half-interval rules", () => {
  it.each([
    [5, -0.5],
    [9, 3.3],
    [40, 0],
    [30, 7.5],
  ])("%i nodes, x^%d e^(-x^2/2)", (n, p) => {
    // prettier-ignore
    const rule = gaussHalfLine(n, p);
    const exact = (m: number): number => Math.exp(((p - 1) / 2 + m) * Math.LN2 + logGamma((p + 1) / 2 + m));
    for (const m of [0, 1, n, 2 * n - 1]) expect(Math.abs(moment(rule, m) / exact(m) - 1)).toBeLessThan(1e-12);
    expect(rule.nodes.every((x) => x > 0)).toBe(true);
  });

  it.each([
    [5, -0.5, 0.3],
    [9, 3.3, -0.5],
    [30, 0, -0.5],
    [30, 2, 1.5],
  ])("%i nodes, x^%d (1 - x^2)^%d", (n, p, q) => {
    // prettier-ignore
    const rule = gaussHalfInterval(n, p, q);
    const a = (p + 1) / 2;
    const exact = (m: number): number => Math.exp(logGamma(a + m) + logGamma(q + 1) - logGamma(a + m + q + 1)) / 2;
    for (const m of [0, 1, n, 2 * n - 1]) expect(Math.abs(moment(rule, m) / exact(m) - 1)).toBeLessThan(1e-12);
    expect(rule.nodes.every((x) => x > 0 && x < 1)).toBe(true);
  });

  it("the error function far out", () => {
    expect([erf(40), erf(-40), erf(6.01)]).toEqual([1, -1, 1]);
  });
});
