/**
 * The law  f(v) = theta^(-d/2) m(x) sum_alpha a_alpha H_alpha(x),  x = Q^T (v - u)/sqrt(theta), of finitely many coefficients, with
 *
 *   grad_x (m H_alpha) = -m sum_i sqrt(alpha_i + 1) H_(alpha+e_i) e_i,
 *
 * on the product of Gauss-Hermite rules: exact for f/m times polynomials (two rules, for what is no polynomial). A truncated expansion may be negative where m is small.
 */
import type { NodalLaw, Nodes } from "../../protocols/index.ts";
import type { Basis } from "./basis.ts";
import type { Frame } from "./data.ts";
import { ScenarioError } from "../../errors.ts";
import { exp, log } from "../../math/elementary.ts";
import { sumOver } from "../../math/sum.ts";
import { gaussHermite } from "../../math/quadrature.ts";
import { hermiteValues } from "../../math/polynomials/hermite.ts";
import { toFrame } from "./data.ts";

/** Nodes an axis that the coarser of the two rules has less: a logarithm's Gauss-Hermite error falls by more than 2 over them. */
const FEWER = 10;

const LOG_TWO_PI = log(2 * Math.PI);

/** The law of a Hermite solution. */
export interface HermiteLaw extends NodalLaw {
  readonly fourthMoment: number;
  /** a_alpha by position in the basis, in the law's principal axes at t = 0; a_0 = 1. Their squares from degree 1 on sum to E(f). */
  readonly coefficients: Float64Array;
  readonly basis: Basis;
}

/** Applies one matrix for each axis, [out x in], to a tensor of side `side`: axis by axis, last axis fastest. */
function contract(tensor: Float64Array, side: number, matrices: readonly Float64Array[]): Float64Array {
  let current = tensor;
  let after = tensor.length;
  let before = 1;
  for (const matrix of matrices) {
    const out = matrix.length / side;
    after /= side;
    const next = new Float64Array(before * out * after);
    for (let b = 0; b < before; b++) {
      for (let o = 0; o < out; o++) {
        for (let i = 0; i < side; i++) {
          const factor = matrix[o * side + i];
          const [from, to] = [(b * side + i) * after, (b * out + o) * after];
          for (let a = 0; a < after; a++) next[to + a] += factor * current[from + a];
        }
      }
    }
    current = next;
    before *= out;
  }
  return current;
}

/** Nodes on `count` points an axis. */
function nodesOf(basis: Basis, frame: Frame, coefficients: Float64Array, count: number): Nodes {
  const { dimension: d, degree, indices } = basis;
  const side = degree + 1;
  const rule = gaussHermite(count);
  const values = new Float64Array(count * side);
  const slopes = new Float64Array(count * side);
  const row = new Float64Array(degree + 2);
  rule.nodes.forEach((x, q) => {
    hermiteValues(x, degree + 1, row);
    for (let k = 0; k < side; k++) {
      values[q * side + k] = row[k];
      slopes[q * side + k] = -Math.sqrt(k + 1) * row[k + 1];
    }
  });
  const tensor = new Float64Array(indices.reduce((size, _, k) => (k < d ? size * side : size), 1));
  indices.forEach((alpha, n) => (tensor[alpha.reduce((place, k) => place * side + k, 0)] = coefficients[n]));
  const axes = Array.from({ length: d }, (_, k) => k);
  const h = contract(tensor, side, axes.map(() => values)); // prettier-ignore
  const slope = axes.map((i) => contract(tensor, side, axes.map((k) => (k === i ? slopes : values)))); // prettier-ignore
  return assemble(frame, rule, h, slope);
}

function assemble(frame: Frame, rule: ReturnType<typeof gaussHermite>, h: Float64Array, slope: readonly Float64Array[]): Nodes {
  const d = slope.length;
  const count = rule.nodes.length;
  const planes = (): Float64Array[] => slope.map(() => new Float64Array(h.length));
  const nodes = {
    points: planes(),
    weights: new Float64Array(h.length),
    density: new Float64Array(h.length),
    gradient: planes(),
  };
  const volume = slope.reduce((product) => product * frame.scale, 1);
  const x = new Float64Array(d);
  for (let n = 0; n < h.length; n++) {
    let [rest, weight, square] = [n, 1, 0];
    for (let k = d - 1; k >= 0; k--) {
      const q = rest % count;
      rest = (rest - q) / count;
      x[k] = rule.nodes[q];
      weight *= rule.weights[q];
      square += x[k] * x[k];
    }
    const m = exp(-(square + d * LOG_TWO_PI) / 2) / volume;
    nodes.weights[n] = weight / m;
    nodes.density[n] = m * h[n];
    for (let i = 0; i < d; i++) {
      let [point, gradient] = [frame.mean[i], 0];
      for (let k = 0; k < d; k++) {
        point += frame.scale * frame.axes[i * d + k] * x[k];
        gradient += (frame.axes[i * d + k] * slope[k][n] * m) / frame.scale;
      }
      nodes.points[i][n] = point;
      nodes.gradient[i][n] = gradient;
    }
  }
  return nodes;
}

/** Central second moment [d][d], E (v - u)|v - u|^2 and E|v - u|^4 from the coefficients of degrees 2, 3 and 4. */
function momentsOf({ position, dimension: d }: Basis, { axes, scale }: Frame, a: Float64Array) {
  const unit = (...at: number[]): number[] => Array.from({ length: d }, (_, k) => at.filter((i) => i === k).length * 2);
  const second = (i: number): number => Math.SQRT2 * (a[position(unit(i)) ?? -1] ?? 0);
  const theta = scale * scale;
  let fourth = 0;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      const quartic = a[position(unit(i, j)) ?? -1] ?? 0;
      // x^4 = He_4 + 6 He_2 + 3; x^2 y^2 = He_2 He_2 + He_2 + He_2 + 1.
      fourth += i === j ? Math.sqrt(24) * quartic + 6 * second(i) + 3 : 2 * quartic + second(i) + second(j) + 1;
    }
  }
  // x^3 = He_3 + 3 He_1; x y^2 = He_1 He_2 + He_1; there is no He_1.
  const third = Array.from({ length: d }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < d; j++) {
      const index = unit(j).map((k, axis) => k + (axis === i ? 1 : 0));
      sum += (i === j ? Math.sqrt(6) : Math.SQRT2) * (a[position(index) ?? -1] ?? 0);
    }
    return sum;
  });
  const turned = third.map((_, i) => third.reduce((sum, x, k) => sum + axes[i * d + k] * x, 0) * theta * scale);
  const entry = (i: number, j: number): number => {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += axes[i * d + k] * (1 + second(k)) * axes[j * d + k];
    return theta * sum;
  };
  const covariance = Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_, j) => entry(Math.max(i, j), Math.min(i, j))));
  return { covariance, thirdMoment: turned, fourthMoment: theta * theta * fourth };
}

/** The sum of the squares; `beyond` is the root of what is missing. */
function relativeL2Of(coefficients: Float64Array, beyond: number): { value: number; bound: number } {
  const { sum } = sumOver(coefficients.length - 1, (n) => coefficients[n + 1] * coefficients[n + 1]);
  return { value: sum, bound: beyond * beyond + 2e-14 * (1 + sum) };
}

/**
 * The law of the given coefficients; nodes, `points` an axis, are made when first asked for. `beyond` estimates the norm of the
 * coefficients left out.
 */
export function hermiteLaw(basis: Basis, frame: Frame, coefficients: Float64Array, { points, beyond }: { points: number; beyond: number }): HermiteLaw {
  const { dimension: d, degree, indices } = basis;
  const values = Array.from({ length: d }, () => new Float64Array(degree + 2));
  const x = new Float64Array(d);
  const volume = values.reduce((product) => product * frame.scale, 1);
  const place = (v: ArrayLike<number>): number => {
    toFrame(frame, v, x);
    values.forEach((row, k) => hermiteValues(x[k], degree + 1, row));
    return exp(-(x.reduce((sum, y) => sum + y * y, 0) + d * LOG_TWO_PI) / 2) / volume;
  };
  /** sum a_alpha prod H_(alpha_k), with -sqrt(alpha_i + 1) H_(alpha_i + 1) in axis i when one is given. */
  const series = (axis = -1): number => {
    let sum = 0;
    indices.forEach((alpha, n) => {
      let term = coefficients[n];
      for (let k = 0; k < d; k++) term *= k === axis ? -Math.sqrt(alpha[k] + 1) * values[k][alpha[k] + 1] : values[k][alpha[k]];
      sum += term;
    });
    return sum;
  };
  const made: (Nodes | undefined)[] = [undefined, undefined];
  const rule = (level: 0 | 1): Nodes => (made[level] ??= nodesOf(basis, frame, coefficients, level ? points : points - FEWER));
  return {
    name: `Hermite expansion of degree ${degree}`,
    dimension: d,
    mean: frame.mean,
    ...momentsOf(basis, frame, coefficients),
    spec: { type: "hermite", degree },
    coefficients,
    basis,
    relativeL2: relativeL2Of(coefficients, beyond),
    rule,
    get nodes() {
      return rule(1);
    },
    sample() {
      throw new ScenarioError("hermite: an expansion may be negative and cannot be sampled");
    },
    density: (v) => place(v) * series(),
    score(v, into) {
      place(v);
      const h = series();
      const slope = values.map((_, k) => series(k) / h / frame.scale);
      for (let i = 0; i < d; i++) into[i] = slope.reduce((sum, s, k) => sum + frame.axes[i * d + k] * s, 0);
    },
  };
}
