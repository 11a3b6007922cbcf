/**
 * Curves cut at the frame, as polylines in the coordinates of its axes (Liang and Barsky, A new concept and method for line clipping, 1984). Nothing is
 * drawn far outside: a rasteriser may not survive a clipped curve of which nothing is inside.
 */
import type { Axis } from "./axes.ts";

export interface Point {
  readonly x: number;
  /** Null where a curve breaks. */
  readonly value: number | null;
}

/** The parts of a polyline inside the frame, with a break between them; a curve that stays inside comes back as it is. Empty when no part is inside. */
export function clipped(points: readonly Point[], x: Axis, y: Axis): readonly Point[] {
  const inside = points.every(({ x: at, value }) => value === null || (within(at, x) && within(value, y)));
  if (inside) return points;
  const parts: Point[] = [];
  points.forEach((to, k) => {
    const from = points[k - 1];
    const piece = from === undefined ? undefined : segment(from, to, x, y);
    if (piece === undefined) return;
    const last = parts.at(-1);
    if (last?.x !== piece[0].x || last.value !== piece[0].value) {
      if (last !== undefined) parts.push({ x: piece[0].x, value: null });
      parts.push(piece[0]);
    }
    parts.push(piece[1]);
  });
  return parts;
}

const within = (value: number, { domain }: Axis): boolean => value >= domain[0] && value <= domain[1];

/** The part of a segment inside the frame; undefined when there is none, or an end is no place on the axes. */
function segment(from: Point, to: Point, x: Axis, y: Axis): readonly [Point, Point] | undefined {
  if (from.value === null || to.value === null) return undefined;
  const [a, b] = [
    [share(from.x, x), share(from.value, y)],
    [share(to.x, x), share(to.value, y)],
  ];
  if (![...a, ...b].every(Number.isFinite)) return undefined;
  let [begin, end] = [0, 1];
  for (const k of [0, 1]) {
    const step = b[k] - a[k];
    // Entering at 0 and leaving at 1, or the other way round; parallel to the edges it is inside or not.
    const [first, last] = step === 0 ? (a[k] >= 0 && a[k] <= 1 ? [0, 1] : [1, 0]) : [-a[k] / step, (1 - a[k]) / step].sort((p, q) => p - q);
    begin = Math.max(begin, first);
    end = Math.min(end, last);
  }
  if (!(begin < end)) return undefined;
  const at = (part: number): Point => ({ x: place(a[0] + part * (b[0] - a[0]), x), value: place(a[1] + part * (b[1] - a[1]), y) });
  return [begin === 0 ? from : at(begin), end === 1 ? to : at(end)];
}

/** Place on an axis: 0 at the beginning of its domain, 1 at its end. */
function share(value: number, { type, domain }: Axis): number {
  const [low, high] = domain;
  return type === "log" ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

function place(part: number, { type, domain }: Axis): number {
  const [low, high] = domain;
  return type === "log" ? low * Math.exp(part * Math.log(high / low)) : low + part * (high - low);
}
