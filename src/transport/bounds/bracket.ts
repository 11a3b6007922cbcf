/**
 * A cheap bracket of W2^2 between two clouds of equal size, in O(N log N), and what each end is.
 *
 * Lower ends: Gelbrich's bound with the clouds' own moments (gaussians.ts), the largest frame sum (sliced.ts), the dual value of zero prices after
 * affine preconditioning (certificate.ts). Upper ends: the cost of pairing equal indices, and of pairing by common halving (halving.ts).
 * Every one of them holds for the clouds themselves, so the greatest lower and the least upper end do. What a lower end may have gained by
 * round-off of the coordinates is taken off it, so that ends which contradict each other by more than the last digits of their own sums are a
 * defect, and an error.
 */
import { ScenarioError } from "../../errors.ts";
import type { Planes } from "../../protocols/index.ts";
import { inUnits } from "../../math/units.ts";
import { gaussianBound } from "./gaussians.ts";
import { certify, meanCost } from "../assignment/certificate.ts";
import { pairByHalving } from "./halving.ts";
import { enter, preconditioner, type Frame } from "../assignment/precondition.ts";
import { slicedDistance } from "./sliced.ts";
import { openState } from "../assignment/state.ts";

/** One end of a bracket: its value, and what it is. */
export interface BracketEnd {
  readonly squared: number;
  readonly name: string;
}

/** Bounds of the assignment cost between two clouds. */
export interface CloudBracket {
  readonly lower: BracketEnd;
  readonly upper: BracketEnd;
  /** All ends that were computed. */
  readonly ends: { readonly lower: readonly BracketEnd[]; readonly upper: readonly BracketEnd[] };
}

/** Relative round-off of an end's own sum of squares: compensated, of differences of coordinates. */
const OWN = 1e-14;

/** Throws ScenarioError when the clouds differ in shape or are empty, and when the ends contradict each other. */
export function bracket(x: Planes, y: Planes): CloudBracket {
  const count = x[0]?.length ?? 0;
  if (count === 0 || x.length !== y.length || y[0].length !== count) throw new ScenarioError("a bracket needs two clouds of one shape, not empty");
  const { x: u, y: v, area } = inUnits(x, y);
  const identity = Int32Array.from({ length: count }, (_, i) => i);
  const halved = halvedPairing(u, v);
  const end = (name: string, squared: number): BracketEnd => ({ name, squared: squared * area });
  const lower = [
    end("Gelbrich's bound from means and covariances", gaussianBound(u, v).lower),
    end("projections on an orthonormal frame", slicedDistance(u, v).lower),
    end("dual value of zero prices after affine preconditioning", halved.dual),
  ];
  const upper = [end("pairing in the order given", meanCost(u, v, identity)), end("pairing by common halving after affine preconditioning", halved.squared)];
  const greatest = lower.reduce((best, other) => (other.squared > best.squared ? other : best));
  const least = upper.reduce((best, other) => (other.squared < best.squared ? other : best));
  if (greatest.squared > least.squared * (1 + OWN))
    throw new ScenarioError(`bounds contradict each other: ${greatest.squared} (${greatest.name}) above ${least.squared} (${least.name})`);
  return { lower: { ...greatest, squared: Math.min(greatest.squared, least.squared) }, upper: least, ends: { lower, upper } };
}

/** Points paired by common halving, certified with prices zero. */
function halvedPairing(x: Planes, y: Planes): { squared: number; dual: number } {
  const count = x[0].length;
  const state = openState(count, x.length);
  state.frame = preconditioner(x, y);
  enter(state.frame, x, y, state.source, state.target);
  state.count = count;
  state.rows.build(state.source, count);
  state.columns.build(state.target, count);
  state.columnOf.set(pairByHalving(state.rows.points, state.columns.points, state.stride, count));
  state.columnPrice.fill(0);
  const { squared, dual } = certify(state, x, y);
  return { squared, dual: Math.max(0, dual - (state.frame ? frameRoundOff(state.frame, [x, y]) : 0)) };
}

/**
 * What the dual may gain where coordinates are mapped: it is then a sum of squares of coordinates in place of their differences, and x'.y' is
 * (x - m_x).(y - m_y) to d roundings of the factors and maps (precondition.ts) only, for any pair.
 */
function frameRoundOff({ centres, maps }: Frame, clouds: readonly Planes[]): number {
  const norm = (values: Float64Array): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  let size = norm(centres[0].map((m, k) => m - centres[1][k]));
  clouds.forEach((planes, side) => {
    const point = new Float64Array(planes.length);
    let farthest = 0;
    for (let i = 0; i < planes[0].length; i++) {
      for (let k = 0; k < point.length; k++) point[k] = planes[k][i] - centres[side][k];
      farthest = Math.max(farthest, norm(point));
    }
    size += (1 + norm(maps[side])) * farthest;
  });
  return 8 * Number.EPSILON * clouds[0].length * size * size;
}
