/**
 * Values of a trigonometric polynomial at any point, to 1e-13 of its size and in time that does not depend on the number of modes:
 *
 *   p(x) = sum_j g_j phi(x - j),   phi(x) = exp(beta (sqrt(1 - (2x/w)^2) - 1)) for |x| < w/2,   x in steps of a grid twice as fine,
 *
 * where g has the coefficients of p divided by the transform of phi (A. H. Barnett, J. Magland, L. af Klinteberg, SIAM J. Sci. Comput. 41 (2019)
 * C479: non-uniform transforms of the second type, oversampling 2, w = 14).
 */
import { exp, cos } from "../../math/elementary.ts";
import { openMemory } from "../../kernels/index.ts";
import { realTransform } from "../../math/fft/transform.ts";
import { integrate } from "../../math/quadrature.ts";
import { waveOf } from "./grid.ts";

const WIDTH = 14;
const BETA = 2.3 * WIDTH;

/** phi at x and, divided by it, its slope. */
function window(x: number): readonly [number, number] {
  const ratio = (2 * x) / WIDTH;
  const square = 1 - ratio * ratio;
  if (square <= 0) return [0, 0];
  const root = Math.sqrt(square);
  return [exp(BETA * (root - 1)), (-BETA * ratio * 2) / (WIDTH * root)];
}

/** int phi(x) cos(2 pi m x/M) dx; x = (w/2) sin s would smooth the ends, where phi is 1e-14 anyway. */
const windowTransform = (m: number, M: number): number => 2 * integrate((x) => window(x)[0] * cos((2 * Math.PI * m * x) / M), 0, WIDTH / 2, 8);

export interface Interpolant {
  /** Value at a point, coordinates in steps of the given grid from its first point; periodic. */
  value(x: ArrayLike<number>): number;
  /** Value, and the derivatives with respect to these coordinates into `slope`. */
  gradient(x: ArrayLike<number>, slope: Float64Array): number;
}

/** Copies the coefficients of [n x .. x (n/2+1)] into the spectrum of 2 n points, divided by the window's transform. */
function refine(dimension: number, n: number, spectrum: Float64Array, into: Float64Array, scale: number): void {
  const M = 2 * n;
  const divisor = Float64Array.from({ length: n / 2 + 1 }, (_, m) => windowTransform(m, M));
  const place = (m: number): number => (m < 0 ? m + M : m);
  const [kept, wideKept] = [n / 2 + 1, n + 1];
  const rows = dimension === 3 ? n : 1;
  const wideRows = dimension === 3 ? M : 1;
  into.fill(0);
  let from = 0;
  for (let x = 0; x < n; x++)
    for (let y = 0; y < rows; y++) {
      const [mx, my] = [waveOf(x, n), dimension === 3 ? waveOf(y, n) : 0];
      const outer = scale / (divisor[Math.abs(mx)] * (dimension === 3 ? divisor[Math.abs(my)] : 1));
      let to = 2 * (place(mx) * wideRows + (dimension === 3 ? place(my) : 0)) * wideKept;
      for (let z = 0; z < kept; z++, from += 2, to += 2) {
        into[to] = (outer * spectrum[from]) / divisor[z];
        into[to + 1] = (outer * spectrum[from + 1]) / divisor[z];
      }
    }
}

/** `spectrum`: forward transform of the values at n^d points, zero at the Nyquist modes. */
export function interpolant(dimension: number, n: number, spectrum: Float64Array): Interpolant {
  const M = 2 * n;
  const shape = new Array<number>(dimension).fill(M);
  const points = shape.reduce((all, length) => all * length, 1);
  const memory = openMemory();
  const transform = realTransform(memory, shape);
  const wide = memory.allocate(transform.spectrumDoubles);
  const given = shape.reduce((all) => all * n, 1);
  refine(dimension, n, spectrum, wide, 1 / given);
  const values = memory.allocate(points);
  transform.inverse(wide, values);
  // A copy, so that the memory of the transform can be freed.
  const grid = values.slice();
  const indices = shape.map(() => new Int32Array(WIDTH));
  const weights = shape.map(() => new Float64Array(WIDTH));
  const slopes = shape.map(() => new Float64Array(WIDTH));

  function place(x: ArrayLike<number>): void {
    for (let k = 0; k < dimension; k++) {
      const position = 2 * x[k];
      const first = Math.ceil(position - WIDTH / 2);
      for (let i = 0; i < WIDTH; i++) {
        const [value, slope] = window(position - first - i);
        indices[k][i] = (((first + i) % M) + M) % M;
        weights[k][i] = value;
        slopes[k][i] = 2 * value * slope;
      }
    }
  }

  /** sum over the window with these weights on each axis. */
  function sum(along: readonly Float64Array[]): number {
    const [outer, middle, inner] = dimension === 3 ? [0, 1, 2] : [-1, 0, 1];
    let total = 0;
    for (let i = 0; i < (outer < 0 ? 1 : WIDTH); i++) {
      const base = outer < 0 ? 0 : indices[outer][i] * M;
      let slab = 0;
      for (let j = 0; j < WIDTH; j++) {
        const start = (base + indices[middle][j]) * M;
        let row = 0;
        for (let l = 0; l < WIDTH; l++) row += along[inner][l] * grid[start + indices[inner][l]];
        slab += along[middle][j] * row;
      }
      total += outer < 0 ? slab : along[outer][i] * slab;
    }
    return total;
  }

  return {
    value(x) {
      place(x);
      return sum(weights);
    },
    gradient(x, slope) {
      place(x);
      for (let k = 0; k < dimension; k++) slope[k] = sum(weights.map((axis, l) => (l === k ? slopes[l] : axis)));
      return sum(weights);
    },
  };
}
