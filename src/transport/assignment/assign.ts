/**
 * The exact assignment of two packed clouds: candidates, opening auction, shortest augmenting paths, pricing, until no arc of the
 * complete graph is undervalued.
 *
 * Work is bounded. A solve that is stopped completes its matching in tree order, so that it is always a bijection; its prices still
 * give a lower bound, and the certificate says how far apart the two are.
 */
import { proposeByPrices, proposeCandidates } from "./candidates.ts";
import { matchTightRows, measureSpacing, nearestCosts, openingAuction } from "./auction.ts";
import { augmentPhase, augmentSingly, freeRows } from "./augment.ts";
import { forgetPricing, priceCompleteGraph } from "./price.ts";
import { FREE, workDone, type PricedStart, type SolverState, type Start } from "./state.ts";

/** One round of pricing comes early, when fewer than this fraction of the rows is free: it spares late searches. */
const EARLY = 0.02;

/**
 * Fewer free rows than this fraction are matched one at a time: in the first round, far from balance, and later or from prices that are
 * nearly right (measured).
 */
const SINGLY = 0.0005;
const SINGLY_BALANCED = 0.005;

/** The fractions are of this many points at most: beyond 1e5 the search of a single row grows with the cloud. */
const SINGLY_COUNT = 1e5;

/** Below this size, fitting linear bounds to the prices costs what it saves (measured). */
const STEEP_FROM = 5000;

/** Prices are steep when the mean squared displacement is this many times the squared distance of neighbours. */
const STEEP = 10;

/**
 * A solve stalls when its augmentations look at more than so many arcs per point, and at so many times the points that its searches compare: the arcs are then in
 * the wrong places. Measured, arcs over points compared when there are 4000 arcs a point: 26 and 7 from cluster to cluster and between several scales (N = 5000), 12 and 11
 * (1e4); independent Cauchy components get there from N = 1e4 on, with 2, and finish. The other families stay below 2600.
 */
const STALLED = { arcs: 4000, ratio: 4 };

/** How `complete` goes about it. */
export interface Conduct {
  /** The prices are nearly right already. */
  readonly balanced?: boolean;
  /** Give up when the solve stalls. */
  readonly mayStall?: boolean;
}

/** Candidates, first prices and first matches for the problem whose trees are built in `state`. */
export function begin(state: SolverState, start: Start | PricedStart | undefined): void {
  const { count, columnPrice } = state;
  forgetPricing(state);
  if (start) columnPrice.set(start.prices.subarray(0, count));
  else columnPrice.fill(0, 0, count);
  if (start && "rowPrices" in start) {
    proposeByPrices(state, start);
    state.steep = count >= STEEP_FROM;
  } else {
    const step = proposeCandidates(state, start);
    state.steep = start !== undefined && count >= STEEP_FROM && step > STEEP;
    measureSpacing(state);
  }
  openingAuction(state);
}

/**
 * Takes what `begin` left to the optimum. Returns false when it stopped at the work limit or stalled. The matching is then in `columnOf` / `rowOf`
 * and the prices in `columnPrice`, in tree order.
 */
export function complete(state: SolverState, workLimit: number, { balanced = false, mayStall = false }: Conduct = {}): boolean {
  const { count } = state;
  const scanned = state.scanned;
  const searched = workDone(state) - scanned;
  const stalls = (): boolean => {
    const arcs = state.scanned - scanned;
    return mayStall && arcs > STALLED.arcs * count && arcs > STALLED.ratio * (workDone(state) - state.scanned - searched);
  };
  let early = true;
  for (let round = 0; ; round++) {
    for (let free = freeRows(state); free > 0; free = freeRows(state)) {
      if (early && free < EARLY * count) {
        early = false;
        matchTightRows(state);
        priceCompleteGraph(state, 0);
        continue;
      }
      const few = balanced || round > 0 ? SINGLY_BALANCED : SINGLY;
      const augment = free <= few * Math.min(count, SINGLY_COUNT) ? augmentSingly : augmentPhase;
      if (augment(state, free, workLimit) === 0 || workDone(state) > workLimit || stalls()) {
        completeInOrder(state);
        return false;
      }
    }
    if (priceCompleteGraph(state, round) === 0) return true;
    if (workDone(state) > workLimit) {
      completeInOrder(state);
      return false;
    }
  }
}

/**
 * Mean price of the sparse graph over the mean cost of the nearest candidate, after the auction: 1.1 for nearly coupled clouds, 1.6 for
 * samples of one law, 3 to 10 (growing with N) when the displacement left by the preconditioning is not small (measured).
 */
export function strain(state: SolverState): number {
  let prices = 0;
  for (let i = 0; i < state.count; i++) prices += state.rowPrice[i] + state.columnPrice[i];
  return prices > 0 ? prices / nearestCosts(state) : 0;
}

/** Pairs what is still free in tree order. */
export function completeInOrder({ count, columnOf, rowOf }: SolverState): void {
  let column = 0;
  for (let i = 0; i < count; i++) {
    if (columnOf[i] !== FREE) continue;
    while (rowOf[column] !== FREE) column++;
    columnOf[i] = column;
    rowOf[column] = i;
  }
}
