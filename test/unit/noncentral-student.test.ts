/**
 * The noncentral t against quadrature with 30 digits (mpmath) of E Phi(shift - t sqrt(X/nu)), and its inverse in the shift.
 */
import { describe, expect, it } from "vitest";
import { detectedShift, noncentralStudentUpper } from "../../src/math/replicates/noncentral-student.ts";
import { normalCdf, studentUpper } from "../../src/math/special.ts";

describe("noncentral Student's t", () => {
  it.each([
    [2.946712883, 15, 3.3, 0.639657464666595],
    [4.07276, 15, 5.5, 0.884920898587246],
    [31.6, 2, 40, 0.798124668319388],
    [2, 1, 1.5, 0.508980098482276],
    [3.5, 62.5, 4.2, 0.752285916629016],
    [0, 7, -0.5, 0.308537538725987],
  ])("P(T > %d), %d degrees of freedom, shift %d: %d", (t, freedom, shift, expected) => {
    expect(Math.abs(noncentralStudentUpper(t, freedom, shift) - expected)).toBeLessThan(1e-11);
  });

  it("is Student's t without a shift, and normal for many degrees of freedom", () => {
    for (const freedom of [1, 3, 15, 200]) expect(noncentralStudentUpper(studentUpper(0.0005, freedom), freedom, 0)).toBeCloseTo(0.0005, 11);
    expect(noncentralStudentUpper(2, 1e8, 2.7)).toBeCloseTo(normalCdf(0.7), 7);
  });

  it("3.3 standard errors are found with probability .64, .38, .29 at 1, 5, 10 simultaneous comparisons of 16 replicates, not 5/6", () => {
    const found = [1, 5, 10].map((comparisons) => noncentralStudentUpper(studentUpper(0.005 / comparisons, 15), 15, 3.3));
    expect(found.map((p) => Number(p.toFixed(2)))).toEqual([0.64, 0.38, 0.29]);
  });

  it.each([
    [0, 3, 0.9],
    [2.9, 15, 5 / 6],
    [12, 4.3, 0.9],
    [600, 1, 0.9],
  ])("the shift that brings T above %d (%d degrees of freedom) with probability %d", (t, freedom, probability) => {
    expect(noncentralStudentUpper(t, freedom, detectedShift(t, freedom, probability))).toBeCloseTo(probability, 3);
  });
});
