/**
 * What Node and a browser both compute, through the public entries: ten coupled Coulomb steps, every bit of every particle hashed, with an exact and an
 * entropic distance of the clouds, and a solution by Fourier modes, so that all families of kernels are called.
 */
import { coulomb, fourier, gaussian, horizon, maxwellMolecules, rootKey, singleSpecies, type Observable } from "landau-flow";
import { coupled, coupledCost, coupledOptimally, debiasedWasserstein, pairCollisions, spherical, synchronous, type Coupled } from "landau-flow/particles";
import { entropicCost } from "landau-flow/transport";

const skewed = gaussian({ mean: [0.4, -0.1, 0.2], covariance: [[1.4, 0.3, 0], [0.3, 0.8, -0.2], [0, -0.2, 0.5]] }); // prettier-ignore
const diagonal = gaussian({ mean: [0.1, 0.3, -0.2], variances: [0.6, 0.9, 1.2] });

/** Hash of velocities by words of 32 bits (FNV-1a): any other bit gives another number. */
function hashOf(planes: readonly Float64Array[]): number {
  let hash = 2166136261;
  for (const plane of planes) for (const word of new Uint32Array(plane.slice().buffer)) hash = Math.imul(hash ^ word, 16777619);
  return hash >>> 0;
}

const clouds: Observable<Coupled> = {
  parts: { "": { name: "entropic cost", short: "entropic", symbol: "OT", kind: "cost", velocity: 2, meaning: "Between the clouds; with hashes of them." } },
  open: () => ({
    measure({ copies }) {
      const pairs = copies.flat().map(({ first, second }) => [first.planes, second.planes] as const);
      const hashes = pairs.flatMap(([v, w], k) => [[`first${k}`, hashOf(v)] as const, [`second${k}`, hashOf(w)] as const]);
      return { "": entropicCost(...pairs[0], { epsilon: 2, tolerance: 1e-3 }).value, ...Object.fromEntries(hashes) };
    },
  }),
};

const bitsOf = (value: number): string => [...new Uint8Array(Float64Array.of(value).buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Names and bits of all numbers, one a line. `threads` share a step where there are any. */
export async function program(threads: number): Promise<string> {
  const system = coupled(pairCollisions({ potential: coulomb(), threads }), synchronous(), spherical());
  const time = horizon({ end: 0.1, steps: 10, observe: 3 });
  const observe = { clouds, cost: coupledCost(), w2: debiasedWasserstein() };
  const { series } = system.run({ system, initial: coupledOptimally(skewed, diagonal), particles: 1100, time, observe }, rootKey("browser"), {});
  const planar = [gaussian({ mean: [0.2, -0.1], covariance: [[1.2, 0.2], [0.2, 0.8]] })]; // prettier-ignore
  const solution = await fourier({ modes: 16 }).open(singleSpecies(maxwellMolecules()), planar);
  const density = solution.at(0.05).law(0).density([0.3, -0.4]);
  const lines = Object.entries(series).flatMap(([name, values]) => values.map((value, k) => `${name}[${k}] ${bitsOf(value!)}`));
  return [...lines, `density ${bitsOf(density)}`].join("\n");
}
