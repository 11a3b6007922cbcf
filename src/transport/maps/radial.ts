/**
 * W2 between clouds of laws that are isotropic about their means: monotone rearrangement of the speeds.
 *
 *   W2^2 = |m_f - m_g|^2 + int_0^1 (R_f(q) - R_g(q))^2 dq,   R the quantile function of |v - m|.
 *
 * The integral is the mean over sorted speeds, whose bias against the laws is O(1/N), free of the assignment's floor N^{-2/d}. (Between laws:
 * laws/radial-distance.ts.)
 */
import { ScenarioError } from "../../errors.ts";
import type { Planes } from "../../protocols/index.ts";
import { meanOf } from "../../math/cloud-moments.ts";
import { Sum } from "../../math/sum.ts";
import { aboutCommonOrigin, inUnits } from "../../math/units.ts";
import { knownOptions } from "../../names/options.ts";

/** How finely a radial distance is evaluated. */
export interface RadialOptions {
  /** Centres of the two clouds; by default their own means. */
  readonly centres?: readonly [ArrayLike<number>, ArrayLike<number>];
}

/** Between two clouds of equal size. Throws ScenarioError when sizes or dimensions differ, or the clouds are empty. */
export function radialSquared(x: Planes, y: Planes, options: RadialOptions = {}): number {
  knownOptions("radialSquared", options, ["centres"]);
  const count = x[0]?.length ?? 0;
  if (count === 0 || x.length !== y.length || y[0].length !== count) throw new ScenarioError("radial distance needs two clouds of one shape");
  if (options.centres) return about(x, y, options.centres);
  const { x: u, y: v, area } = inUnits(x, y);
  const [p, q] = aboutCommonOrigin(u, v);
  return about(p, q, [meanOf(p), meanOf(q)]) * area;
}

function about(x: Planes, y: Planes, [a, b]: readonly [ArrayLike<number>, ArrayLike<number>]): number {
  const count = x[0].length;
  const r = speeds(x, a).sort();
  const s = speeds(y, b).sort();
  const sum = new Sum();
  for (let i = 0; i < count; i++) sum.add((r[i] - s[i]) * (r[i] - s[i]));
  let shift = 0;
  for (let k = 0; k < x.length; k++) shift += (a[k] - b[k]) * (a[k] - b[k]);
  return shift + sum.value() / count;
}

function speeds(planes: Planes, centre: ArrayLike<number>): Float64Array {
  const result = new Float64Array(planes[0].length);
  for (let k = 0; k < planes.length; k++) {
    const plane = planes[k];
    const c = centre[k];
    for (let i = 0; i < plane.length; i++) result[i] += (plane[i] - c) * (plane[i] - c);
  }
  for (let i = 0; i < result.length; i++) result[i] = Math.sqrt(result[i]);
  return result;
}
