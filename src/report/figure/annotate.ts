/**
 * Where the label of each curve goes. A curve that reaches the right edge is named in the margin, labels kept apart vertically. A curve
 * that ends earlier is named beside its end, at the first of a few places that touches no curve and no other label; when there is
 * none, in the margin too. A label that is not beside its end gets a leader.
 */
import { placeLabels } from "./place.ts";

export type Pixel = readonly [x: number, y: number];

/** A label to be placed: the size of its text, the end of its curve, and the curve's own path. */
export interface Ending {
  readonly width: number;
  readonly height: number;
  readonly end: Pixel;
  readonly paths: readonly (readonly Pixel[])[];
}

/** Edges of the frame, and where labels in the margin begin. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly margin: number;
}

/** Left edge and centre of a label; `leader` when a line should join it to its curve. */
export interface Place {
  readonly left: number;
  readonly centre: number;
  readonly leader: boolean;
}

/** Curves that end within this distance of the right edge are named in the margin. */
const atEdge = 14;
/** Distances from a curve's end at which a place is sought. */
const distances = [14, 30, 52, 80];
/** Directions of a label from its end: right, above and below to the right, above, below. */
const directions: readonly Pixel[] = [
  [1, 0],
  [0.8, -0.8],
  [0.8, 0.8],
  [0, -1],
  [0, 1],
];
/** Clear space around a label: a marker's radius. */
const clearance = 7;

/** Places of all labels, in the order given. */
export function annotate(endings: readonly Ending[], frame: Frame): Place[] {
  const obstacles = endings.flatMap(({ paths }) => paths.flatMap(densified));
  const places = new Map<Ending, Place>();
  const boxes: Box[] = [];
  for (const ending of endings.filter(({ end }) => end[0] < frame.right - atEdge)) {
    const found = candidates(ending, frame).find(({ box }) => free(box, obstacles, boxes));
    if (found === undefined) continue;
    boxes.push(found.box);
    places.set(ending, found.place);
  }
  const rest = endings.filter((ending) => !places.has(ending));
  const wanted = rest.map(({ end, height }) => ({ centre: end[1], height }));
  placeLabels(wanted, frame.top - 12, frame.bottom + 12).forEach((centre, k) => {
    const { end, height } = rest[k];
    places.set(rest[k], {
      left: frame.margin,
      centre,
      leader: Math.abs(centre - end[1]) > height / 3 || end[0] < frame.right - atEdge,
    });
  });
  return endings.map((ending) => places.get(ending)!);
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function candidates({ end, width, height }: Ending, frame: Frame): { readonly place: Place; readonly box: Box }[] {
  const all = distances.flatMap((distance) =>
    directions.map(([dx, dy]) => {
      const left = dx > 0 ? end[0] + dx * distance : end[0] - width / 2;
      const centre = end[1] + dy * (distance + height / 2 - 6);
      const box = { left, right: left + width, top: centre - height / 2, bottom: centre + height / 2 };
      return { place: { left, centre, leader: distance > distances[0] }, box };
    }),
  );
  return all.filter(({ box }) => box.left >= frame.left + 4 && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom - 2);
}

function free(box: Box, obstacles: readonly Pixel[], others: readonly Box[]): boolean {
  const apart = others.every((each) => each.left > box.right || each.right < box.left || each.top > box.bottom || each.bottom < box.top);
  const clear = obstacles.every(
    ([x, y]) => x < box.left - clearance || x > box.right + clearance || y < box.top - clearance / 2 || y > box.bottom + clearance / 2,
  );
  return apart && clear;
}

/** Points at most six pixels apart along a path. */
function densified(path: readonly Pixel[]): Pixel[] {
  return path.flatMap((to, k) => {
    const from = path[k - 1];
    if (from === undefined) return [to];
    const pieces = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 6);
    return Array.from({ length: pieces }, (_, j): Pixel => {
      const s = (j + 1) / pieces;
      return [from[0] + s * (to[0] - from[0]), from[1] + s * (to[1] - from[1])];
    });
  });
}
