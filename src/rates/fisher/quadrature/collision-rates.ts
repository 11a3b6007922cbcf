/**
 * Rates of entropy, Fisher information and moments of a mixture of species with laws of many shapes, alpha_ij = c_ij r^gamma_ij,
 *
 *   dH/dt (MP, eq. 1.6),   dI/dt (MP, Lemma 2.1),   H = sum_i int f_i log f_i,   I = sum_i (1/m_i) int f_i |grad log f_i|^2,
 *
 * each pair of species by the first of these ways that serves it, and refined until it stands still (ordered-rates.ts):
 *
 *   a Maxwellian and itself                     0;
 *   mixtures of Gaussians, d <= 3               their fields in closed form up to a sum over scales (gaussian-field.ts);
 *   a Maxwellian and any law with nodes         its field, which gives both orders (maxwellian-partner.ts);
 *   any laws in the plane                       convolutions on a grid (grid-field.ts);
 *   laws about the first axis, Coulomb, d = 3   Rosenbluth potentials (coulomb-field.ts).
 *
 * Laws: those whose first variation of the Fisher information is known (`fisherForce`): mixtures of Gaussians, tilted Maxwellians. Limits: a mixture of Gaussians
 * in the field of a partner many times colder or heavier does not resolve that partner's thermal speed within the nodes allowed; its bound says so.
 */
import type { Law, Model, Potential } from "../../../protocols/index.ts";
import type { CollisionRates, Integrand, PairShape, Sums } from "./ordered-rates.ts";
import type { Member } from "./mesh-rates.ts";
import { ScenarioError } from "../../../errors.ts";
import { coulombMeshes } from "./coulomb-field.ts";
import { gaussianField } from "./gaussian-field.ts";
import { planeMeshes } from "./grid-field.ts";
import { maxwellianVariance, returnedIntegrand } from "./maxwellian-partner.ts";
import { meshRates, shapeOf } from "./mesh-rates.ts";
import { collisionIntegrand, refined, sumsOf, total, unchanged } from "./ordered-rates.ts";
import { refinedNodes } from "./refined-nodes.ts";

/** Powers only: c and gamma. */
function powerOf({ gamma, strength, name }: Potential): { gamma: number; strength: number } {
  if (gamma === undefined)
    throw new ScenarioError(`invalid interaction: found ${name}, expected a power law (rates of laws that are not Gaussian know no other)`);
  return { gamma, strength };
}

/** Whether the law is symmetric about the first axis, through the origin. */
function aboutFirstAxis(law: Law): boolean {
  const onAxis = (mean: readonly number[]): boolean => mean.slice(1).every((u) => u === 0);
  if (law.axial) return onAxis(law.mean);
  const round = (a: readonly (readonly number[])[]): boolean => a[1][1] === a[2][2] && a.every((row, i) => row.every((x, j) => i === j || x === 0));
  return law.components?.every(({ mean, covariance }) => onAxis(mean) && round(covariance)) ?? false;
}

function overNodes(law: Law, integrand: Integrand, shape: PairShape): CollisionRates {
  function* levels(): Generator<Sums> {
    for (const nodes of refinedNodes(law, shape.axial ?? false)) yield sumsOf(nodes, integrand, shape.members);
  }
  return refined(levels(), shape);
}

/** Both in closed fields. */
function ofMixtures(members: readonly Member[], power: { gamma: number; strength: number }): CollisionRates {
  return total(
    members.map(([law, species], i) => {
      const [partner, other] = members[members.length - 1 - i];
      const field = gaussianField(partner.components!, power);
      return overNodes(law, collisionIntegrand(law, field, [species, other], i), shapeOf(members, false));
    }),
  );
}

/** A Maxwellian, the pair's member number `at`, and a law that is no mixture: both orders over the law's nodes. */
function besideMaxwellian(members: readonly Member[], at: 0 | 1, power: { gamma: number; strength: number }): CollisionRates {
  const [partner, other] = members[at];
  const [law, species] = members[1 - at];
  const field = gaussianField(partner.components!, power);
  const own = collisionIntegrand(law, field, [species, other], 1 - at);
  const returned = returnedIntegrand(partner, field, [other, species], at);
  const both: Integrand = (v, slope, n, into) => {
    own(v, slope, n, into);
    returned(v, slope, n, into);
  };
  const axial = law.dimension === 3 && law.axial === true && aboutFirstAxis(law) && partner.mean.slice(1).every((u) => u === 0);
  return overNodes(law, both, shapeOf(members, axial));
}

function rateOfMembers(members: readonly Member[], potential: Potential): CollisionRates {
  const power = powerOf(potential);
  const laws = members.map(([law]) => law);
  const d = laws[0].dimension;
  if (d !== 2 && d !== 3) throw new ScenarioError(`no rate in dimension ${d} (expected 2 or 3)`);
  const stranger = laws.find((law) => !law.fisherForce || !law.score);
  if (stranger) throw new ScenarioError(`no rate of ${stranger.name}: the first variation of its Fisher information is not known (expected mixtures of Gaussians or tilted Maxwellians)`); // prettier-ignore
  if (laws.length === 1 && maxwellianVariance(laws[0]) !== undefined) return unchanged(1, d);
  if (laws.every(({ components }) => components)) return ofMixtures(members, power);
  if (members.length === 2) {
    const [first, second] = members;
    if (maxwellianVariance(second[0]) !== undefined && first[0].rule) return besideMaxwellian(members, 1, power);
    if (maxwellianVariance(first[0]) !== undefined && second[0].rule) return besideMaxwellian(members, 0, power);
  }
  if (d === 2) return meshRates(members, potential, planeMeshes(laws));
  if (d === 3 && power.gamma === -3 && laws.every(aboutFirstAxis)) return meshRates(members, potential, coulombMeshes(laws));
  const found = laws.map(({ name }) => name).join(" and ");
  throw new ScenarioError(`no rate of ${found}: found dimension ${d}, gamma = ${power.gamma}, expected mixtures of Gaussians, a Maxwellian partner, dimension 2, or Coulomb collisions of laws symmetric about the first axis`); // prettier-ignore
}

function check({ species }: Model, laws: readonly Law[]): void {
  if (laws.length !== species.length) throw new ScenarioError(`invalid laws: found ${laws.length}, expected one for each of ${species.length} species`);
  const dimensions = new Set(laws.map(({ dimension }) => dimension));
  if (dimensions.size > 1) throw new ScenarioError(`invalid laws: found dimensions ${[...dimensions].join(", ")}, expected one`);
}

/**
 * What collisions between species i and j add to dH/dt, dI/dt and the moments of [i, j], both species counted; i = j: the self-collisions, moments of [i]. `laws` [species],
 * of mass 1. Throws ScenarioError for laws, dimensions and interactions that nothing serves.
 */
export function pairCollisionRates(model: Model, laws: readonly Law[], i: number, j: number): CollisionRates {
  check(model, laws);
  const members = [i, ...(i === j ? [] : [j])].map((k): Member => {
    if (!laws[k]) throw new ScenarioError(`invalid species: found ${k}, expected 0 to ${laws.length - 1}`);
    return [laws[k], model.species[k]];
  });
  return rateOfMembers(members, model.interaction(i, j));
}

/** dH/dt, dI/dt and the rates of every species' moments: the sum over all pairs of species. Throws ScenarioError as `pairCollisionRates`. */
export function collisionRates(model: Model, laws: readonly Law[]): CollisionRates {
  check(model, laws);
  const d = laws[0].dimension;
  const parts = laws.flatMap((_, i) =>
    laws.slice(i).map((_law, k): CollisionRates => {
      const pair = pairCollisionRates(model, laws, i, i + k);
      const moments = unchanged(laws.length, d).moments.map((none, s) => (s === i ? pair.moments[0] : s === i + k ? pair.moments[1] : none));
      return { ...pair, moments };
    }),
  );
  return total(parts);
}
