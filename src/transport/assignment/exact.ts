/**
 * Exact optimal assignment of two clouds of N equally weighted points for the cost |x - y|^2, with a certificate.
 *
 *   W_N = min over bijections s of (1/N) sum_i |x_i - y_s(i)|^2
 *
 * Affine preconditioning (precondition.ts), sparse candidates (candidates.ts), a short auction (auction.ts), multi-source shortest
 * augmenting paths (augment.ts) and pricing on the complete graph (price.ts); when the affine start is slow, and for most large clouds, a
 * coarse-to-fine start (coarse.ts). The lower bound is computed afterwards from the prices alone (certificate.ts). Memory is O(N), results are
 * deterministic, and the work is bounded. d = 1 by sorting; d = 2 and 3 have fast searches; neighbours lose their meaning, and the solver
 * its speed, from d = 6 or so on.
 */
import { ScenarioError } from "../../errors.ts";
import { strideOf } from "../../math/kd-tree/tree.ts";
import type { Planes } from "../../protocols/index.ts";
import { begin, complete, completeInOrder, strain } from "./assign.ts";
import { certify, type Assignment } from "./certificate.ts";
import { COARSE_FROM, coarseStart } from "./coarse.ts";
import { lineAssignment } from "./line.ts";
import { enter, preconditioner } from "./precondition.ts";
import { nearestAssignment } from "./neighbours.ts";
import { separate, together } from "./separate.ts";
import { solveSites } from "./sites/solve.ts";
import { isMerged } from "./sites/sites.ts";
import { openState, workDone, type SolverState } from "./state.ts";
import { moveAlong } from "./warm.ts";

/** Limits and starts of an exact assignment. */
export interface AssignmentOptions {
  /** Most arcs and points to look at, per point (default 50000; Gaussians, beams and shells of up to 1e4 points take 1000 to 3000). */
  readonly work?: number;
  /**
   * Start from this solver's previous solve when it had as many points and they moved little since (default false): the cost and the
   * certificate are the same to round-off, but the result is no longer a function of the arguments alone in its last bits.
   */
  readonly warm?: boolean;
}

/** A solver that keeps its memory between solves. */
export interface AssignmentSolver {
  /** Throws ScenarioError when the clouds differ in shape, are empty, are not finite or have no dimension. */
  solve(x: Planes, y: Planes, options?: AssignmentOptions): Assignment;
}

/** Arcs and points that a solve may look at, per point, where the caller sets no limit. */
export const ASSIGNMENT_WORK = 50_000;

/** Scales stay within the doubles, however small the coordinates. */
const LARGEST_SCALE = 1e300;

/** Coordinates beyond this, or all below its inverse, are scaled first. */
const EXTREME = 1e60;

/** Strain (assign.ts) above which the affine start is not pursued; in large clouds it pays only for nearly coupled ones (measured). */
const STRAINED = 2.2;
const STRAINED_LARGE = 1.3;
const LARGE = 5e4;

/** Work per point after which it gives way all the same: twice what near-Gaussian clouds take at N = 2000, and growing faster. */
const affineWork = (count: number): number => 2000 * Math.max(1, Math.sqrt(count / 2000));

/** Opens a solver; it grows with the largest problem it sees. A result depends on its arguments alone, never on earlier
 * solves, unless `warm` is asked for. */
export function openSolver(capacity = 0): AssignmentSolver {
  let state = openState(capacity, 3);
  const solver: AssignmentSolver = {
    solve(x, y, options = {}) {
      check(x, y);
      const count = x[0].length;
      if (identical(x, y)) return unmoved(count);
      if (count > state.capacity || strideOf(x.length) !== state.stride) state = openState(count, x.length);
      const scale = extreme(x, y);
      if (scale !== 1) return rescaled(solver.solve(scaled(x, scale), scaled(y, scale), { ...options, warm: false }), scale);
      const work = (options.work ?? ASSIGNMENT_WORK) * count;
      if (options.warm && x.length > 1 && moveAlong(state, x, y, work)) {
        const moved = certify(state, x, y);
        if (moved.finished) return moved;
      }
      state.settled = 0;
      const near = nearestAssignment(state, x, y);
      if (near) return near;
      const groups = separate(x, y);
      if (groups.length > 1) return together(x, y, groups, (a, b) => solver.solve(a, b, { ...options, warm: false }));
      if (x.length === 1) return lineAssignment(state, x, y);
      return solveInSpace(state, x, y, work);
    },
  };
  return solver;
}

/** One solve with memory of its own; use `openSolver` for many. */
export function optimalAssignment(x: Planes, y: Planes, options: AssignmentOptions = {}): Assignment {
  return openSolver(x[0]?.length ?? 0).solve(x, y, options);
}

function solveInSpace(state: SolverState, x: Planes, y: Planes, workLimit: number): Assignment {
  const count = x[0].length;
  state.dimension = x.length;
  state.frame = preconditioner(x, y);
  enter(state.frame, x, y, state.source, state.target);
  state.count = count;
  state.scanned = 0;
  state.rows.build(state.source, count);
  state.columns.build(state.target, count);
  if (isMerged(state)) {
    if (!solveSites(state, workLimit)) completeInOrder(state);
  } else if (solveFromBestStart(state, workLimit)) state.settled = state.graph.start[count];
  return certify(state, x, y);
}

/** The affine start, unless it strains or takes long; then the coarse one. */
function solveFromBestStart(state: SolverState, workLimit: number): boolean {
  const { count } = state;
  begin(state, undefined);
  if (count < COARSE_FROM) return complete(state, workLimit);
  if (strain(state) < (count < LARGE ? STRAINED : STRAINED_LARGE)) {
    if (complete(state, Math.min(workLimit, affineWork(count) * count))) return true;
    if (workDone(state) >= workLimit) return false;
  }
  begin(state, coarseStart(state, workLimit));
  return complete(state, workLimit);
}

/** Power of two that brings coordinates whose squares leave the normal numbers near 1; 1 for all others. */
function extreme(x: Planes, y: Planes): number {
  let most = 0;
  for (const plane of [...x, ...y]) for (const value of plane) most = Math.max(most, Math.abs(value));
  let scale = 1;
  if (most > EXTREME) for (; most * scale > 1;) scale /= 2;
  else if (most > 0 && most * EXTREME < 1) for (; most * scale < 1 && scale < LARGEST_SCALE;) scale *= 2;
  return scale;
}

const scaled = (planes: Planes, scale: number): Planes => planes.map((plane) => plane.map((value) => scale * value));

/** Multiplication by a power of two is exact as long as the result is a normal number. */
function rescaled(solved: Assignment, scale: number): Assignment {
  const back = (value: number): number => value / scale / scale;
  return { ...solved, squared: back(solved.squared), dual: back(solved.dual), prices: solved.prices.map(back) };
}

function identical(x: Planes, y: Planes): boolean {
  return x.every((plane, k) => plane.every((value, i) => value === y[k][i]));
}

function unmoved(count: number): Assignment {
  const assignment = Int32Array.from({ length: count }, (_, i) => i);
  return { assignment, squared: 0, dual: 0, gap: 0, finished: true, prices: new Float64Array(count) };
}

function check(x: Planes, y: Planes): void {
  if (x.length !== y.length) throw new ScenarioError(`clouds of different dimension: ${x.length} and ${y.length}`);
  if (x.length < 1) throw new ScenarioError("exact assignment needs clouds of dimension 1 at least, not 0");
  const count = x[0].length;
  if (count === 0) throw new ScenarioError("an empty cloud has no distance to another");
  for (const plane of [...x, ...y]) {
    if (plane.length !== count) throw new ScenarioError(`clouds of different size: ${count} and ${plane.length} points`);
    // The largest square must be finite as well.
    for (let i = 0; i < count; i++) {
      if (!(Math.abs(plane[i]) < 1e150)) throw new ScenarioError(`a cloud holds a coordinate that is not finite (point ${i}: ${plane[i]})`);
    }
  }
}
