/**
 * The way from a Gaussian f = N(a, A) to g = N(b, B) along which dissipation is integrated: for epsilon = 0 the W2 geodesic (R. McCann, Adv. Math. 128 (1997)
 * 153), for epsilon > 0 the entropic interpolation of the half cost (CP, section 5, eq. 5.16),
 *
 *   rho_s = N((1-s) a + s b, F A F + epsilon s F),   F = (1-s) I + s X,   grad u_s(v) = S_s (v - c_s) + b - a,   S_s = (X - I) F^-1,
 *   d_s u + |grad u|^2/2 + (epsilon/2) Laplacian u = 0,
 *
 * X the matrix of the optimal or the entropic map. Integrals over s: Gauss-Legendre on panels halved towards both ends until they are as short as the nearest
 * zero of F is far, s = 1/(1 - x), x an eigenvalue of X; and again until they stand still.
 */
import { gaussianMapMatrix } from "../../math/bures.ts";
import { pow } from "../../math/elementary.ts";
import { gaussLegendre, powerRule } from "../../math/quadrature.ts";
import { eigen, product, spectral, type Eigen, type Matrix } from "../../math/symmetric.ts";
import { entropicMapMatrix } from "../../transport/index.ts";
import type { Value } from "../../functionals/index.ts";
import type { GaussianSpecies } from "../moments/gaussian-species.ts";

/** A point of the way: rho_s and the potential's second derivatives. Matrices [d x d]. */
export interface BridgePoint {
  readonly mean: Float64Array;
  readonly covariance: Matrix;
  readonly hessian: Matrix;
}

/** The way from f to g. */
export interface GaussianBridge {
  /** X. */
  readonly map: Matrix;
  /** Eigenvalues of X, ascending. */
  readonly stretches: Float64Array;
  /** b - a. */
  readonly shift: Float64Array;
  at(s: number): BridgePoint;
}

type Ends = Pick<GaussianSpecies, "mean" | "covariance">;

/** The geodesic, or the entropic interpolation of the half cost with the given epsilon. */
export function gaussianBridge(f: Ends, g: Ends, epsilon = 0): GaussianBridge {
  const d = f.mean.length;
  const map = epsilon === 0 ? gaussianMapMatrix(f.covariance, g.covariance, d) : entropicMapMatrix(f, g, epsilon);
  const axes: Eigen = eigen(map, d);
  const shift = g.mean.map((b, k) => b - f.mean[k]);
  return {
    map,
    stretches: axes.values,
    shift,
    at(s) {
      const step = spectral(axes, (x) => 1 - s + s * x);
      const moved = product(product(step, f.covariance, d), step, d);
      return {
        mean: f.mean.map((a, k) => a + s * shift[k]),
        covariance: moved.map((x, k) => x + epsilon * s * step[k]),
        hessian: spectral(axes, (x) => (x - 1) / (1 - s + s * x)),
      };
    },
  };
}

/** Nodes a panel, and those of the comparison. */
const [FINE, COARSE] = [12, 9];
/** Zeros of F are this far from [0, 1] at least, in lengths of it, when one panel will do. */
const FAR = 2 / 3;
/** Relative rounding of an integrand. */
const ROUNDING = 1e-13;
/** Change, relative to the integral of the absolute value, above which panels are halved once more: where drifts pass each other the integrand turns faster than its ways stretch. */
const STILL = 1e-10;
const MOST_HALVINGS = 3;

/**
 * int_0^1 min(s, 1-s)^power f(s) ds of several functions along ways of the given stretches, power > -1; bound: the change from 9 to 12 nodes a panel, and rounding.
 */
export function overBridge(stretches: readonly Float64Array[], size: number, f: (s: number) => ArrayLike<number>, power = 0): Value[] {
  const total = (n: number, edges: readonly number[]): { sum: number; size: number }[] => {
    const rules = { inner: gaussLegendre(n), end: power === 0 ? undefined : powerRule(n, power) };
    const sums = Array.from({ length: size }, () => ({ sum: 0, size: 0 }));
    const add = (s: number, weight: number): void => {
      const values = f(s);
      sums.forEach((one, at) => {
        one.sum += weight * values[at];
        one.size += Math.abs(weight * values[at]);
      });
    };
    for (let k = 0; k + 1 < edges.length; k++) {
      const [low, high] = [edges[k], edges[k + 1]];
      const width = high - low;
      if (rules.end && (low === 0 || high === 1)) {
        // The panel carries the weight's singularity at its end, which the rule integrates.
        const { nodes, weights } = rules.end;
        nodes.forEach((x, i) => add(low === 0 ? width * x : 1 - width * x, width * pow(width, power) * weights[i]));
        continue;
      }
      rules.inner.nodes.forEach((x, i) => {
        const s = low + (width / 2) * (1 + x);
        add(s, (width / 2) * rules.inner.weights[i] * (power === 0 ? 1 : pow(Math.min(s, 1 - s), power)));
      });
    }
    return sums;
  };
  let edges = edgesOf(Math.max(...stretches.flatMap((values) => Array.from(values, (x) => Math.max(x, 1 / x)))), power !== 0);
  for (let halvings = 0; ; halvings++) {
    const [fine, coarse] = [total(FINE, edges), total(COARSE, edges)];
    const changes = fine.map(({ sum }, at) => Math.abs(sum - coarse[at].sum));
    if (halvings === MOST_HALVINGS || !changes.some((change, at) => change > STILL * fine[at].size))
      return fine.map(({ sum, size: absolute }, at) => ({ value: sum, bound: changes[at] + ROUNDING * absolute }));
    edges = edges.flatMap((edge, k) => (k === 0 ? [edge] : [(edges[k - 1] + edge) / 2, edge]));
  }
}

/** Of [0, 1], symmetric about 1/2, which is an edge when `halved`. */
function edgesOf(ratio: number, halved: boolean): number[] {
  if (!halved && (ratio - 1) * FAR < 1) return [0, 1];
  const edges = [0.5];
  while (edges[0] * ratio > 1) edges.unshift(edges[0] / 2);
  return [0, ...edges, ...edges.slice(0, -1).reverse().map((x) => 1 - x), 1]; // prettier-ignore
}
