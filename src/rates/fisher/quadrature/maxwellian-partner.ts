/**
 * What a Maxwellian f_j = N(u, s I) of mass m_j owes to collisions with a law f_i of any shape. Since a(v-w)(w-u) = a(v-w)(v-u), grad psi_j = -(w-u)/s and
 * grad Xi_j = 2 (w-u)/s^2, the integral over w leaves the field a_j of the Maxwellian, and f_i needs none (MP, Lemma 2.1):
 *
 *   -(1/m_j)  int grad psi_j . J_ji = -(1/m_j)   int f_i (v-u)/s . a_j [(v-u)/(s m_j) + grad psi_i/m_i] dv,
 *   (1/m_j^2) int grad Xi_j . J_ji  = -(2/m_j^2) int f_i (v-u)/s^2 . a_j [(v-u)/(s m_j) + grad psi_i/m_i] dv.
 */
import type { Law, Species } from "../../../protocols/index.ts";
import type { Field } from "./field.ts";
import type { Integrand } from "./ordered-rates.ts";

/** The variance of a law N(u, s I), s; undefined for others. */
export function maxwellianVariance(law: Law): number | undefined {
  if (!law.gaussian) return undefined;
  const s = law.covariance[0][0];
  return law.covariance.every((row, i) => row.every((x, j) => x === (i === j ? s : 0))) ? s : undefined;
}

/** The integrands of f_i dv, without n_i n_j; `field` is the Maxwellian's own. */
export function returnedIntegrand(partner: Law, variance: number, field: Field, species: Species, other: Species): Integrand {
  const d = partner.dimension;
  const { mass } = species;
  const [a, b, y] = [new Float64Array(d * d), new Float64Array(d), new Float64Array(d)];
  return (v, slope, n, into) => {
    field.at(v, n, a, b);
    for (let k = 0; k < d; k++) y[k] = (v[k] - partner.mean[k]) / variance;
    let form = 0;
    for (let i = 0; i < d; i++) for (let k = 0; k < d; k++) form += y[i] * a[i * d + k] * (y[k] / mass + slope[k] / other.mass);
    into[0] = -form / mass;
    into[1] = (-2 * form) / (mass * mass * variance);
  };
}
