/**
 * What the noise of mean-field particles takes off a coupled cost: sum_i m_i n_i E tr R_i over the optimal coupling of Gaussian species, with the diffusions
 *
 *   D_i(v) = sum_j (c_ij n_j/m_i^2) int r^gamma (r^2 I - z z^T) f_j(w) dw,   z = v - w,   and D~_i(v~) likewise,
 *
 * and R = (D^(1/2) D~ D^(1/2))^(1/2) for the optimal (polar) rotation of the noise, R = D^(1/2) D~^(1/2) for symmetric roots. D by a sum over scales (math/gaussian
 * has the formula), the expectation by Gauss-Hermite quadrature in v; bound: the change to a coarser rule. d = 2 or 3.
 */
import { ScenarioError } from "../../../errors.ts";
import { exp, expm1, log } from "../../../math/elementary.ts";
import { gaussHermite } from "../../../math/quadrature.ts";
import { packedLength, rootInPlace } from "../../../math/small-symmetric.ts";
import { gamma as gammaFunction } from "../../../math/special.ts";
import { eigen, squareRoot } from "../../../math/symmetric.ts";
import type { Value } from "../../../functionals/index.ts";
import type { GaussianSpecies, PowerInteraction } from "../../moments/gaussian-species.ts";
import type { CoupledSpecies } from "./pair-law.ts";

/** Nodes a dimension; for Maxwell molecules D is a polynomial, and nodes are cheap. */
const NODES: Readonly<Record<number, readonly [fine: number, coarse: number]>> = { 2: [48, 36], 3: [16, 12] };
const MAXWELL: typeof NODES = { 2: [48, 36], 3: [32, 24] };
/** e^(-pi^2/h) = 3e-9, well below what nodes leave. */
const STEP = 0.5;
/** e^-24 = 4e-11. */
const REACH = 24;
/** Of a field. */
const ERROR = 1e-8;

/** Both traces, weighted and summed over species. */
export interface NoiseOverlap {
  readonly polar: Value;
  readonly symmetricRoots: Value;
}

/** `power(i, j)`: the interactions. Throws ScenarioError unless d is 2 or 3. */
export function noiseOverlap(species: readonly CoupledSpecies[], power: (i: number, j: number) => PowerInteraction): NoiseOverlap {
  const d = species[0].from.mean.length;
  const maxwell = species.every((_, i) => species.every((_, j) => power(i, j).gamma === 0));
  const nodes = (maxwell ? MAXWELL : NODES)[d];
  if (!(d in NODES)) throw new ScenarioError(`found dimension ${d}, expected 2 or 3 (mean-field couplings)`);
  const [fine, coarse] = nodes.map((n) => {
    const sums = [0, 0];
    species.forEach((one, i) => addSpecies(one, i, species, power, n, sums));
    return sums;
  });
  const [polar, symmetricRoots] = fine.map((value, k) => ({ value, bound: Math.abs(value - coarse[k]) + ERROR * Math.abs(value) }));
  return { polar, symmetricRoots };
}

function addSpecies(
  one: CoupledSpecies,
  i: number,
  species: readonly CoupledSpecies[],
  power: (i: number, j: number) => PowerInteraction,
  n: number,
  sums: number[],
): void {
  const { mean, covariance, mass, density } = one.from;
  const d = mean.length;
  const size = packedLength(d);
  const fields = (side: "from" | "to") =>
    species.map((other, j) => {
      const { gamma, strength } = power(i, j);
      return diffusionOf(other[side], gamma, (strength * other.from.density) / (mass * mass));
    });
  const [here, there] = [fields("from"), fields("to")];
  const root = squareRoot(covariance, d);
  const { nodes, weights } = gaussHermite(n);
  const [v, moved, y] = [new Float64Array(d), new Float64Array(d), new Float64Array(d)];
  const [D, E, R, S] = Array.from({ length: 4 }, () => new Float64Array(size));
  const count = d === 2 ? n * n : n * n * n;
  for (let at = 0; at < count; at++) {
    let weight = mass * density;
    for (let k = 0, rest = at; k < d; k++, rest = Math.floor(rest / n)) {
      y[k] = nodes[rest % n];
      weight *= weights[rest % n];
    }
    for (let k = 0; k < d; k++) {
      v[k] = 0;
      for (let l = 0; l < d; l++) v[k] += root[k * d + l] * y[l];
    }
    for (let k = 0; k < d; k++) {
      moved[k] = one.to.mean[k];
      for (let l = 0; l < d; l++) moved[k] += one.map[k * d + l] * v[l];
    }
    for (let k = 0; k < d; k++) v[k] += mean[k];
    D.fill(0);
    E.fill(0);
    for (const field of here) field(v, D);
    for (const field of there) field(moved, E);
    R.set(D);
    S.set(E);
    rootInPlace(d, R);
    rootInPlace(d, S);
    sums[1] += weight * traceOf(R, S, d);
    // E becomes R E R.
    congruence(R, E, d);
    rootInPlace(d, E);
    for (let k = 0; k < d; k++) sums[0] += weight * E[place(k, k, d)];
  }
}

/** Adds scale E r^gamma (r^2 I - z z^T), z = v - w, w of the species, to a packed matrix. */
function diffusionOf({ mean, covariance }: GaussianSpecies, gamma: number, scale: number): (v: Float64Array, into: Float64Array) => void {
  const d = mean.length;
  const { values: s, vectors } = eigen(covariance, d);
  const [rise, fall] = [1 - gamma / 2, (d + gamma + 2) / 2];
  // A cloud of points far away, r^2 >> s, has all its weight in t ~ 1/r^2: the first node may not be far below the largest r^2 of the quadrature.
  const farthest = log(s[d - 1]) + 8;
  const low = Math.floor((-farthest - REACH / Math.max(1, rise)) / STEP);
  const high = Math.ceil((REACH / Math.max(1, fall) - log(2 * s[0])) / STEP);
  const count = gamma === 0 ? 1 : high - low + 1;
  const [times, weights] = [new Float64Array(count), new Float64Array(count)];
  for (let n = 0; n < count && gamma !== 0; n++) {
    const x = (low + n) * STEP;
    times[n] = exp(x);
    let exponent = rise * x;
    for (let k = 0; k < d; k++) exponent -= log(1 + 2 * times[n] * s[k]) / 2;
    const series = n === 0 ? 1 / expm1(rise * STEP) : n === count - 1 ? 1 / expm1(fall * STEP) : 0;
    weights[n] = ((1 + series) * exp(exponent) * STEP * scale) / gammaFunction(rise);
  }
  const [u, m, a, total] = [new Float64Array(d), new Float64Array(d), new Float64Array(d), new Float64Array(d * d)];
  return (v, into) => {
    for (let k = 0; k < d; k++) {
      u[k] = 0;
      for (let i = 0; i < d; i++) u[k] += vectors[i * d + k] * (v[i] - mean[i]);
    }
    total.fill(0);
    if (gamma === 0) {
      for (let k = 0; k < d; k++) for (let l = 0; l < d; l++) total[k * d + l] = scale * (u[k] * u[l] + (k === l ? s[k] : 0));
    } else for (let n = 0; n < count; n++) addScale(times[n], weights[n]);
    let trace = 0;
    for (let k = 0; k < d; k++) trace += total[k * d + k];
    for (let i = 0, at = 0; i < d; i++) {
      for (let j = i; j < d; j++, at++) {
        let entry = 0;
        for (let k = 0; k < d; k++) for (let l = 0; l < d; l++) entry += vectors[i * d + k] * total[k * d + l] * vectors[j * d + l];
        into[at] += (i === j ? trace : 0) - entry;
      }
    }
  };

  /** |z|^2 z z^T under the tilted law. */
  function addScale(t: number, weight: number): void {
    let [exponent, square] = [0, 0];
    for (let k = 0; k < d; k++) {
      const widened = 1 + 2 * t * s[k];
      m[k] = u[k] / widened;
      a[k] = s[k] / widened;
      exponent -= t * u[k] * m[k];
      square += a[k] + m[k] * m[k];
    }
    if (exponent < -80) return;
    const w = weight * exp(exponent);
    for (let k = 0; k < d; k++) {
      for (let l = 0; l < k; l++) {
        const cross = w * (square + 2 * a[k] + 2 * a[l]) * m[k] * m[l];
        total[k * d + l] += cross;
        total[l * d + k] += cross;
      }
      total[k * d + k] += w * (square * (a[k] + m[k] * m[k]) + 2 * a[k] * (a[k] + 2 * m[k] * m[k]));
    }
  }
}

/** Index in the packed form. */
const place = (i: number, j: number, d: number): number => (i <= j ? i * d - (i * (i - 1)) / 2 + j - i : place(j, i, d));

function traceOf(a: Float64Array, b: Float64Array, d: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) sum += a[place(i, j, d)] * b[place(i, j, d)];
  return sum;
}

const held = new Float64Array(6);

/** M becomes R M R, packed. */
function congruence(R: Float64Array, M: Float64Array, d: number): void {
  for (let i = 0; i < d; i++) {
    for (let j = i; j < d; j++) {
      let sum = 0;
      for (let k = 0; k < d; k++) for (let l = 0; l < d; l++) sum += R[place(i, k, d)] * M[place(k, l, d)] * R[place(l, j, d)];
      held[place(i, j, d)] = sum;
    }
  }
  for (let k = 0; k < M.length; k++) M[k] = held[k];
}
