/**
 * Two oracles for the optimal assignment that share nothing with src/transport: all permutations, and the dense Hungarian method with
 * potentials, row by row, O(N^3) (Kuhn 1955, in the form of Jonker and Volgenant 1987).
 */
import type { Planes } from "../../src/protocols/index.ts";

export function costMatrix(x: Planes, y: Planes): number[][] {
  return Array.from(x[0], (_, i) => Array.from(y[0], (_, j) => x.reduce((sum, plane, k) => sum + (plane[i] - y[k][j]) ** 2, 0)));
}

/** Least mean cost over all permutations. */
export function bruteForce(x: Planes, y: Planes): number {
  const cost = costMatrix(x, y);
  const n = cost.length;
  const used = new Array<boolean>(n).fill(false);
  const best = (i: number): number => {
    if (i === n) return 0;
    let least = Infinity;
    for (let j = 0; j < n; j++) {
      if (used[j]) continue;
      used[j] = true;
      least = Math.min(least, cost[i][j] + best(i + 1));
      used[j] = false;
    }
    return least;
  };
  return best(0) / n;
}

/** Least mean cost by the dense Hungarian method. */
export function hungarian(x: Planes, y: Planes): number {
  const cost = costMatrix(x, y);
  const n = cost.length;
  const u = new Float64Array(n + 1);
  const v = new Float64Array(n + 1);
  const rowOf = new Int32Array(n + 1);
  const before = new Int32Array(n + 1);
  for (let i = 1; i <= n; i++) {
    rowOf[0] = i;
    let column = 0;
    const least = new Float64Array(n + 1).fill(Infinity);
    const done = new Array<boolean>(n + 1).fill(false);
    do {
      done[column] = true;
      const row = rowOf[column];
      let delta = Infinity;
      let next = 0;
      for (let j = 1; j <= n; j++) {
        if (done[j]) continue;
        const reduced = cost[row - 1][j - 1] - u[row] - v[j];
        if (reduced < least[j]) {
          least[j] = reduced;
          before[j] = column;
        }
        if (least[j] < delta) {
          delta = least[j];
          next = j;
        }
      }
      for (let j = 0; j <= n; j++) {
        if (done[j]) {
          u[rowOf[j]] += delta;
          v[j] -= delta;
        } else least[j] -= delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      rowOf[column] = rowOf[before[column]];
      column = before[column];
    }
  }
  let total = 0;
  for (let j = 1; j <= n; j++) total += cost[rowOf[j] - 1][j - 1];
  return total / n;
}
