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
import { ANTIPARALLEL, SQUARE_TINY, SUM_TINY } from "../../src/model/rotation-constants.ts";
import type { Coupling } from "../../src/protocols.ts";
import { cross, type PairVelocities, type RotationNoise } from "../systems/rotation-noise.ts";

type Vector = readonly number[];

export function mapSpherical(
  second: RotationNoise,
  first: Readonly<RotationNoise>,
  [one, two]: readonly [PairVelocities, PairVelocities],
): void {
  second.radial.set(first.radial);
  if (one.dimension === 2) return;
  for (let k = 0; k < one.pairs; k++) {
    const at = (planes: readonly Float64Array[]): Vector => planes.map((plane) => plane[k]!);
    const turned = leastRotation(at(first.direction), at(one.z), at(two.z));
    second.direction.forEach((coordinate, j) => (coordinate[k] = turned[j]!));
  }
}

export function spherical(): Coupling<PairVelocities, RotationNoise> {
  return { name: "spherical", shares: true, map: mapSpherical };
}

/** z . z~, in the order of the kernels. */
const dot = (a: Vector, b: Vector): number => a[2]! * b[2]! + (a[0]! * b[0]! + a[1]! * b[1]!);

/** R n for the least rotation R taking the direction of `from` to that of `to`. */
function leastRotation(n: Vector, from: Vector, to: Vector): Vector {
  const fromSquare = dot(from, from);
  const toSquare = dot(to, to);
  if (!(fromSquare >= SQUARE_TINY && toSquare >= SQUARE_TINY)) return n;
  const product = Math.sqrt(fromSquare * toSquare);
  const sum = product + dot(from, to);
  if (!(sum >= product * ANTIPARALLEL)) return byReflections(n, from, to);
  const axis = cross(from, to);
  const p = cross(axis, n);
  const q = cross(axis, p);
  const inverse = 1 / (product * sum);
  return [0, 1, 2].map((j) => (sum * p[j]! + q[j]!) * inverse + n[j]!);
}

/** The same rotation as a reflection along z and one along u = z/|z| + z~/|z~|. */
function byReflections(n: Vector, from: Vector, to: Vector): Vector {
  const fromLength = Math.sqrt(dot(from, from));
  const toLength = Math.sqrt(dot(to, to));
  let u = from.map((x, j) => x / fromLength + to[j]! / toLength);
  if (dot(u, u) < SUM_TINY) {
    const [x, y, z] = from as [number, number, number];
    u = Math.abs(z) < 0.5 * fromLength ? [-y, x, 0] : [0, -z, y];
  }
  return reflect(reflect(n, from), u);
}

function reflect(n: Vector, along: Vector): Vector {
  const twice = (2 * dot(along, n)) / dot(along, along);
  return n.map((x, j) => x - twice * along[j]!);
}
