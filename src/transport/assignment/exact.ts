/**
 * Exact optimal assignment of two clouds of N equally weighted points for the cost |x - y|^2, with a certificate.
 *
 *   W_N = min over bijections s of (1/N) sum_i |x_i - y_s(i)|^2
 *
 * Affine preconditioning (precondition.ts), sparse candidates (candidates.ts), a short auction (auction.ts), multi-source shortest
 * augmenting paths (augment.ts) and pricing on the complete graph (price.ts); when the affine start is slow, and for most large clouds, a
 * coarse-to-fine start, and when that stalls, one from prices alone (coarse.ts). The lower bound is computed afterwards from the prices alone (certificate.ts). Memory is O(N), results are
 * deterministic, and the work is bounded. d = 1 by sorting; d = 2 and 3 have fast searches; neighbours lose their meaning, and the solver
 * its speed, from d = 6 or so on.
 */
import { ScenarioError } from "../../errors.ts";
import { strideOf } from "../../math/kd-tree/tree.ts";
import { inUnits } from "../../math/units.ts";
import type { Planes } from "../../protocols/index.ts";
import { begin, complete, completeInOrder, strain } from "./assign.ts";
import { certify, type Assignment } from "./certificate.ts";
import { COARSE_FROM, coarseStart, pricedStart } from "./coarse.ts";
import { lineAssignment } from "./line.ts";
import { enter, preconditioner } from "./precondition.ts";
import { nearestAssignment } from "./neighbours.ts";
import { separate, together } from "./separate.ts";
import { solveSites } from "./sites/solve.ts";
import { isMerged } from "./sites/sites.ts";
import { openState, workDone, type SolverState } from "./state.ts";
import { moveAlong } from "./warm.ts";
import { knownOptions } from "../../names/options.ts";

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
  /** Throws ScenarioError when the clouds differ in shape, are empty, have no dimension, or hold coordinates that are not finite or whose squares are not. */
  solve(x: Planes, y: Planes, options?: AssignmentOptions): Assignment;
}

/** Arcs and points that a solve may look at, per point, where the caller sets no limit. */
export const ASSIGNMENT_WORK = 50_000;

/** Strain (assign.ts) above which the affine start is not pursued; in large clouds it pays only for nearly coupled ones (measured). */
const STRAINED = 2.2;
const STRAINED_LARGE = 1.3;
const LARGE = 5e4;

/**
 * Work per point after which it gives way all the same (measured: near-Gaussian clouds take 650 at 2000 points and 950 at 3e4; heavy tails, which do not finish from
 * here, pay what it allows).
 */
const affineWork = (count: number): number => 1200 * Math.max(1, Math.sqrt(Math.sqrt(count / 2000)));

/** Opens a solver; it grows with the largest problem it sees. A result depends on its arguments alone, never on earlier
 * solves, unless `warm` is asked for. */
export function openSolver(capacity = 0): AssignmentSolver {
  let state = openState(capacity, 3);
  const solver: AssignmentSolver = {
    solve(x, y, options = {}) {
      check(x, y);
      const units = inUnits(x, y);
      const count = x[0].length;
      if (identical(x, y)) return unmoved(count);
      if (count > state.capacity || strideOf(x.length) !== state.stride) state = openState(count, x.length);
      if (units.area !== 1) return rescaled(solver.solve(units.x, units.y, { ...options, warm: false }), units.area);
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
  knownOptions("optimalAssignment", options, ["work", "warm"]);
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

/** The affine start, unless it strains or takes long; then the coarse one, unless it stalls; then the priced one. */
function solveFromBestStart(state: SolverState, workLimit: number): boolean {
  const { count } = state;
  begin(state, undefined);
  if (count < COARSE_FROM) return complete(state, workLimit);
  if (strain(state) < (count < LARGE ? STRAINED : STRAINED_LARGE)) {
    if (complete(state, Math.min(workLimit, affineWork(count) * count))) return true;
    if (workDone(state) >= workLimit) return false;
  }
  const start = coarseStart(state, workLimit);
  if (start) {
    begin(state, start);
    if (complete(state, workLimit, { mayStall: true })) return true;
  }
  if (workDone(state) >= workLimit) return false;
  begin(state, pricedStart(state, workLimit));
  return complete(state, workLimit);
}

/** In the caller's units: `area` is a power of two. */
function rescaled(solved: Assignment, area: number): Assignment {
  return { ...solved, squared: solved.squared * area, dual: solved.dual * area, prices: solved.prices.map((price) => price * area) };
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
  }
}
