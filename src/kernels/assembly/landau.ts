// Loops of the Fourier solver (src/solvers/fourier/operator.ts). Real arrays are [n x ny x n] doubles, spectra [n x ny x (n/2+1)] complex numbers
// with integer wave numbers m (the upper half of an axis is negative), ny = n in dimension 3 and 1 in dimension 2. Wave vectors are
// k = unit m. Modes outside the ball |m|^2 < ball are kept at zero.
import { fftLines, swapped } from "./fft";
import { add, all, mul, sub } from "./vector";

// @ts-ignore: decorator
@inline function wave(index: i32, length: i32): i32 { return index << 1 > length ? index - length : index; }
/** i x z for a real x. */
// @ts-ignore: decorator
@inline function turned(z: v128, x: f64): v128 { return mul(swapped(z), f64x2(-x, x)); }
/** Greatest number of modes 0, 1, ... of the last axis with m^2 < rest, at most `most`. */
function inside(rest: i32, most: i32): i32 {
  if (rest <= 0) return 0;
  return min(most, <i32>Math.ceil(Math.sqrt(<f64>rest)));
}

/** target = factor i m_axis source, or factor source for axis 3. */
export function derivative(axis: i32, n: i32, ny: i32, factor: f64, source: usize, target: usize): void {
  const kept = (n >> 1) + 1;
  let offset: usize = 0;
  const scale = all(factor);
  for (let x = 0; x < n; x++) {
    for (let y = 0; y < ny; y++) {
      if (axis == 3) {
        for (let z = 0; z < kept; z++) {
          v128.store(target + offset, mul(v128.load(source + offset), scale));
          offset += 16;
        }
      } else if (axis == 2) {
        for (let z = 0; z < kept; z++) {
          v128.store(target + offset, turned(v128.load(source + offset), factor * <f64>z));
          offset += 16;
        }
      } else {
        const m = axis == 0 ? wave(x, n) : wave(y, ny);
        const turn = f64x2(-factor * <f64>m, factor * <f64>m);
        for (let z = 0; z < kept; z++) {
          v128.store(target + offset, mul(swapped(v128.load(source + offset)), turn));
          offset += 16;
        }
      }
    }
  }
}

/**
 * The gradient g becomes the flux a g - b u, point by point. Planes of `bytes`: a as xx, xz, zz (dimension 2) or xx, xy, xz, yy, yz, zz; b and g
 * as x, z or x, y, z, in the memory of their planes one after the other.
 */
export function flux(dimension: i32, bytes: usize, a: usize, b: usize, g: usize, u: usize): void {
  const next = bytes;
  if (dimension == 2) {
    for (let o: usize = 0; o < bytes; o += 16) {
      const gx = v128.load(g + o);
      const gz = v128.load(g + next + o);
      const f = v128.load(u + o);
      const mixed = v128.load(a + next + o);
      v128.store(g + o, sub(add(mul(v128.load(a + o), gx), mul(mixed, gz)), mul(v128.load(b + o), f)));
      v128.store(g + next + o, sub(add(mul(mixed, gx), mul(v128.load(a + 2 * next + o), gz)), mul(v128.load(b + next + o), f)));
    }
    return;
  }
  for (let o: usize = 0; o < bytes; o += 16) {
    const gx = v128.load(g + o);
    const gy = v128.load(g + next + o);
    const gz = v128.load(g + 2 * next + o);
    const f = v128.load(u + o);
    const xy = v128.load(a + next + o);
    const xz = v128.load(a + 2 * next + o);
    const yz = v128.load(a + 4 * next + o);
    const jx = add(add(mul(v128.load(a + o), gx), mul(xy, gy)), mul(xz, gz));
    const jy = add(add(mul(xy, gx), mul(v128.load(a + 3 * next + o), gy)), mul(yz, gz));
    const jz = add(add(mul(xz, gx), mul(yz, gy)), mul(v128.load(a + 5 * next + o), gz));
    v128.store(g + o, sub(jx, mul(v128.load(b + o), f)));
    v128.store(g + next + o, sub(jy, mul(v128.load(b + next + o), f)));
    v128.store(g + 2 * next + o, sub(jz, mul(v128.load(b + 2 * next + o), f)));
  }
}

/**
 * One term of Chebyshev's recurrence:  target = scale i m.j + shift current - back target,  sum += weight target; zero outside the ball. The
 * spectra of j are `bytes` apart.
 */
export function chebyshevTerm(
  dimension: i32, n: i32, ball: i32, j: usize, bytes: usize, current: usize, target: usize, sum: usize,
  scale: f64, shift: f64, back: f64, weight: f64,
): void {
  const kept = (n >> 1) + 1;
  const ny = dimension == 3 ? n : 1;
  const deep = dimension == 3 ? 2 * bytes : bytes;
  let offset: usize = 0;
  for (let x = 0; x < n; x++) {
    const mx = wave(x, n);
    for (let y = 0; y < ny; y++) {
      const my = wave(y, ny);
      const end = inside(ball - mx * mx - my * my, kept);
      const fx = scale * <f64>mx;
      const fy = scale * <f64>my;
      for (let z = 0; z < end; z++) {
        let d = mul(v128.load(j + offset), all(fx));
        if (dimension == 3) d = add(d, mul(v128.load(j + bytes + offset), all(fy)));
        d = add(d, mul(v128.load(j + deep + offset), all(scale * <f64>z)));
        const divergence = mul(swapped(d), f64x2(-1, 1));
        const value = sub(add(divergence, mul(v128.load(current + offset), all(shift))), mul(v128.load(target + offset), all(back)));
        v128.store(target + offset, value);
        v128.store(sum + offset, add(v128.load(sum + offset), mul(value, all(weight))));
        offset += 16;
      }
      const rest = <usize>(kept - end) << 4;
      memory.fill(target + offset, 0, rest);
      offset += rest;
    }
  }
}

/**
 * The components of  sum_j K_j * f_j  after the inverse transform along the first axis. Spectra f_j are [N x Ny x (N/2+1)], N = 2 n; with
 * q = |m|^2 the kernels are  a_j = A_j(q) (I - m m^T/q) + C_j(q) m m^T/q  and  b_j = i C_j(q) m  (weights and units included by the caller).
 * `terms` of 32 bytes list for each j: the addresses of f_j, of A_j and of C_j, an unused word, and the weights of a and b. `inverse` holds 1/q.
 * Results: the first n rows of each component, [n x Ny x (N/2+1)], `bytes` apart. `work`: (components + 2) N width vectors.
 */
export function convolve(
  dimension: i32, plan: usize, count: i32, terms: usize, inverse: usize, result: usize, bytes: usize, width: i32, work: usize,
): void {
  const long = load<i32>(plan, 16);
  const n = long >> 1;
  const kept = n + 1;
  const ny = dimension == 3 ? long : 1;
  const components = dimension == 3 ? 9 : 5;
  const block = <usize>(long * width) << 4;
  const first = work + <usize>components * block;
  for (let y = 0; y < ny; y++) {
    for (let z = 0; z < kept; z += width) {
      const columns = min(width, kept - z);
      for (let x = 0; x < long; x++) {
        const from = (<usize>((x * ny + y) * kept + z)) << 4;
        const to = work + (<usize>(x * columns) << 4);
        fill(dimension, wave(x, long), wave(y, ny), z, columns, count, terms, inverse, from, to, block);
      }
      const row = <usize>columns << 4;
      for (let c = 0; c < components; c++) {
        const lines = work + <usize>c * block;
        fftLines(plan, lines, row, lines, row, columns, first, first + block);
        let to = result + <usize>c * bytes + (<usize>(y * kept + z) << 4);
        for (let x = 0; x < n; x++) {
          memory.copy(to, lines + <usize>x * row, row);
          to += <usize>(ny * kept) << 4;
        }
      }
    }
  }
}

// @ts-ignore: decorator
@inline function fill(
  dimension: i32, mx: i32, my: i32, z: i32, columns: i32, count: i32, terms: usize, inverse: usize, from: usize, to: usize, block: usize,
): void {
  for (let i = 0; i < columns; i++) {
    const mz = z + i;
    const q = mx * mx + my * my + mz * mz;
    const place = <usize>q << 3;
    const offset = <usize>i << 4;
    let across = f64x2.splat(0);
    let along = f64x2.splat(0);
    let drift = f64x2.splat(0);
    for (let k = 0; k < count; k++) {
      const term = terms + (<usize>k << 5);
      const f = v128.load(load<i32>(term) + from + offset);
      const parallel = load<f64>(load<i32>(term, 8) + place);
      const weight = load<f64>(term, 16);
      across = add(across, mul(f, all(weight * load<f64>(load<i32>(term, 4) + place))));
      along = add(along, mul(f, all(weight * parallel)));
      drift = add(drift, mul(f, all(load<f64>(term, 24) * parallel)));
    }
    const excess = mul(sub(along, across), v128.load64_splat(inverse + place));
    const turn = mul(swapped(drift), f64x2(-1, 1));
    const fx = all(<f64>mx);
    const fz = all(<f64>mz);
    const ex = mul(excess, fx);
    const ez = mul(excess, fz);
    const at = to + offset;
    v128.store(at, add(across, mul(ex, fx)));
    if (dimension == 2) {
      v128.store(at + block, mul(ex, fz));
      v128.store(at + 2 * block, add(across, mul(ez, fz)));
      v128.store(at + 3 * block, mul(turn, fx));
      v128.store(at + 4 * block, mul(turn, fz));
    } else {
      const fy = all(<f64>my);
      v128.store(at + block, mul(ex, fy));
      v128.store(at + 2 * block, mul(ex, fz));
      v128.store(at + 3 * block, add(across, mul(mul(excess, fy), fy)));
      v128.store(at + 4 * block, mul(ez, fy));
      v128.store(at + 5 * block, add(across, mul(ez, fz)));
      v128.store(at + 6 * block, mul(turn, fx));
      v128.store(at + 7 * block, mul(turn, fy));
      v128.store(at + 8 * block, mul(turn, fz));
    }
  }
}
