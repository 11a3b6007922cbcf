/**
 * The sparse graph of candidate pairs (i, j) with costs c_ij = |x_i - y_j|^2, in compressed rows.
 *
 * Arcs are proposed one by one and merged into the rows together; duplicates are dropped. Memory is O(arcs), never N x N.
 */
export class ArcGraph {
  /** Arcs of row i are start[i] ... start[i + 1] - 1. */
  start: Int32Array;
  column = new Int32Array(0);
  cost = new Float64Array(0);
  /** Proposed arcs that are not merged yet. */
  private proposedRow = new Int32Array(0);
  private proposedColumn = new Int32Array(0);
  private proposed = 0;
  /** The previous rows during a merge; swapped with the present ones, so that nothing is allocated in the steady state. */
  private spareStart: Int32Array;
  private spareColumn = new Int32Array(0);
  private spareCost = new Float64Array(0);
  private readonly fill: Int32Array;
  private readonly seen: Int32Array;

  constructor(capacity: number) {
    this.start = new Int32Array(capacity + 1);
    this.spareStart = new Int32Array(capacity + 1);
    this.fill = new Int32Array(capacity);
    this.seen = new Int32Array(capacity);
  }

  clear(): void {
    this.start.fill(0);
    this.proposed = 0;
  }

  /** True for an arc that is merged. */
  has(row: number, column: number): boolean {
    for (let t = this.start[row]; t < this.start[row + 1]; t++) if (this.column[t] === column) return true;
    return false;
  }

  propose(row: number, column: number): void {
    if (this.proposed === this.proposedRow.length) {
      const room = Math.max(1024, 2 * this.proposed);
      this.proposedRow = grown(this.proposedRow, room);
      this.proposedColumn = grown(this.proposedColumn, room);
    }
    this.proposedRow[this.proposed] = row;
    this.proposedColumn[this.proposed++] = column;
  }

  /** Merges the proposed arcs of a problem of `count` rows; `x`, `y` are the packed points in tree order, `stride` numbers each. */
  merge(count: number, x: Float64Array, y: Float64Array, stride: number): void {
    if (this.proposed === 0) return;
    const total = this.start[count] + this.proposed;
    if (this.spareColumn.length < total) {
      const room = total + (total >> 1);
      this.spareColumn = new Int32Array(room);
      this.spareCost = new Float64Array(room);
    }
    this.scatter(count);
    this.compact(count, x, y, stride);
    [this.start, this.spareStart] = [this.spareStart, this.start];
    [this.column, this.spareColumn] = [this.spareColumn, this.column];
    [this.cost, this.spareCost] = [this.spareCost, this.cost];
    this.proposed = 0;
  }

  /** Recomputes the costs after the points moved. */
  refresh(count: number, x: Float64Array, y: Float64Array, stride: number): void {
    const { start, column, cost } = this;
    for (let i = 0; i < count; i++) {
      for (let t = start[i]; t < start[i + 1]; t++) cost[t] = squaredDistance(x, i, y, column[t], stride);
    }
  }

  /** Old arcs first in each row with their costs, then the proposed ones with a negative cost as a mark. */
  private scatter(count: number): void {
    const { start, column, cost, proposedRow, proposedColumn, spareStart, spareColumn, spareCost, fill } = this;
    fill.fill(0, 0, count);
    for (let t = 0; t < this.proposed; t++) fill[proposedRow[t]]++;
    let next = 0;
    for (let i = 0; i < count; i++) {
      spareStart[i] = next;
      const extra = fill[i];
      for (let t = start[i]; t < start[i + 1]; t++) {
        spareColumn[next] = column[t];
        spareCost[next++] = cost[t];
      }
      fill[i] = next;
      next += extra;
    }
    spareStart[count] = next;
    for (let t = 0; t < this.proposed; t++) {
      const at = fill[proposedRow[t]]++;
      spareColumn[at] = proposedColumn[t];
      spareCost[at] = -1;
    }
  }

  /** Drops repeated columns of a row and computes the costs that are missing. */
  private compact(count: number, x: Float64Array, y: Float64Array, stride: number): void {
    const { spareStart, spareColumn, spareCost, seen } = this;
    seen.fill(-1, 0, count);
    let kept = 0;
    let begin = 0;
    for (let i = 0; i < count; i++) {
      const end = spareStart[i + 1];
      spareStart[i] = kept;
      for (let t = begin; t < end; t++) {
        const j = spareColumn[t];
        if (seen[j] === i) continue;
        seen[j] = i;
        const known = spareCost[t];
        spareColumn[kept] = j;
        spareCost[kept++] = known >= 0 ? known : squaredDistance(x, i, y, j, stride);
      }
      begin = end;
    }
    spareStart[count] = kept;
  }
}

/** |x_i - y_j|^2 of packed points of `stride` numbers each. */
export function squaredDistance(x: Float64Array, i: number, y: Float64Array, j: number, stride: number): number {
  const p = stride * i;
  const q = stride * j;
  const a = x[p] - y[q];
  const b = x[p + 1] - y[q + 1];
  const c = x[p + 2] - y[q + 2];
  let sum = a * a + b * b + c * c;
  for (let k = 3; k < stride; k++) {
    const difference = x[p + k] - y[q + k];
    sum += difference * difference;
  }
  return sum;
}

function grown(array: Int32Array<ArrayBuffer>, room: number): Int32Array<ArrayBuffer> {
  const result = new Int32Array(room);
  result.set(array);
  return result;
}
