/**
 * I_gamma f(v) = int f(w) |v - w|^gamma dw, -d < gamma < 0, of a density on an even tensor grid, by the sum over scales
 *
 *   |z|^gamma = int_0^oo t^(-gamma/2-1) e^(-t|z|^2) dt / Gamma(-gamma/2),   t = e^y, trapezoidal rule of step h: relative error e^(-pi^2/h).
 *
 * f is its band-limited interpolant, so that each Gaussian factorises over the axes: along one of spacing D its image of a unit mass at the node at distance u is
 *
 *   (1/pi) sqrt(pi/t) int_0^(pi/D) e^(-q^2/4t) cos(q u) dq   (e^(-t u^2) once e^(-pi^2/(4 t D^2)) is nothing).
 *
 * Where the Gaussian is far wider than the grid, int f e^(-t|z|^2) = A - c t, and where it is far narrower than the spacing (pi/t)^(d/2) (f(v) + c/t): both ends are geometric series, with
 * c from the last scale summed. Limits: densities that have decayed at the edge of the grid.
 */
import type { Law } from "../../protocols/index.ts";
import { cos, exp, log } from "../../math/elementary.ts";
import { gaussLegendre } from "../../math/quadrature.ts";
import { gamma as gammaFunction } from "../../math/special.ts";

/** Masses on an even tensor grid, row-major with the last axis fastest. */
export interface Masses {
  readonly axes: readonly Float64Array[];
  readonly spacings: readonly number[];
  readonly values: Float64Array;
}

/** Fractions of the spacing by which equal ones may differ. */
const EQUAL = 1e-6;

/** The masses at the nodes of a law; undefined when they are no even tensor grid. */
export function massesOf({ nodes }: Law): Masses | undefined {
  if (!nodes) return undefined;
  const { points, weights, density } = nodes;
  const axes = points.map((plane) => Float64Array.from(new Set(plane)).sort());
  const count = axes.reduce((product, axis) => product * axis.length, 1);
  if (count !== density.length) return undefined;
  const spacings = axes.map((axis) => (axis.at(-1)! - axis[0]) / (axis.length - 1));
  if (!axes.every((axis, k) => axis.length > 1 && axis.every((x, i) => Math.abs(x - axis[0] - i * spacings[k]) <= EQUAL * spacings[k]))) return undefined;
  const values = new Float64Array(count);
  for (let n = 0; n < count; n++) {
    const place = axes.reduce((index, axis, k) => index * axis.length + Math.round((points[k][n] - axis[0]) / spacings[k]), 0);
    values[place] = weights[n] * density[n];
  }
  return { axes, spacings, values };
}

/** The masses of a law on a grid of our own, to `reach` standard deviations along each axis, `spacing` of the least of them apart. */
export function sampledMasses(law: Law, { reach, spacing }: { reach: number; spacing: number }): Masses {
  const deviations = law.covariance.map((row, k) => Math.sqrt(row[k]));
  const step = spacing * Math.min(...deviations);
  const axes = deviations.map((s, k) => {
    const half = Math.ceil((reach * s) / step);
    return Float64Array.from({ length: 2 * half + 1 }, (_, i) => law.mean[k] + (i - half) * step);
  });
  const values = new Float64Array(axes.reduce((product, axis) => product * axis.length, 1));
  const volume = axes.reduce((product) => product * step, 1);
  const v = new Float64Array(law.dimension);
  for (let n = 0; n < values.length; n++) {
    for (let k = axes.length - 1, rest = n; k >= 0; k--) {
      const { length } = axes[k];
      v[k] = axes[k][rest % length];
      rest = Math.floor(rest / length);
    }
    values[n] = volume * law.density(v);
  }
  return { axes, spacings: axes.map(() => step), values };
}

/** e^(-REACH^2/4) is nothing: a transform is over at this many inverse widths. */
const BAND = 13;
const panel = gaussLegendre(16);

/** Along an axis: the images at v of masses at the nodes, for any scale. */
function imagesAt(axis: Float64Array, spacing: number, v: number): (t: number, into: Float64Array) => void {
  const limit = Math.PI / spacing;
  const furthest = Math.max(Math.abs(v - axis[0]), Math.abs(v - axis.at(-1)!));
  // A panel of 16 points holds two periods of the cosine to round-off.
  const panels = 2 + Math.ceil((limit * furthest) / (4 * Math.PI));
  const frequencies = Float64Array.from({ length: 16 * panels }, (_, n) => (limit / panels) * (Math.floor(n / 16) + (1 + panel.nodes[n % 16]) / 2));
  const cosines = axis.length * frequencies.length;
  let table: Float64Array | undefined;
  const damped = new Float64Array(frequencies.length);
  return (t, into) => {
    if (limit > BAND * Math.sqrt(t)) {
      for (let i = 0; i < axis.length; i++) into[i] = exp(-t * (v - axis[i]) * (v - axis[i]));
      return;
    }
    table ??= Float64Array.from({ length: cosines }, (_, n) => cos(frequencies[n % damped.length] * (v - axis[Math.floor(n / damped.length)])));
    const scale = (limit / panels / 2 / Math.PI) * Math.sqrt(Math.PI / t);
    for (let q = 0; q < damped.length; q++) damped[q] = scale * panel.weights[q % 16] * exp((-frequencies[q] * frequencies[q]) / (4 * t));
    for (let i = 0, at = 0; i < axis.length; i++) {
      let sum = 0;
      for (let q = 0; q < damped.length; q++) sum += damped[q] * table[at++];
      into[i] = sum;
    }
  };
}

/** sum of the masses times the product of the axes' images. */
function contracted(values: Float64Array, images: readonly Float64Array[]): number {
  const last = images[images.length - 1];
  const rows = values.length / last.length;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    let factor = 1;
    for (let k = images.length - 2, rest = row; k >= 0; k--) {
      const { length } = images[k];
      factor *= images[k][rest % length];
      rest = Math.floor(rest / length);
    }
    if (factor === 0) continue;
    let sum = 0;
    for (let i = 0, at = row * last.length; i < last.length; i++) sum += last[i] * values[at++];
    total += factor * sum;
  }
  return total;
}

/** Which scales are summed: `step` apart in log t, from t L^2 = wide to Gaussians of width `narrow` D; (t L^2)^2 and (w/D)^4 are neglected beyond. */
export interface Scales {
  readonly step: number;
  readonly wide: number;
  readonly narrow: number;
}

/** I_gamma of the masses as a function of v. */
export function gridPotential({ axes, spacings, values }: Masses, gamma: number, { step, wide: widest, narrow }: Scales): (v: ArrayLike<number>) => number {
  const d = axes.length;
  const [rise, fall] = [-gamma / 2, (d + gamma) / 2];
  const extent = axes.reduce((sum, axis) => sum + (axis.at(-1)! - axis[0]) * (axis.at(-1)! - axis[0]), 0);
  const finest = narrow * Math.min(...spacings);
  const from = Math.floor(log(widest / extent) / step);
  const to = Math.ceil(log(1 / (2 * finest * finest)) / step);
  const mass = values.reduce((sum, m) => sum + m, 0);
  const images = axes.map((axis) => new Float64Array(axis.length));
  /** sum over k >= 1 of e^(-k s step). */
  const series = (s: number): number => 1 / (exp(s * step) - 1);
  const volume = exp((d / 2) * log(Math.PI));
  return (v) => {
    const lines = axes.map((axis, k) => imagesAt(axis, spacings[k], v[k]));
    const seen = (t: number): number => {
      lines.forEach((line, k) => line(t, images[k]));
      return contracted(values, images);
    };
    let sum = 0;
    let [first, last] = [0, 0];
    for (let n = from; n <= to; n++) {
      const part = seen(exp(n * step));
      if (n === from) first = part;
      last = part;
      sum += exp(rise * n * step) * part;
    }
    const wide = exp(rise * from * step);
    sum += wide * (mass * series(rise) - (mass - first) * series(rise + 1));
    // At a scale of a millionth of the spacing the image is the interpolant itself.
    const beyond = exp(to * step + 27);
    const [at, here] = [density(beyond), density(exp(to * step), last)];
    sum += volume * exp(-fall * to * step) * (at * series(fall) + (here - at) * series(fall + 1));
    return (sum * step) / gammaFunction(rise);

    function density(t: number, part = seen(t)): number {
      return (part * exp((d / 2) * log(t))) / volume;
    }
  };
}

/** Starts of an ascent: nodes where the masses are largest among their neighbours along the axes and at least a tenth of the largest, the largest six. */
export function peaksOf({ axes, values }: Masses): number[][] {
  const most = values.reduce((largest, m) => Math.max(largest, m), 0);
  const strides = axes.map((_, k) => axes.slice(k + 1).reduce((product, axis) => product * axis.length, 1));
  const places: number[] = [];
  values.forEach((value, n) => {
    if (value < most / 10) return;
    const higher = axes.some((axis, k) => {
      const i = Math.floor(n / strides[k]) % axis.length;
      return (i > 0 && values[n - strides[k]] > value) || (i < axis.length - 1 && values[n + strides[k]] > value);
    });
    if (!higher) places.push(n);
  });
  const largest = places.toSorted((a, b) => values[b] - values[a]).slice(0, 6);
  return largest.map((n) => axes.map((axis, k) => axis[Math.floor(n / strides[k]) % axis.length]));
}
