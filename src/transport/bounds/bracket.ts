/**
 * A cheap bracket of W2^2 between two clouds of equal size, in O(N log N), and what each end is.
 *
 * Lower ends: Gelbrich's bound with the clouds' own moments (bounds.ts), the largest frame sum (sliced.ts), the dual value of zero prices after
 * affine preconditioning (certificate.ts). Upper ends: the cost of pairing equal indices, and of pairing by common halving (halving.ts).
 * Every one of them holds for the clouds themselves, so the greatest lower and the least upper end do. Where they meet, round-off may have
 * a lower end pass the least upper one: it is set to that then.
 */
import { ScenarioError } from "../../errors.ts";
import type { Planes } from "../../protocols/index.ts";
import { gelbrich } from "./gelbrich.ts";
import { certify, meanCost } from "../assignment/certificate.ts";
import { pairByHalving } from "./halving.ts";
import { enter, preconditioner } from "../assignment/precondition.ts";
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

/** Throws ScenarioError when the clouds differ in shape or are empty. */
export function bracket(x: Planes, y: Planes): CloudBracket {
  const count = x[0]?.length ?? 0;
  if (count === 0 || x.length !== y.length || y[0].length !== count) throw new ScenarioError("a bracket needs two clouds of one shape, not empty");
  const identity = Int32Array.from({ length: count }, (_, i) => i);
  const lower: BracketEnd[] = [
    { squared: gelbrich(x, y).raw, name: "Gelbrich's bound from means and covariances" },
    { squared: slicedDistance(x, y).lower, name: "projections on an orthonormal frame" },
  ];
  const upper: BracketEnd[] = [{ squared: meanCost(x, y, identity), name: "pairing in the order given" }];
  const { squared, dual } = halvedPairing(x, y);
  lower.push({ squared: dual, name: "dual value of zero prices after affine preconditioning" });
  upper.push({ squared, name: "pairing by common halving after affine preconditioning" });
  const least = upper.reduce((best, end) => (end.squared < best.squared ? end : best));
  const below = lower.map((end) => ({ ...end, squared: Math.min(end.squared, least.squared) }));
  return {
    lower: below.reduce((best, end) => (end.squared > best.squared ? end : best)),
    upper: least,
    ends: { lower: below, upper },
  };
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
  return certify(state, x, y);
}
