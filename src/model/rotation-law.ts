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
 * d = 3. n uniform on the sphere. With probability p(tau) the rotation is uniform on SO(3) (density (1 - cos theta)/pi); otherwise it is the
 * Cayley rotation tan(theta/2) = sqrt(t/2 X), X = 3 - 3 sqrt(6)/4 + 15 sqrt(6)/4 U^4, which has the first two moments 3 and 15 of |g|^2, g normal
 * in R^3, and nearly the third (101.4; 105). With s = t X/2 and sink = s/(1 + s) its multipliers are m1 = 1 - (4/3) E sink and
 * m2 = 1 - 4 E sink + (16/5) E sink^2; t(tau) and p(tau) solve (1-p) m1 = e^(-2 tau), (1-p) m2 = e^(-6 tau). p rises from about 6.54 tau^3 to 1,
 * t from tau to 0.5598, where the m2 of Cayley vanishes. Hence m1 and m2 are exact at every tau, and every harmonic tends to 0 for large tau.
 * A second uniform D decides: the uniform branch when D < p, and then D/p gives its angle.
 *
 * Limits: the fits of t and p leave a defect of 1.5e-10 in m1 and m2; harmonics l >= 3 agree with e^(-l(l+1) tau) to second order in tau only.
 * The kernels do the same operations in the same order (src/kernels/assembly/radial.ts).
 */
import { cos, exp, log, sin } from "../math/elementary.ts";
import * as c from "./rotation-constants.ts";

/** Bound of |m1 - e^(-2 tau)| and |m2 - e^(-6 tau)| of the law as implemented, at every tau: fits 1.5e-10, resolution of the draws below 1e-12. */
export const MULTIPLIER_DEFECT = 2e-10;

/** The targets m1 and m2 above. `dimension` 2 or 3, tau >= 0. */
export function multipliers(dimension: number, tau: number): { readonly m1: number; readonly m2: number } {
  return { m1: exp(-(dimension - 1) * tau), m2: exp(-2 * dimension * tau) };
}

/** sin(theta/2) cos(theta/2) and sin^2(theta/2). */
export interface HalfAngle {
  readonly swing: number;
  readonly sink: number;
}

function halfAngle(half: number): HalfAngle {
  const s = sin(half);
  return { swing: s * cos(half), sink: s * s };
}

/** Dimension 2, from a standard normal. */
export function planarRotation(tau: number, normal: number): HalfAngle {
  return halfAngle(Math.sqrt(tau * 0.5) * normal);
}

/** Dimension 3, from X and the uniform D. */
export function spatialRotation(tau: number, radial: number, decision: number): HalfAngle {
  const { scale, probability } = rotationConstants(tau);
  if (decision < probability) return uniformRotation(decision / probability);
  const s = scale * radial;
  const inverse = 1 / (s + 1);
  return { swing: Math.sqrt(s) * inverse, sink: s * inverse };
}

/** Angle of a uniform rotation: theta - sin theta = pi w, w uniform on (0, 1), by Newton in theta/2. */
function uniformRotation(w: number): HalfAngle {
  const target = w * (Math.PI / 2);
  const start = exp(log(w * c.SIX_PI) / 3);
  const square = start * start;
  let half = start * (square * (c.KEPLER_5 * square + c.KEPLER_3) + 1) * 0.5;
  for (let k = 0; k < 3; k++) {
    const { swing, sink } = halfAngle(half);
    half -= (half - swing - target) / (2 * sink);
  }
  return halfAngle(half);
}

/** t/2 and p at tau <= TAU_LIMIT. */
export function rotationConstants(tau: number): { readonly scale: number; readonly probability: number } {
  if (tau > c.NEAR_LIMIT) {
    const y = exp(-2 * tau);
    return { scale: farScale(y), probability: 1 - y * farWeight(y) };
  }
  return { scale: nearScale(tau), probability: nearProbability(tau) };
}

function nearScale(tau: number): number {
  const x2 = tau * tau;
  const x4 = x2 * x2;
  const a0 = c.SCALE_1 * tau + c.SCALE_0;
  const a1 = c.SCALE_3 * tau + c.SCALE_2;
  const a2 = c.SCALE_5 * tau + c.SCALE_4;
  const a3 = c.SCALE_7 * tau + c.SCALE_6;
  const p = c.SCALE_8 * (x4 * x4) + ((a3 * x2 + a2) * x4 + (a1 * x2 + a0));
  return tau * (tau * p + 0.5);
}

function nearProbability(tau: number): number {
  const x2 = tau * tau;
  const x4 = x2 * x2;
  const a0 = c.UNIFORM_1 * tau + c.UNIFORM_0;
  const a1 = c.UNIFORM_3 * tau + c.UNIFORM_2;
  const a2 = c.UNIFORM_5 * tau + c.UNIFORM_4;
  const a3 = c.UNIFORM_7 * tau + c.UNIFORM_6;
  return x2 * tau * ((a3 * x2 + a2) * x4 + (a1 * x2 + a0));
}

function farScale(y: number): number {
  const y2 = y * y;
  const y4 = y2 * y2;
  const a0 = (c.FAR_SCALE_3 * y + c.FAR_SCALE_2) * y2 + (c.FAR_SCALE_1 * y + c.FAR_SCALE_0);
  const a1 = (c.FAR_SCALE_7 * y + c.FAR_SCALE_6) * y2 + (c.FAR_SCALE_5 * y + c.FAR_SCALE_4);
  const a2 = (c.FAR_SCALE_11 * y + c.FAR_SCALE_10) * y2 + (c.FAR_SCALE_9 * y + c.FAR_SCALE_8);
  const a3 = c.FAR_SCALE_13 * y + c.FAR_SCALE_12;
  return (a3 * y4 + a2) * (y4 * y4) + (a1 * y4 + a0);
}

function farWeight(y: number): number {
  const y2 = y * y;
  const y4 = y2 * y2;
  const a0 = (c.FAR_WEIGHT_3 * y + c.FAR_WEIGHT_2) * y2 + (c.FAR_WEIGHT_1 * y + c.FAR_WEIGHT_0);
  const a1 = (c.FAR_WEIGHT_7 * y + c.FAR_WEIGHT_6) * y2 + (c.FAR_WEIGHT_5 * y + c.FAR_WEIGHT_4);
  const a2 = (c.FAR_WEIGHT_11 * y + c.FAR_WEIGHT_10) * y2 + (c.FAR_WEIGHT_9 * y + c.FAR_WEIGHT_8);
  const a3 = c.FAR_WEIGHT_13 * y + c.FAR_WEIGHT_12;
  return (a3 * y4 + a2) * (y4 * y4) + (a1 * y4 + a0);
}
