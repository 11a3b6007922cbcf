/**
 * Sliced distances: SW2^2 = mean over directions e of W2^2 of the projections on e, in any dimension, sizes of clouds may differ.
 *
 * Over an orthonormal frame, sum_k W2^2(projections on e_k) <= W2^2 for every frame (project an optimal plan). So the largest frame sum is
 * a rigorous lower bound of W2^2 between the clouds, and d SW2^2 <= W2^2. Frames are Haar distributed (Gram-Schmidt of normal vectors),
 * after the first, which is made of the coordinate axes and counts for the bound only; the standard error is over whole frames.
 * Coordinates are exact on the axes; other projections are taken about a common origin, and what they may lose to round-off is taken off the bound.
 */
import { ScenarioError } from "../../errors.ts";
import type { Planes, Stream } from "../../protocols/index.ts";
import { rootKey } from "../../random/key.ts";
import { openStream } from "../../random/stream.ts";
import { Sum } from "../../math/sum.ts";
import { aboutCommonOrigin, inUnits } from "../../math/units.ts";
import { lowered, roundOff } from "./round-off.ts";
import { knownOptions } from "../../names/options.ts";

/** The sliced distance with its error and bounds. */
export interface Sliced {
  /** SW2^2, estimated. */
  readonly squared: number;
  /** Its standard error over frames; 0 in dimension 1. */
  readonly standardError: number;
  /** The largest frame sum: at most W2^2 of the clouds. */
  readonly lower: number;
}

/** Directions of a sliced distance. */
export interface SlicedOptions {
  /** Random frames (default 32). */
  readonly frames?: number;
  /** Source of the frames; by default the stream of the address `sliced`. */
  readonly stream?: Stream;
}

/** Throws ScenarioError when the clouds are empty or of different dimension. */
export function slicedDistance(x: Planes, y: Planes, options: SlicedOptions = {}): Sliced {
  const { frames = 32, stream = openStream(rootKey("sliced")) } = knownOptions("slicedDistance", options, ["frames", "stream"]);
  const d = x.length;
  if (d !== y.length || d === 0) throw new ScenarioError(`clouds of different dimension: ${d} and ${y.length}`);
  if (x[0].length === 0 || y[0].length === 0) throw new ScenarioError("an empty cloud has no distance to another");
  if (!(frames >= 2)) throw new ScenarioError(`sliced distance needs at least 2 frames, not ${frames}`);
  const { x: u, y: v, area } = inUnits(x, y);
  const axes = u.reduce((sum, plane, k) => sum + lineSquared(plane.slice(), v[k].slice()), 0);
  if (d === 1) return { squared: axes * area, standardError: 0, lower: axes * area };
  const [p, q] = aboutCommonOrigin(u, v);
  let greatest = 0;
  let sum = 0;
  let squares = 0;
  for (let n = 0; n < frames; n++) {
    const value = randomFrame(d, stream).reduce((total, direction) => total + lineSquared(projected(p, direction), projected(q, direction)), 0);
    greatest = Math.max(greatest, value);
    sum += value / d;
    squares += (value / d) * (value / d);
  }
  const squared = sum / frames;
  const standardError = Math.sqrt(Math.max(squares / frames - squared * squared, 0) / (frames - 1));
  return { squared: squared * area, standardError: standardError * area, lower: Math.max(axes, lowered(greatest, roundOff(u, v))) * area };
}

/** W2^2 of two samples on the line: quantiles of equal rank, by steps where the sizes differ. Sorts its arguments. */
export function lineSquared(x: Float64Array, y: Float64Array): number {
  x.sort();
  y.sort();
  const [n, m] = [x.length, y.length];
  const sum = new Sum();
  // Ranks run over n m equal units: i holds m of them, j holds n.
  for (let i = 0, j = 0, at = 0; i < n && j < m;) {
    const next = Math.min((i + 1) * m, (j + 1) * n);
    sum.add((next - at) * (x[i] - y[j]) * (x[i] - y[j]));
    at = next;
    if (at === (i + 1) * m) i++;
    if (at === (j + 1) * n) j++;
  }
  return sum.value() / n / m;
}

function projected(planes: Planes, direction: Float64Array): Float64Array {
  const result = new Float64Array(planes[0].length);
  planes.forEach((plane, k) => {
    for (let i = 0; i < result.length; i++) result[i] += direction[k] * plane[i];
  });
  return result;
}

/** Orthonormal rows, Haar distributed; orthogonalised twice, to round-off. */
function randomFrame(d: number, stream: Stream): Float64Array[] {
  const frame: Float64Array[] = [];
  while (frame.length < d) {
    const row = Float64Array.from({ length: d }, () => stream.normal());
    for (const other of [...frame, ...frame]) {
      const along = dot(row, other);
      for (let k = 0; k < d; k++) row[k] -= along * other[k];
    }
    const length = Math.sqrt(dot(row, row));
    if (length > 1e-8) frame.push(row.map((value) => value / length));
  }
  return frame;
}

function dot(u: Float64Array, v: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < u.length; k++) sum += u[k] * v[k];
  return sum;
}
