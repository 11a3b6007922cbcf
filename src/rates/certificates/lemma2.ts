/**
 * Lemma 2 of CP is false as printed,  int x^2 phi^2 m <= 2 int phi'^2 m + 2 int phi^2 m,  m the standard Gaussian: polynomials phi for which the difference of the sides is an integer,
 * by E x^(2k) = (2k - 1)!!. With 4 in the place of the first 2 it is true, and sharp.
 */
import { Interval } from "../../math/exact/intervals.ts";
import { Rational } from "../../math/exact/rational.ts";
import { certificate, type Certificate } from "./certificate.ts";

/** Coefficients of 1, x, x^2, ... */
type Polynomial = readonly bigint[];

const gaussianMean = (p: Polynomial): bigint => p.reduce((sum, c, k) => (k % 2 === 0 ? sum + c * doubleFactorial(k - 1) : sum), 0n);

const doubleFactorial = (n: number): bigint => (n <= 1 ? 1n : BigInt(n) * doubleFactorial(n - 2));

function square(p: Polynomial): Polynomial {
  const product = new Array<bigint>(2 * p.length - 1).fill(0n);
  p.forEach((a, i) => p.forEach((b, j) => (product[i + j] += a * b)));
  return product;
}

/** Left side less right side of Lemma 2 with `constant` before int phi'^2 m. */
export function lemma2Excess(p: Polynomial, constant: bigint): bigint {
  const derivative = p.slice(1).map((c, k) => BigInt(k + 1) * c);
  return gaussianMean([0n, 0n, ...square(p)]) - constant * gaussianMean(square(derivative)) - 2n * gaussianMean(square(p));
}

export const printedLemma2: readonly Certificate[] = [
  { phi: "1 + x^2", coefficients: [1n, 0n, 1n] },
  { phi: "x^4 - 3, of zero mean", coefficients: [-3n, 0n, 0n, 0n, 1n] },
].map(({ phi, coefficients }) =>
  certificate({
    name: `Lemma 2 fails at phi = ${phi}`,
    statement: `int x^2 phi^2 m - 2 int phi'^2 m - 2 int phi^2 m > 0 for phi = ${phi}, an integer`,
    enclose: () => Interval.rational(new Rational(lemma2Excess(coefficients, 2n))),
    lemma: "none: the number is the statement. The proof of CP's Theorem 1 stands for d = 2, 3 with 4 in the place of the first 2",
    source: "CP, Lemma 2, as printed",
  }),
);
