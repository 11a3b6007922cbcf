/**
 * A spectrum on the Fourier grid as a law: nodes are the grid points with weights h^d (spectrally accurate: f vanishes at the faces), gradients are
 * spectral derivatives, and densities at other points are those of the trigonometric polynomial; 0 beyond the box.
 *
 * The second quadrature has the points half a spacing further on every axis: what the first aliases at the waves 2 pi/h it has with the other
 * sign, so that for functionals that are no polynomials in f their difference is twice the error.
 *
 * Sampling: a cell about a grid point is drawn with the probability of its envelope, the largest value at the grid points next to it and 10 % more,
 * a point in it uniformly, and accepted with the ratio of density and envelope. Negative values, of the size of the solution's error, count as zero.
 * Where the density is below 1e-12 of its peak, its score is that of rounding errors.
 */
import type { NodalLaw, Nodes } from "../../protocols/index.ts";
import { cos, sin } from "../../math/elementary.ts";
import type { FourierGrid } from "./grid.ts";
import type { Interpolant } from "./interpolation.ts";
import { coordinate, waveOf } from "./grid.ts";
import { interpolant } from "./interpolation.ts";

/** The envelope's margin over the grid points about a cell: a density's peak lies between them. */
const MARGIN = 1.1;
/** Densities below this fraction of the peak have no digits left for a score. */
const FLOOR = 1e-12;

/** Values at the grid points of a spectrum, or of its derivative along an axis. */
function valuesOf(grid: FourierGrid, spectrum: Float64Array, axis?: number): Float64Array {
  const { memory, transform, dimension, modes, rows, points, halfWidth } = grid;
  const copy = grid.spectra.subarray(0, grid.spectrumDoubles);
  copy.set(spectrum);
  const factor = (axis === undefined ? 1 : Math.PI / halfWidth) / points;
  // The kernel's axes are 0, 1, 2 with the contiguous one last; 3 for the value itself.
  const direction = axis === undefined ? 3 : dimension === 2 && axis === 1 ? 2 : axis;
  memory.kernels.derivative({ axis: direction, n: modes, ny: rows, factor, source: copy.byteOffset, target: grid.spectrum.byteOffset });
  transform.inverse(grid.spectrum, grid.value);
  return grid.value.slice();
}

/** Indices of a point of the grid, row-major, into `into`. */
function unpack(index: number, modes: number, into: Int32Array): void {
  for (let k = into.length - 1; k >= 0; k--) {
    into[k] = index % modes;
    index = Math.floor(index / modes);
  }
}

/** The spectrum of f(v + (h/2, ..., h/2)); `spectrum` is zero at the Nyquist modes. */
function halfStepOn({ dimension, modes: n }: FourierGrid, spectrum: Float64Array): Float64Array {
  const phases = Array.from({ length: 4 * n }, (_, m) => [cos((Math.PI * (m - 2 * n)) / n), sin((Math.PI * (m - 2 * n)) / n)] as const);
  const moved = new Float64Array(spectrum.length);
  let at = 0;
  for (let x = 0; x < n; x++)
    for (let y = 0; y < (dimension === 3 ? n : 1); y++)
      for (let z = 0; z <= n / 2; z++, at += 2) {
        const [c, s] = phases[waveOf(x, n) + (dimension === 3 ? waveOf(y, n) : 0) + z + 2 * n];
        moved[at] = c * spectrum[at] - s * spectrum[at + 1];
        moved[at + 1] = s * spectrum[at] + c * spectrum[at + 1];
      }
  return moved;
}

/** The points of the grid, moved by a part of the spacing. */
function pointsOf(grid: FourierGrid, part = 0): Float64Array[] {
  const index = new Int32Array(grid.dimension);
  const planes = grid.centre.map(() => new Float64Array(grid.points));
  for (let i = 0; i < grid.points; i++) {
    unpack(i, grid.modes, index);
    planes.forEach((plane, k) => (plane[i] = coordinate(grid, k, index[k]) + part * grid.spacing));
  }
  return planes;
}

function momentsOf(grid: FourierGrid, points: readonly Float64Array[], density: Float64Array) {
  const cell = grid.centre.reduce((volume) => volume * grid.spacing, 1);
  const total = (phi: (i: number) => number): number => {
    let sum = 0;
    for (let i = 0; i < density.length; i++) sum += density[i] * phi(i);
    return cell * sum;
  };
  const mass = total(() => 1);
  const mean = points.map((plane) => total((i) => plane[i]) / mass);
  const covariance = points.map((p, k) => points.map((q, l) => total((i) => (p[i] - mean[k]) * (q[i] - mean[l])) / mass));
  return { cell, mean, covariance };
}

/** Largest value at a grid point or a neighbour of it, times MARGIN; one pass along each axis. */
function envelopeOf(grid: FourierGrid, density: Float64Array): Float64Array {
  let best = density.map((value) => Math.max(value, 0));
  let stride = 1;
  for (let k = 0; k < grid.dimension; k++) {
    const step = stride;
    best = best.map((value, i) => {
      const place = Math.floor(i / step) % grid.modes;
      const before = place > 0 ? best[i - step] : 0;
      return Math.max(value, before, place < grid.modes - 1 ? best[i + step] : 0);
    });
    stride *= grid.modes;
  }
  return best.map((value) => MARGIN * value);
}

/** Index of the first running sum above `target`. */
function firstAbove(sums: Float64Array, target: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle] > target) high = middle;
    else low = middle + 1;
  }
  return low;
}

const remembered = <Value>(make: () => Value): (() => Value) => {
  let value: Value | undefined;
  return () => (value ??= make());
};

function sampler(grid: FourierGrid, density: Float64Array, value: (v: ArrayLike<number>) => number): NodalLaw["sample"] {
  const prepared = remembered(() => {
    const envelope = envelopeOf(grid, density);
    let sum = 0;
    return { envelope, sums: envelope.map((height) => (sum += height)) };
  });
  const index = new Int32Array(grid.dimension);
  const v = new Float64Array(grid.dimension);
  return (into, stream) => {
    const { envelope, sums } = prepared();
    for (let i = 0; i < into[0].length; i++) {
      let cell: number;
      do {
        cell = firstAbove(sums, stream.uniform() * sums[sums.length - 1]);
        unpack(cell, grid.modes, index);
        for (let k = 0; k < v.length; k++) v[k] = coordinate(grid, k, index[k]) + (stream.uniform() - 0.5) * grid.spacing;
      } while (stream.uniform() * envelope[cell] >= value(v));
      for (let k = 0; k < v.length; k++) into[k][i] = v[k];
    }
  };
}

export interface SolvedLaw extends NodalLaw {
  /** The second quadrature (laws/quadrature.ts). */
  rule(): Nodes;
}

/** The law of a spectrum, which is not copied: the caller keeps it unchanged. */
export function fourierLaw(grid: FourierGrid, spectrum: Float64Array, about: { name: string; time: number }): SolvedLaw {
  const { dimension, modes, centre, halfWidth, spacing } = grid;
  const density = valuesOf(grid, spectrum);
  const points = pointsOf(grid);
  const { cell, mean, covariance } = momentsOf(grid, points, density);
  const floor = FLOOR * density.reduce((most, value) => Math.max(most, value), 0);
  const polynomial = remembered((): Interpolant => interpolant(dimension, modes, spectrum));
  const x = new Float64Array(dimension);
  /** False beyond the box. */
  function locate(v: ArrayLike<number>): boolean {
    for (let k = 0; k < dimension; k++) {
      x[k] = (v[k] - centre[k] + halfWidth) / spacing;
      if (!(x[k] >= -0.5 && x[k] < modes - 0.5)) return false;
    }
    return true;
  }
  const value = (v: ArrayLike<number>): number => (locate(v) ? polynomial().value(x) : 0);
  const weights = remembered(() => new Float64Array(grid.points).fill(cell));
  const gradient = remembered(() => centre.map((_, axis) => valuesOf(grid, spectrum, axis)));
  const nodes: Nodes = {
    points,
    density,
    get weights() {
      return weights();
    },
    get gradient() {
      return gradient();
    },
  };
  const between = remembered((): Nodes => {
    const moved = halfStepOn(grid, spectrum);
    return {
      points: pointsOf(grid, 0.5),
      density: valuesOf(grid, moved),
      weights: weights(),
      gradient: centre.map((_, axis) => valuesOf(grid, moved, axis)),
    };
  });
  return {
    name: about.name,
    dimension,
    mean,
    covariance,
    spec: { type: "fourier", modes, halfWidth, centre, time: about.time },
    nodes,
    rule: between,
    density: value,
    score(v, into) {
      into.fill(0);
      if (!locate(v)) return;
      const f = Math.max(polynomial().gradient(x, into), floor);
      for (let k = 0; k < dimension; k++) into[k] /= f * spacing;
    },
    sample: sampler(grid, density, value),
  };
}
