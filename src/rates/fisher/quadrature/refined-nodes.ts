/**
 * Nodes of a law, finer and finer, for integrands of any symmetry that know other scales than the law's own: the field of a heavy partner turns within
 * the partner's thermal speed.
 *
 *   Gaussian mixtures  the lattice of laws/quadrature/mixture-nodes.ts, from the steps at which entropy and Fisher information stand still, 4/5 of them at
 *                      each level, up to `MOST` nodes;
 *   others             the law's own rule, at its two levels; about an axis in space, at 1 azimuth for what is symmetric about it, else at 12 and 16.
 */
import type { Law, Nodes } from "../../../protocols/index.ts";
import { ScenarioError } from "../../../errors.ts";
import { mixtureNodes } from "../../../laws/quadrature/mixture-nodes.ts";
import { convergedLattice } from "../../../laws/quadrature/quadrature.ts";

const MOST = 300_000;

/** At least two levels, each finer than the one before. `symmetric`: the integrand shares the law's axis. Throws ScenarioError for a law without nodes. */
export function* refinedNodes(law: Law, symmetric: boolean): Generator<Nodes> {
  const { components, dimension } = law;
  if (!components) {
    if (!law.rule) throw new ScenarioError(`${law.name} in dimension ${dimension} has no nodes for integrands of any symmetry (expected a mixture of Gaussians, d <= 3, or a tilted Maxwellian)`); // prettier-ignore
    const azimuths = (many: number): number => (law.axial && symmetric ? 1 : many);
    yield law.rule(0, azimuths(12));
    yield law.rule(1, azimuths(16));
    return;
  }
  if (dimension > 3) throw new ScenarioError(`${law.name} in dimension ${dimension} has no nodes (expected d <= 3)`);
  const { steps, nodes } = convergedLattice(components, dimension);
  yield nodes;
  for (let share = 0.8; ; share *= 0.8) {
    const finer = steps.map((h) => h * share);
    if (share < 0.8 && mixtureNodes.count(finer) * components.length > MOST) return;
    yield mixtureNodes(components, finer);
  }
}
