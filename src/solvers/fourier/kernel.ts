/**
 * Fourier transform of the Landau kernel truncated to a ball,  a(z) = alpha(|z|) (|z|^2 I - z z^T) 1(|z| < D)  and  b = div a:
 *
 *   a^(k) = A(k) (I - kk^T/k^2) + C(k) kk^T/k^2,   b^(k) = i k C(k)
 *   d = 3:  A = 4 pi int_0^D alpha r^4 (j_0 - j_1/x) dr,   C = 4 pi int_0^D alpha r^4 2 j_1/x dr,   x = k r
 *   d = 2:  A = 2 pi int_0^D alpha r^3 (J_0 - J_1/x) dr,   C = 2 pi int_0^D alpha r^3 J_1/x dr
 *
 * (a z = 0 on the sphere of truncation, so div a has no surface term.) On a periodic box of side 2 D the wave numbers are k = pi m/D, and both are
 * functions of q = |m|^2 alone. Truncation by a ball and its exactness for densities in a ball of radius D/2: F. Vico, L. Greengard, M. Ferrando,
 * J. Comput. Phys. 323 (2016) 191; for the Landau operator L. Pareschi, G. Russo, G. Toscani, J. Comput. Phys. 165 (2000) 216.
 *
 * A power law needs one running integral of x^a phi(x) over all q; a general alpha is integrated for each q on panels graded towards 0.
 * Errors: about 1e-14 of A(0), for alpha smooth away from 0.
 */
import type { Potential } from "../../protocols/index.ts";
import { cos, pow, sin } from "../../math/elementary.ts";
import { gaussLegendre } from "../../math/quadrature.ts";
import { besselJ0, besselJ1 } from "../../math/special.ts";

/** A and C for q = 0, 1, ..., without the factor 2 pi or 4 pi of the angle. */
export interface RadialTables {
  readonly across: Float64Array;
  readonly along: Float64Array;
}

/** phi_A(x), phi_C(x) for x > 0 away from 0, where their differences cancel. */
function angular(dimension: number, x: number, into: Float64Array): void {
  if (dimension === 2) {
    const ratio = besselJ1(x) / x;
    into[0] = besselJ0(x) - ratio;
    into[1] = ratio;
    return;
  }
  const sine = sin(x) / x;
  const ratio = (sine - cos(x)) / (x * x);
  into[0] = sine - ratio;
  into[1] = 2 * ratio;
}

/** Coefficients of x^(2m) in phi_A, phi_C, one pair for each m. */
function* series(dimension: number): Generator<readonly [number, number]> {
  let [zeroth, first] = dimension === 2 ? [1, 1 / 2] : [1, 1 / 3];
  for (let m = 0; ; m++) {
    yield [zeroth - first, dimension === 2 ? first : 2 * first];
    // j_0 (J_0) and j_1/x (J_1/x), term by term.
    const n = m + 1;
    zeroth *= dimension === 2 ? -1 / (4 * n * n) : -1 / (2 * n * (2 * n + 1));
    first *= dimension === 2 ? -1 / (4 * n * (n + 1)) : -1 / (2 * n * (2 * n + 3));
  }
}

/** int_0^x t^a phi(t) dt for x up to about 4, by the series. */
function fromZero(dimension: number, power: number, x: number, into: Float64Array): void {
  into.fill(0);
  let factor = pow(x, power + 1);
  let m = 0;
  for (const [across, along] of series(dimension)) {
    const scale = factor / (power + 1 + 2 * m);
    into[0] += scale * across;
    into[1] += scale * along;
    factor *= x * x;
    m++;
    if (m === 30) return;
  }
}

const stepRule = gaussLegendre(12);

/** Tables of int_0^1 s^a phi(pi sqrt(q) s) ds, q = 0 ... count - 1. */
function powerTables(dimension: number, power: number, count: number): RadialTables {
  const [across, along] = [new Float64Array(count), new Float64Array(count)];
  const [sum, value] = [new Float64Array(2), new Float64Array(2)];
  const [zeroth] = series(dimension);
  across[0] = zeroth[0] / (power + 1);
  along[0] = zeroth[1] / (power + 1);
  fromZero(dimension, power, Math.PI, sum);
  for (let q = 1; q < count; q++) {
    const x = Math.PI * Math.sqrt(q);
    const scale = 1 / pow(x, power + 1);
    across[q] = scale * sum[0];
    along[q] = scale * sum[1];
    const half = (Math.PI * Math.sqrt(q + 1) - x) / 2;
    for (let i = 0; i < stepRule.nodes.length; i++) {
      const t = x + half * (1 + stepRule.nodes[i]);
      angular(dimension, t, value);
      const weight = half * stepRule.weights[i] * pow(t, power);
      sum[0] += weight * value[0];
      sum[1] += weight * value[1];
    }
  }
  return { across, along };
}

const panelRule = gaussLegendre(16);

/** Nodes s in (0, 1) and weights: panels halved towards 0, and none wider than 6 radians of the highest wave number. */
function gradedNodes(highest: number): { nodes: number[]; weights: number[] } {
  const [nodes, weights]: [number[], number[]] = [[], []];
  for (let level = 0; level < 40; level++) {
    const [to, from] = [pow(2, -level), level === 39 ? 0 : pow(2, -level - 1)];
    const panels = Math.max(1, Math.ceil(((to - from) * highest) / 6));
    const half = (to - from) / panels / 2;
    for (let panel = 0; panel < panels; panel++)
      for (let i = 0; i < panelRule.nodes.length; i++) {
        nodes.push(from + half * (2 * panel + 1 + panelRule.nodes[i]));
        weights.push(half * panelRule.weights[i]);
      }
  }
  return { nodes, weights };
}

/** The q that are sums of `dimension` squares up to `most`^2 each. */
function squareSums(dimension: number, most: number): Set<number> {
  let sums = new Set([0]);
  for (let axis = 0; axis < dimension; axis++) {
    const next = new Set<number>();
    for (const sum of sums) for (let m = 0; m <= most; m++) next.add(sum + m * m);
    sums = next;
  }
  return sums;
}

/** Tables of int_0^1 alpha(D s) s^(d+1) phi(pi sqrt(q) s) ds. */
function generalTables(dimension: number, alpha: (r: number) => number, radius: number, most: number): RadialTables {
  const count = dimension * most * most + 1;
  const [across, along] = [new Float64Array(count), new Float64Array(count)];
  const { nodes, weights } = gradedNodes(Math.PI * Math.sqrt(count));
  const mass = nodes.map((s, i) => weights[i] * alpha(radius * s) * s * s * (dimension === 2 ? s : s * s));
  const coefficients: (readonly [number, number])[] = [];
  for (const pair of series(dimension)) if (coefficients.push(pair) === 12) break;
  const value = new Float64Array(2);
  for (const q of squareSums(dimension, most)) {
    const k = Math.PI * Math.sqrt(q);
    for (let i = 0; i < nodes.length; i++) {
      const x = k * nodes[i];
      if (x > 1) angular(dimension, x, value);
      else {
        value.fill(0);
        for (let m = coefficients.length - 1; m >= 0; m--) {
          value[0] = value[0] * x * x + coefficients[m][0];
          value[1] = value[1] * x * x + coefficients[m][1];
        }
      }
      across[q] += mass[i] * value[0];
      along[q] += mass[i] * value[1];
    }
  }
  return { across, along };
}

const powerCache = new Map<string, RadialTables>();

/** Tables of the unit ball, computed once for a dimension and an exponent and grown when more is asked for. */
function cachedPowerTables(dimension: number, gamma: number, count: number): RadialTables {
  const key = `${dimension} ${gamma}`;
  const known = powerCache.get(key);
  if (known && known.across.length >= count) return known;
  const tables = powerTables(dimension, gamma + dimension + 1, count);
  powerCache.set(key, tables);
  return tables;
}

/**
 * A and C at k = pi sqrt(q)/D for q up to d most^2, D the radius of truncation, strength of the interaction included. Entries at q that are no
 * sums of d squares are without meaning. Throws nothing: the solver checks the exponent.
 */
export function radialTables(potential: Potential, dimension: number, radius: number, most: number): RadialTables {
  const count = dimension * most * most + 1;
  const angle = dimension === 2 ? 2 * Math.PI : 4 * Math.PI;
  const { gamma, strength } = potential;
  const unit = gamma === undefined ? generalTables(dimension, (r) => potential.alpha(r), radius, most) : cachedPowerTables(dimension, gamma, count);
  const scale = angle * (gamma === undefined ? pow(radius, dimension + 2) : strength * pow(radius, gamma + dimension + 2));
  return {
    across: unit.across.subarray(0, count).map((value) => scale * value),
    along: unit.along.subarray(0, count).map((value) => scale * value),
  };
}
