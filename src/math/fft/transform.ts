/**
 * Discrete Fourier transforms in one to three dimensions, double precision, by the kernel src/kernels/assembly/fft.ts:
 *
 *   forward  Y_k = sum_j X_j e^(-2 pi i j.k/n),   inverse  X_j = sum_k Y_k e^(+2 pi i j.k/n)  (not normalised: the pair multiplies by the
 *   number of points).
 *
 * Arrays are row-major, complex numbers are two doubles, and all arrays lie in the memory that the transform was opened with. Lengths are
 * 2^a 3^b; a real transform needs an even last axis and keeps the n/2 + 1 coefficients k >= 0 of that axis.
 */
import type { Kernels, KernelMemory } from "../../kernels/index.ts";
import type { Direction } from "./plan.ts";
import { openPlan, openTurns, radices } from "./plan.ts";

/** Columns transformed at once: eight complex numbers are two cache lines. */
export const COLUMNS = 8;

export interface ComplexTransform {
  /** Transforms [n_1 x ... x n_d] complex numbers in place. */
  forward(data: Float64Array): void;
  inverse(data: Float64Array): void;
}

export interface RealTransform {
  /** Doubles of a spectrum, [n_1 x ... x n_(d-1) x (n_d/2 + 1)] complex numbers. */
  readonly spectrumDoubles: number;
  forward(real: Float64Array, spectrum: Float64Array): void;
  /** Overwrites the spectrum with working values. */
  inverse(spectrum: Float64Array, real: Float64Array): void;
}

const product = (lengths: readonly number[]): number => lengths.reduce((all, n) => all * n, 1);

function checkShape(shape: readonly number[]): void {
  if (shape.length < 1 || shape.length > 3) throw new RangeError(`a transform has one to three axes: ${shape.length}`);
  shape.forEach(radices);
}

/** One axis of an array of complex numbers: `inner` numbers side by side, `outer` slabs. */
interface Axis {
  readonly plans: Readonly<Record<Direction, number>>;
  readonly length: number;
  readonly inner: number;
  readonly outer: number;
}

/** Axes of a row-major array of complex numbers. */
function axesOf(memory: KernelMemory, shape: readonly number[]): Axis[] {
  return shape.map((length, k) => ({
    plans: { 1: openPlan(memory, length, 1), [-1]: openPlan(memory, length, -1) },
    length,
    inner: product(shape.slice(k + 1)),
    outer: product(shape.slice(0, k)),
  }));
}

function alongAxis(kernels: Kernels, axis: Axis, direction: Direction, x: number, work: number): void {
  const { plans, length, inner: columns, outer: slabs } = axis;
  const stride = 16 * columns;
  kernels.fftColumns({ plan: plans[direction], x, stride, columns, slabs, slabStride: stride * length, width: Math.min(columns, COLUMNS), work });
}

/** Throws RangeError unless the shape has one to three axes of lengths 2^a 3^b. */
export function complexTransform(memory: KernelMemory, shape: readonly number[]): ComplexTransform {
  checkShape(shape);
  const axes = axesOf(memory, shape);
  const work = memory.allocate(4 * Math.max(...shape) * COLUMNS).byteOffset;
  const run = (direction: Direction) => (data: Float64Array) => {
    for (const axis of axes) alongAxis(memory.kernels, axis, direction, data.byteOffset, work);
  };
  return { forward: run(1), inverse: run(-1) };
}

/** Throws RangeError unless the shape has one to three axes of lengths 2^a 3^b, the last one even. */
export function realTransform(memory: KernelMemory, shape: readonly number[]): RealTransform {
  checkShape(shape);
  const { kernels } = memory;
  const last = shape.at(-1)!;
  if (last % 2 !== 0) throw new RangeError(`a real transform needs an even last axis: ${last}`);
  const half = last / 2;
  const kept = half + 1;
  const rows = product(shape) / last;
  const outer = axesOf(memory, shape.slice(0, -1)).map((axis) => ({ ...axis, inner: axis.inner * kept }));
  const plans = [openPlan(memory, half, 1), openPlan(memory, half, -1)] as const;
  const turns = openTurns(memory, last);
  const work = memory.allocate(4 * Math.max(...shape) * COLUMNS).byteOffset;
  const stride = 16 * kept;
  return {
    spectrumDoubles: 2 * rows * kept,
    forward(real, spectrum) {
      const [x, y] = [real.byteOffset, spectrum.byteOffset];
      kernels.fftRealLines({ plan: plans[0], turns, x, xStride: 8 * last, given: last, y, yStride: stride, rows, work });
      for (const axis of outer) alongAxis(kernels, axis, 1, spectrum.byteOffset, work);
    },
    inverse(spectrum, real) {
      for (const axis of outer) alongAxis(kernels, axis, -1, spectrum.byteOffset, work);
      const [x, y] = [spectrum.byteOffset, real.byteOffset];
      kernels.fftRealLinesInverse({ plan: plans[1], turns, x, xStride: stride, y, yStride: 8 * last, kept: last, rows, work });
    },
  };
}
