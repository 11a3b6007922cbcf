/** Sinkhorn's algorithm on a dense matrix in the log domain, plainly: the oracle for entropic costs of small clouds. */
import type { Planes } from "../../src/protocols/index.ts";

const logSumExp = (terms: readonly number[]): number => {
  const most = Math.max(...terms);
  return most + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - most), 0));
};

export interface DenseSinkhorn {
  /** S_epsilon as the primal value of the plan, whose marginals are right to round-off. */
  readonly value: number;
  readonly f: readonly number[];
  readonly g: readonly number[];
}

/** Half cost |x - y|^2/2; weights of sum one. Plain half steps until nothing moves any more. */
export function denseSinkhorn(x: Planes, y: Planes, a: readonly number[], b: readonly number[], epsilon: number): DenseSinkhorn {
  const cost = a.map((_, i) => b.map((_, j) => x.reduce((sum, plane, k) => sum + (plane[i] - y[k][j]) ** 2 / 2, 0)));
  let f = a.map(() => 0);
  let g = b.map(() => 0);
  for (let round = 0, moved = Infinity; moved > 1e-13 && round < 20000; round++) {
    const before = f;
    f = a.map((_, i) => -epsilon * logSumExp(b.map((w, j) => Math.log(w) + (g[j] - cost[i][j]) / epsilon)));
    g = b.map((_, j) => -epsilon * logSumExp(a.map((w, i) => Math.log(w) + (f[i] - cost[i][j]) / epsilon)));
    moved = Math.max(...f.map((value, i) => Math.abs(value - before[i])));
  }
  let value = 0;
  a.forEach((p, i) =>
    b.forEach((q, j) => {
      const exponent = (f[i] + g[j] - cost[i][j]) / epsilon;
      value += p * q * Math.exp(exponent) * (cost[i][j] + epsilon * exponent);
    }),
  );
  return { value, f, g };
}
