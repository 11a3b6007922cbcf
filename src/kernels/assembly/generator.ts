// Draws by (key, step, block): Philox4x32-10 seeds four lanes of xoshiro128++. Twin: src/random/block-generator.ts.

/** Upper 32 bits of the products of unsigned 32-bit lanes. */
// @ts-ignore: decorator
@inline function multiplyHigh(a: v128, b: v128): v128 {
  const low = i64x2.extmul_low_i32x4_u(a, b);
  const high = i64x2.extmul_high_i32x4_u(a, b);
  return v128.shuffle<i32>(low, high, 1, 3, 5, 7);
}

/**
 * Writes 4 vectors to `out`: word w of the Philox output of lane l at out + 16 w + 4 l.
 * Counter (step, block, l + 256 purpose, salt), key (k0, k1). Salmon, Moraes, Dror and Shaw (2011).
 */
export function seed(out: usize, purpose: u32, k0: u32, k1: u32, salt: u32, step: u32, block: u32): void {
  let c0 = i32x4.splat(step);
  let c1 = i32x4.splat(block);
  let c2 = i32x4.add(i32x4(0, 1, 2, 3), i32x4.splat(purpose << 8));
  let c3 = i32x4.splat(salt);
  const m0 = i32x4.splat(0xd2511f53);
  const m1 = i32x4.splat(0xcd9e8d57);
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(c0, m0);
    const high1 = multiplyHigh(c2, m1);
    const low0 = i32x4.mul(c0, m0);
    const low1 = i32x4.mul(c2, m1);
    c0 = v128.xor(v128.xor(high1, c1), i32x4.splat(k0));
    c2 = v128.xor(v128.xor(high0, c3), i32x4.splat(k1));
    c1 = low1;
    c3 = low0;
    k0 += 0x9e3779b9;
    k1 += 0xbb67ae85;
  }
  v128.store(out, c0);
  v128.store(out, c1, 16);
  v128.store(out, c2, 32);
  v128.store(out, c3, 48);
}

// @ts-ignore: decorator
@inline function rotate(x: v128, k: i32): v128 { return v128.or(i32x4.shl(x, k), i32x4.shr_u(x, 32 - k)); }

/** Fills `vectors` vectors of four 32-bit draws at `out` with xoshiro128++ (Blackman and Vigna 2019), seeded as above. */
export function fill(out: usize, vectors: i32, purpose: u32, k0: u32, k1: u32, salt: u32, step: u32, block: u32): void {
  seed(out, purpose, k0, k1, salt, step, block);
  let s0 = v128.load(out);
  let s1 = v128.load(out, 16);
  let s2 = v128.load(out, 32);
  let s3 = v128.load(out, 48);
  for (let i = 0; i < vectors; i++) {
    v128.store(out + (<usize>i << 4), i32x4.add(rotate(i32x4.add(s0, s3), 7), s0));
    const t = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, t);
    s3 = rotate(s3, 11);
  }
}
