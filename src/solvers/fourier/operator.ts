/**
 * The Landau operator on the Fourier grid:  d_t p_i = div (a_i grad p_i - b_i p_i),  p_i the normalised density of species i,
 *
 *   a_i = sum_j (n_j/m_i^2) a_ij * p_j,   b_i = sum_j (n_j/(m_i m_j)) b_ij * p_j,   b_ij = div a_ij
 *
 * (MP, eq. 1.1; src/model/species.ts). Coefficients are convolutions with the truncated kernel, exact on the wide box (fourier-grid.ts); the
 * products are taken at the grid points and what they alias is of the size of the spectrum's tail. Mass is conserved to rounding (the
 * divergence has no mean), momentum and energy to the accuracy of the spectrum. With frozen coefficients the discrete diffusion is symmetric
 * and negative, of norm at most (largest |k|)^2 times the largest eigenvalue of a on the grid.
 */
import type { Model } from "../../protocols/index.ts";
import type { FourierGrid, WideBox } from "./grid.ts";
import { openWideBox } from "./grid.ts";
import { radialTables } from "./kernel.ts";

/** Spectra, one for each species: the forward transform of p_i at the grid points. */
export type Spectra = readonly Float64Array[];

export interface LandauOperator {
  readonly grid: FourierGrid;
  /** Computes the coefficients of all species from these densities, and keeps them. */
  freeze(densities: Spectra): void;
  /** Bound of the spectral radius of species i with the coefficients kept. */
  radius(species: number): number;
  /**
   * With the coefficients kept:  target = scale A_i current + shift current - back target,  sum += weight target. Arrays of the grid's
   * memory; `current` is not changed.
   */
  term(species: number, arrays: TermArrays, scale: number, shift: number, back: number, weight: number): void;
}

export interface TermArrays {
  readonly current: Float64Array;
  readonly target: Float64Array;
  readonly sum: Float64Array;
}

/** Terms of `convolve` for each species: 32 bytes for each partner. */
function openTerms(grid: FourierGrid, wide: WideBox, model: Model): { terms: number[]; inverse: number } {
  const { dimension, modes, halfWidth, memory } = grid;
  const { species } = model;
  const scale = 1 / (dimension === 3 ? wide.long * wide.long * wide.long : wide.long * wide.long);
  const unit = Math.PI / (2 * halfWidth);
  const addresses = new Map<string, readonly [number, number]>();
  const place = (i: number, j: number): readonly [number, number] => {
    const key = `${Math.min(i, j)} ${Math.max(i, j)}`;
    const known = addresses.get(key);
    if (known) return known;
    const { across, along } = radialTables(model.interaction(i, j), dimension, 2 * halfWidth, modes);
    const pair = [across, along].map((table) => {
      const copy = memory.allocate(table.length);
      copy.set(table);
      return copy.byteOffset;
    }) as [number, number];
    addresses.set(key, pair);
    return pair;
  };
  const inverse = memory.allocate(dimension * modes * modes + 1);
  for (let q = 1; q < inverse.length; q++) inverse[q] = 1 / q;
  const terms = species.map(({ mass }, i) => {
    const list = memory.allocate(4 * species.length);
    const words = new Int32Array(list.buffer, list.byteOffset, 8 * species.length);
    species.forEach((partner, j) => {
      words.set([wide.densities[j].byteOffset, ...place(i, j), 0], 8 * j);
      list[4 * j + 2] = (scale * partner.density) / (mass * mass);
      list[4 * j + 3] = (scale * unit * partner.density) / (mass * partner.mass);
    });
    return list.byteOffset;
  });
  return { terms, inverse: inverse.byteOffset };
}

/** Transform of a density, given at the points of the small box, on the wide one. */
function widen(grid: FourierGrid, wide: WideBox, value: Float64Array, into: Float64Array): void {
  const { dimension, modes, memory } = grid;
  const { kernels } = memory;
  const { rows, kept, plans, width } = wide;
  const work = wide.columnWork.byteOffset;
  const line = 16 * kept;
  into.fill(0);
  const inner = dimension === 3 ? modes : 1;
  for (let x = 0; x < modes; x++) {
    const from = { x: value.byteOffset + 8 * modes * inner * x, xStride: 8 * modes, given: modes };
    const to = { y: into.byteOffset + line * rows * x, yStride: line };
    kernels.fftRealLines({ plan: plans.half[0], turns: plans.turns, ...from, ...to, rows: inner, work });
  }
  const columns = { plan: plans.forward, x: into.byteOffset, width, work };
  if (dimension === 3) kernels.fftColumns({ ...columns, stride: line, columns: kept, slabs: modes, slabStride: line * rows });
  kernels.fftColumns({ ...columns, stride: line * rows, columns: rows * kept, slabs: 1, slabStride: 0 });
}

/** Components of a and b of one species at the points of the small box. */
function coefficientsOf(grid: FourierGrid, wide: WideBox, terms: number, count: number, inverse: number, into: Float64Array): void {
  const { dimension, modes, memory, components, points } = grid;
  const { kernels } = memory;
  const { rows, kept, plans, width, result } = wide;
  const work = wide.columnWork.byteOffset;
  const line = 16 * kept;
  const bytes = line * rows * modes;
  kernels.convolve({ dimension, plan: plans.inverse, count, terms, inverse, result: result.byteOffset, bytes, width, work: wide.work.byteOffset });
  const inner = dimension === 3 ? modes : 1;
  for (let c = 0; c < components; c++) {
    const from = result.byteOffset + bytes * c;
    if (dimension === 3) kernels.fftColumns({ plan: plans.inverse, x: from, stride: line, columns: kept, slabs: modes, slabStride: line * rows, width, work });
    for (let x = 0; x < modes; x++) {
      const to = { y: into.byteOffset + 8 * (points * c + modes * inner * x), yStride: 8 * modes, kept: modes };
      kernels.fftRealLinesInverse({ plan: plans.half[1], turns: plans.turns, x: from + line * rows * x, xStride: line, ...to, rows: inner, work });
    }
  }
}

/** Largest eigenvalue of a on the grid, or up to 9 % more: (tr a^8)^(1/8). */
function largestDiffusion({ dimension, points }: FourierGrid, a: Float64Array): number {
  const diagonal = dimension === 3 ? [0, 3, 5] : [0, 2];
  let largest = 0;
  const m = new Float64Array(6);
  for (let i = 0; i < points; i++) {
    let trace = 0;
    for (const c of diagonal) trace += a[c * points + i];
    if (trace <= largest) continue;
    for (let c = 0; c < (dimension === 3 ? 6 : 3); c++) m[c] = a[c * points + i] / trace;
    largest = Math.max(largest, trace * eighthRoot(dimension === 3 ? traceOfEighth(m[0], m[1], m[2], m[3], m[4], m[5]) : traceOfEighth(m[0], m[1], 0, m[2], 0, 0))); // prettier-ignore
  }
  return largest;
}

const eighthRoot = (x: number): number => Math.sqrt(Math.sqrt(Math.sqrt(x)));

function traceOfEighth(xx: number, xy: number, xz: number, yy: number, yz: number, zz: number): number {
  for (let k = 0; k < 2; k++) {
    [xx, xy, xz, yy, yz, zz] = [
      xx * xx + xy * xy + xz * xz,
      xx * xy + xy * yy + xz * yz,
      xx * xz + xy * yz + xz * zz,
      xy * xy + yy * yy + yz * yz,
      xy * xz + yy * yz + yz * zz,
      xz * xz + yz * yz + zz * zz,
    ];
  }
  return xx * xx + yy * yy + zz * zz + 2 * (xy * xy + xz * xz + yz * yz);
}

/** Throws nothing; the model's exponents and the box are the caller's to check. */
export function openOperator(grid: FourierGrid, model: Model): LandauOperator {
  const { dimension, modes, rows, points, memory, transform, value, vector, spectra, spectrum, components } = grid;
  const { kernels } = memory;
  const wide = openWideBox(grid, model.species.length);
  const { terms, inverse } = openTerms(grid, wide, model);
  const planes = model.species.map(() => memory.allocate(components * points));
  const unit = Math.PI / grid.halfWidth;
  const radii = model.species.map(() => 0);
  const tensors = dimension === 3 ? 6 : 3;
  /** Values at the points, or the derivative along an axis. */
  function evaluate(axis: number, current: Float64Array, into: Float64Array): void {
    const factor = (axis === 3 ? 1 : unit) / points;
    kernels.derivative({ axis, n: modes, ny: rows, factor, source: current.byteOffset, target: spectrum.byteOffset });
    transform.inverse(spectrum, into);
  }
  const axes = dimension === 3 ? [0, 1, 2] : [0, 2];
  return {
    grid,
    freeze(densities) {
      densities.forEach((density, j) => {
        const copy = spectra.subarray(0, density.length);
        copy.set(density);
        evaluate(3, copy, value);
        widen(grid, wide, value, wide.densities[j]);
      });
      planes.forEach((plane, i) => {
        coefficientsOf(grid, wide, terms[i], model.species.length, inverse, plane);
        const largest = (unit * modes) / 2;
        radii[i] = largest * largest * largestDiffusion(grid, plane);
      });
    },
    radius: (species) => radii[species],
    term(species, { current, target, sum }, scale, shift, back, weight) {
      const a = planes[species].byteOffset;
      evaluate(3, current, value);
      axes.forEach((axis, k) => evaluate(axis, current, vector.subarray(k * points, (k + 1) * points)));
      kernels.flux({ dimension, bytes: 8 * points, a, b: a + 8 * points * tensors, g: vector.byteOffset, u: value.byteOffset });
      const one = current.length;
      axes.forEach((_, k) => transform.forward(vector.subarray(k * points, (k + 1) * points), spectra.subarray(k * one, (k + 1) * one)));
      const arrays = { j: spectra.byteOffset, bytes: 8 * one, current: current.byteOffset, target: target.byteOffset, sum: sum.byteOffset };
      kernels.chebyshevTerm({ dimension, n: modes, ball: (modes * modes) / 4, ...arrays, scale: scale * unit, shift, back, weight });
    },
  };
}
