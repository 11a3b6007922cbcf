/**
 * The empirical law of given velocities: (1/N) sum_i delta_(v_i).
 *
 * Asked for exactly N particles it returns all rows in random order (resampling without replacement: the cloud itself, its
 * moments kept to round-off); for any other number it draws rows with replacement. Limit: it has no density.
 */
import { fourthMomentAbout, moments } from "../math/cloud-moments.ts";
import type { MomentLaw, Planes, Stream } from "../protocols/index.ts";
import { ScenarioError } from "../errors.ts";
import { fromRows, type Table } from "./rows.ts";

function rowOrder(rows: number, count: number, stream: Stream): Uint32Array {
  const draw = (below: number): number => Math.floor(stream.uniform() * below);
  if (count !== rows) return Uint32Array.from({ length: count }, () => draw(rows));
  const order = Uint32Array.from({ length: rows }, (_, i) => i);
  for (let i = rows - 1; i > 0; i--) {
    const j = draw(i + 1);
    const kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
  return order;
}

function momentsOf({ dimension: d, planes }: Table) {
  const { mean, covariance } = moments(planes);
  return {
    mean: Array.from(mean),
    covariance: planes.map((_, k) => Array.from(covariance.subarray(k * d, (k + 1) * d))),
    fourthMoment: fourthMomentAbout(planes, mean),
  };
}

/** The law of `rows` [N x d]. Throws ScenarioError when they are ragged or not finite. */
export const samplesOf = (rows: readonly (readonly number[])[]): MomentLaw => empirical(fromRows("samples", rows), { rows });

/** The empirical law of a table; `origin` is what its JSON form says of where the rows are. */
export function empirical(table: Table, origin: Readonly<Record<string, unknown>>): MomentLaw {
  const { count, dimension, planes } = table;
  return {
    name: `${count} samples`,
    dimension,
    ...momentsOf(table),
    atomic: true,
    spec: { type: "samples", ...origin },
    sample(into: Planes, stream: Stream) {
      const order = rowOrder(count, into[0]?.length ?? 0, stream);
      into.forEach((plane, k) => order.forEach((row, i) => (plane[i] = planes[k][row])));
    },
    density() {
      throw new ScenarioError("samples: an empirical law has no density");
    },
  };
}
