/**
 * Draws by (key, step, block): the plain form of what the kernels do, bit for bit (src/kernels/assembly/generator.ts, relabel.ts).
 *
 * Philox4x32-10 (Salmon, Moraes, Dror, Shaw, SC11) with the key's words 0 and 1 and the counter (step, block, lane + 256 purpose, word 2)
 * gives the states of four lanes of xoshiro128++ (Blackman, Vigna 2019), which make the draws of one block. No state survives a block, so
 * blocks can be computed in any order or not at all. 32-bit arithmetic only.
 */
import { COLLISIONS, PAIRING, RELABELLING } from "../kernels/constants/block.ts";
import type { Key } from "../protocols/index.ts";

export { PAIRS_PER_BLOCK } from "../kernels/constants/block.ts";
/** Steps between relabellings. */
export const RELABEL_EVERY = 16;

/** Upper 32 bits of the product of two unsigned 32-bit numbers, by halves. */
function multiplyHigh(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const low = Math.imul(a0, b0) >>> 0;
  const middle1 = Math.imul(a0, b1) >>> 0;
  const middle2 = Math.imul(a1, b0) >>> 0;
  const carry = (low >>> 16) + (middle1 & 0xffff) + (middle2 & 0xffff);
  return (Math.imul(a1, b1) + (middle1 >>> 16) + (middle2 >>> 16) + (carry >>> 16)) >>> 0;
}

/** Philox4x32 with ten rounds: four words from a counter of four words and a key of two. */
export function philox(counter: ArrayLike<number>, key: ArrayLike<number>): Uint32Array {
  let [c0, c1, c2, c3] = [counter[0], counter[1], counter[2], counter[3]];
  let [k0, k1] = [key[0], key[1]];
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(c0, 0xd2511f53);
    const high1 = multiplyHigh(c2, 0xcd9e8d57);
    const low0 = Math.imul(c0, 0xd2511f53);
    const low1 = Math.imul(c2, 0xcd9e8d57);
    c0 = high1 ^ c1 ^ k0;
    c2 = high0 ^ c3 ^ k1;
    c1 = low1;
    c3 = low0;
    k0 = (k0 + 0x9e3779b9) | 0;
    k1 = (k1 + 0xbb67ae85) | 0;
  }
  return Uint32Array.of(c0, c1, c2, c3);
}

/** One lane of xoshiro128++; `state` has four words and is advanced. Returns an unsigned 32-bit draw. */
export function xoshiro(state: Uint32Array): number {
  const [s0, s1, s2, s3] = [state[0], state[1], state[2], state[3]];
  const sum = (s0 + s3) | 0;
  const t2 = s2 ^ s0;
  const t3 = s3 ^ s1;
  state[1] = s1 ^ t2;
  state[0] = s0 ^ t3;
  state[2] = t2 ^ (s1 << 9);
  state[3] = (t3 << 11) | (t3 >>> 21);
  return (((sum << 7) | (sum >>> 25)) + s0) >>> 0;
}

function words(key: Key, step: number, block: number, lane: number, purpose: number): Uint32Array {
  return philox([step, block, lane + 256 * purpose, key.words[2]], key.words);
}

/** The draws of a block: `4 * vectors` signed 32-bit numbers, lane by lane within each vector. */
export function blockDraws(key: Key, step: number, block: number, vectors: number, purpose = COLLISIONS): Int32Array {
  const lanes = [0, 1, 2, 3].map((lane) => words(key, step, block, lane, purpose));
  const draws = new Int32Array(4 * vectors);
  for (let i = 0; i < draws.length; i++) draws[i] = xoshiro(lanes[i & 3]);
  return draws;
}

/**
 * Shift s of the pairing i <-> s - i mod count, uniform on [0, count) up to count/2^32. `part` tells apart the pairings of one step: those of
 * a mixture, one for every two species.
 */
export function pairingShift(key: Key, step: number, count: number, part = 0): number {
  return multiplyHigh(words(key, step, part, 0, PAIRING)[0], count);
}

/** A keyed bijection of [0, count): four rounds x -> m x + a, x ^= x >> shift on the least sufficient number of bits. */
export interface Relabelling {
  readonly bits: number;
  readonly multipliers: Uint32Array;
  readonly addends: Uint32Array;
  /** Walks the rounds until the image falls below count: less than twice on average. */
  image(i: number): number;
}

/** The relabelling of a step, for count < 2^31. `part` tells apart the species of a mixture. */
export function relabelling(key: Key, step: number, count: number, part = 0): Relabelling {
  const bits = count > 1 ? 32 - Math.clz32(count - 1) : 0;
  const multipliers = words(key, step, part, 0, RELABELLING).map((word) => word | 1);
  const addends = words(key, step, part, 1, RELABELLING);
  const mask = (1 << bits) - 1;
  const shift = (bits + 1) >> 1;
  function image(i: number): number {
    let x = i;
    do {
      for (let round = 0; round < 4; round++) {
        x = (Math.imul(x, multipliers[round]) + addends[round]) & mask;
        x ^= x >>> shift;
      }
    } while (x >= count);
    return x;
  }
  return { bits, multipliers, addends, image };
}
