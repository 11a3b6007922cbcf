/**
 * Four-ary heap of columns keyed by distance, with the position of each column known, so that a key can decrease in place.
 *
 * Ties pop in an order fixed by the history of calls: deterministic.
 */

/** A column that is in no heap and not final. */
export const OUTSIDE = -1;

/** A column whose distance is final. */
export const FINAL = -2;

export class ColumnHeap {
  size = 0;
  readonly keys: Float64Array;
  readonly columns: Int32Array;
  /** Position of each column in the heap, or OUTSIDE, or FINAL. */
  readonly slot: Int32Array;

  constructor(capacity: number) {
    this.keys = new Float64Array(capacity);
    this.columns = new Int32Array(capacity);
    this.slot = new Int32Array(capacity).fill(OUTSIDE);
  }

  /** Puts `column` with `key` at `position` (the end, or its own place with a smaller key) and lets it rise. */
  raise(position: number, key: number, column: number): void {
    const { keys, columns, slot } = this;
    while (position > 0) {
      const parent = (position - 1) >> 2;
      if (keys[parent] <= key) break;
      keys[position] = keys[parent];
      const moved = columns[parent];
      columns[position] = moved;
      slot[moved] = position;
      position = parent;
    }
    keys[position] = key;
    columns[position] = column;
    slot[column] = position;
  }

  /** Removes the column with the smallest key and returns it. */
  pop(): number {
    const { keys, columns, slot } = this;
    const smallest = columns[0];
    const size = --this.size;
    if (size === 0) return smallest;
    const key = keys[size];
    const column = columns[size];
    let position = 0;
    for (let child = 1; child < size; child = 4 * position + 1) {
      let best = child;
      let bestKey = keys[child];
      const end = child + 4 < size ? child + 4 : size;
      for (let other = child + 1; other < end; other++) {
        if (keys[other] < bestKey) {
          bestKey = keys[other];
          best = other;
        }
      }
      if (bestKey >= key) break;
      keys[position] = bestKey;
      const moved = columns[best];
      columns[position] = moved;
      slot[moved] = position;
      position = best;
    }
    keys[position] = key;
    columns[position] = column;
    slot[column] = position;
    return smallest;
  }
}
