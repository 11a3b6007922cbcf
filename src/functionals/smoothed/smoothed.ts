/**
 * Convex functionals F of the smoothed density f_h = K_h * f, K_h the Gaussian of width h in each direction, with both ends of their bias:
 *
 *   F = (1/m) int |grad f_h|^2 / f_h   (Fisher information),      F = |f_h|_p = (int f_h^p)^(1/p),  1 < p < infinity.
 *
 * From particles by two halves A and B. Kernel estimates are unbiased for f_h, so that by Jensen the estimate F(f^) of all particles has mean >= F(f_h), and the tangents of F
 * at one half, evaluated at the other, have mean <= F(f_h):
 *
 *   Fisher:  int 2 psi.grad f_A - |psi|^2 f_A  for any psi(B), here grad f_B / (f_B + c), c a particle's kernel at half a width's worth of nothing (half its peak);
 *   |.|_p:   int f_A f_B^(p-1) / |f_B|_p^(p-1)   (Hoelder).
 *
 * To leading order the lower end is off by -2 times what the upper is off, so (2 upper + lower)/3 is free of it; `residue`, the larger distance to the ends, bounds in mean what is left. The
 * tangents are means over particles: their spread gives the standard error. Smoothing itself changes F; that bias, known only from a solution, is no part of these.
 *
 * On a grid of spacing h/4 (h/3 in d = 3): linear binning, whose spread D^2/6 the kernel makes up for (kernel-grid.ts); what is left is below 1e-4 of frequencies 2/h. Limits: d <= 3; random
 * particles independent.
 */
import { ScenarioError } from "../../errors.ts";
import { exp, log, pow } from "../../math/elementary.ts";
import { sumOver } from "../../math/sum.ts";
import type { Law, Planes } from "../../protocols/index.ts";
import { binned, convolved, cornersOf, type CubicGrid } from "./kernel-grid.ts";
import { knownOptions } from "../../names/options.ts";

/** Which functional: the Fisher information (of mass 1), or the norm of this p. */
export type Convex = "fisher" | { readonly p: number };

/** A functional of K_h * f by particles. In mean lower <= F <= upper. */
export interface SmoothedEstimate {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** Bounds the bias of `value` in mean, whatever its sign. */
  readonly residue: number;
  /** Standard error. */
  readonly error: number;
}

/** Widths that grids reach beyond particles. */
const BEYOND = 6;
const MOST_CELLS = 8e6;

interface Fields {
  readonly density: Float64Array;
  /** Present for the Fisher information. */
  readonly gradient: readonly Float64Array[];
}

interface Tangent {
  readonly scalar: Float64Array;
  readonly vector: readonly Float64Array[];
}

/** Values and slopes of the kernel at multiples of the spacing, to BEYOND widths. */
function taps(width: number, spacing: number): { even: Float64Array; odd: Float64Array } {
  const bell = Float64Array.from({ length: Math.ceil((BEYOND * width) / spacing) + 1 }, (_, j) => exp((-j * j * spacing * spacing) / (2 * width * width)));
  const mass = 2 * bell.reduce((sum, tap) => sum + tap, 0) - bell[0];
  const even = bell.map((tap) => tap / mass);
  return { even, odd: even.map((tap, j) => (-tap * j * spacing) / (width * width)) };
}

/** K * cells, or with the derivative along `slope` of the kernel. */
function smoothedAlong(cells: Float64Array, grid: CubicGrid, d: number, { even, odd }: ReturnType<typeof taps>, slope?: number): Float64Array {
  let values = cells;
  for (let axis = d - 1, stride = 1; axis >= 0; axis--, stride *= grid.count)
    values = convolved(values, axis === slope ? odd : even, grid.count, stride, axis === slope);
  return values;
}

function fieldsOf(cells: Float64Array, grid: CubicGrid, d: number, kernel: ReturnType<typeof taps>, functional: Convex): Fields {
  const axes = functional === "fisher" ? Array.from({ length: d }, (_, k) => k) : [];
  return { density: smoothedAlong(cells, grid, d, kernel), gradient: axes.map((k) => smoothedAlong(cells, grid, d, kernel, k)) };
}

/** F of fields that are densities. */
function valueOf({ density, gradient }: Fields, volume: number, functional: Convex): number {
  if (functional !== "fisher") {
    const { p } = functional;
    const sum = sumOver(density.length, (n) => (density[n] > 0 ? exp(p * log(density[n])) : 0)).sum;
    return exp(log(sum * volume) / p);
  }
  const square = (n: number): number => gradient.reduce((sum, slope) => sum + slope[n] * slope[n], 0);
  return volume * sumOver(density.length, (n) => (density[n] > 0 ? square(n) / density[n] : 0)).sum;
}

function tangentOf(fields: Fields, volume: number, functional: Convex, floor: number): Tangent {
  const { density, gradient } = fields;
  if (functional !== "fisher") {
    const { p } = functional;
    const norm = pow(valueOf(fields, volume, functional), p - 1);
    return { scalar: density.map((f) => (f > 0 ? exp((p - 1) * log(f)) / norm : 0)), vector: [] };
  }
  const vector = gradient.map((slope) => slope.map((g, n) => (2 * g) / (density[n] + floor)));
  return { scalar: density.map((_, n) => -vector.reduce((sum, psi) => sum + psi[n] * psi[n], 0) / 4), vector };
}

/** A whole-line convolution's transpose is itself for the even kernel and minus itself for the odd one: the tangent as a function on the grid whose mean over particles it is. */
function linearOf({ scalar, vector }: Tangent, grid: CubicGrid, d: number, kernel: ReturnType<typeof taps>): Float64Array {
  const total = smoothedAlong(scalar, grid, d, kernel);
  vector.forEach((psi, k) => smoothedAlong(psi, grid, d, kernel, k).forEach((value, n) => (total[n] -= value)));
  return total;
}

function gridFor(centred: Planes, width: number): CubicGrid {
  const spacing = width / (centred.length === 3 ? 3 : 4);
  const reach = centred.reduce((most, plane) => plane.reduce((far, x) => Math.max(far, Math.abs(x)), most), 0) + (BEYOND + 0.5) * width;
  const half = Math.ceil(reach / spacing);
  const count = 2 * half + 1;
  if (!(centred.reduce((cells) => cells * count, 1) <= MOST_CELLS))
    throw new ScenarioError(`invalid width: found ${width} for velocities up to ${reach}, a grid of ${count} points an axis, expected a wider kernel`);
  return { from: -half * spacing, spacing, count };
}

/** Throws ScenarioError for d > 3, a width or a p out of range. */
export function checkSmoothed(dimension: number, options: { width: number; functional: Convex }): void {
  const { width, functional } = knownOptions("checkSmoothed", options, ["width", "functional"]);
  if (dimension > 3) throw new ScenarioError(`smoothed functionals: found dimension ${dimension}, expected at most 3`);
  if (!(width > 0 && width < Infinity)) throw new ScenarioError(`invalid width: found ${width}, expected a number > 0`);
  if (functional !== "fisher" && !(functional.p > 1 && functional.p < Infinity))
    throw new ScenarioError(`invalid p: found ${functional.p}, expected a finite number > 1`);
}

/** F(K_h * f) from a cloud of at least four particles. Throws ScenarioError as `checkSmoothed`, and when the grid would be too large. */
export function smoothedEstimate(planes: Planes, options: { width: number; functional: Convex }): SmoothedEstimate {
  knownOptions("smoothedEstimate", options, ["width", "functional"]);
  const { width, functional } = options;
  const d = planes.length;
  checkSmoothed(d, options);
  const count = planes[0].length;
  if (count < 4) throw new ScenarioError(`smoothed functionals: found ${count} particles, expected at least 4`);
  const centred = planes.map((plane) => {
    const mean = sumOver(count, (i) => plane[i]).sum / count;
    return plane.map((x) => x - mean);
  });
  const grid = gridFor(centred, width);
  const kernel = taps(Math.sqrt(width * width - (grid.spacing * grid.spacing) / 6), grid.spacing);
  const volume = planes.reduce((product) => product * grid.spacing, 1);
  const middle = count >> 1;
  const halves = [centred.map((plane) => plane.subarray(0, middle)), centred.map((plane) => plane.subarray(middle))] as const;
  const densities = halves.map((half): Fields => {
    const scale = 1 / (half[0].length * volume);
    return fieldsOf(
      binned(half, grid).map((cell) => cell * scale),
      grid,
      d,
      kernel,
      functional,
    );
  });
  const share = middle / count;
  const whole = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, n) => share * x + (1 - share) * b[n]);
  const [a, b] = densities as [Fields, Fields];
  const upper = valueOf({ density: whole(a.density, b.density), gradient: a.gradient.map((slope, k) => whole(slope, b.gradient[k])) }, volume, functional);
  const peak = planes.reduce((product) => product / (width * Math.sqrt(2 * Math.PI)), 1);
  const terms = new Float64Array(count);
  halves.forEach((half, which) => {
    const other = densities[1 - which];
    const floor = peak / 2 / (which === 0 ? count - middle : middle);
    const seen = linearOf(tangentOf(other, volume, functional, floor), grid, d, kernel);
    const offset = which * middle;
    for (let i = 0; i < half[0].length; i++) terms[offset + i] = cornersOf(half, i, grid, (place, part) => part * seen[place]);
  });
  const lower = sumOver(count, (i) => terms[i]).sum / count;
  const spread = sumOver(count, (i) => (terms[i] - lower) * (terms[i] - lower)).sum / (count - 1);
  const value = (2 * upper + lower) / 3;
  return { value, lower, upper, residue: (2 * (upper - lower)) / 3, error: Math.sqrt(spread / count) };
}

/** Standard deviations to which a law is laid on a grid. */
const REACH = 8;

/** F(K_h * f) of a law, its density laid on a grid of spacing a third of h or of its least standard deviation. Throws ScenarioError as `checkSmoothed`. */
export function smoothedFunctional(law: Law, options: { width: number; functional: Convex }): number {
  knownOptions("smoothedFunctional", options, ["width", "functional"]);
  const { width, functional } = options;
  const d = law.dimension;
  checkSmoothed(d, options);
  const deviations = law.covariance.map((row, k) => Math.sqrt(row[k]));
  const spacing = Math.min(width, ...deviations) / 3;
  const half = Math.ceil((REACH * Math.max(...deviations) + BEYOND * width) / spacing);
  const grid = { from: -half * spacing, spacing, count: 2 * half + 1 };
  const cells = new Float64Array(deviations.reduce((product) => product * grid.count, 1));
  if (!(cells.length <= MOST_CELLS)) throw new ScenarioError(`invalid width: found ${width} for ${law.name}, ${cells.length} points, expected a wider kernel`);
  const v = new Float64Array(d);
  for (let n = 0; n < cells.length; n++) {
    for (let k = d - 1, rest = n; k >= 0; k--) {
      v[k] = law.mean[k] + grid.from + (rest % grid.count) * spacing;
      rest = Math.floor(rest / grid.count);
    }
    cells[n] = law.density(v);
  }
  return valueOf(
    fieldsOf(cells, grid, d, taps(width, spacing), functional),
    deviations.reduce((product) => product * spacing, 1),
    functional,
  );
}
