/**
 * The rates that one law owes to itself, or two laws to each other, on meshes that serve them both: both orders of the pair at once, by meshes that grow finer.
 */
import type { Law, Nodes, Potential, Species } from "../../../protocols/index.ts";
import type { Field } from "./field.ts";
import type { CollisionRates, PairShape, Sums } from "./ordered-rates.ts";
import { cos, exp, sin } from "../../../math/elementary.ts";
import { collisionIntegrand, plus, refined, sumsOf } from "./ordered-rates.ts";

/** A law with its species. */
export type Member = readonly [law: Law, species: Species];

/** Nodes common to several laws, and the fields of these laws there. */
export interface Mesh {
  nodesOf(law: Law): Nodes;
  /** From the law's nodes on this mesh. */
  fieldOf(nodes: Nodes, potential: Potential): Field;
  /** Rounding of the fields relative to their size at thermal distances. */
  noise(potential: Potential): number;
}

const DEPTH = exp(-37);
const RAYS = 16;

/**
 * Radius about the centre beyond which |v - centre|^4 f is below e^-37 of f at its mean, along 16 rays in the plane of the first two axes.
 */
export function reachOf(law: Law, centre: readonly number[]): number {
  const unit = Math.sqrt(Math.max(...law.covariance.map((row, k) => row[k])));
  let r = Math.sqrt(centre.reduce((sum, c, k) => sum + (law.mean[k] - c) * (law.mean[k] - c), 0));
  const peak = law.density(law.mean);
  let outermost: number;
  do {
    r += unit / 8;
    outermost = 0;
    for (let k = 0; k < RAYS; k++) {
      const angle = (2 * Math.PI * k) / RAYS;
      const v = centre.map((c, axis) => c + r * (axis === 0 ? cos(angle) : axis === 1 ? sin(angle) : 0));
      outermost = Math.max(outermost, law.density(v));
    }
  } while (outermost * (r / unit) * (r / unit) * (r / unit) * (r / unit) > DEPTH * peak);
  return r;
}

/** The rates of one member with itself, or of two with each other. The laws need a score and a `fisherForce`. */
export function meshRates(members: readonly Member[], potential: Potential, meshes: Iterable<Mesh>): CollisionRates {
  function* levels(): Generator<Sums> {
    for (const mesh of meshes) {
      const nodes = members.map(([law]) => mesh.nodesOf(law));
      const fields = nodes.map((own) => mesh.fieldOf(own, potential));
      const parts = members.map(([law, species], i) => {
        const j = members.length - 1 - i;
        return sumsOf(nodes[i], collisionIntegrand(law, fields[j], [species, members[j][1]], i), members.length);
      });
      yield { ...parts.reduce(plus), noise: mesh.noise(potential) };
    }
  }
  return refined(levels(), shapeOf(members, members[0][0].dimension === 3));
}

/** `axial`: nodes of one azimuth. */
export const shapeOf = (members: readonly Member[], axial: boolean): PairShape => ({
  factor: members[0][1].density * members[members.length - 1][1].density,
  dimension: members[0][0].dimension as 2 | 3,
  members: members.length,
  axial,
});
