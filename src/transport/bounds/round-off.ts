/**
 * Lower bounds that hold in spite of round-off. What is computed of two clouds after sums and rotations of their coordinates is that of clouds
 * whose points differ by a few units in the last place of their distance to the common origin; W2 is a metric, so it differs by no more than
 *
 *   u (8 d + 16) (rms |x - o| + rms |y - o|),   u = 2^-53
 *
 * (d products in a scalar product, d rotations or eliminations of each axis, and what is taken once). Sums over points are compensated.
 */
import { ScenarioError } from "../../errors.ts";
import { aboutCommonOrigin, inUnits } from "../../math/units.ts";
import { meanOver } from "../../math/sum.ts";
import type { Planes } from "../../protocols/index.ts";

/** What W2 of the clouds may lose to round-off. */
export function roundOff(x: Planes, y: Planes): number {
  const extents = aboutCommonOrigin(x, y).map((planes) =>
    Math.sqrt(planes.reduce((sum, plane) => sum + meanOver(plane.length, (i) => plane[i] * plane[i]), 0)),
  );
  return (Number.EPSILON / 2) * (8 * x.length + 16) * (extents[0] + extents[1]);
}

/** A distance is lost when round-off is more than this fraction of it and of the clouds' bulk. */
const LOST = 1e-3;

/**
 * Throws ScenarioError when far points (a value that stands for "missing", say) leave the distance of the clouds no digits: it then says nothing of
 * the bulk, the median distance of points to the common origin, or of all where half of the points are there.
 */
export function refuseLost(x: Planes, y: Planes, squared: number): void {
  const { x: u, y: v, area } = inUnits(x, y);
  const room = roundOff(u, v);
  const norms = aboutCommonOrigin(u, v).map((planes) => planes[0].map((_, i) => Math.sqrt(planes.reduce((sum, plane) => sum + plane[i] * plane[i], 0))).sort());
  const extent = Math.max(...norms.map((sorted) => sorted[sorted.length - 1]));
  const bulk = Math.max(...norms.map((sorted) => sorted[sorted.length >> 1])) || extent;
  if (room <= LOST * Math.max(bulk, Math.sqrt(squared / area))) return;
  const told = [room, extent, bulk].map((length) => (length * Math.sqrt(area)).toPrecision(3));
  throw new ScenarioError(
    `round-off leaves this distance uncertain by ${told[0]}: a point is ${told[1]} away, the bulk of the clouds within ${told[2]} (leave far points out, or use the methods exact or bounds)`,
  );
}

/** The square of a distance that may be too large by `room`: a bound from below, not negative. */
export function lowered(squared: number, room: number): number {
  const distance = Math.max(Math.sqrt(Math.max(squared, 0)) - room, 0);
  return distance * distance;
}
