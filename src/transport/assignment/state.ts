/**
 * What the exact solver works in: typed arrays sized once and used again by every solve, so that a study that solves thousands of
 * assignments allocates nothing while it runs.
 *
 * Rows are the points of the first cloud and columns those of the second, both in the order of their kd-trees (neighbours in space
 * are neighbours in memory). A column's price v_j and a row's price u_i are feasible on a set of arcs when u_i + v_j <= c_ij there.
 */
import { KdTree, strideOf } from "../../math/kd-tree/tree.ts";
import { ArcGraph } from "./arcs.ts";
import { ColumnHeap } from "./heap.ts";
import type { Frame } from "./precondition.ts";

/** No partner yet. */
export const FREE = -1;

export interface SolverState {
  readonly capacity: number;
  /** Dimension of the clouds of the present solve. */
  dimension: number;
  /** Numbers per packed point: 3, or the dimension beyond. */
  readonly stride: number;
  /** Points of the present solve. */
  count: number;
  /** The clouds as the solver sees them (preconditioned), packed, in the caller's order. */
  readonly source: Float64Array;
  readonly target: Float64Array;
  readonly rows: KdTree;
  readonly columns: KdTree;
  readonly rowPrice: Float64Array;
  readonly columnPrice: Float64Array;
  /** Price up to which a row is known to have no better column in the complete graph (price.ts). */
  readonly pricedTo: Float64Array;
  /** Squared distance of each row to its neighbours, or the mean of all (auction.ts). */
  readonly spacing: Float64Array;
  /** Column of each row and row of each column, or FREE. */
  readonly columnOf: Int32Array;
  readonly rowOf: Int32Array;
  readonly graph: ArcGraph;
  readonly heap: ColumnHeap;
  readonly forest: Forest;
  /** Room for one nearest-neighbour search. */
  readonly positions: Int32Array;
  readonly costs: Float64Array;
  /** The coarser problem and the start it gives, made when first needed. */
  coarser?: { readonly state: SolverState; readonly start: Start; readonly priced: PricedStart };
  /** The coordinates of the present solve. */
  frame: Frame | undefined;
  /** Arcs that the last solve from nothing ended with, when all of the state is that of a finished solve; otherwise 0 (warm.ts). */
  settled: number;
  /** The prices have a large gradient (the displacement left by the preconditioning is large): searches use linear bounds. */
  steep: boolean;
  /** Arcs looked at in the present solve; the trees count the points they compare. */
  scanned: number;
}

/** Prices of rows and columns, in tree order, that are all but feasible together on the complete graph (coarse.ts). */
export interface PricedStart {
  readonly rowPrices: Float64Array;
  readonly prices: Float64Array;
}

/** Where the points are expected to go and what the columns may cost; absent for the affine start, where points stay put. */
export interface Start {
  /** Packed images, in tree order, of the rows among the columns and of the columns among the rows. */
  readonly image: Float64Array;
  readonly preimage: Float64Array;
  /** Column prices in tree order. */
  readonly prices: Float64Array;
}

/** Scratch of the shortest-path forests. */
export interface Forest {
  /** Source row of the tree that a row belongs to. */
  readonly root: Int32Array;
  /** First free column reached by the tree of a source row, or FREE. */
  readonly sink: Int32Array;
  /** Row from which a column was reached most cheaply. */
  readonly predecessor: Int32Array;
  readonly distance: Float64Array;
  /** Distance plus price of a column that was reached, otherwise infinite: an arc that costs as much or more is of no use. */
  readonly limit: Float64Array;
  readonly finals: Int32Array;
  readonly scannedRows: Int32Array;
  readonly touched: Int32Array;
  readonly sources: Int32Array;
  readonly waiting: Int32Array;
}

/** Largest number of neighbours that any search of this room asks for. */
export const NEIGHBOURS = 128;

export function openState(capacity: number, dimension: number): SolverState {
  const stride = strideOf(dimension);
  const ints = (): Int32Array => new Int32Array(capacity);
  const doubles = (): Float64Array => new Float64Array(capacity);
  return {
    capacity,
    dimension,
    stride,
    count: 0,
    source: new Float64Array(stride * capacity),
    target: new Float64Array(stride * capacity),
    rows: new KdTree(capacity, dimension),
    columns: new KdTree(capacity, dimension),
    rowPrice: doubles(),
    columnPrice: doubles(),
    pricedTo: doubles(),
    spacing: doubles(),
    columnOf: ints(),
    rowOf: ints(),
    graph: new ArcGraph(capacity),
    heap: new ColumnHeap(capacity),
    forest: {
      root: ints(),
      sink: ints(),
      predecessor: ints(),
      distance: doubles(),
      limit: doubles().fill(Infinity),
      finals: ints(),
      scannedRows: ints(),
      touched: ints(),
      sources: ints(),
      waiting: ints(),
    },
    positions: new Int32Array(NEIGHBOURS),
    costs: new Float64Array(NEIGHBOURS),
    frame: undefined,
    settled: 0,
    steep: false,
    scanned: 0,
  };
}

/** Work of the present solve so far: arcs scanned and points compared. Deterministic, unlike a clock. */
export function workDone(state: SolverState): number {
  return state.scanned + state.rows.inspected + state.columns.inspected;
}
