/**
 * The noise of a pair collision: a random rotation of the relative velocity z with the law of heat flow on the sphere.
 *
 * A pair with |z| = r runs the generator 4 alpha(r) Laplacian on the sphere for a time dt, so with tau = 4 alpha(r) dt
 *     m1 = E cos theta = e^(-(d-1) tau),    m2 = E (d cos^2 theta - 1)/(d - 1) = e^(-2 d tau).
 * The rotation is a direction n and one radial draw, with a law that no rotation changes: one noise serves every coupling.
 *     z' = z + 2 (swing n x z + sink n x (n x z)),   swing = sin(theta/2) cos(theta/2),   sink = sin^2(theta/2).
 *
 * d = 2. theta = sqrt(2 tau) N, N standard normal: the heat kernel of the circle, all harmonics exact.
 *
 * d = 3. n uniform on the sphere, U uniform on (0, 1), and
 *     s = tan^2(theta/2) = h(tau) X(U) + rho(tau)^2 Y(U),   X = 3 - 3 sqrt(6)/4 + 15 sqrt(6)/4 U^4,   Y = 1/(1 - U)^2 - 1.
 * h X is the heat flow: X has the first two moments 3 and 15 of |g|^2, g normal in R^3, and nearly the third (101.4; 105). rho^2 Y is a tail of
 * wide angles, which the multipliers need from third order on and without which large h would tend to half-turns. With sink = s/(1 + s) they are
 * m1 = 1 - (4/3) E sink and m2 = 1 - 4 E sink + (16/5) E sink^2, and h and rho solve m1 = e^(-2 tau), m2 = e^(-6 tau): a positive solution exists at
 * every tau, from h = tau/2, rho = 5.204 tau^3 at small tau to h = 0.09795, rho = 1.302 at infinity, where m1 and m2 vanish.
 * For a given U the angle is a smooth function of tau: pairs whose tau differ by a part e turn by angles that differ by at most about 3 e (d theta
 * = sqrt(s)/(1 + s) d log s, and s grows like tau^6 at most). Couplings rely on it: a law that decides between two angles would jump in tau.
 * All is multiplied by w^2, w = 1 - U, to need one division: with q = h X w^2 + rho^2 (1 - w^2), sink = q/(w^2 + q), swing = sqrt(q) w/(w^2 + q).
 *
 * Limits: the fits of h and rho leave a defect in m1 and m2 (MULTIPLIER_DEFECT); harmonics l >= 3 agree with e^(-l(l+1) tau) to second order in tau
 * only: those of l = 3 ... 6 are off by at most about 0.11, near tau = 0.3, and by 0.01 at infinity, where the rotation is not quite uniform.
 * The kernels do the same operations in the same order (src/kernels/assembly/pairs/radial.ts).
 */
import { cos, exp, sin } from "../../src/math/elementary.ts";
import * as c from "../../src/kernels/constants/rotation.ts";

/** Bound of |m1 - e^(-2 tau)| and |m2 - e^(-6 tau)| of the law as implemented, at every tau: fits 3e-10, 32 bits of U 4e-11. */
export const MULTIPLIER_DEFECT = 4e-10;

/** The targets m1 and m2 above. `dimension` 2 or 3, tau >= 0. */
export function multipliers(dimension: number, tau: number): { readonly m1: number; readonly m2: number } {
  return { m1: exp(-(dimension - 1) * tau), m2: exp(-2 * dimension * tau) };
}

/** sin(theta/2) cos(theta/2) and sin^2(theta/2). */
export interface HalfAngle {
  readonly swing: number;
  readonly sink: number;
}

/** Dimension 2, from a standard normal. */
export function planarRotation(tau: number, normal: number): HalfAngle {
  const half = Math.sqrt(tau * 0.5) * normal;
  const s = sin(half);
  return { swing: s * cos(half), sink: s * s };
}

/** Dimension 3, from the uniform U. */
export function spatialRotation(tau: number, uniform: number): HalfAngle {
  const { heat, tail } = rotationConstants(tau);
  const u2 = uniform * uniform;
  const w = 1 - uniform;
  const w2 = w * w;
  const q = heat * ((u2 * u2 * c.RADIAL_SCALE + c.RADIAL_SHIFT) * w2) + tail * tail * (1 - w2);
  const inverse = 1 / (q + w2);
  return { swing: Math.sqrt(q) * w * inverse, sink: q * inverse };
}

/** h and rho at tau <= TAU_LIMIT. */
export function rotationConstants(tau: number): { readonly heat: number; readonly tail: number } {
  if (tau > c.NEAR_LIMIT) {
    const x = exp(-2 * tau) * c.FAR_SLOPE - 1;
    return { heat: farHeat(x), tail: farTail(x) };
  }
  return { heat: nearHeat(tau), tail: nearTail(tau) };
}

function nearHeat(tau: number): number {
  const x2 = tau * tau;
  const x4 = x2 * x2;
  const b0 = (c.HEAT_3 * tau + c.HEAT_2) * x2 + (c.HEAT_1 * tau + c.HEAT_0);
  const b1 = (c.HEAT_7 * tau + c.HEAT_6) * x2 + (c.HEAT_5 * tau + c.HEAT_4);
  const p = c.HEAT_8 * (x4 * x4) + (b1 * x4 + b0);
  return tau * (tau * p + 0.5);
}

function nearTail(tau: number): number {
  const x2 = tau * tau;
  const x4 = x2 * x2;
  const b0 = (c.TAIL_3 * tau + c.TAIL_2) * x2 + (c.TAIL_1 * tau + c.TAIL_0);
  const b1 = (c.TAIL_7 * tau + c.TAIL_6) * x2 + (c.TAIL_5 * tau + c.TAIL_4);
  return x2 * tau * (b1 * x4 + b0);
}

function farHeat(x: number): number {
  const x2 = x * x;
  const x4 = x2 * x2;
  const x8 = x4 * x4;
  const a0 = (c.FAR_HEAT_3 * x + c.FAR_HEAT_2) * x2 + (c.FAR_HEAT_1 * x + c.FAR_HEAT_0);
  const a1 = (c.FAR_HEAT_7 * x + c.FAR_HEAT_6) * x2 + (c.FAR_HEAT_5 * x + c.FAR_HEAT_4);
  const a2 = (c.FAR_HEAT_11 * x + c.FAR_HEAT_10) * x2 + (c.FAR_HEAT_9 * x + c.FAR_HEAT_8);
  const a3 = (c.FAR_HEAT_15 * x + c.FAR_HEAT_14) * x2 + (c.FAR_HEAT_13 * x + c.FAR_HEAT_12);
  const a4 = (c.FAR_HEAT_19 * x + c.FAR_HEAT_18) * x2 + (c.FAR_HEAT_17 * x + c.FAR_HEAT_16);
  const a5 = (c.FAR_HEAT_23 * x + c.FAR_HEAT_22) * x2 + (c.FAR_HEAT_21 * x + c.FAR_HEAT_20);
  const a6 = c.FAR_HEAT_25 * x + c.FAR_HEAT_24;
  const b2 = a6 * x8 + (a5 * x4 + a4);
  return (b2 * x8 + (a3 * x4 + a2)) * x8 + (a1 * x4 + a0);
}

function farTail(x: number): number {
  const x2 = x * x;
  const x4 = x2 * x2;
  const x8 = x4 * x4;
  const a0 = (c.FAR_TAIL_3 * x + c.FAR_TAIL_2) * x2 + (c.FAR_TAIL_1 * x + c.FAR_TAIL_0);
  const a1 = (c.FAR_TAIL_7 * x + c.FAR_TAIL_6) * x2 + (c.FAR_TAIL_5 * x + c.FAR_TAIL_4);
  const a2 = (c.FAR_TAIL_11 * x + c.FAR_TAIL_10) * x2 + (c.FAR_TAIL_9 * x + c.FAR_TAIL_8);
  const a3 = (c.FAR_TAIL_15 * x + c.FAR_TAIL_14) * x2 + (c.FAR_TAIL_13 * x + c.FAR_TAIL_12);
  const a4 = (c.FAR_TAIL_19 * x + c.FAR_TAIL_18) * x2 + (c.FAR_TAIL_17 * x + c.FAR_TAIL_16);
  const a5 = (c.FAR_TAIL_23 * x + c.FAR_TAIL_22) * x2 + (c.FAR_TAIL_21 * x + c.FAR_TAIL_20);
  const a6 = c.FAR_TAIL_25 * x + c.FAR_TAIL_24;
  const b2 = a6 * x8 + (a5 * x4 + a4);
  return (b2 * x8 + (a3 * x4 + a2)) * x8 + (a1 * x4 + a0);
}
