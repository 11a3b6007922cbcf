/**
 * Gauss quadrature from the three-term recurrence of the orthonormal polynomials,
 *   b_k p_k = x p_(k-1) - b_(k-1) p_(k-2):   b_k = k / sqrt(4 k^2 - 1) (Legendre),  b_k = sqrt(k) (Hermite, weight of a standard normal),
 * and those of the weights |x|^p e^(-x^2/2) and |x|^p (1 - x^2)^q (generalised Hermite and Gegenbauer polynomials: T. S. Chihara, "An Introduction to Orthogonal
 * Polynomials", 1978, V.2.G and V.2.H), whose positive halves are the Gauss-Laguerre and Gauss-Jacobi rules in x^2.
 *
 * The zeros of p_k separate those of p_(k+1), so bisection between them, finished by Newton, finds all of them for certain.
 * Weights are the Christoffel numbers 1 / sum_j p_j(x)^2: sums of squares, hence without cancellation. Source: W. Gautschi,
 * "Orthogonal Polynomials: Computation and Approximation", 2004, sections 1.3 and 1.4. Limit: at most 200 nodes.
 */

import { exp } from "./elementary.ts";
import { gamma as gammaFunction, logGamma } from "./special.ts";

/** Nodes in increasing order, and positive weights. */
export interface Rule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/** p_n(x), p_n'(x) and sum_(j<n) p_j(x)^2, for p_0^2 = 1 / mass and recurrence coefficients b[1], b[2], ... */
function evaluate(x: number, n: number, b: Float64Array, mass: number, into: Float64Array): void {
  let previous = 0;
  let value = 1 / Math.sqrt(mass);
  let previousSlope = 0;
  let slope = 0;
  let squares = 0;
  for (let k = 1; k <= n; k++) {
    squares += value * value;
    const inner = b[k - 1];
    const next = (x * value - inner * previous) / b[k];
    const nextSlope = (value + x * slope - inner * previousSlope) / b[k];
    previous = value;
    value = next;
    previousSlope = slope;
    slope = nextSlope;
  }
  into[0] = value;
  into[1] = slope;
  into[2] = squares;
}

/** The zero of p_n in (low, high): Newton kept inside a shrinking bracket, to the last bit or two. */
function zero(low: number, high: number, n: number, b: Float64Array, mass: number, work: Float64Array): number {
  evaluate(low, n, b, mass, work);
  const sign = work[0] < 0 ? -1 : 1;
  let x = (low + high) / 2;
  for (let iteration = 0; iteration < 200; iteration++) {
    evaluate(x, n, b, mass, work);
    const value = work[0];
    if (value * sign > 0) low = x;
    else high = x;
    let next = x - value / work[1];
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - x) <= 2.3e-16 * Math.max(Math.abs(x), 1e-3)) return next;
    x = next;
  }
  return x;
}

function gauss(n: number, coefficient: (k: number) => number, mass: number, edge: (k: number) => number): Rule {
  if (!Number.isInteger(n) || n < 1 || n > 200) throw new RangeError(`a Gauss rule needs 1 to 200 nodes: ${n}`);
  const b = Float64Array.from({ length: n + 1 }, (_, k) => (k === 0 ? 0 : coefficient(k)));
  const work = new Float64Array(3);
  let zeros: number[] = [];
  for (let k = 1; k <= n; k++) {
    const fences = [-edge(k), ...zeros, edge(k)];
    zeros = fences.slice(1).map((high, i) => zero(fences[i], high, k, b, mass, work));
  }
  // Both weight functions are even: exact symmetry removes the last bit of asymmetry and puts a middle node at 0.
  const nodes = Float64Array.from(zeros, (x, i) => (x - zeros[n - 1 - i]) / 2);
  const weights = nodes.map((x) => {
    evaluate(x, n, b, mass, work);
    return 1 / work[2];
  });
  return { nodes, weights };
}

/** Gauss-Legendre rule on [-1, 1]: exact for degree 2n - 1; weights sum to 2. */
export const gaussLegendre = (n: number): Rule => {
  const edge = (): number => 1;
  return gauss(n, (k) => k / Math.sqrt(4 * k * k - 1), 2, edge);
};

const hermiteRules = new Map<number, Rule>();

/** Gauss-Hermite rule for the standard normal: E g(Z) = sum w g(x), exact for degree 2n - 1; weights sum to 1. Made once for each n: not to be written to. */
export const gaussHermite = (n: number): Rule => {
  // All zeros of He_k lie within sqrt(4k + 2) of 0 (G. Szego, "Orthogonal Polynomials", theorem 6.32).
  const edge = (k: number): number => 2 * Math.sqrt(k) + 1;
  const rule = hermiteRules.get(n) ?? gauss(n, (k) => Math.sqrt(k), 1, edge);
  hermiteRules.set(n, rule);
  return rule;
};

/**
 * int_0^1 x^power g(x) dx, power > -1, at the Gauss-Legendre nodes of [0, 1]: exact for polynomials g of degree n - 1, since the Legendre polynomials
 * P_k(2x - 1) have the moments s (s-1) ... (s-k+1) / ((s+1) ... (s+k+1)) with the weight x^s.
 */
export function powerRule(n: number, power: number): Rule {
  const { nodes, weights } = gaussLegendre(n);
  const carried = nodes.map((x, i) => {
    let [before, p] = [0, 1];
    let moment = 1 / (power + 1);
    let sum = 0;
    for (let k = 0; k < n; k++) {
      sum += (2 * k + 1) * p * moment;
      [before, p] = [p, ((2 * k + 1) * x * p - k * before) / (k + 1)];
      moment *= (power - k) / (power + k + 2);
    }
    return (sum * weights[i]) / 2;
  });
  return { nodes: nodes.map((x) => (1 + x) / 2), weights: carried };
}

/** int_0^oo x^power e^(-x^2/2) g(x^2) dx, power > -1: exact for polynomials g of degree 2n - 1, n <= 100. */
export const gaussHalfLine = (n: number, power: number): Rule => {
  const b = (k: number): number => Math.sqrt(k + (k % 2) * power);
  // Gershgorin's disks of the Jacobi matrix.
  const edge = (k: number): number => 2 * Math.sqrt(k + Math.max(power, 0)) + 1;
  return positiveHalf(gauss(2 * n, b, exp(((power + 1) / 2) * Math.LN2) * gammaFunction((power + 1) / 2), edge));
};

/** int_0^1 x^power (1 - x^2)^edge g(x^2) dx, power, edge > -1: exact for polynomials g of degree 2n - 1, n <= 100. */
export const gaussHalfInterval = (n: number, power: number, edge: number): Rule => {
  const sum = (power + 1) / 2 + edge;
  const b = (k: number): number => {
    const m = k >> 1;
    if (k === 1) return Math.sqrt((power + 1) / 2 / (sum + 1));
    const square = k % 2 ? ((m + sum) * (m + (power + 1) / 2)) / ((k - 1 + sum) * (k + sum)) : (m * (m + edge)) / ((k - 1 + sum) * (k + sum));
    return Math.sqrt(square);
  };
  const mass = exp(logGamma((power + 1) / 2) + logGamma(edge + 1) - logGamma(sum + 1));
  return positiveHalf(gauss(2 * n, b, mass, () => 1));
};

const positiveHalf = ({ nodes, weights }: Rule): Rule => ({ nodes: nodes.slice(nodes.length / 2), weights: weights.slice(nodes.length / 2) });

const panelRule = gaussLegendre(16);

/**
 * Integral of f over [from, to] by `panels` equal panels of the 16-point Gauss-Legendre rule. Limit: f smooth on the panel
 * scale.
 */
export function integrate(f: (x: number) => number, from: number, to: number, panels = 1): number {
  const half = (to - from) / panels / 2;
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    const centre = from + (2 * panel + 1) * half;
    for (let i = 0; i < panelRule.nodes.length; i++) {
      sum += panelRule.weights[i] * f(centre + half * panelRule.nodes[i]);
    }
  }
  return sum * half;
}
