// Fast Fourier transforms of complex lines, y_k = sum_j x_j w^(jk), w = e^(-+2 pi i/n), n = 2^a 3^b, by Stockham's passes of radix 4, 3 and 2:
// with n = r m, the pass writes  y[r p + t] = w^(tp) sum_u e^(-+2 pi i t u/r) x[p + m u], p < m,  and the next pass transforms lengths m,
// every r-th row together. (C. Van Loan, "Computational Frameworks for the Fast Fourier Transform", SIAM 1992, section 1.7.)
// A complex number is one vector of two doubles. `width` lines that lie side by side are transformed at once, rows `stride` bytes apart.
//
// A plan (src/math/fft/plan.ts) lies in memory: at 0 the sign mask of the direction, at 16 the length and the number of passes, at 32 for each
// pass its radix, m, and the address of its twiddles, 16 bytes. A twiddle w takes two vectors, (Re w, Re w) and (-Im w, Im w), so that the
// product with it needs no splat.
import { at } from "./constants";
import { add, mul, sub } from "./vector";

const HALF_ROOT_3: usize = memory.data<f64>([0.8660254037844386]);
const HALF: usize = memory.data<f64>([0.5]);

// @ts-ignore: decorator
@inline export function swapped(z: v128): v128 { return v128.shuffle<i64>(z, z, 1, 0); }
/** i z with the mask of the forward direction, -i z with that of the inverse one. */
// @ts-ignore: decorator
@inline export function quarterTurn(z: v128, mask: v128): v128 { return v128.xor(swapped(z), mask); }
/** z times the twiddle at an address. */
// @ts-ignore: decorator
@inline function twist(z: v128, twiddle: usize): v128 { return add(mul(z, v128.load(twiddle)), mul(swapped(z), v128.load(twiddle, 16))); }

// @ts-ignore: decorator
@inline function row4(twisted: bool, table: usize, x: usize, xLeg: usize, y: usize, yLeg: usize, bytes: usize, mask: v128): void {
  for (let b: usize = 0; b < bytes; b += 16) {
    const from = x + b;
    const z0 = v128.load(from);
    const z1 = v128.load(from + xLeg);
    const z2 = v128.load(from + 2 * xLeg);
    const z3 = v128.load(from + 3 * xLeg);
    const even = add(z0, z2);
    const odd = add(z1, z3);
    const gap = sub(z0, z2);
    const turn = quarterTurn(sub(z1, z3), mask);
    const to = y + b;
    v128.store(to, add(even, odd));
    if (twisted) {
      v128.store(to + yLeg, twist(sub(gap, turn), table));
      v128.store(to + 2 * yLeg, twist(sub(even, odd), table + 32));
      v128.store(to + 3 * yLeg, twist(add(gap, turn), table + 64));
    } else {
      v128.store(to + yLeg, sub(gap, turn));
      v128.store(to + 2 * yLeg, sub(even, odd));
      v128.store(to + 3 * yLeg, add(gap, turn));
    }
  }
}

// @ts-ignore: decorator
@inline function row3(twisted: bool, table: usize, x: usize, xLeg: usize, y: usize, yLeg: usize, bytes: usize, mask: v128): void {
  for (let b: usize = 0; b < bytes; b += 16) {
    const from = x + b;
    const z0 = v128.load(from);
    const z1 = v128.load(from + xLeg);
    const z2 = v128.load(from + 2 * xLeg);
    const sum = add(z1, z2);
    const turn = mul(quarterTurn(sub(z1, z2), mask), at(HALF_ROOT_3));
    const middle = sub(z0, mul(sum, at(HALF)));
    const to = y + b;
    v128.store(to, add(z0, sum));
    v128.store(to + yLeg, twisted ? twist(sub(middle, turn), table) : sub(middle, turn));
    v128.store(to + 2 * yLeg, twisted ? twist(add(middle, turn), table + 32) : add(middle, turn));
  }
}

// @ts-ignore: decorator
@inline function row2(twisted: bool, table: usize, x: usize, xLeg: usize, y: usize, yLeg: usize, bytes: usize): void {
  for (let b: usize = 0; b < bytes; b += 16) {
    const z0 = v128.load(x + b);
    const z1 = v128.load(x + b + xLeg);
    v128.store(y + b, add(z0, z1));
    v128.store(y + b + yLeg, twisted ? twist(sub(z0, z1), table) : sub(z0, z1));
  }
}

/** One pass: `group` rows of `bytes` each share a twiddle; rows are `xStride` apart in x and `yStride` in y. */
function pass(radix: i32, m: i32, table: usize, x: usize, xStride: usize, y: usize, yStride: usize, group: i32, bytes: usize, mask: v128): void {
  const xLeg = <usize>(m * group) * xStride;
  const yLeg = <usize>group * yStride;
  const block = <usize>group * xStride;
  for (let p = 0; p < m; p++) {
    let from = x + <usize>p * block;
    let to = y + <usize>(p * radix) * yLeg;
    const twiddles = table + (<usize>(p * (radix - 1)) << 5);
    for (let g = 0; g < group; g++) {
      if (radix == 4) row4(true, twiddles, from, xLeg, to, yLeg, bytes, mask);
      else if (radix == 3) row3(true, twiddles, from, xLeg, to, yLeg, bytes, mask);
      else row2(true, twiddles, from, xLeg, to, yLeg, bytes);
      from += xStride;
      to += yStride;
    }
  }
}

/** The last pass, m = 1: all twiddles are 1. */
function lastPass(radix: i32, x: usize, xStride: usize, y: usize, yStride: usize, group: i32, bytes: usize, mask: v128): void {
  const xLeg = <usize>group * xStride;
  const yLeg = <usize>group * yStride;
  for (let g = 0; g < group; g++) {
    if (radix == 4) row4(false, 0, x, xLeg, y, yLeg, bytes, mask);
    else if (radix == 3) row3(false, 0, x, xLeg, y, yLeg, bytes, mask);
    else row2(false, 0, x, xLeg, y, yLeg, bytes);
    x += xStride;
    y += yStride;
  }
}

/**
 * Transforms `width` lines side by side from x to y, which may be the same; `a` and `b` are working memory of length * width vectors each.
 * With one pass the lines of x and y must be the same or apart.
 */
export function fftLines(plan: usize, x: usize, xStride: usize, y: usize, yStride: usize, width: i32, a: usize, b: usize): void {
  const mask = v128.load(plan);
  const passes = load<i32>(plan, 20);
  const dense: usize = <usize>width << 4;
  let group = 1;
  let from = x;
  let fromStride = xStride;
  for (let k = 0; k < passes; k++) {
    const entry = plan + 32 + (<usize>k << 4);
    const radix = load<i32>(entry);
    const m = load<i32>(entry, 4);
    const last = k == passes - 1;
    const to = last ? y : k & 1 ? b : a;
    const toStride = last ? yStride : dense;
    // Rows that touch in both arrays are one long row.
    const merge = fromStride == dense && toStride == dense;
    const rows = merge ? 1 : group;
    const scale: usize = merge ? <usize>group : 1;
    if (last) lastPass(radix, from, fromStride * scale, to, toStride * scale, rows, dense * scale, mask);
    else pass(radix, m, load<i32>(entry, 8), from, fromStride * scale, to, toStride * scale, rows, dense * scale, mask);
    group *= radix;
    from = to;
    fromStride = toStride;
  }
}

/** Transforms in place `columns` lines side by side in each of `slabs` slabs, `width` at a time. `work`: 2 * length * width vectors. */
export function fftColumns(plan: usize, x: usize, stride: usize, columns: i32, slabs: i32, slabStride: usize, width: i32, work: usize): void {
  const second = work + (<usize>(load<i32>(plan, 16) * width) << 4);
  for (let slab = 0; slab < slabs; slab++) {
    for (let column = 0; column < columns; column += width) {
      const first = x + <usize>slab * slabStride + (<usize>column << 4);
      fftLines(plan, first, stride, first, stride, min(width, columns - column), work, second);
    }
  }
}

/**
 * Real lines of even length n = 2 h to their h + 1 coefficients: the doubles of a line, read as h complex numbers z_j = x_(2j) + i x_(2j+1), are
 * transformed to Z, and  X_k = (Z_k + Z*_(h-k))/2 - (i/2) e^(-2 pi i k/n) (Z_k - Z*_(h-k)).  `plan` is forward, of length h; `turns` holds
 * the twiddles e^(-2 pi i k/n), k <= h. Only the first `given` doubles of a line are read, the others are zero. `work`: 3 h vectors.
 */
export function fftRealLines(
  plan: usize, turns: usize, x: usize, xStride: usize, given: i32, y: usize, yStride: usize, rows: i32, work: usize,
): void {
  const h = load<i32>(plan, 16);
  const all: usize = <usize>h << 4;
  const read: usize = <usize>given << 3;
  const first = work + all;
  const second = first + all;
  for (let row = 0; row < rows; row++) {
    memory.copy(work, x + <usize>row * xStride, read);
    memory.fill(work + read, 0, all - read);
    fftLines(plan, work, 16, work, 16, 1, first, second);
    untangle(work, h, turns, y + <usize>row * yStride);
  }
}

// @ts-ignore: decorator
@inline function conjugate(z: v128): v128 { return v128.xor(z, i64x2(0, i64.MIN_VALUE)); }

function untangle(z: usize, h: i32, turns: usize, to: usize): void {
  const half = at(HALF);
  for (let k = 0; k <= h >> 1; k++) {
    const mirror = h - k;
    const a = v128.load(z + (<usize>k << 4));
    const b = conjugate(v128.load(z + (<usize>(k == 0 ? 0 : mirror) << 4)));
    const sum = mul(add(a, b), half);
    // -i w^k (a - b)/2; the mirrored coefficient is the conjugate of sum minus it.
    const turned = v128.xor(swapped(twist(mul(sub(a, b), half), turns + (<usize>k << 5))), i64x2(0, i64.MIN_VALUE));
    v128.store(to + (<usize>k << 4), add(sum, turned));
    v128.store(to + (<usize>mirror << 4), conjugate(sub(sum, turned)));
  }
}

/**
 * The inverse of `fftRealLines` times n; `plan` is inverse. Writes the first `kept` doubles of a line. The imaginary parts of the first and the
 * last coefficient of a line are taken as zero.
 */
export function fftRealLinesInverse(
  plan: usize, turns: usize, x: usize, xStride: usize, y: usize, yStride: usize, kept: i32, rows: i32, work: usize,
): void {
  const h = load<i32>(plan, 16);
  const all: usize = <usize>h << 4;
  const written: usize = <usize>kept << 3;
  const first = work + all;
  const second = first + all;
  for (let row = 0; row < rows; row++) {
    entangle(x + <usize>row * xStride, h, turns, work);
    fftLines(plan, work, 16, work, 16, 1, first, second);
    memory.copy(y + <usize>row * yStride, work, written);
  }
}

function entangle(from: usize, h: i32, turns: usize, z: usize): void {
  for (let k = 0; k <= h >> 1; k++) {
    const mirror = h - k;
    let a = v128.load(from + (<usize>k << 4));
    let b = conjugate(v128.load(from + (<usize>mirror << 4)));
    if (k == 0) {
      a = v128.and(a, i64x2(-1, 0));
      b = v128.and(b, i64x2(-1, 0));
    }
    const sum = add(a, b);
    // i w^(-k) (a - b) = i conj(w^k) (a - b) = conj(-i w^k conj(a - b)).
    const turned = swapped(twist(conjugate(sub(a, b)), turns + (<usize>k << 5)));
    v128.store(z + (<usize>k << 4), add(sum, turned));
    if (k > 0) v128.store(z + (<usize>mirror << 4), conjugate(sub(sum, turned)));
  }
}
