/**
 * Softened interactions: alpha at sqrt(r^2 + delta^2) in the place of alpha(r), for systems that step by Euler and Maruyama.
 *
 * Their drift sums alpha(r) r over the other particles. When that is unbounded at contact (gamma < -1), a close pair is thrown apart by one
 * step, however short. With alpha softened by a length delta (in units of velocity) the system is exactly that of another Landau equation, with the
 * potential alpha(sqrt(r^2 + delta^2)): a and its divergence b stay consistent, energy and momentum are conserved in mean. The bias of
 * the temperature tensor is of order delta^2 (test/order/softening.test.ts: 0.2 % of its rate for gamma = -3 at delta = 0.05 thermal speeds; the
 * averages at a point lose delta^2 log(1/delta)). delta should exceed the step of a close pair, about (dt/N)^(1/-gamma).
 */
import { ScenarioError } from "../../src/errors.ts";
import { checkExponent } from "../../src/model/power-law.ts";
import { modelOf, type Interacting } from "../../src/model/species.ts";
import type { Potential } from "../../src/protocols/index.ts";
import { groupsOf } from "../ensemble.ts";

/**
 * What the diffusive systems take. `softening`: the length delta, of every interaction, 0 by default; needed when an alpha(r) r is unbounded at contact. Relative
 * velocities of heavy particles are small beside it first.
 */
export type DiffusiveOptions = Interacting & { readonly softening?: number };

/** Throws ScenarioError unless delta is a length. */
export function checkSoftening(softening: number): void {
  if (softening >= 0 && softening < Infinity && !(softening > 0 && softening < 1e-30)) return;
  throw new ScenarioError(`invalid softening: ${softening} (a length in units of velocity, 0 or at least 1e-30)`);
}

/** Throws ScenarioError when this system cannot run in this dimension with so many particles. */
export function checkDiffusive(name: string, options: DiffusiveOptions, dimension: number, particles: number): void {
  const model = modelOf(options);
  if (dimension !== 2 && dimension !== 3) throw new ScenarioError(`invalid dimension: ${dimension} (${name} serves 2 and 3)`);
  if (!(particles >= 2)) throw new ScenarioError(`invalid particles: ${particles} (${name} needs at least 2)`);
  groupsOf(model, particles);
  for (const potential of model.species.flatMap((_, s) => model.species.slice(s).map((_t, k) => model.interaction(s, s + k)))) {
    checkExponent(potential, dimension);
    if (!options.softening && unboundedAtContact(potential)) {
      throw new ScenarioError(
        `invalid softening: 0 (${name} with ${potential.name} has an unbounded drift at contact; give a length, for instance softening: 0.05)`,
      );
    }
  }
}

/** Whether alpha(r) r grows without bound as r falls to 0; of a general alpha, between 1e-6 and 1e-9. */
function unboundedAtContact(potential: Potential): boolean {
  if (potential.gamma !== undefined) return potential.gamma < -1;
  const pull = (r: number): number => potential.alpha(r) * r;
  return pull(1e-9) > 2 * pull(1e-6);
}
