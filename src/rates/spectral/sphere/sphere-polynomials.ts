/**
 * Lemma 3.2 (sphere-ratio.ts) for log densities that are polynomials of R^d restricted to the sphere, h(x) = sum_a c_a x^a: every smooth h is a limit of such. With the
 * ambient gradient g and second derivatives H, P = I - x x^T,
 *
 *   grad h = P g,   Hess h = P H P - (x.g) P,   Lap h = tr H - x.Hx - (d-1) x.g.
 */
import { exp } from "../../../math/elementary.ts";
import { ScenarioError } from "../../../errors.ts";
import { sphereRule, type SphereRule } from "../../../math/sphere-rule.ts";
import { ratioOf, wholeSphere, type SphereRatio, type SphereSums } from "./sphere-ratio.ts";

/** c x^a: exponents a [d], whole numbers >= 0. */
export interface Monomial {
  readonly powers: readonly number[];
  readonly coefficient: number;
}

/** What is known of h at a point x [d] of the sphere. */
export interface Jet {
  readonly x: Float64Array;
  /** h, ambient gradient g [d], ambient second derivatives H [d][d]. */
  height: number;
  readonly g: Float64Array;
  readonly H: Float64Array;
}

/** Derivatives of monomials at a point, from tables of powers. */
class Powers {
  readonly value: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  private readonly table: Float64Array;
  private readonly terms: readonly (readonly number[])[];
  private readonly d: number;
  private readonly width: number;
  constructor(terms: readonly (readonly number[])[], d: number) {
    this.terms = terms;
    this.d = d;
    this.width = terms.reduce((most, powers) => Math.max(most, ...powers), 0) + 1;
    this.table = new Float64Array(d * this.width);
    this.value = new Float64Array(terms.length);
    this.first = new Float64Array(terms.length * d);
    this.second = new Float64Array(terms.length * d * d);
  }

  /** Fills value [terms]. */
  values(x: Float64Array): void {
    const { d, width, table } = this;
    for (let i = 0; i < d; i++) {
      table[i * width] = 1;
      for (let p = 1; p < width; p++) table[i * width + p] = table[i * width + p - 1] * x[i];
    }
    for (let t = 0; t < this.terms.length; t++) this.value[t] = this.derivative(t, -1, -1);
  }

  /** Fills value, first [terms][d] and second [terms][d][d]. */
  at(x: Float64Array): void {
    const { d } = this;
    this.values(x);
    for (let t = 0; t < this.terms.length; t++) {
      for (let i = 0; i < d; i++) {
        this.first[t * d + i] = this.derivative(t, i, -1);
        for (let j = 0; j <= i; j++) this.second[(t * d + i) * d + j] = this.second[(t * d + j) * d + i] = this.derivative(t, i, j);
      }
    }
  }

  /** d_i d_j x^a; -1 for no derivative. */
  private derivative(t: number, i: number, j: number): number {
    const powers = this.terms[t];
    let product = 1;
    for (let k = 0; k < this.d; k++) {
      let power = powers[k];
      if (k === i) product *= power--;
      if (k === j) product *= power--;
      if (power < 0) return 0;
      product *= this.table[k * this.width + power];
    }
    return product;
  }
}

/** Visits the nodes with the jet of h there, phi times the weight (phi scaled to its largest value at the nodes), and the monomials' derivatives. */
export function overSphere(
  { points, weights }: SphereRule,
  terms: readonly (readonly number[])[],
  c: ArrayLike<number>,
  visit: (jet: Jet, phi: number, powers: Pick<Powers, "value" | "first" | "second">) => void,
): void {
  const d = points.length;
  const powers = new Powers(terms, d);
  const jet: Jet = { x: new Float64Array(d), height: 0, g: new Float64Array(d), H: new Float64Array(d * d) };
  const move = (n: number): void => {
    for (let i = 0; i < d; i++) jet.x[i] = points[i][n];
  };
  let top = -Infinity;
  const heights = weights.map((_, n) => {
    move(n);
    powers.values(jet.x);
    let h = 0;
    for (let t = 0; t < terms.length; t++) h += c[t] * powers.value[t];
    top = Math.max(top, h);
    return h;
  });
  for (let n = 0; n < weights.length; n++) {
    move(n);
    powers.at(jet.x);
    jet.height = heights[n];
    jet.g.fill(0);
    jet.H.fill(0);
    for (let t = 0; t < terms.length; t++) {
      for (let i = 0; i < d; i++) jet.g[i] += c[t] * powers.first[t * d + i];
      for (let k = 0; k < d * d; k++) jet.H[k] += c[t] * powers.second[t * d * d + k];
    }
    visit(jet, weights[n] * exp(heights[n] - top), powers);
  }
}

/** The sums for coefficients c of the monomials; with `rising` [terms] also the gradient of their ratio. */
export function polynomialSums(rule: SphereRule, terms: readonly (readonly number[])[], c: ArrayLike<number>, rising?: Float64Array): SphereSums {
  const d = rule.points.length;
  const sums = { mass: 0, gamma2: 0, gamma: 0 };
  const [up2, up1] = [new Float64Array(terms.length), new Float64Array(terms.length)];
  const tangent = new Float64Array(d);
  const hx = new Float64Array(d);
  const hessian = new Float64Array(d * d);
  overSphere(rule, terms, c, ({ x, g, H }, phi, powers) => {
    let [radial, xhx, gamma] = [0, 0, 0];
    for (let i = 0; i < d; i++) {
      radial += x[i] * g[i];
      hx[i] = 0;
      for (let j = 0; j < d; j++) hx[i] += H[i * d + j] * x[j];
      xhx += x[i] * hx[i];
    }
    for (let i = 0; i < d; i++) {
      tangent[i] = g[i] - radial * x[i];
      gamma += tangent[i] * tangent[i];
    }
    let [size, trace] = [0, 0];
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        const entry = H[i * d + j] - hx[i] * x[j] - x[i] * hx[j] + (xhx + radial) * x[i] * x[j] - (i === j ? radial : 0);
        hessian[i * d + j] = entry;
        size += entry * entry;
      }
      trace += hessian[i * d + i];
    }
    const gamma2 = size + (d - 2) * gamma;
    sums.mass += phi;
    sums.gamma2 += phi * gamma2;
    sums.gamma += phi * gamma;
    if (!rising) return;
    for (let t = 0; t < terms.length; t++) {
      let [bent, moved, outward] = [0, 0, 0];
      for (let i = 0; i < d; i++) {
        outward += x[i] * powers.first[t * d + i];
        moved += tangent[i] * powers.first[t * d + i];
      }
      for (let k = 0; k < d * d; k++) bent += hessian[k] * powers.second[t * d * d + k];
      up2[t] += phi * (powers.value[t] * gamma2 + 2 * (bent - outward * trace) + 2 * (d - 2) * moved);
      up1[t] += phi * (powers.value[t] * gamma + 2 * moved);
    }
  });
  if (rising) for (let t = 0; t < terms.length; t++) rising[t] = (up2[t] - (sums.gamma2 / sums.gamma) * up1[t]) / sums.gamma;
  return sums;
}

/** Nodes along each angle, by dimension. */
const nodesOf = (dimension: number): number => [0, 0, 160, 48, 24, 14][dimension] ?? 10;

/** The finer and the coarser rule on S^(d-1). */
export const sphereRules = (dimension: number): [SphereRule, SphereRule] => [
  sphereRule(dimension, nodesOf(dimension)),
  sphereRule(dimension, Math.round(0.7 * nodesOf(dimension))),
];

/** Checks the polynomial and returns its dimension. */
export function dimensionOf(terms: readonly Monomial[]): number {
  const d = terms[0]?.powers.length ?? 0;
  wholeSphere(d);
  for (const { powers, coefficient } of terms) {
    if (powers.length !== d || powers.some((p) => !(Number.isInteger(p) && p >= 0)) || !Number.isFinite(coefficient))
      throw new ScenarioError(`invalid monomial: ${JSON.stringify({ powers, coefficient })} (expected ${d} whole exponents >= 0 and a finite coefficient)`);
  }
  return d;
}

/** The ratio for log phi = sum_a c_a x^a on S^(d-1), d the number of exponents. Bound: the change from the coarser rule, and rounding. Throws ScenarioError for constant phi. */
export function polynomialRatio(terms: readonly Monomial[]): SphereRatio {
  const rules = sphereRules(dimensionOf(terms));
  const powers = terms.map((term) => term.powers);
  const c = terms.map(({ coefficient }) => coefficient);
  const [fine, coarse] = rules.map((rule) => polynomialSums(rule, powers, c));
  return ratioOf(fine, coarse);
}
