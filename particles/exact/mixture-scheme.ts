/**
 * Momenta and temperatures of a mixture of Maxwell molecules under the pair system itself, with its time step (the equation: src/solvers/maxwell/mixture.ts).
 *
 * The pair system maps these moments, in the mean over pairings and rotations, species after species: of two species of equal weights, n_i <= n_j, all
 * i-particles and the part n_i/n_j of the j-particles meet, and u = k dt at k of the larger density (of unequal ones: D, meetings.ts) becomes (1 - e^(-k_c u))/k_c (systems/correction.ts),
 * or 1 - e^(-u) without the correction: T_i - T_j of two species alone, at rest, is exact, what else there is has a bias of order dt.
 */
import type { Model } from "../../src/protocols/index.ts";
import { expm1 } from "../../src/math/elementary.ts";
import { dot, fromRaw, strengths, toRaw, type MixtureMoments } from "../../src/solvers/maxwell/mixture.ts";
import { metDensity, sharedPart } from "../systems/correction.ts";
import { knownOptions } from "../../src/names/options.ts";

/** The moments of the pair system after `steps` steps of length dt, for many particles (corrections of order 1/N). */
export function pairMixture(model: Model, start: MixtureMoments, dt: number, steps: number, options: { readonly corrected?: boolean } = {}): MixtureMoments {
  const { corrected = true } = knownOptions("pairMixture", options, ["corrected"]);
  const { species } = model;
  const k = strengths(model, start.means[0].length);
  const couples = species.flatMap((_, i) => species.slice(i + 1).map((_s, j) => [i, i + 1 + j] as const));
  const reversed = [...couples].reverse();
  const { means, energies } = toRaw(model, start);
  for (let n = 0; n < steps; n++) {
    for (const [i, j] of n % 2 ? reversed : couples) {
      const [a, b] = [species[i], species[j]];
      const most = metDensity(a, b);
      const part = corrected ? sharedPart(a, b) : 1;
      const turn = -expm1(-part * k[i][j] * most * dt) / part;
      const total = a.mass + b.mass;
      const [onA, onB] = [(turn * b.mass * b.density) / (most * total), (turn * a.mass * a.density) / (most * total)];
      const gap = (a.mass * energies[i] - b.mass * energies[j] + (b.mass - a.mass) * dot(means[i], means[j])) / total;
      energies[i] -= 2 * onA * gap;
      energies[j] += 2 * onB * gap;
      means[i].forEach((u, axis) => {
        const difference = u - means[j][axis];
        means[i][axis] -= onA * difference;
        means[j][axis] += onB * difference;
      });
    }
  }
  return fromRaw(model, { means, energies });
}
