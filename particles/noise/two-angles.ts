/**
 * The noise of the Kac diffusion in dimension 3: a uniform direction n and a choice between two angles, which makes both multipliers exact at every tau.
 *
 * As in rotation-law.ts a random rotation about n by theta must have m1 = 1 - (4/3) E sink = e^(-2 tau) and m2 = 1 - 4 E sink + (16/5) E sink^2 = e^(-6 tau),
 * sink = sin^2(theta/2). With q = e^(-2 tau) two values of sink, equally likely, solve both:
 *     sink = mean +- spread,   mean = (3/4)(1 - q),   spread = (1 - q) sqrt(1 + 5 q)/4,   both in (0, 1] for every tau >= 0.
 * For small tau, sink = (tau/2) X with E X = 3 and E X^2 = 15, as of |g|^2, g normal in R^3. For a given choice the angle is a smooth function of tau, which couplings
 * need. A step turns N (N - 1)/2 pairs by little, so the draw counts: this one takes a single word.
 *
 * The pair turns by g = sin(theta/2) n:   (z' - z)/2 = cos(theta/2) g x z + g x (g x z),   cos^2(theta/2) = 1 - |g|^2,
 * a rotation to round-off whatever the error of g. So g is of single precision: the direction uniform to 1e-7, the multipliers exact to MULTIPLIER_DEFECT.
 * The kernels do the same operations in the same order (src/kernels/assembly/pairs/two-angles.ts).
 */
import { exp } from "../../src/math/elementary.ts";
import * as c from "../../src/kernels/constants/two-angles.ts";
import type { Key } from "../../src/protocols/index.ts";
import { blockDraws } from "../../src/random/block-generator.ts";
import { cross, type RotationNoise } from "./rotation-noise.ts";

const { fround, sqrt } = Math;

/** Bound of |m1 - e^(-2 tau)| and |m2 - e^(-6 tau)| of the law as implemented: this times tau up to tau = 2, of singles; beyond, 6e-6 with the floor of q. */
export const MULTIPLIER_DEFECT = 3e-6;

/** The noise of a block: `radial` is the choice, 1 or -1, `direction` of single precision. `sign` -1 gives the inverse rotations. */
export function drawChoices(key: Key, step: number, block: number, pairs: number, sign: 1 | -1 = 1): RotationNoise {
  const words = blockDraws(key, step, block, Math.ceil(pairs / 4));
  const radial = new Float64Array(pairs);
  const direction = [0, 1, 2].map(() => new Float64Array(pairs));
  for (let k = 0; k < pairs; k++) {
    const word = sign < 0 ? words[k] ^ c.TURNED : words[k];
    directionOf(word).forEach((x, j) => (direction[j][k] = x));
    radial[k] = word & 1 ? -1 : 1;
  }
  return { radial, direction };
}

/** Of a word, from the highest bit: polar cosine 15, sign, exchange of cosine and sine, angle 14. */
function directionOf(word: number): number[] {
  const a = single((word & 0x7ffe) * fround(c.EIGHTH_SCALE), fround(c.EIGHTH_SHIFT));
  const q = fround(a * a);
  const inner = single(q * single(q * fround(c.SINGLE_SIN_7), fround(c.SINGLE_SIN_5)), fround(c.SINGLE_SIN_3));
  const s = single(fround(a * q) * inner, a);
  const x = fround(sqrt(fround(1 - fround(s * s))));
  const polar = single((word >> 17) * c.POLAR_SCALE, c.POLAR_SHIFT);
  const size = fround(sqrt(fround(1 - fround(polar * polar))));
  const reach = word & 0x10000 ? -size : size;
  const [one, two] = word & 0x8000 ? [s, x] : [x, s];
  return [fround(reach * one), fround(reach * two), polar];
}

/** a + b of single precision, a rounded before. */
const single = (a: number, b: number): number => fround(fround(a) + b);

/** Mean and spread of sink at a tau common to all pairs. */
export function sinks(tau: number): { readonly mean: number; readonly spread: number } {
  if (tau <= c.SERIES_LIMIT) {
    const x2 = tau * tau;
    return { mean: tau * cubic(means, tau, x2), spread: tau * cubic(spreads, tau, x2) };
  }
  const q = Math.max(exp(-2 * tau), c.DECAY_FLOOR);
  return { mean: 0.75 * (1 - q), spread: (1 - q) * 0.25 * sqrt(5 * q + 1) };
}

const means = [c.MEAN_0, c.MEAN_1, c.MEAN_2, c.MEAN_3];
const spreads = [c.SPREAD_0, c.SPREAD_1, c.SPREAD_2, c.SPREAD_3];
const [singleMeans, singleSpreads] = [means, spreads].map((series) => series.map(fround));

const cubic = ([a, b, d, e]: readonly number[], x: number, x2: number): number => (e * x + d) * x2 + (b * x + a);
const singleCubic = ([a, b, d, e]: readonly number[], x: number, x2: number): number => single(single(e * x, d) * x2, single(b * x, a));

/** sin(theta/2) at a tau common to all pairs, of single precision. */
export function commonSine({ mean, spread }: { readonly mean: number; readonly spread: number }, choice: number): number {
  return fround(sqrt(fround(choice * fround(spread) + fround(mean))));
}

/** sin(theta/2) of single precision, tau too. */
export function sineOf(tau: number, choice: number): number {
  if (tau > c.SERIES_LIMIT) {
    const q = Math.max(exp(-2 * tau), c.DECAY_FLOOR);
    return fround(sqrt((1 - q) * 0.25 * (choice * sqrt(5 * q + 1) + 3)));
  }
  const x2 = fround(tau * tau);
  const sink = fround(tau * fround(choice * singleCubic(singleSpreads, tau, x2) + singleCubic(singleMeans, tau, x2)));
  return fround(sqrt(sink));
}

/** (z' - z)/2, of the direction n in single precision. */
export function turnBy(sine: number, n: readonly number[], z: readonly number[]): number[] {
  const g = n.map((x) => fround(sine * fround(x)));
  const cosine = sqrt(1 - (g[2] * g[2] + (g[0] * g[0] + g[1] * g[1])));
  const p = cross(g, z);
  const q = cross(g, p);
  return p.map((x, j) => cosine * x + q[j]);
}
