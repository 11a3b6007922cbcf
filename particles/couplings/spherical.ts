/**
 * Spherical (Tanaka) coupling: the second pair turns about n~ = R n, R the least rotation that takes z/|z| to z~/|z~|.
 *
 * Both relative velocities then move alike relative to themselves, which in dimension 3 realises the optimal coupling of the two
 * diffusions on spheres: for Maxwell molecules d/dt E|V - V~|^2 = -4 (d-2) E (|z| |z~| - z . z~). As n~ is n rotated by something that
 * does not depend on n, its law is that of n. In dimension 2 rotations commute and the coupling is the synchronous one.
 *
 * Rodrigues' formula serves most pairs; its error grows like 1/(1 + cos), so nearly opposite velocities use two reflections, exactly
 * opposite ones a fixed choice, and velocities without a direction keep n. The kernels do the same operations in the same order.
 */
import { SPHERICAL } from "../../src/kernels/constants/coupling.ts";
import { ANTIPARALLEL, SQUARE_TINY, SUM_TINY } from "../../src/kernels/constants/rotation.ts";
import { entryOf } from "../noise/rotation-general.ts";
import type { Coupling } from "../protocols.ts";
import { cross, type PairVelocities, type RotationNoise } from "../noise/rotation-noise.ts";

export type Vector = readonly number[];

function mapSpherical(second: RotationNoise, first: Readonly<RotationNoise>, [one, two]: readonly [PairVelocities, PairVelocities]): void {
  second.radial.set(first.radial);
  if (one.dimension === 2) return;
  for (let k = 0; k < one.pairs; k++) carry(second, first, k, [pairOf(one.z, k), pairOf(two.z, k)]);
}

/** Coordinates of pair k. */
export const pairOf = (planes: readonly Float64Array[], k: number): Vector => planes.map((plane) => plane[k]);

/** The direction of pair k for the second ensemble, R of the first's, from dimension 3 on. */
export function carry(second: RotationNoise, first: Readonly<RotationNoise>, k: number, [from, to]: readonly [Vector, Vector]): void {
  if (from.length > 3) return conjugate(second, first, k, from, to);
  const turned = leastRotation(pairOf(first.direction, k), from, to);
  second.direction.forEach((coordinate, j) => (coordinate[k] = turned[j]!));
}

/** The second pair turns about the first's direction carried along by the least rotation of the relative velocities. */
export function spherical(): Coupling<PairVelocities, RotationNoise> {
  return { name: "spherical", shares: true, map: mapSpherical, kernel: SPHERICAL };
}

/** From dimension 4 on the direction is an element G of so(d), and R G R^T takes its place, R as two reflections. */
function conjugate(second: RotationNoise, first: Readonly<RotationNoise>, k: number, from: Vector, to: Vector): void {
  const d = from.length;
  const [fromLength, toLength] = [from, to].map((z) => Math.sqrt(z.reduce((sum, x) => sum + x * x, 0)));
  const sum = from.map((x, j) => x / fromLength + to[j] / toLength);
  const square = sum.reduce((total, x) => total + x * x, 0);
  // Opposite or vanishing velocities: the direction itself is as good as any.
  const mirrors = square >= SUM_TINY ? [from, sum] : [];
  let rows = from.map((_, i) =>
    from.map((_x, j) => {
      if (i === j) return 0;
      return i < j ? first.direction[entryOf(d, i, j)][k] : -first.direction[entryOf(d, j, i)][k];
    }),
  );
  // (H G H)_ij by rows, then by columns.
  for (const along of mirrors) {
    rows = rows.map((row) => reflect(row, along) as number[]);
    rows = transposed(transposed(rows).map((column) => reflect(column, along) as number[]));
  }
  rows.forEach((row, i) => row.forEach((x, j) => (i < j ? (second.direction[entryOf(d, i, j)][k] = x) : 0)));
}

const transposed = (rows: readonly (readonly number[])[]): number[][] => rows.map((_, i) => rows.map((row) => row[i]));

/** z . z~ in dimension 3, in the order of the kernels. */
export const dot = (a: Vector, b: Vector): number => a[2] * b[2] + (a[0] * b[0] + a[1] * b[1]);

export const general = (a: Vector, b: Vector): number => a.reduce((sum, x, j) => sum + x * b[j], 0);

/** Whether a velocity is large enough to have a direction. */
export const directed = (z: Vector): boolean => dot(z, z) >= SQUARE_TINY;

/** R n for the least rotation R taking the direction of `from` to that of `to`. */
function leastRotation(n: Vector, from: Vector, to: Vector): Vector {
  if (!(directed(from) && directed(to))) return n;
  const product = Math.sqrt(dot(from, from) * dot(to, to));
  const sum = product + dot(from, to);
  if (!(sum >= product * ANTIPARALLEL)) return byReflections(n, from, to);
  const axis = cross(from, to);
  const p = cross(axis, n);
  const q = cross(axis, p);
  const inverse = 1 / (product * sum);
  return [0, 1, 2].map((j) => (sum * p[j] + q[j]) * inverse + n[j]);
}

/** The same rotation as a reflection along z and one along u = z/|z| + z~/|z~|. */
function byReflections(n: Vector, from: Vector, to: Vector): Vector {
  const fromLength = Math.sqrt(dot(from, from));
  const toLength = Math.sqrt(dot(to, to));
  let u = from.map((x, j) => x / fromLength + to[j] / toLength);
  if (dot(u, u) < SUM_TINY) {
    const [x, y, z] = from as [number, number, number];
    u = Math.abs(z) < 0.5 * fromLength ? [-y, x, 0] : [0, -z, y];
  }
  return reflect(reflect(n, from), u);
}

function reflect(n: Vector, along: Vector): Vector {
  const product = n.length === 3 ? dot : general;
  const twice = (2 * product(along, n)) / product(along, along);
  return n.map((x, j) => x - twice * along[j]);
}
