/**
 * CP, Lemma 4, for one species (mass and density 1) and any alpha, between Gaussians: along the geodesic rho_s = N(., Sigma_s) with D^2 u_s = S, z ~ N(0, 2 Sigma_s),
 *
 *   dW2^2/dt = int_0^1 E[-2 alpha (d |S z|^2 + r^2 tr S^2 - 2 tr S z.S z) + 2 (alpha'/r) z.S z (r^2 tr S - d z.S z)] ds,
 *
 * which is pair-dissipation.ts for i = j. Left side, the first variation: tr(S_1 P_g') - tr(S_0 P_f'), P' = -2d E[alpha (z z^T - r^2 I/d)], z ~ N(0, 2A). Expectations by z = rho C w, C the
 * root of the covariance, w on the sphere, rho by panels that halve towards 0; bounds are changes from two thirds of the nodes. Limits: d = 2, 3; alpha r^2 integrable against the Gaussian at 0.
 */
import { ScenarioError } from "../../errors.ts";
import type { Value } from "../../functionals/index.ts";
import { exp, pow } from "../../math/elementary.ts";
import { gaussLegendre } from "../../math/quadrature.ts";
import { sphereRule } from "../../math/sphere-rule.ts";
import { fromRows, functionOf, product, trace, type Matrix } from "../../math/symmetric.ts";
import type { Law, Potential } from "../../protocols/index.ts";
import { gaussianBridge, overBridge } from "./gaussian-bridge.ts";

/** Both sides of the lemma for W2^2, and the parts of the right one. */
export interface PotentialLemma4 {
  readonly left: Value;
  readonly right: Value;
  /** Never positive. */
  readonly dissipation: Value;
  readonly remainder: Value;
}

/** rho e^(-rho^2/2) is below 1e-17 beyond. */
const FAR = 9.5;
/** Panels [FAR/2^(k+1), FAR/2^k]: alpha r^2 is a small power of r below the last. */
const HALVINGS = 32;

/** Radii and weights of E over |x|, x ~ N(0, I_d). */
function radialRule(d: number, n: number): { readonly radii: Float64Array; readonly weights: Float64Array } {
  const { nodes, weights } = gaussLegendre(n);
  const panels = Array.from({ length: HALVINGS }, (_, k) => FAR * pow(0.5, k + 1));
  const radii = Float64Array.from(panels.flatMap((low) => Array.from(nodes, (x) => low * (1.5 + x / 2))));
  const raw = radii.map((r, at) => (panels[Math.floor(at / n)] / 2) * weights[at % n] * (d === 2 ? r : r * r) * exp((-r * r) / 2));
  const total = raw.reduce((sum, w) => sum + w, 0);
  return { radii, weights: raw.map((w) => w / total) };
}

/** E over z ~ N(0, covariance) of several functions: `of` gives a term alpha(r) first + (alpha'(r)/r) second for each. */
function expectations(
  covariance: Matrix,
  d: number,
  { alpha, derivative }: Potential,
  n: number,
  of: (z: Float64Array, square: number) => readonly (readonly [first: number, second: number])[],
): Float64Array {
  const root = functionOf(covariance, d, Math.sqrt);
  const { points, weights } = sphereRule(d, 2 * n);
  const radial = radialRule(d, n);
  let sums = new Float64Array(0);
  const z = new Float64Array(d);
  weights.forEach((weight, at) => {
    for (let i = 0; i < d; i++) z[i] = points.reduce((sum, plane, j) => sum + root[i * d + j] * plane[at], 0);
    const square = z.reduce((sum, x) => sum + x * x, 0);
    const length = Math.sqrt(square);
    // Polynomials of degree 2 beside alpha, of degree 4 beside alpha'/r.
    let [first, second] = [0, 0];
    radial.radii.forEach((rho, k) => {
      const r = rho * length;
      first += radial.weights[k] * rho * rho * alpha(r);
      second += radial.weights[k] * rho * rho * rho * rho * (derivative(r) / r);
    });
    const terms = of(z, square);
    if (sums.length === 0) sums = new Float64Array(terms.length);
    terms.forEach(([a, b], k) => (sums[k] += weight * (a * first + b * second)));
  });
  return sums;
}

/** Lemma 4 at f, g. Throws ScenarioError for laws that are no Gaussians and dimensions other than 2 and 3. */
export function potentialLemma4(potential: Potential, from: Law, to: Law): PotentialLemma4 {
  const d = from.dimension;
  if (!from.gaussian || !to.gaussian || (d !== 2 && d !== 3)) throw new ScenarioError(`Lemma 4 for any alpha: found ${from.name} and ${to.name} in d = ${d}, expected Gaussians in d = 2 or 3`); // prettier-ignore
  const [f, g] = [from, to].map(({ mean, covariance }) => ({ mean: Float64Array.from(mean), covariance: fromRows(covariance) }));
  const bridge = gaussianBridge(f, g);
  const [fine, coarse] = [12, 8].map((n) => {
    const rate = ({ covariance }: typeof f, hessian: Matrix): number =>
      -2 * expectations(covariance.map((x) => 2 * x), d, potential, n, (z, square) => [[d * form(hessian, z) - square * trace(hessian, d), 0]])[0]; // prettier-ignore
    const left = rate(g, bridge.at(1).hessian) - rate(f, bridge.at(0).hessian);
    const along = overBridge([bridge.stretches], 2, (s) => {
      const { covariance, hessian: S } = bridge.at(s);
      const SS = product(S, S, d);
      const [trS, trSS] = [trace(S, d), trace(SS, d)];
      return expectations(
        covariance.map((x) => 2 * x),
        d,
        potential,
        n,
        (z, square) => {
          const zSz = form(S, z);
          return [[-2 * (d * form(SS, z) + square * trSS - 2 * trS * zSz), 0], [0, 2 * zSz * (square * trS - d * zSz)]]; // prettier-ignore
        },
      );
    });
    return { left, along };
  });
  const known = (k: 0 | 1): Value => ({ value: fine.along[k].value, bound: fine.along[k].bound + Math.abs(fine.along[k].value - coarse.along[k].value) });
  const [dissipation, remainder] = [known(0), known(1)];
  return {
    left: { value: fine.left, bound: Math.abs(fine.left - coarse.left) + 1e-13 * Math.abs(fine.left) },
    right: { value: dissipation.value + remainder.value, bound: dissipation.bound + remainder.bound },
    dissipation,
    remainder,
  };
}

const form = (m: Matrix, z: Float64Array): number => z.reduce((sum, x, i) => sum + x * z.reduce((row, y, j) => row + m[i * z.length + j] * y, 0), 0);
