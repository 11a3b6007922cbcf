/**
 * Near a common Maxwellian, f_1 = mu_1 (1 + eps h) and f_2 = mu_2 (m_1 = 1, temperature 1):
 *
 *   J(h) = int mu |grad h|^2 = <h, A h>,     F(h) = 2 <L h, A h>,     eps^2 J the relative Fisher information, eps^2 F its derivative.
 *
 * By duality (ours: the second variations at equilibrium are one quadratic form) the same two forms are the mass-weighted W2^2 between f and the image of mu_1 under v + eps grad h, and its derivative. Here
 *
 *   L = Z L_12 + L_11,   Z = n_2 c_12 / (n_1 c_11),   or L = L_12 for tracers (no collisions of the species with itself),
 *
 * in units of n_1 c_11, or of n_2 c_12 for tracers; h = r q(r) Y with Y of degree 1 and int Y^2 = 1 over the sphere. Collisions of the partners with each other do not enter.
 */
import { ScenarioError } from "../../../errors.ts";
import { exp, pow } from "../../../math/elementary.ts";
import type { Matrix } from "../../../math/symmetric.ts";
import { coulombResponse } from "./coulomb-response.ts";
import { collided, friction, ornsteinUhlenbeck } from "./friction.ts";
import type { RadialFunction, RadialMesh } from "./radial-splines.ts";

/** A species and its heavy partner. */
export interface HeavyPartner {
  /** d >= 2. */
  readonly dimension: number;
  /** Exponent of alpha = c r^gamma, -d-2 < gamma <= 0. */
  readonly gamma: number;
  /** m_2/m_1. */
  readonly massRatio: number;
  /** Z = n_2 c_12/(n_1 c_11): the charge of ions, for electrons among them. Given only with Coulomb's interaction in d = 3; tracers without it. */
  readonly charge?: number;
}

/** Forms on functions q_i, [n][n]. */
export interface EquilibriumForms {
  /** J. */
  readonly size: Matrix;
  /** F, by collisions with the partner. */
  readonly cross: Matrix;
  /** F, by collisions of the species with itself. */
  readonly self: Matrix;
  /** 2 (d-1) <L h, h>: the derivative of the spherical Fisher information int mu |grad_S h|^2, and d-1 times that of int mu h^2; negative. */
  readonly spherical: Matrix;
}

/** Throws ScenarioError on what is not served. */
export function checkPartner({ dimension, gamma, massRatio, charge }: HeavyPartner): void {
  if (!(Number.isInteger(dimension) && dimension >= 2)) throw new ScenarioError(`invalid dimension: ${dimension} (expected a whole number >= 2)`);
  if (!(gamma > -dimension - 2 && gamma <= 0)) throw new ScenarioError(`invalid gamma: ${gamma} (expected ${-dimension - 2} < gamma <= 0)`);
  if (!(massRatio > 0 && massRatio < Infinity)) throw new ScenarioError(`invalid mass ratio: ${massRatio} (expected a finite number > 0)`);
  if (charge === undefined) return;
  if (!(charge > 0 && charge < Infinity)) throw new ScenarioError(`invalid charge: ${charge} (expected a finite number > 0)`);
  if (dimension !== 3 || gamma !== -3) {
    throw new ScenarioError(`collisions of a species with itself are served for gamma = -3 in dimension 3: found gamma = ${gamma} in dimension ${dimension}`);
  }
}

/** Values at points of a mesh from a first one on. */
export interface OnPoints {
  readonly from: number;
  readonly values: Float64Array;
}

export function equilibriumForms(partner: HeavyPartner, mesh: RadialMesh, functions: readonly RadialFunction[]): EquilibriumForms {
  const { dimension: d, gamma, massRatio, charge } = partner;
  const weights = mesh.radii.map((r, k) => mesh.weights[k] * pow(r, d - 1) * pow(2 * Math.PI, -d / 2) * exp((-r * r) / 2));
  const on = (of: (q: RadialFunction) => Float64Array): OnPoints[] => functions.map((q) => ({ from: q.from, values: of(q) }));
  const values = on(({ from, jet }) => Float64Array.from({ length: jet.length / 3 }, (_, k) => mesh.radii[from + k] * jet[3 * k]));
  const images = on((q) => ornsteinUhlenbeck(mesh, d, q));
  const heavy = friction(mesh, { dimension: d, gamma, variance: 1 / massRatio });
  const byPartner = on((q) => collided(mesh, d, heavy, q));
  const cross = symmetricForm(weights, byPartner, images, 2 * (charge ?? 1));
  const turned = symmetricForm(weights, byPartner, values, 2 * (d - 1) * (charge ?? 1));
  const along = on(({ from, jet }) => Float64Array.from({ length: jet.length / 3 }, (_, k) => jet[3 * k] + mesh.radii[from + k] * jet[3 * k + 1]));
  const across = on(({ jet }) => Float64Array.from({ length: jet.length / 3 }, (_, k) => jet[3 * k]));
  const transverse = symmetricForm(weights, across, across, d - 1);
  const size = symmetricForm(weights, along, along, 1).map((x, k) => x + transverse[k]);
  if (charge === undefined) return { size, cross, self: new Float64Array(size.length), spherical: turned };
  const equal = friction(mesh, { dimension: d, gamma, variance: 1 });
  const own = functions.map((q) => {
    const image = coulombResponse(mesh, q);
    collided(mesh, d, equal, q).forEach((x, k) => (image[q.from + k] += x));
    return { from: 0, values: image };
  });
  const spherical = symmetricForm(weights, own, values, 2 * (d - 1)).map((x, k) => x + turned[k]);
  return { size, cross, self: symmetricForm(weights, own, images, 2), spherical };
}

/** factor (<a_i, b_j> + <a_j, b_i>)/2. */
export function symmetricForm(weights: Float64Array, a: readonly OnPoints[], b: readonly OnPoints[], factor: number): Matrix {
  const n = a.length;
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const left = a[i];
    for (let j = 0; j < n; j++) {
      const right = b[j];
      const from = Math.max(left.from, right.from);
      const to = Math.min(left.from + left.values.length, right.from + right.values.length);
      let sum = 0;
      for (let k = from; k < to; k++) sum += weights[k] * left.values[k - left.from] * right.values[k - right.from];
      result[i * n + j] += (factor / 2) * sum;
      result[j * n + i] += (factor / 2) * sum;
    }
  }
  return result;
}
