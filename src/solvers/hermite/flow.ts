/**
 * The Hermite hierarchy for Maxwell molecules in principal axes, f = m sum_alpha a_alpha H_alpha, time in units of 1/(c n):
 *
 *   a' = L a - e^(-4dt) R a,
 *   (L a)_alpha = -[2(d-1)|alpha| + 2 sum_(i<j) alpha_i alpha_j] a_alpha + sum_(i!=j) sqrt(alpha_i (alpha_i-1)(alpha_j+1)(alpha_j+2)) a_(alpha-2e_i+2e_j),
 *   (R a)_alpha = sum_i D_i sqrt(alpha_i (alpha_i-1)) a_(alpha-2e_i),      D = P/theta - I at t = 0, diagonal.
 *
 * L keeps the degree, R raises it by two: the coefficients up to a degree do not depend on those beyond. On degree N = 2k + l the
 * symmetric matrix L has the eigenvalues -[(d-1)N + l(l+d-2)] (spherical harmonics of degree l), whole numbers, to which the computed ones
 * are rounded. Every eigenmode is a scalar equation with a known right side, solved by collocation (collocation.ts) on panels
 * that double in length from 8 over the fastest rate. Error: about 1e-14 of the largest coefficient.
 */
import type { Basis, Block } from "./basis.ts";
import { exp } from "../../math/elementary.ts";
import { eigen } from "../../math/symmetric.ts";
import { POINTS, propagator, radau } from "./collocation.ts";

interface Modes {
  readonly block: Block;
  /** Decay rates, whole numbers. */
  readonly rates: Float64Array;
  /** Column k (entries [i s + k]) is mode k in the block's coefficients. */
  readonly vectors: Float64Array;
  /** -R in modes: from those of the lower block, [s x lower s]. Absent when nothing feeds the block. */
  readonly feed?: Float64Array;
}

/** L of the hierarchy on one block, row-major. */
function blockMatrix({ indices, dimension: d }: Basis, block: Block): Float64Array {
  const size = block.members.length;
  const matrix = new Float64Array(size * size);
  const places = new Map(block.members.map((member, k) => [indices[member].join(), k]));
  block.members.forEach((member, row) => {
    const alpha = indices[member];
    let pairs = 0;
    for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) pairs += alpha[i] * alpha[j];
    matrix[row * size + row] = -(2 * (d - 1) * block.degree + 2 * pairs);
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        if (i === j || alpha[i] < 2) continue;
        const from = alpha.map((k, axis) => k + (axis === j ? 2 : 0) - (axis === i ? 2 : 0));
        matrix[row * size + (places.get(from.join()) as number)] = Math.sqrt(alpha[i] * (alpha[i] - 1) * (alpha[j] + 1) * (alpha[j] + 2));
      }
    }
  });
  return matrix;
}

/** -R from the lower block's coefficients, [s x lower s]. */
function feedMatrix({ indices, dimension: d }: Basis, block: Block, lower: Block, anisotropy: ArrayLike<number>): Float64Array {
  const matrix = new Float64Array(block.members.length * lower.members.length);
  const places = new Map(lower.members.map((member, k) => [indices[member].join(), k]));
  block.members.forEach((member, row) => {
    const alpha = indices[member];
    for (let i = 0; i < d; i++) {
      if (alpha[i] < 2) continue;
      const from = places.get(alpha.map((k, axis) => (axis === i ? k - 2 : k)).join()) as number;
      matrix[row * lower.members.length + from] = -anisotropy[i] * Math.sqrt(alpha[i] * (alpha[i] - 1));
    }
  });
  return matrix;
}

/** left^T middle right, for left [n x n], middle [n x m], right [m x m]. */
function sandwich(left: Float64Array, middle: Float64Array, right: Float64Array, n: number, m: number): Float64Array {
  const half = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < m; k++) {
      const x = middle[i * m + k];
      if (x !== 0) for (let j = 0; j < m; j++) half[i * m + j] += x * right[k * m + j];
    }
  }
  const result = new Float64Array(n * m);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      const x = left[k * n + i];
      if (x !== 0) for (let j = 0; j < m; j++) result[i * m + j] += x * half[k * m + j];
    }
  }
  return result;
}

function modesOf(basis: Basis, live: (block: Block) => boolean, anisotropy: ArrayLike<number>): Modes[] {
  const known = new Map<Block, Modes>();
  const isotropic = Array.from(anisotropy).every((x) => x === 0);
  for (const block of basis.blocks) {
    const lower = block.lower && known.get(block.lower);
    if (!lower && !live(block)) continue;
    const size = block.members.length;
    const { values, vectors } = eigen(blockMatrix(basis, block), size);
    const fed = lower && !isotropic ? feedMatrix(basis, block, lower.block, anisotropy) : undefined;
    known.set(block, {
      block,
      rates: values.map((x) => Math.round(-x)),
      vectors,
      ...(fed && lower ? { feed: sandwich(vectors, fed, lower.vectors, size, lower.rates.length) } : {}),
    });
  }
  return [...known.values()];
}

/** The coefficients of all modes at one time. */
interface Point {
  readonly t: number;
  readonly state: readonly Float64Array[];
}

/** Values of all modes of a block at the points of a panel, [q x s]; `y` holds those at its start and receives those at its end. */
function advance(modes: Modes, y: Float64Array, source: Float64Array | undefined, of: (rate: number) => Float64Array): Float64Array {
  const size = modes.rates.length;
  const values = new Float64Array(POINTS * size);
  for (let k = 0; k < size; k++) {
    const table = of(modes.rates[k]);
    for (let i = 0; i < POINTS; i++) {
      const row = i * (POINTS + 1);
      let sum = table[row] * y[k];
      if (source) for (let j = 0; j < POINTS; j++) sum += table[row + j + 1] * source[j * size + k];
      values[i * size + k] = sum;
    }
  }
  for (let k = 0; k < size; k++) y[k] = values[(POINTS - 1) * size + k];
  return values;
}

/** e^(-4d t) times the feed of the lower block's values at the points of a panel. */
function sourceOf(modes: Modes, feed: Float64Array, lower: Float64Array, damping: readonly number[]): Float64Array {
  const size = modes.rates.length;
  const width = feed.length / size;
  const source = new Float64Array(POINTS * size);
  for (let i = 0; i < POINTS; i++) {
    for (let k = 0; k < size; k++) {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += feed[k * width + j] * lower[i * width + j];
      source[i * size + k] = damping[i] * sum;
    }
  }
  return source;
}

/** The flow from given coefficients: a function of time that returns the coefficients [all of the basis]. `anisotropy` is D, [d]. */
export function hermiteFlow(basis: Basis, start: Float64Array, anisotropy: ArrayLike<number>): (time: number) => Float64Array {
  const all = modesOf(basis, (block) => block.members.some((k) => start[k] !== 0), anisotropy);
  const fastest = all.reduce((most, { rates }) => rates.reduce((a, b) => Math.max(a, b), most), 0);
  const initial = all.map(({ block, vectors, rates }) => {
    const y = new Float64Array(rates.length);
    block.members.forEach((member, i) => rates.forEach((_, k) => (y[k] += vectors[i * rates.length + k] * start[member])));
    return y;
  });
  const panel = ({ t: begin, state: from }: Point, end: number): Point => {
    const length = end - begin;
    const state = from.map((y) => y.slice());
    const tables = new Map<number, Float64Array>();
    const of = (rate: number): Float64Array => {
      const table = tables.get(rate) ?? propagator(rate, length);
      tables.set(rate, table);
      return table;
    };
    const damping = radau.at.map((c) => exp(-4 * basis.dimension * (begin + c * length)));
    const done = new Map<Block, Float64Array>();
    all.forEach((modes, k) => {
      const lower = modes.block.lower && done.get(modes.block.lower);
      const source = modes.feed && lower ? sourceOf(modes, modes.feed, lower, damping) : undefined;
      done.set(modes.block, advance(modes, state[k], source, of));
    });
    return { t: end, state };
  };
  // The ends of whole panels; a time between them is reached by a shorter panel from the last before it.
  const trail: Point[] = [{ t: 0, state: initial }];
  return (time) => {
    for (let last = trail[trail.length - 1]; ; last = trail[trail.length - 1]) {
      const end = last.t > 0 ? 2 * last.t : 8 / Math.max(fastest, 1);
      if (end >= time) break;
      trail.push(panel(last, end));
    }
    const from = trail.findLast((point) => point.t < time) ?? trail[0];
    const { state } = time > 0 ? panel(from, time) : from;
    const result = new Float64Array(start.length);
    all.forEach(({ block, vectors, rates }, n) =>
      block.members.forEach((member, i) => rates.forEach((_, k) => (result[member] += vectors[i * rates.length + k] * state[n][k]))),
    );
    return result;
  };
}
