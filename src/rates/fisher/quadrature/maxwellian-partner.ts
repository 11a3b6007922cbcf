/**
 * What a Maxwellian f_j = N(u, s I) of mass m_j owes to collisions with a law f_i of any shape. Since a(v-w)(w-u) = a(v-w)(v-u), grad psi_j = -(w-u)/s and
 * grad Xi_j = 2 (w-u)/s^2, the integral over w leaves the field a_j of the Maxwellian, and f_i needs none (MP, Lemma 2.1):
 *
 *   -(1/m_j)  int grad psi_j . J_ji = -(1/m_j)   int f_i (v-u)/s . a_j [(v-u)/(s m_j) + grad psi_i/m_i] dv,
 *   (1/m_j^2) int grad Xi_j . J_ji  = -(2/m_j^2) int f_i (v-u)/s^2 . a_j [(v-u)/(s m_j) + grad psi_i/m_i] dv.
 *
 * Its momentum changes by the opposite of what f_i's does; and as z_c is conserved, m_i v v^T + m_j w w^T changes as mu z z^T alone: by (2d/mu) int f_i (a_j - tr a_j I/d) dv.
 */
import type { Law, Species } from "../../../protocols/index.ts";
import type { Field } from "./field.ts";
import { placeOf, type Integrand } from "./ordered-rates.ts";

/** The variance of a law N(u, s I), s; undefined for others. */
export function maxwellianVariance(law: Law): number | undefined {
  if (!law.gaussian) return undefined;
  const s = law.covariance[0][0];
  return law.covariance.every((row, i) => row.every((x, j) => x === (i === j ? s : 0))) ? s : undefined;
}

/**
 * The integrands of f_i dv, without n_i n_j; `field` is the Maxwellian's own, [own, other] its species and that of f_i, and `member` its number among the pair.
 */
export function returnedIntegrand(partner: Law, field: Field, [own, other]: readonly [Species, Species], member: number): Integrand {
  const d = partner.dimension;
  const { mass } = own;
  const variance = maxwellianVariance(partner)!;
  const reduced = (mass * other.mass) / (mass + other.mass);
  const [a, b, y, flux] = [new Float64Array(d * d), new Float64Array(d), new Float64Array(d), new Float64Array(d)];
  const place = placeOf(member, d);
  return (v, slope, n, into) => {
    field.at(v, n, a, b);
    for (let k = 0; k < d; k++) y[k] = (v[k] - partner.mean[k]) / variance;
    let [form, trace] = [0, 0];
    for (let i = 0; i < d; i++) {
      flux[i] = -b[i] / mass;
      trace += a[i * d + i];
      for (let k = 0; k < d; k++) {
        form += y[i] * a[i * d + k] * (y[k] / mass + slope[k] / other.mass);
        flux[i] += (a[i * d + k] * slope[k]) / other.mass;
      }
    }
    into[0] -= form / mass;
    into[1] -= (2 * form) / (mass * mass * variance);
    for (let i = 0; i < d; i++) {
      into[place + i] += flux[i];
      for (let k = 0; k < d; k++) {
        const both = ((2 * d) / reduced) * (a[i * d + k] - (i === k ? trace / d : 0));
        into[place + d + i * d + k] += (both + flux[i] * v[k] + v[i] * flux[k]) / mass;
      }
    }
  };
}
