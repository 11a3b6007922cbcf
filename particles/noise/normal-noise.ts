/**
 * Standard normals of a block, by Box and Muller, from (key, step, block): all of the first component, then all of the next; of eight, four take the cosines
 * and the next four the sines.
 */
import { log } from "../../src/math/elementary.ts";
import type { Key, NoiseOf } from "../../src/protocols/index.ts";
import { blockDraws } from "../../src/random/block-generator.ts";
import { circlePoint, unit } from "./rotation-noise.ts";

/** Standard normals of a block of particles, [d] planes: Brownian increments over the square root of dt. */
export interface BrownianIncrements {
  readonly increments: readonly Float64Array[];
}

/** Of a block of particles begin, begin + 1, ...: drift 2 b-bar, [d] planes, and the roots of a-bar, packed as in src/math/small-symmetric.ts. */
export interface AveragedDiffusion {
  readonly dimension: number;
  readonly begin: number;
  readonly count: number;
  readonly drift: readonly Float64Array[];
  readonly root: readonly Float64Array[];
}

/** `components` planes of `count` standard normals. `sign` -1 gives their negatives. Of several steps: their sum over the root of their number. */
export function normals(key: Key, step: NoiseOf, block: number, shape: NormalShape, sign: 1 | -1 = 1): Float64Array[] {
  return typeof step === "number" ? ofStep(key, step, block, shape, sign) : joined(step.map((one) => ofStep(key, one, block, shape, sign)));
}

function joined([sum, ...others]: readonly Float64Array[][]): Float64Array[] {
  const size = 1 / Math.sqrt(1 + others.length);
  sum.forEach((plane, c) => plane.forEach((x, i) => (plane[i] = size * others.reduce((total, other) => total + other[c][i], x))));
  return sum;
}

function ofStep(key: Key, step: number, block: number, shape: NormalShape, sign: 1 | -1): Float64Array[] {
  const { components, count } = shape;
  const groups = Math.ceil(count / 8);
  const words = blockDraws(key, step, block, 2 * groups * components);
  return Array.from({ length: components }, (_, c) => {
    const plane = new Float64Array(count);
    for (let pair = 0; pair < 4 * groups; pair++) {
      const k = 8 * (pair >> 2) + (pair & 3);
      const at = 8 * groups * c + k;
      const size = sign * Math.sqrt(-2 * log(unit(words[at])));
      const [x, y] = circlePoint(words[at + 4]);
      if (k < count) plane[k] = size * x;
      if (k + 4 < count) plane[k + 4] = size * y;
    }
    return plane;
  });
}

export interface NormalShape {
  readonly components: number;
  readonly count: number;
}
