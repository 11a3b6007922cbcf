/** Velocities as files have them: [E x N x d], rows of particles, ensemble after ensemble. */
import type { Ensemble, Snapshot } from "../src/protocols/index.ts";

/** Of ensembles of one shape. */
export function snapshotOf(t: number, ensembles: readonly Ensemble[]): Snapshot {
  const [{ count, dimension }] = ensembles;
  const velocities = new Float64Array(ensembles.length * count * dimension);
  ensembles.forEach(({ planes }, e) => {
    for (let k = 0; k < dimension; k++) {
      const plane = planes[k];
      for (let i = 0, at = e * count * dimension + k; i < count; i++, at += dimension) velocities[at] = plane[i];
    }
  });
  return { t, velocities };
}

/** The steps nearest to the times, those beyond `steps` left out. `dt` 0: an instant. */
export const stepsAt = (times: readonly number[], dt: number, steps: number): ReadonlySet<number> =>
  new Set(times.map((t) => (t === 0 ? 0 : Math.round(t / dt))).filter((step) => step <= steps));

/** Names of the ensembles of a couple in two copies: the first, which all couplings share, and the second under each. */
export const coupledNames = (couplings: readonly string[]): string[] =>
  ["a", "b"].flatMap((copy) => [`${copy}, first`, ...couplings.map((coupling) => `${copy}, second by ${coupling}`)]);
