/**
 * Momentum and energy of two species whose particles weigh unequally, restored after they met.
 *
 * A particle of the lighter weight w_b always takes its share of a collision, one of the heavier weight w_a with probability w_b/w_a (K. Nanbu and S. Yonemura,
 * J. Comput. Phys. 145 (1998) 639): right in the mean, so sums over both species are kept in the mean only. They become exact by an affine map of the heavier species,
 *     v -> u* + s (v - u),   N u* = sum v + (w_b m_b/(w_a m_a)) (what the sum of the others lost),
 * s such that the energy is what both had. u* and s are 0 and 1 but for a deviation of mean zero and of order N^(-1/2) of what was exchanged: no order in dt is lost, and
 * the mean is moved by O(1/N). Where the heavier species has less thermal energy than it would have to give, s is no number, and the run stops as its particles do.
 */
import type { KernelMemory } from "../../src/kernels/index.ts";
import type { Ensemble, Model, Planes } from "../../src/protocols/index.ts";
import { partOf } from "../ensemble.ts";
import type { Meeting } from "./meetings.ts";

/** What balancing does with planes: by kernels or plainly, with the same bits. */
export interface PlaneWork {
  /** sum x and sum x^2. */
  sums(plane: Float64Array): readonly [number, number];
  /** x -> factor (x - from) + to. */
  stretch(plane: Float64Array, from: number, factor: number, to: number): void;
}

/** By kernels, for ensembles in `memory`. */
export function kernelPlanes(memory: KernelMemory): PlaneWork {
  const out = memory.scratch(2);
  return {
    sums(plane) {
      memory.kernels.planeSums({ plane: plane.byteOffset, count: plane.length, out: out.byteOffset });
      return [out[0], out[1]];
    },
    stretch: (plane, from, factor, to) => memory.kernels.stretchPlane({ plane: plane.byteOffset, count: plane.length, from, factor, to }),
  };
}

const BLOCK = 512;

/** In the order of operations of the kernels. */
export const plainPlanes: PlaneWork = {
  sums(plane) {
    let [sum, squares] = [0, 0];
    for (let begin = 0; begin < plane.length; begin += BLOCK) {
      const end = Math.min(begin + BLOCK, plane.length);
      let [s0, s1, q0, q1, i] = [0, 0, 0, 0, begin];
      for (; i + 1 < end; i += 2) {
        s0 += plane[i];
        s1 += plane[i + 1];
        q0 = plane[i] * plane[i] + q0;
        q1 = plane[i + 1] * plane[i + 1] + q1;
      }
      sum += s0 + s1;
      squares += q0 + q1;
      if (i < end) {
        sum += plane[i];
        squares += plane[i] * plane[i];
      }
    }
    return [sum, squares];
  },
  stretch: (plane, from, factor, to) => plane.forEach((x, i) => (plane[i] = factor * (x - from) + to)),
};

/** Whether a meeting needs it: particles of unequal weights. */
export const isThinned = ({ lowerChance, upperChance }: Meeting): boolean => lowerChance < 1 || upperChance < 1;

/** Looks at both species before they meet; the function that it returns restores their sums afterwards. */
export function balance(e: Ensemble, { species }: Model, meeting: Meeting, work: PlaneWork): () => void {
  const { lower, upper, lowerChance } = meeting;
  const [heavy, light] = lowerChance < 1 ? [lower, upper] : [upper, lower];
  const [own, others] = [heavy, light].map((s) => partOf(e, e.groups[s]).planes) as [Planes, Planes];
  const ratio = (e.groups[light].weight * species[light].mass) / (e.groups[heavy].weight * species[heavy].mass);
  const [count, given, taken] = [own[0].length, totalsOf(own, work), totalsOf(others, work)];
  return () => {
    const [now, left] = [totalsOf(own, work), totalsOf(others, work)];
    const momentum = given.momentum.map((p, k) => p + ratio * (taken.momentum[k] - left.momentum[k]));
    const wanted = given.energy + ratio * (taken.energy - left.energy) - square(momentum) / count;
    const thermal = now.energy - square(now.momentum) / count;
    const factor = wanted === thermal ? 1 : Math.sqrt(wanted / thermal);
    own.forEach((plane, k) => work.stretch(plane, now.momentum[k] / count, factor, momentum[k] / count));
  };
}

const square = (x: readonly number[]): number => x.reduce((sum, y) => sum + y * y, 0);

/** Sums of v and of |v|^2. */
function totalsOf(planes: Planes, work: PlaneWork): { readonly momentum: readonly number[]; readonly energy: number } {
  const sums = planes.map((plane) => work.sums(plane));
  return { momentum: sums.map(([sum]) => sum), energy: sums.reduce((total, [, squares]) => total + squares, 0) };
}
