/**
 * The noise of a block of pair collisions: for each pair a radial draw and a direction, from (key, step, block).
 *
 * Together they are a random rotation whose law no rotation changes (particles/noise/rotation-law.ts), so that one noise serves every coupling. The
 * kernels draw the same bits (src/kernels/assembly/pairs/draws.ts).
 */
import { cos, log, sin } from "../../src/math/elementary.ts";
import { THINNING } from "../../src/kernels/constants/block.ts";
import * as c from "../../src/kernels/constants/rotation.ts";
import type { Key } from "../../src/protocols/index.ts";
import { blockDraws } from "../../src/random/block-generator.ts";

/** Relative velocities of a block of pairs: z[j][k] is coordinate j of v - w of pair k. All that a coupling needs to know of a pair. */
export interface PairVelocities {
  readonly dimension: number;
  readonly pairs: number;
  readonly z: readonly Float64Array[];
}

/** Of ordered pairs: particle `row` and its partners k. */
export interface RowVelocities extends PairVelocities {
  readonly row: number;
}

/**
 * Noise of a block, per pair: a radial draw (normal in d = 2, uniform on (0, 1) above) and the direction of the rotation: none in d = 2, an axis
 * in d = 3, the d(d-1)/2 entries above the diagonal of a unit element of so(d) from d = 4 on.
 */
export interface RotationNoise {
  readonly radial: Float64Array;
  readonly direction: readonly Float64Array[];
  /** Of particles of unequal weights: whether the heavier one takes its share, 1 or 0. Both ensembles of a couple draw the same. */
  readonly moves?: Float64Array;
}

/** The noise of a block, for the pairs `of` which it is drawn. `sign` -1 gives the inverse rotations. */
export function draw(key: Key, step: number, block: number, of: PairVelocities, sign: 1 | -1 = 1): RotationNoise {
  if (of.dimension === 2) return drawNormals(key, step, block, of.pairs, sign);
  if (of.dimension === 3) return drawDirections(key, step, block, of.pairs, sign);
  return drawGenerators(key, step, block, of.pairs, of.dimension, sign);
}

/** 1 with probability `chance`, else 0, for each pair of a block. */
export function drawMoves(key: Key, step: number, block: number, pairs: number, chance: number): Float64Array {
  return Float64Array.from(blockDraws(key, step, block, Math.ceil(pairs / 4), THINNING).subarray(0, pairs), (word) => (unit(word) < chance ? 1 : 0));
}

/** Uniform on (0, 1) from a signed word. */
export const unit = (word: number): number => word * c.UNIT_SCALE + c.UNIT_SHIFT;

/** Cosine and sine of a uniform angle: 30 bits say where in an eighth of the circle, one exchanges the two, one reverses both. */
export function circlePoint(word: number): readonly [number, number] {
  const angle = ((word & 0x3fffffff) * c.EIGHTH_SCALE + c.EIGHTH_SHIFT) * (Math.PI / 2);
  const sign = word < 0 ? -1 : 1;
  const [x, y] = [sign * cos(angle), sign * sin(angle)];
  return word & 0x40000000 ? [y, x] : [x, y];
}

/** Three words per pair: radial, azimuth and polar cosine of the direction. Vectors of four pairs follow each other. */
function drawDirections(key: Key, step: number, block: number, pairs: number, sign: 1 | -1): RotationNoise {
  const words = blockDraws(key, step, block, 3 * Math.ceil(pairs / 4));
  const radial = new Float64Array(pairs);
  const direction = [0, 1, 2].map(() => new Float64Array(pairs));
  for (let k = 0; k < pairs; k++) {
    const at = 12 * (k >> 2) + (k & 3);
    const polar = words[at + 8] * c.SIGNED_SCALE + c.UNIT_SCALE;
    const reach = sign * Math.sqrt(1 - polar * polar);
    const [x, y] = circlePoint(words[at + 4]);
    radial[k] = unit(words[at]);
    direction[0][k] = reach * x;
    direction[1][k] = reach * y;
    direction[2][k] = sign * polar;
  }
  return { radial, direction };
}

/** Two words for two pairs, by Box and Muller: of eight pairs, four take the cosines and the next four the sines. */
function drawNormals(key: Key, step: number, block: number, pairs: number, sign: 1 | -1): RotationNoise {
  const words = blockDraws(key, step, block, 2 * Math.ceil(pairs / 8));
  const radial = new Float64Array(pairs);
  for (let k = 0; k < pairs; k++) {
    const at = 8 * (k >> 3) + (k & 3);
    const size = sign * Math.sqrt(-2 * log(unit(words[at])));
    const [x, y] = circlePoint(words[at + 4]);
    radial[k] = size * (k & 4 ? y : x);
  }
  return { radial, direction: [] };
}

/** From d = 4 on, in the plain form only: a word for the radial draw of each pair and two for every two normals, which are then scaled to length 1. */
function drawGenerators(key: Key, step: number, block: number, pairs: number, dimension: number, sign: 1 | -1): RotationNoise {
  const entries = (dimension * (dimension - 1)) / 2;
  const each = 1 + 2 * Math.ceil(entries / 2);
  const words = blockDraws(key, step, block, Math.ceil((each * pairs) / 4));
  const radial = new Float64Array(pairs);
  const direction = Array.from({ length: entries }, () => new Float64Array(pairs));
  for (let k = 0; k < pairs; k++) {
    const at = each * k;
    radial[k] = unit(words[at]);
    let square = 0;
    for (let e = 0; e < entries; e++) {
      const size = Math.sqrt(-2 * log(unit(words[at + 1 + 2 * (e >> 1)])));
      const normal = size * circlePoint(words[at + 2 + 2 * (e >> 1)])[e & 1];
      direction[e][k] = normal;
      square += normal * normal;
    }
    for (const plane of direction) plane[k] *= sign / Math.sqrt(square);
  }
  return { radial, direction };
}

/** Vector product in R^3. */
export function cross(a: readonly number[], b: readonly number[]): number[] {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
