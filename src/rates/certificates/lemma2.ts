/**
 * Lemma 2 of CP is false as printed,  int x^2 phi^2 m <= 2 int phi'^2 m + 2 int phi^2 m,  m the standard Gaussian: polynomials phi for which the difference of the sides is an integer,
 * by E x^(2k) = (2k - 1)!!. With 4 in the place of the first 2 it is true, and sharp.
 */
import { derivative, exponentOf, functional, product, variable, type IntegerPolynomial } from "../../math/exact/integer-polynomials.ts";
import { Interval } from "../../math/exact/intervals.ts";
import { Rational } from "../../math/exact/rational.ts";
import { certificate, type Certificate } from "./certificate.ts";

const x = variable(0);

const gaussianMean = (p: IntegerPolynomial): bigint => functional(p, (key) => (exponentOf(key, 0) % 2 === 0 ? doubleFactorial(exponentOf(key, 0) - 1) : 0n));

const doubleFactorial = (n: number): bigint => (n <= 1 ? 1n : BigInt(n) * doubleFactorial(n - 2));

/** Left side less right side of Lemma 2 with `constant` before int phi'^2 m; phi in the variable x_0. */
export function lemma2Excess(phi: IntegerPolynomial, constant: bigint): bigint {
  const slope = derivative(phi, 0);
  const square = product(phi, phi);
  const weighted = product(new Map([[2 * x, 1n]]), square);
  return gaussianMean(weighted) - constant * gaussianMean(product(slope, slope)) - 2n * gaussianMean(square);
}

export const printedLemma2: readonly Certificate[] = [
  {
    words: "1 + x^2",
    phi: new Map([
      [0, 1n],
      [2 * x, 1n],
    ]),
  },
  {
    words: "x^4 - 3, of zero mean",
    phi: new Map([
      [4 * x, 1n],
      [0, -3n],
    ]),
  },
].map(({ words, phi }) =>
  certificate({
    name: `Lemma 2 fails at phi = ${words}`,
    statement: `int x^2 phi^2 m - 2 int phi'^2 m - 2 int phi^2 m > 0 for phi = ${words}, an integer`,
    enclose: () => Interval.rational(new Rational(lemma2Excess(phi, 2n))),
    lemma: "none: the number is the statement. The proof of CP's Theorem 1 stands for d = 2, 3 with 4 in the place of the first 2",
    source: "CP, Lemma 2, as printed",
  }),
);
