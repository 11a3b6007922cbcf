/**
 * Terms of first and second order in dI/dt between species of two temperatures (unequal-temperatures.ts has the equations and the notation), on radial functions of degrees 0 and 1.
 */
import { ScenarioError } from "../../../errors.ts";
import { exp, pow } from "../../../math/elementary.ts";
import type { Matrix } from "../../../math/symmetric.ts";
import { checkPartner, symmetricForm, type HeavyPartner, type OnPoints } from "./equilibrium-forms.ts";
import { friction, type Friction } from "./friction.ts";
import { meshFor, type Resolution } from "./mass-ratio.ts";
import type { RadialFunction, RadialMesh } from "./radial-splines.ts";

/** A tracer of temperature 1 and mass 1, and its partner. */
export interface TwoTemperatures extends Omit<HeavyPartner, "charge"> {
  /** tau = T_2/T_1. */
  readonly temperatureRatio: number;
}

/** Throws ScenarioError on a partner that is not served. */
export function checkTemperatures(partner: TwoTemperatures): void {
  checkPartner(partner);
  const { temperatureRatio } = partner;
  if (!(temperatureRatio > 0 && temperatureRatio < Infinity))
    throw new ScenarioError(`invalid temperature ratio: ${temperatureRatio} (expected a finite number > 0)`);
}

/** What a mesh knows of the two species: weights of averages over mu_1, abar, L e and div(abar v). */
export interface Background {
  readonly mesh: RadialMesh;
  readonly mean: Float64Array;
  readonly coefficients: Friction;
  readonly ofEnergy: Float64Array;
  readonly spread: Float64Array;
  readonly delta: number;
}

export function backgroundOf({ dimension: d, gamma, massRatio, temperatureRatio: tau }: TwoTemperatures, resolution: Resolution): Background {
  const mesh = meshFor(massRatio / tau, resolution);
  const coefficients = friction(mesh, { dimension: d, gamma, variance: tau / massRatio });
  const { along, across, drag } = coefficients;
  const weights = mesh.radii.map((r, k) => mesh.weights[k] * pow(r, d - 1) * exp((-r * r) / 2));
  const mass = weights.reduce((sum, w) => sum + w, 0);
  const spread = mesh.radii.map((r, k) => along[k] + (d - 1) * across[k] - r * r * drag[k]);
  const ofEnergy = mesh.radii.map((r, k) => spread[k] - r * r * along[k]);
  return { mesh, mean: weights.map((w) => w / mass), coefficients, ofEnergy, spread, delta: 1 / tau - 1 };
}

/** p, p', L h, A h, v.abar grad h and p/r of h = p(r) Y, Y of degree 0 (p = r^2 q) or 1 (p = r q), at the points of q. */
export function imagesOf({ mesh, coefficients: { along, across, drag } }: Background, d: number, degree: 0 | 1, { from, to, jet }: RadialFunction) {
  const [p, slope, L, A, X, turned] = Array.from({ length: 6 }, () => ({ from, values: new Float64Array(to - from) }));
  for (let k = 0; k < to - from; k++) {
    const n = from + k;
    const r = mesh.radii[n];
    const [q, q1, q2] = [jet[3 * k], jet[3 * k + 1], jet[3 * k + 2]];
    // p', p'' and p'/r less p/r^2 for degree 1, whose Laplacian on the sphere is -(d-1).
    const first = degree === 1 ? q + r * q1 : r * (2 * q + r * q1);
    const second = degree === 1 ? 2 * q1 + r * q2 : 2 * q + r * (4 * q1 + r * q2);
    const bend = degree === 1 ? q1 : 2 * q + r * q1;
    turned.values[k] = degree === 1 ? q : 0;
    p.values[k] = degree === 1 ? r * q : r * r * q;
    slope.values[k] = first;
    L.values[k] = along[n] * second + (d - 1) * across[n] * bend - r * (drag[n] + along[n]) * first;
    A.values[k] = -second - (d - 1) * bend + r * first;
    X.values[k] = along[n] * r * first;
  }
  return { p, slope, L, A, X, turned };
}

type Images = ReturnType<typeof imagesOf>;

/** J and I_2 on functions of one degree. */
export function formsOf({ mean, ofEnergy, delta }: Background, d: number, all: readonly Images[]): { readonly size: Matrix; readonly second: Matrix } {
  const of = (key: keyof Images): OnPoints[] => all.map((one) => one[key]);
  const sum = (...parts: Matrix[]): Matrix => parts[0].map((_, k) => parts.reduce((total, part) => total + part[k], 0));
  const gradients = (weights: Float64Array): Matrix =>
    sum(symmetricForm(weights, of("slope"), of("slope"), 1), symmetricForm(weights, of("turned"), of("turned"), d - 1));
  const heated = mean.map((w, k) => delta * w * ofEnergy[k]);
  const second = sum(symmetricForm(mean, of("L"), of("A"), 2), symmetricForm(mean, of("X"), of("A"), 2 * delta), gradients(heated));
  return { size: gradients(mean), second };
}

/** I_1 and <h e> on functions of degree 0, of mean zero. */
export function firstOf({ mesh, mean, coefficients, ofEnergy, spread, delta }: Background, tau: number, all: readonly Images[]) {
  const total = (weight: (n: number) => number, { from, values }: OnPoints): number =>
    values.reduce((sum, x, k) => sum + mean[from + k] * weight(from + k) * x, 0);
  const square = mesh.radii.map((r) => r * r);
  const plain = (n: number): number => -(2 + delta * square[n]) * ofEnergy[n] - (2 / (tau * tau)) * ((square[n] * coefficients.along[n]) / tau - spread[n]);
  const over = (weight: (n: number) => number): number => mean.reduce((sum, w, n) => sum + w * weight(n), 0);
  const [constant, energy] = [over(plain), over((n) => square[n] / 2)];
  return all.map(({ p, A, X }) => {
    const average = total(() => 1, p);
    const first = total(plain, p) - average * constant + total((n) => 2 * delta * ofEnergy[n], A) - total((n) => delta * square[n], X);
    return { first, energy: total((n) => square[n] / 2, p) - average * energy };
  });
}
