/**
 * The least ratio of Lemma 3.2 (sphere-ratio.ts) that is found, over axisymmetric log densities of a degree or over all polynomials of a degree, general or even
 * (phi(-x) = phi(x)): minimisation with the exact gradient (math/minimum.ts) from several starts. Each value is that of an explicit phi, so up to quadrature an
 * upper bound of the infimum; that it is the least of its class is not proved. Where phi -> 1 is optimal (d = 2, and all functions that are not even) the value tends to
 * the quotient of the Laplacian and the coefficients to 0.
 */
import { ScenarioError } from "../../../errors.ts";
import { minimise } from "../../../math/minimum.ts";
import { axisSums, axisTable, AXIS_NODES } from "./sphere-axisymmetric.ts";
import { polynomialSums, sphereRules, type Monomial } from "./sphere-polynomials.ts";
import { ratioOf, wholeSphere, type SphereRatio } from "./sphere-ratio.ts";
import { knownOptions } from "../../../names/options.ts";

/** Sizes of the starts. */
const STARTS = [-1.5, -0.5, 0.5, 1.5];

function wholeDegree(degree: number, least: number): void {
  if (!(Number.isInteger(degree) && degree >= least)) throw new ScenarioError(`invalid degree: ${degree} (expected a whole number >= ${least})`);
}

/** The least ratio over log phi = sum_k c_k T_k(mu), k <= degree (even k only when `even`), and its c. Throws ScenarioError for d < 2 or too small a degree. */
export function leastAxisymmetric(options: { dimension: number; degree: number; even: boolean }): SphereRatio & { readonly chebyshev: readonly number[] } {
  knownOptions("leastAxisymmetric", options, ["dimension", "degree", "even"]);
  const { dimension, degree, even } = options;
  wholeSphere(dimension);
  wholeDegree(degree, even ? 2 : 1);
  const orders = Array.from({ length: degree }, (_, k) => k + 1).filter((k) => !even || k % 2 === 0);
  const tables = AXIS_NODES.map((n) => axisTable(dimension, degree, n));
  const c = new Float64Array(degree + 1);
  const rising = new Float64Array(degree + 1);
  // The unknowns are k^2 c_k: second derivatives of T_k are of order k^2 and more.
  const at = (x: ArrayLike<number>): void => orders.forEach((k, i) => (c[k] = x[i] / (k * k)));
  const ratio = (x: Float64Array, gradient: Float64Array): number => {
    at(x);
    const { gamma2, gamma } = axisSums(dimension, tables[0], c, rising);
    orders.forEach((k, i) => (gradient[i] = rising[k] / (k * k)));
    return gamma2 / gamma;
  };
  const found = STARTS.map((size) =>
    minimise(
      ratio,
      orders.map((_, i) => (i === 0 ? 2 * size : 0.3 * size)),
    ),
  );
  const best = found.reduce((a, b) => (b.value < a.value ? b : a));
  at(best.at);
  const [fine, coarse] = tables.map((table) => axisSums(dimension, table, c));
  return { ...ratioOf(fine, coarse), chebyshev: Array.from(c) };
}

/** All exponents of d variables with the given sum. */
function exponents(d: number, total: number): number[][] {
  if (d === 1) return [[total]];
  return Array.from({ length: total + 1 }, (_, k) => exponents(d - 1, total - k).map((rest) => [k, ...rest])).flat();
}

/**
 * The least ratio near a start, over all polynomials of a degree on S^(d-1): homogeneous ones of that degree, which are the even (or odd) ones, and of the degree
 * below unless `even`. `start`: a polynomial in these monomials. Throws ScenarioError for other monomials, d < 2, or an odd degree with `even`.
 */
export function leastPolynomial(options: {
  dimension: number;
  degree: number;
  even: boolean;
  start: readonly Monomial[];
}): SphereRatio & { readonly terms: readonly Monomial[] } {
  knownOptions("leastPolynomial", options, ["dimension", "degree", "even", "start"]);
  const { dimension, degree, even, start } = options;
  wholeSphere(dimension);
  wholeDegree(degree, even ? 2 : 1);
  if (even && degree % 2 !== 0) throw new ScenarioError(`invalid degree: ${degree} (expected an even one for even functions)`);
  const powers = [...exponents(dimension, degree), ...(even ? [] : exponents(dimension, degree - 1))];
  const from = new Float64Array(powers.length);
  for (const term of start) {
    const k = powers.findIndex((one) => one.join() === term.powers.join());
    if (k < 0)
      throw new ScenarioError(
        `invalid start: x^(${term.powers.join(", ")}) (expected degree ${degree}${even ? "" : ` or ${degree - 1}`} in dimension ${dimension})`,
      );
    from[k] += term.coefficient;
  }
  const [fine, coarse] = sphereRules(dimension);
  const best = minimise(
    (c, gradient) => {
      const { gamma2, gamma } = polynomialSums(coarse, powers, c, gradient);
      return gamma2 / gamma;
    },
    from,
    { tolerance: 1e-12 },
  );
  const [better, worse] = [fine, coarse].map((rule) => polynomialSums(rule, powers, best.at));
  return { ...ratioOf(better, worse), terms: powers.map((exponent, k) => ({ powers: exponent, coefficient: best.at[k] })) };
}
