/**
 * CP, Lemma 2, m the standard Gaussian on the line:  int x^2 phi^2 m <= 2 int phi'^2 m + 2 int phi^2 m  as printed;  with 4 in the place of the first 2 it follows from
 * int (phi' - x phi/2)^2 m >= 0, and 4 is sharp. Its second part is the Poincare inequality, int phi^2 m <= int phi'^2 m for phi of mean 0.
 *
 * Polynomials phi make both sides whole numbers, E x^(2k) = (2k-1)!!, so that the verdicts are exact. The proof takes Hermite polynomials as orthonormal that are not.
 */
import type { Check } from "../../protocols/index.ts";
import { atMost } from "../cases.ts";
import { check, type Datum } from "../check.ts";

/** A polynomial by its coefficients, the constant first: whole numbers. */
export interface WholePolynomial extends Datum {
  readonly coefficients: readonly number[];
}

/** E x^n under the standard Gaussian. */
function moment(n: number): number {
  let product = n % 2 === 0 ? 1 : 0;
  for (let k = n - 1; k > 1; k -= 2) product *= k;
  return product;
}

const derivative = (p: readonly number[]): number[] => p.slice(1).map((c, k) => (k + 1) * c);
const mean = (p: readonly number[]): number => p.reduce((sum, c, k) => sum + c * moment(k), 0);

/** E p q x^power. */
const product = (p: readonly number[], q: readonly number[], power = 0): number =>
  p.reduce((sum, a, i) => q.reduce((inner, b, j) => inner + a * b * moment(i + j + power), sum), 0);

const polynomials: readonly WholePolynomial[] = [
  { name: "phi = x", coefficients: [0, 1] },
  { name: "phi = 1 + x^2", coefficients: [1, 0, 1] },
  { name: "phi = x^4 - 3, of mean 0", coefficients: [-3, 0, 0, 0, 1] },
  { name: "phi = 2 - x + 3 x^3", coefficients: [2, -1, 0, 3] },
];

const inequality = (constant: number) =>
  function compare({ coefficients: phi }: WholePolynomial) {
    const slope = derivative(phi);
    return [atMost("", product(phi, phi, 2), constant * product(slope, slope) + 2 * product(phi, phi))];
  };

const words = {
  statement: "The second moment of phi^2 under the Gaussian is bounded by its Dirichlet form and its square",
  printed: "int x^2 phi^2 m <= 2 int phi'^2 m + 2 int phi^2 m",
  corrected: "int x^2 phi^2 m <= 4 int phi'^2 m + 2 int phi^2 m, and 4 is sharp",
  evidence: "exact",
  cites: ["contractivity"],
} as const;

/** As printed: exact counterexamples. */
export const lemma2Printed: Check = check({
  ...words,
  id: "contractivity/lemma-2-printed",
  source: "CP, Lemma 2, as printed",
  reading: "printed",
  expected: "violated",
  data: polynomials,
  compare: inequality(2),
});

/** With 4; `sharp`: its counterpart for exponentials phi = e^(s x^2/4), s < 1, comes as near as one likes, so no smaller constant serves. */
export const lemma2: Check = check({
  ...words,
  id: "contractivity/lemma-2",
  source: "CP, Lemma 2, with 4 in the place of 2",
  reading: "corrected",
  expected: "consistent",
  data: polynomials,
  compare: inequality(4),
});

/** The second part. */
export const lemma2Poincare: Check = check({
  id: "contractivity/lemma-2-poincare",
  statement: "The Poincare inequality of the Gaussian",
  source: "CP, Lemma 2, second part",
  printed: "int phi^2 m <= int phi'^2 m when int phi m = 0",
  reading: "printed",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity"],
  data: [...polynomials, { name: "phi = x^3 - 2 x", coefficients: [0, -2, 0, 1] }],
  hypothesis: ({ coefficients }: WholePolynomial) => (mean(coefficients) === 0 ? undefined : `int phi m = ${mean(coefficients)}, not 0`),
  compare: ({ coefficients: phi }) => [atMost("", product(phi, phi), product(derivative(phi), derivative(phi)))],
});
