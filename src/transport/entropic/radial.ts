/**
 * Entropic optimal transport between laws isotropic about their means, in dimensions 2 and 3, by Sinkhorn's algorithm on the radius.
 *
 * Potentials are radial too, and the Gaussian kernel averaged over directions is, with z = r s/epsilon,
 *
 *   d = 3:  e^(-(r^2 + s^2)/(2 epsilon)) sinh(z)/z,      d = 2:  e^(-(r^2 + s^2)/(2 epsilon)) I_0(z)
 *
 * (theory of CP, section 5, applied to radial data). So S_epsilon is an entropic problem on the half line with cost -epsilon log of this, plus
 * |m_f - m_g|^2/2. Composite Gauss-Legendre in r, panels of 16 points no wider than epsilon^{1/2} and a 24th of the support: errors below
 * 1e-11 for laws with smooth densities. Limits: needs a density; epsilon above about 1e-3 of the variance.
 */
import { ScenarioError } from "../../errors.ts";
import { expm1, log } from "../../math/elementary.ts";
import { gaussLegendre } from "../../math/quadrature.ts";
import { scaledBessel0 } from "../../math/special.ts";
import type { Law } from "../../protocols/index.ts";
import { lebesgueCost, solution, type Entropic } from "./clouds.ts";
import { sinkhorn } from "./sinkhorn.ts";
import { softDense } from "./soft-dense.ts";
import { knownOptions } from "../../names/options.ts";

/** The parameter of an entropic cost between isotropic laws, and its resolution. */
export interface RadialEntropicOptions {
  readonly epsilon: number;
  /** L1 error of the marginals (default 1e-11: the value's error is its square). */
  readonly tolerance?: number;
  /**
   * Radius at which the laws are cut off, and normalised within (default: where their mass is negligible). For comparison with tables that
   * were made on a smaller ball.
   */
  readonly extent?: number;
}

/** An entropic cost between isotropic laws. */
export interface RadialEntropic extends Entropic {
  /** C_epsilon. */
  readonly lebesgue: number;
  /** H = int f log f of the two laws. */
  readonly entropies: readonly [number, number];
}

const PANELS = 24;
const MOST_PANELS = 120;
const rule = gaussLegendre(16);

/** The support ends where the radial density times the radius is below this. */
const NEGLIGIBLE = 1e-18;

/** S_epsilon and C_epsilon. Throws ScenarioError when a law is not isotropic or has no density, or the dimension is not 2 or 3. */
export function radialEntropic(f: Law, g: Law, options: RadialEntropicOptions): RadialEntropic {
  const { epsilon, tolerance = 1e-11, extent } = knownOptions("radialEntropic", options, ["epsilon", "tolerance", "extent"]);
  for (const law of [f, g]) if (!law.radial) throw new ScenarioError(`${law.name} is not isotropic about its mean`);
  const d = f.dimension;
  if (g.dimension !== d || (d !== 2 && d !== 3))
    throw new ScenarioError(`radial entropic costs serve two laws in dimension 2 or 3, not ${d} and ${g.dimension}`);
  if (!(epsilon > 0 && epsilon < Infinity)) throw new ScenarioError(`invalid epsilon: ${epsilon} (expected a finite number > 0)`);
  const [first, second] = [onRadii(f, epsilon, extent), onRadii(g, epsilon, extent)];
  const logAverage = d === 3 ? logSinhRatio : (z: number): number => log(scaledBessel0(z));
  const logKernel = new Float64Array(first.radii.length * second.radii.length);
  let at = 0;
  for (const r of first.radii) for (const s of second.radii) logKernel[at++] = (-(r - s) * (r - s)) / (2 * epsilon) + logAverage((r * s) / epsilon);
  const kernel = softDense(logKernel, [first.weights, second.weights], epsilon);
  const start = [new Float64Array(first.radii.length), new Float64Array(second.radii.length)] as const;
  let shift = 0;
  for (let k = 0; k < d; k++) shift += ((f.mean[k] - g.mean[k]) * (f.mean[k] - g.mean[k])) / 2;
  const found = solution(kernel, start, { solve: sinkhorn, tolerance, rounds: 5000, added: shift });
  const value = found.value + shift;
  const entropies = [first.entropy, second.entropy] as const;
  const moved = { value, lower: found.lower + shift, upper: found.upper + shift };
  return { ...found, ...moved, entropies, lebesgue: lebesgueCost(value, entropies, epsilon, d) };
}

/** log(e^-z sinh(z)/z). */
const logSinhRatio = (z: number): number => (z < 1e-9 ? -z : log(-expm1(-2 * z) / (2 * z)));

interface OnRadii {
  readonly radii: Float64Array;
  /** Masses of the nodes, of sum one. */
  readonly weights: Float64Array;
  readonly entropy: number;
}

function onRadii(law: Law, epsilon: number, extent: number | undefined): OnRadii {
  const d = law.dimension;
  const point = Float64Array.from(law.mean);
  const densityAt = (r: number): number => {
    point[0] = law.mean[0] + r;
    return law.density(point);
  };
  const surface = (r: number): number => (d === 3 ? 4 * Math.PI * r * r : 2 * Math.PI * r);
  let end = extent ?? 2 * Math.sqrt(law.covariance.reduce((sum, row, k) => sum + row[k], 0));
  while (extent === undefined && densityAt(end) * surface(end) * end > NEGLIGIBLE) end *= 1.05;
  const panels = Math.min(MOST_PANELS, Math.max(PANELS, Math.ceil(end / Math.sqrt(epsilon))));
  const half = end / panels / 2;
  const nodes: number[] = [];
  const masses: number[] = [];
  let whole = 0;
  let entropy = 0;
  for (let k = 0; k < panels * rule.nodes.length; k++) {
    const r = half * (2 * Math.floor(k / rule.nodes.length) + 1 + rule.nodes[k % rule.nodes.length]);
    const density = densityAt(r);
    const mass = half * rule.weights[k % rule.nodes.length] * surface(r) * density;
    if (!(mass > 0)) continue;
    nodes.push(r);
    masses.push(mass);
    whole += mass;
    entropy += mass * log(density);
  }
  return { radii: Float64Array.from(nodes), weights: Float64Array.from(masses, (m) => m / whole), entropy };
}
