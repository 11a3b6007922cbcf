/**
 * Couplings of two mean-field diffusions, dV = ... + sqrt(2) R dB and dV~ = ... + sqrt(2) R~ dB~ with R, R~ the symmetric roots of a-bar, a-bar~.
 *
 * - Symmetric roots: dB~ = dB. The noise adds 2 E |R - R~|^2 to d/dt E|V - V~|^2.
 * - Polar: dB~ = U dB, U the orthogonal polar factor of R~ R, which is the optimal coupling of the two Gaussian increments (Bures): it adds
 *   2 E Bures^2(a-bar, a-bar~), never more than the symmetric roots. For Maxwell molecules the polar cost never grows; under symmetric roots it can.
 *
 * U depends on the frozen averages only, so that dB~ is again a Brownian motion.
 */
import { polarFactor } from "../../src/math/small-symmetric.ts";
import type { Coupling } from "../protocols.ts";
import type { AveragedDiffusion, BrownianIncrements } from "../noise/normal-noise.ts";

/** The same Brownian motion for both, with symmetric square roots: the synchronous coupling of mean-field diffusions. */
export function symmetricRoots(): Coupling<AveragedDiffusion, BrownianIncrements> {
  return {
    name: "symmetric roots",
    shares: true,
    map: (second, first) => first.increments.forEach((plane, j) => second.increments[j].set(plane)),
  };
}

/** The second Brownian motion rotated so that the increments are coupled optimally. */
export function polar(): Coupling<AveragedDiffusion, BrownianIncrements> {
  return { name: "polar", shares: true, map: mapPolar };
}

function mapPolar(second: BrownianIncrements, first: Readonly<BrownianIncrements>, [one, two]: readonly [AveragedDiffusion, AveragedDiffusion]): void {
  const d = one.dimension;
  const [left, right, u] = [new Float64Array(two.root.length), new Float64Array(one.root.length), new Float64Array(d * d)];
  for (let k = 0; k < one.count; k++) {
    for (let at = 0; at < left.length; at++) {
      left[at] = two.root[at][k]!;
      right[at] = one.root[at][k]!;
    }
    polarFactor(d, left, right, u);
    for (let i = 0; i < d; i++) {
      let turned = 0;
      for (let j = 0; j < d; j++) turned += u[d * i + j] * first.increments[j][k];
      second.increments[i][k] = turned;
    }
  }
}
