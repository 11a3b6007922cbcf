/**
 * When does Fisher information grow between species of unequal temperatures? f_1 = mu_1 (1 + h) of mass 1 and temperature 1 among Maxwellian partners of mass m and temperature tau; collisions between
 * the species only (tracers), units of n_1 = 1 and c_12 n_2 = 1. The state h = 0 is not stationary, so that dI/dt, I = int f_1 |grad log f_1|^2 + (1/m) int f_2 |grad log f_2|^2, begins with
 *
 *   dI/dt = I_0 + I_1(h) + I_2(h, h) + O(h^3),     along the straight line mu_1 (1 + h), which keeps mass, and energy for the h below.
 *
 * With delta = 1/tau - 1, e = |v|^2/2, L and A as in friction.ts (s = tau/m), J(h) = int mu_1 |grad h|^2, averages over mu_1 written < >, MP Lemma 2.1 gives (ours)
 *
 *   I_0 = 2 delta (1 - tau^-2) <v.abar v>  <= 0,
 *   I_1 = 2 delta <A h L e> - 2 <h L e> - 2 delta <e (h L e + v.abar grad h)> - (2/tau^2) <h (v.abar v/tau - div(abar v))>,
 *   I_2 = 2 <L h A h> + 2 delta <A h v.abar grad h> + delta <|grad h|^2 L e>.
 *
 * I_1 vanishes on functions of degree 1, I_2 does not mix degrees. What is asked is therefore no eigenvalue but the largest I_0 + I_1 + I_2 over h of degrees 0 and 1 with J(h) given and <h e> = 0 (the
 * temperatures stay what they are): a maximum of a quadratic function on a sphere (W. Gander, G. Golub, U. von Matt, Linear Algebra Appl. 114 (1989) 815). At tau = 1 it is J times lambda of mass-ratio.ts.
 *
 * Limits: second order in h; partners unperturbed; degrees 0 and 1; Ritz values on splines, from below. Infinite mass: arXiv 2512.17082 (`existence2025`).
 */
import { ScenarioError } from "../../../errors.ts";
import type { Value } from "../../../functionals/index.ts";
import { generalizedEigen, type Matrix } from "../../../math/symmetric.ts";
import { COARSE, criticalRatio, FINE, type Resolution } from "./mass-ratio.ts";
import { radialFunction, radialSplines, type RadialFunction } from "./radial-splines.ts";
import { backgroundOf, checkTemperatures, firstOf, formsOf, imagesOf, type Background, type TwoTemperatures } from "./temperature-terms.ts";
import { knownOptions } from "../../../names/options.ts";

/** dI/dt near Maxwellians of two temperatures, to second order. */
export interface TemperatureGrowth {
  /** I_0: dI/dt of the Maxwellians themselves. */
  readonly base: Value;
  /** Largest I_1(h), J(h) = 1. */
  readonly first: Value;
  /** Largest I_2(h, h), J(h) = 1, of degree 1: beyond it perturbations of any small size add to dI/dt. */
  readonly second: Value;
  /** The largest dI/dt over perturbations of this size: J(h) = size. */
  largest(size: number): Value;
  /** The least J(h) at which dI/dt reaches 0; Infinity when none does below J = 1. */
  readonly threshold: Value;
}

/** One eigenvector of I_2 on degree 0, J = 1: its eigenvalue, and I_1 of it. */
interface Mode {
  readonly curvature: number;
  readonly slope: number;
}

/** The modes of degree 0 that keep the energy: one function pays for all others. */
function modesOf(size: Matrix, second: Matrix, terms: readonly { readonly first: number; readonly energy: number }[]): Mode[] {
  const n = terms.length;
  const pivot = terms.reduce((best, { energy }, i) => (Math.abs(energy) > Math.abs(terms[best].energy) ? i : best), 0);
  const kept = terms.map((_, i) => i).filter((i) => i !== pivot);
  const part = terms.map(({ energy }) => energy / terms[pivot].energy);
  const reduced = (m: Matrix): Matrix =>
    Float64Array.from(
      kept.flatMap((i) => kept.map((j) => m[i * n + j] - part[i] * m[pivot * n + j] - part[j] * m[i * n + pivot] + part[i] * part[j] * m[pivot * n + pivot])),
    );
  const { values, vectors } = generalizedEigen(reduced(second), reduced(size), n - 1);
  return Array.from(values, (curvature, k) => ({
    curvature,
    slope: kept.reduce((sum, i, row) => sum + (terms[i].first - part[i] * terms[pivot].first) * vectors[row * (n - 1) + k], 0),
  }));
}

interface Solved {
  readonly base: number;
  readonly modes: readonly Mode[];
  /** Top eigenvalue of I_2 on degree 1. */
  readonly top: number;
}

function topOf(background: Background, d: number, splines: readonly RadialFunction[]): number {
  const { size, second } = formsOf(background, d, splines.map((q) => imagesOf(background, d, 1, q))); // prettier-ignore
  return generalizedEigen(second, size, splines.length).values[splines.length - 1];
}

function solve(partner: TwoTemperatures, resolution: Resolution): Solved {
  const { dimension: d, temperatureRatio: tau } = partner;
  const background = backgroundOf(partner, resolution);
  const { mesh, mean, coefficients, delta } = background;
  const heat = mean.reduce((sum, w, k) => sum + w * mesh.radii[k] * mesh.radii[k] * coefficients.along[k], 0);
  const splines = radialSplines(mesh);
  const radial = splines.map((q) => imagesOf(background, d, 0, q));
  const { size, second } = formsOf(background, d, radial);
  return { base: 2 * delta * (1 - 1 / (tau * tau)) * heat, modes: modesOf(size, second, firstOf(background, tau, radial)), top: topOf(background, d, splines) };
}

/** The largest value on J(h) = size: (lambda - curvature_k) x_k = slope_k/2 in degree 0, and what is left of the size in degree 1 when lambda comes down to its top. */
function largestOf({ base, modes, top }: Solved, size: number): number {
  const used = (lambda: number): number =>
    modes.reduce((sum, { curvature, slope }) => sum + (slope * slope) / (4 * (lambda - curvature) * (lambda - curvature)), 0);
  const least = modes.reduce((most, { curvature }) => Math.max(most, curvature), top);
  const steep = Math.sqrt(modes.reduce((sum, { slope }) => sum + slope * slope, 0));
  let [low, high] = [least, least + steep / (2 * Math.sqrt(size))];
  for (let k = 0; k < 200 && high - low > 1e-15 * (Math.abs(low) + Math.abs(high)); k++) {
    const middle = (low + high) / 2;
    if (used(middle) > size) low = middle;
    else high = middle;
  }
  const rest = Math.max(0, size - used(high));
  return modes.reduce(
    (sum, { curvature, slope }) => {
      const x = slope / (2 * (high - curvature));
      return sum + slope * x + curvature * x * x;
    },
    base + top * rest,
  );
}

/** Sizes beyond which second order says nothing. */
const MOST = 1;

function thresholdOf(solved: Solved): number {
  const grows = (size: number): boolean => largestOf(solved, size) > 0;
  let [low, high] = [0, 1e-12];
  while (!grows(high)) {
    if (high >= MOST) return Infinity;
    [low, high] = [high, Math.min(MOST, 1.5 * high)];
  }
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    [low, high] = grows(middle) ? [low, middle] : [middle, high];
  }
  return high;
}

/** dI/dt near Maxwellians of two temperatures. Bounds are the changes from a coarser mesh. Throws ScenarioError for a partner that is not served, and for a size that is not positive. */
export function temperatureGrowth(partner: TwoTemperatures): TemperatureGrowth {
  knownOptions("temperatureGrowth", partner, ["temperatureRatio", "massRatio", "dimension", "gamma"]);
  checkTemperatures(partner);
  const [fine, coarse] = [solve(partner, FINE), solve(partner, COARSE)];
  const compared = (of: (solved: Solved) => number): Value => {
    const [value, other] = [of(fine), of(coarse)];
    return { value, bound: value === other ? 0 : Math.abs(value - other) };
  };
  return {
    base: compared(({ base }) => base),
    first: compared(({ modes }) => Math.sqrt(modes.reduce((sum, { slope }) => sum + slope * slope, 0))),
    second: compared(({ top }) => top),
    threshold: compared(thresholdOf),
    largest(size) {
      if (!(size > 0 && size < Infinity)) throw new ScenarioError(`invalid size: ${size} (expected a finite number > 0)`);
      return compared((solved) => largestOf(solved, size));
    },
  };
}

/** dI/dt along one perturbation, term by term. */
export interface VariationAlong {
  /** I_1(h), of degree 0. */
  readonly first: number;
  /** I_2(h, h). */
  readonly second: number;
  /** J(h). */
  readonly size: number;
}

/**
 * I_1, I_2 and J of one h = r^2 q(r) less its mean (degree 0) or r q(r) Y, int Y^2 = 1 in the mean over the sphere (degree 1), given q, q', q'' at r > 0, smooth and of at most polynomial growth.
 * Throws ScenarioError for a partner that is not served.
 */
export function variationAlong(partner: TwoTemperatures, degree: 0 | 1, profile: (r: number) => readonly [number, number, number]): VariationAlong {
  knownOptions("variationAlong", partner, ["temperatureRatio", "massRatio", "dimension", "gamma"]);
  checkTemperatures(partner);
  const { dimension: d, temperatureRatio } = partner;
  const background = backgroundOf(partner, { ...FINE, reach: FINE.reach + 2 });
  const image = [imagesOf(background, d, degree, radialFunction(background.mesh, profile))];
  const { size, second } = formsOf(background, d, image);
  return { first: degree === 0 ? firstOf(background, temperatureRatio, image)[0].first : 0, second: second[0], size: size[0] };
}

/** The mass ratio beyond which I_2 is positive for some h of degree 1. Throws ScenarioError as `temperatureGrowth`, and as `criticalMassRatio`. */
export function secondVariationMassRatio(partner: Omit<TwoTemperatures, "massRatio">): Value {
  knownOptions("secondVariationMassRatio", partner, ["dimension", "gamma", "temperatureRatio"]);
  checkTemperatures({ ...partner, massRatio: 1 });
  return criticalRatio(partner, (massRatio, resolution) => {
    const background = backgroundOf({ ...partner, massRatio }, resolution);
    return topOf(background, partner.dimension, radialSplines(background.mesh));
  });
}
