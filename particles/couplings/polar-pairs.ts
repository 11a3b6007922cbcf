/**
 * Polar coupling of pairs: the optimal coupling of the two diffusions a(z) dt and a(z~) dt on spheres, in the sense of Bures,
 *
 *   Bures^2(a, a~) = (d-1)(alpha r^2 + alpha~ r~^2) - 2 sqrt(alpha alpha~) r r~ (d - 2 + |cos|),   cos = z.z~/(r r~).
 *
 * The increments of z on its sphere are turned by the least rotation R that takes z/|z| to z~/|z~|, the spherical coupling, where cos >= 0; where
 * cos < 0 by the one that takes it to -z~/|z~|, which turns the tangent planes less. Increments are w n x z, so that there n~ = -R n. The law of n~ is
 * that of n (symmetric, and R does not depend on it). In dimension 2 the second rotation is reversed where cos < 0. For Maxwell molecules
 *
 *   d/dt E|V - V~|^2 = 4 E [ (d-1) z.z~ - r r~ (d - 2 + |cos|) ]   (alpha = 1),
 *
 * and the rate of the coupled cost is below that of the spherical coupling by 8 E r r~ |cos| on the pairs with cos < 0. Optimal for short times only.
 * The kernels do the same operations in the same order.
 */
import { POLAR } from "../../src/kernels/constants/coupling.ts";
import type { Coupling } from "../protocols.ts";
import type { PairVelocities, RotationNoise } from "../noise/rotation-noise.ts";
import { carry, directed, dot, general, pairOf } from "./spherical.ts";

function mapPolarPairs(second: RotationNoise, first: Readonly<RotationNoise>, [one, two]: readonly [PairVelocities, PairVelocities]): void {
  second.radial.set(first.radial);
  const product = one.dimension === 3 ? dot : general;
  for (let k = 0; k < one.pairs; k++) {
    const [from, to] = [pairOf(one.z, k), pairOf(two.z, k)];
    const obtuse = product(from, to) < 0 && (one.dimension !== 3 || (directed(from) && directed(to)));
    if (one.dimension > 2) carry(second, first, k, [from, obtuse ? to.map((x) => -x) : to]);
    if (obtuse) reverse(one.dimension === 2 ? [second.radial] : second.direction, k);
  }
}

function reverse(coordinates: readonly Float64Array[], k: number): void {
  for (const coordinate of coordinates) coordinate[k] = -coordinate[k];
}

/** The spherical coupling, and its mirror image where the relative velocities form an obtuse angle. */
export function polarPairs(): Coupling<PairVelocities, RotationNoise> {
  return { name: "polar", shares: true, map: mapPolarPairs, kernel: POLAR };
}
