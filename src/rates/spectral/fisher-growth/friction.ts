/**
 * Collisions of a species of mass 1 with Maxwellian partners of temperature 1, as an operator on h = f/mu - 1, mu = N(0, I):
 *
 *   L h = mu^-1 div(mu abar grad h) = abar : D^2 h + (bbar - abar v) . grad h,   abar = E a(v - W),  W ~ N(0, s I),  s = m_1/m_2,  a = r^gamma (r^2 I - z z^T).
 *
 * With M_n(r) = E|Z|^gamma in dimension n, Z ~ N(r e, s I) (math/gaussian/noncentral-power.ts), tilting Gaussians gives
 *
 *   e.abar e = (d-1) s M_(d+2),    across: (d-1) s M_(d+2) + r^2 M_(d+4),    bbar = div abar = -(d-1) M_(d+2) v.
 *
 * For h = r q(r) Y, Y a spherical harmonic of degree 1; c_12 = n_2 = 1. Limits: d >= 2, -d-2 < gamma <= 0.
 */
import { noncentralPower } from "../../../math/gaussian/noncentral-power.ts";
import type { RadialFunction, RadialMesh } from "./radial-splines.ts";

/** abar along v, abar across v, and -bbar/r, at the points of a mesh. */
export interface Friction {
  readonly along: Float64Array;
  readonly across: Float64Array;
  readonly drag: Float64Array;
}

export function friction(mesh: RadialMesh, options: { dimension: number; gamma: number; variance: number }): Friction {
  const { dimension: d, gamma, variance } = options;
  const inner = noncentralPower({ dimension: d + 2, gamma, variance });
  const outer = noncentralPower({ dimension: d + 4, gamma, variance });
  const drag = mesh.radii.map((r) => (d - 1) * inner(r));
  const along = drag.map((x) => variance * x);
  return { drag, along, across: along.map((x, k) => x + mesh.radii[k] * mesh.radii[k] * outer(mesh.radii[k])) };
}

/** The radial part of L h at the points of q. */
export function collided(mesh: RadialMesh, d: number, { along, across, drag }: Friction, { from, to, jet }: RadialFunction): Float64Array {
  const result = new Float64Array(to - from);
  for (let k = from; k < to; k++) {
    const r = mesh.radii[k];
    const [q, q1, q2] = [jet[3 * (k - from)], jet[3 * (k - from) + 1], jet[3 * (k - from) + 2]];
    result[k - from] = along[k] * (2 * q1 + r * q2) + (d - 1) * across[k] * q1 - r * (drag[k] + along[k]) * (q + r * q1);
  }
  return result;
}

/** The radial part of A h = -(Delta - v . grad) h. */
export function ornsteinUhlenbeck(mesh: RadialMesh, d: number, { from, to, jet }: RadialFunction): Float64Array {
  const result = new Float64Array(to - from);
  for (let k = from; k < to; k++) {
    const r = mesh.radii[k];
    const [q, q1, q2] = [jet[3 * (k - from)], jet[3 * (k - from) + 1], jet[3 * (k - from) + 2]];
    result[k - from] = r * (q + r * q1) - (d + 1) * q1 - r * q2;
  }
  return result;
}
