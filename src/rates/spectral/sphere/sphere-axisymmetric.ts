/**
 * Lemma 3.2 (sphere-ratio.ts) for axisymmetric log densities h(mu) = sum_k c_k T_k(mu), mu = cos of the angle with the axis, T_k Chebyshev polynomials:
 *
 *   Gamma = (1 - mu^2) h'^2,   Gamma_2 = ((1 - mu^2) h'' - mu h')^2 + (d-2) h'^2,   weight (1 - mu^2)^((d-3)/2).
 */
import { exp } from "../../../math/elementary.ts";
import { latitudeRule } from "../../../math/sphere-rule.ts";
import { ratioOf, wholeSphere, type SphereRatio, type SphereSums } from "./sphere-ratio.ts";
import { knownOptions } from "../../../names/options.ts";

/** The basis at the nodes of one resolution. */
export interface AxisTable {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
  /** T_k, T_k', T_k'' at the nodes, k = 0 ... degree. */
  readonly values: readonly Float64Array[];
  readonly slopes: readonly Float64Array[];
  readonly bends: readonly Float64Array[];
}

export function axisTable(dimension: number, degree: number, n: number): AxisTable {
  const { nodes, weights } = latitudeRule(dimension, n);
  const table = {
    nodes,
    weights,
    values: [nodes.map(() => 1), nodes.slice()],
    slopes: [nodes.map(() => 0), nodes.map(() => 1)],
    bends: [nodes.map(() => 0), nodes.map(() => 0)],
  };
  const { values, slopes, bends } = table;
  for (let k = 1; k < degree; k++) {
    values.push(nodes.map((mu, n) => 2 * mu * values[k][n] - values[k - 1][n]));
    slopes.push(nodes.map((mu, n) => 2 * values[k][n] + 2 * mu * slopes[k][n] - slopes[k - 1][n]));
    bends.push(nodes.map((mu, n) => 4 * slopes[k][n] + 2 * mu * bends[k][n] - bends[k - 1][n]));
  }
  return table;
}

/** The sums for coefficients c [degree + 1]; with `rising` [degree + 1] also the gradient of their ratio. */
export function axisSums(dimension: number, { nodes, weights, values, slopes, bends }: AxisTable, c: ArrayLike<number>, rising?: Float64Array): SphereSums {
  const sums = { mass: 0, gamma2: 0, gamma: 0 };
  const d2 = dimension - 2;
  const [up2, up1] = [new Float64Array(c.length), new Float64Array(c.length)];
  let top = -Infinity;
  const height = nodes.map((_, n) => {
    let h = 0;
    for (let k = 0; k < c.length; k++) h += c[k] * values[k][n];
    top = Math.max(top, h);
    return h;
  });
  for (let n = 0; n < nodes.length; n++) {
    const mu = nodes[n];
    const flat = 1 - mu * mu;
    let [slope, bend] = [0, 0];
    for (let k = 0; k < c.length; k++) {
      slope += c[k] * slopes[k][n];
      bend += c[k] * bends[k][n];
    }
    const phi = weights[n] * exp(height[n] - top);
    const along = flat * bend - mu * slope;
    const [gamma2, gamma] = [along * along + d2 * slope * slope, flat * slope * slope];
    sums.mass += phi;
    sums.gamma2 += phi * gamma2;
    sums.gamma += phi * gamma;
    if (!rising) continue;
    for (let k = 0; k < c.length; k++) {
      up2[k] += phi * (values[k][n] * gamma2 + 2 * along * (flat * bends[k][n] - mu * slopes[k][n]) + 2 * d2 * slope * slopes[k][n]);
      up1[k] += phi * (values[k][n] * gamma + 2 * flat * slope * slopes[k][n]);
    }
  }
  if (rising) for (let k = 0; k < c.length; k++) rising[k] = (up2[k] - (sums.gamma2 / sums.gamma) * up1[k]) / sums.gamma;
  return sums;
}

/** Nodes of the finer and the coarser resolution. */
export const AXIS_NODES = [120, 80] as const;

/**
 * The ratio for log phi = sum_k chebyshev[k] T_k(mu) on S^(d-1). Bound: the change from 80 to 120 nodes, and rounding. Throws ScenarioError for d < 2 and constant phi.
 */
export function axisymmetricRatio(options: { dimension: number; chebyshev: readonly number[] }): SphereRatio {
  const { dimension, chebyshev } = knownOptions("axisymmetricRatio", options, ["dimension", "chebyshev"]);
  wholeSphere(dimension);
  const [fine, coarse] = AXIS_NODES.map((n) => axisSums(dimension, axisTable(dimension, chebyshev.length - 1, n), chebyshev));
  return ratioOf(fine, coarse);
}
