/** Tables of velocities, rows [N x d], as planes. */
import { ScenarioError } from "../errors.ts";

/** Velocities as planes. */
export interface Table {
  readonly count: number;
  readonly dimension: number;
  /** Planes [d][N]. */
  readonly planes: readonly Float64Array[];
}

/** Turns rows [N][d] into planes. Throws ScenarioError when empty, ragged or not finite. */
export function fromRows(name: string, rows: readonly (readonly number[])[]): Table {
  const dimension = rows[0]?.length ?? 0;
  if (dimension === 0) throw new ScenarioError(`${name}: no rows`);
  const wrong = rows.findIndex((row) => row.length !== dimension || !row.every(Number.isFinite));
  if (wrong >= 0) throw new ScenarioError(`${name}: row ${wrong}: expected ${dimension} finite numbers, found ${JSON.stringify(rows[wrong])}`);
  const planes = Array.from({ length: dimension }, (_, k) => Float64Array.from(rows, (row) => row[k]));
  return { count: rows.length, dimension, planes };
}
