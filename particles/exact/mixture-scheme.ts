/**
 * Momenta and temperatures of a mixture of Maxwell molecules under the pair system itself, with its time step (the equation: src/solvers/maxwell/mixture.ts).
 *
 * The pair system maps these moments, in the mean over pairings and rotations, species after species: of two species with n_i <= n_j all
 * i-particles and the part n_i/n_j of the j-particles meet, and k dt becomes 1 - e^(-k dt) at k of the larger density.
 */
import type { Model } from "../../src/protocols/index.ts";
import { expm1 } from "../../src/math/elementary.ts";
import { dot, fromRaw, strengths, toRaw, type MixtureMoments } from "../../src/solvers/maxwell/mixture.ts";

/** The moments of the pair system after `steps` steps of length dt, for many particles (corrections of order 1/N). */
export function pairMixture(model: Model, start: MixtureMoments, dt: number, steps: number): MixtureMoments {
  const { species } = model;
  const k = strengths(model, start.means[0].length);
  const couples = species.flatMap((_, i) => species.slice(i + 1).map((_s, j) => [i, i + 1 + j] as const));
  const reversed = [...couples].reverse();
  const { means, energies } = toRaw(model, start);
  for (let n = 0; n < steps; n++) {
    for (const [i, j] of n % 2 ? reversed : couples) {
      const [a, b] = [species[i], species[j]];
      const most = Math.max(a.density, b.density);
      const turn = -expm1(-k[i][j] * most * dt);
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
