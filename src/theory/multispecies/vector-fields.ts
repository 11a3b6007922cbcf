/**
 * MP, section 2.3: the vector fields of the collision of species i and j,  B_k(v, w) = (R_k z/m_i, -R_k z/m_j),  z = v - w,  R_k the generators of rotations, on R^(2d):
 *
 *   (i)   div B_k = 0;   (ii)  DB_k is skew, as displayed;   (iii) B_k leaves m_i v + m_j w and m_i|v|^2 + m_j|w|^2;   (iv) pairs of the same centre and |z| are reached by their flows;
 *   (v)   sum_k B_k (x) B_k is the matrix (grad_v/m_i - grad_w/m_j) . (|z|^2 I - z z^T)(grad_v/m_i - grad_w/m_j) of the collision, and B_k commutes with z . grad_z.
 *
 * (ii) holds for m_i = m_j only: what is skew is DB_k diag(1/m_i, 1/m_j), which the proof needs. (iv): one flow moves z along a circle, so single flows reach all of a sphere for d = 2 only;
 * compositions do for every d. Matrices in whole numbers.
 */
import { atan2, cos, sin } from "../../math/elementary.ts";
import type { Check, Comparison } from "../../protocols/index.ts";
import { below, equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";

interface Pair extends Datum {
  readonly dimension: number;
  readonly masses: readonly [number, number];
}

type Rows = readonly (readonly number[])[];

/** DB of the rotation in the plane (p, q): rows of R^(2d). */
function derivative({ dimension: d, masses }: Pair, [p, q]: readonly [number, number]): Rows {
  const entry = (a: number, b: number): number => (a === p && b === q ? 1 : a === q && b === p ? -1 : 0);
  return Array.from({ length: 2 * d }, (_, i) =>
    Array.from({ length: 2 * d }, (_, j) => (i < d ? 1 / masses[0] : -1 / masses[1]) * (j < d ? 1 : -1) * entry(i % d, j % d)),
  );
}

const planesOf = ({ dimension: d }: Pair): [number, number][] =>
  Array.from({ length: d }, (_, q) => Array.from({ length: q }, (_, p): [number, number] => [p, q])).flat();

/** Sum of |a_ij + a_ji|. */
const symmetricPart = (rows: Rows): number => rows.reduce((sum, row, i) => row.reduce((inner, x, j) => inner + Math.abs(x + rows[j][i]), sum), 0);

const pairs: readonly Pair[] = [
  { name: "d = 2, equal masses", dimension: 2, masses: [1, 1] },
  { name: "d = 2, masses 1 and 2", dimension: 2, masses: [1, 2] },
  { name: "d = 3, masses 2 and 5", dimension: 3, masses: [2, 5] },
];

const words = { evidence: "exact", cites: ["multispecies"] } as const;

const eachPlane =
  (of: (rows: Rows, pair: Pair) => number) =>
  (pair: Pair): Comparison[] =>
    planesOf(pair).map((plane) => equal(`plane ${plane.map((k) => k + 1).join("")}`, of(derivative(pair, plane), pair), 0, { scale: 1 }));

const skewWords = {
  ...words,
  statement: "The derivatives of the vector fields are skew-symmetric",
  printed: "DB_k + DB_k^T = 0",
  corrected: "D + D^T = 0 for D = DB_k diag(1/m_i, 1/m_j); DB_k itself for m_i = m_j only",
  data: pairs,
} as const;

/** (ii) as displayed. */
export const skewPrinted: Check = check({
  ...skewWords,
  id: "multispecies/property-ii-printed",
  source: "MP, section 2.3 (ii), as displayed",
  reading: "printed",
  expected: "violated",
  compare: eachPlane((rows) => symmetricPart(rows)),
});

/** (ii) with the masses. */
export const skewCorrected: Check = check({
  ...skewWords,
  id: "multispecies/property-ii",
  source: "MP, section 2.3 (ii), with the masses",
  reading: "corrected",
  expected: "consistent",
  compare: eachPlane((rows, { dimension: d, masses }) => symmetricPart(rows.map((row) => row.map((x, j) => x / masses[j < d ? 0 : 1])))),
});

const sample = (d: number, k: number): number[] => Array.from({ length: 2 * d }, (_, i) => sin(1.3 * i + k) + 0.2 * i);

/** (i) and (iii). */
export const conserving: Check = check({
  ...words,
  id: "multispecies/properties-i-iii",
  statement: "The vector fields are free of divergence, and leave momentum and energy of the pair",
  source: "MP, section 2.3 (i) and (iii)",
  printed: "div B_k = 0; B_k.grad (m_i v + m_j w) = 0; B_k.grad (m_i |v|^2 + m_j |w|^2) = 0",
  reading: "printed",
  expected: "consistent",
  data: pairs,
  compare(pair) {
    const { dimension: d, masses } = pair;
    return planesOf(pair).flatMap((plane) => {
      const rows = derivative(pair, plane);
      const x = sample(d, plane[0] + 2 * plane[1]);
      const B = rows.map((row) => row.reduce((sum, entry, j) => sum + entry * x[j], 0));
      const mass = (i: number): number => masses[i < d ? 0 : 1];
      const momentum = Array.from({ length: d }, (_, k) => masses[0] * B[k] + masses[1] * B[d + k]);
      return [
        equal("divergence", rows.reduce((sum, row, i) => sum + row[i], 0), 0, { scale: 1 }), // prettier-ignore
        equal("momentum", momentum.reduce((sum, u) => sum + Math.abs(u), 0), 0, { scale: 1 }), // prettier-ignore
        equal("energy", B.reduce((sum, b, i) => sum + mass(i) * b * x[i], 0), 0, { scale: 1 }), // prettier-ignore
      ];
    });
  },
});

/** z . grad_z at a fixed centre of mass: rows of R^(2d). */
function stretching({ dimension: d, masses }: Pair): Rows {
  const total = masses[0] + masses[1];
  return Array.from({ length: 2 * d }, (_, i) =>
    Array.from({ length: 2 * d }, (_, j) => (i % d === j % d ? ((i < d ? masses[1] : -masses[0]) / total) * (j < d ? 1 : -1) : 0)),
  );
}

const times = (a: Rows, b: Rows): Rows => a.map((row) => b[0].map((_, j) => row.reduce((sum, x, k) => sum + x * b[k][j], 0)));

const inFour: Pair = { name: "d = 4, masses 1 and 3", dimension: 4, masses: [1, 3] };

/** (v), as Propositions 2.2 and 3.1 use it. */
export const squares: Check = check({
  ...words,
  id: "multispecies/property-v",
  statement: "The squares of the vector fields sum to the matrix of the collision, and they commute with the radial derivative",
  source: "MP, section 2.3 (v), as Propositions 2.2 and 3.1 use it",
  printed: "sum_k B_k (x) B_k = |z|^2 I - z z^T between the gradients grad_v/m_i - grad_w/m_j; [B_k, d_r] = 0",
  reading: "printed",
  expected: "consistent",
  data: [...pairs, inFour],
  compare(pair) {
    const { dimension: d, masses } = pair;
    const x = sample(d, 1);
    const z = Array.from({ length: d }, (_, k) => x[k] - x[d + k]);
    const fields = planesOf(pair).map((plane) => derivative(pair, plane));
    const values = fields.map((rows) => rows.map((row) => row.reduce((sum, entry, j) => sum + entry * x[j], 0)));
    const r2 = z.reduce((sum, y) => sum + y * y, 0);
    const share = (i: number): number => (i < d ? 1 : -1) / masses[i < d ? 0 : 1];
    const collision = (i: number, j: number): number => share(i) * share(j) * ((i % d === j % d ? r2 : 0) - z[i % d] * z[j % d]);
    const gaps = values[0].flatMap((_, i) => values[0].map((_, j) => Math.abs(values.reduce((sum, B) => sum + B[i] * B[j], 0) - collision(i, j))));
    const radial = stretching(pair);
    const commutators = fields.flatMap((rows) => {
      const [first, second] = [times(rows, radial), times(radial, rows)];
      return first.flatMap((row, i) => row.map((y, j) => Math.abs(y - second[i][j])));
    });
    const total = (sizes: readonly number[]): number => sizes.reduce((sum, y) => sum + y, 0);
    return [equal("squares and the matrix", total(gaps), 0, { scale: 10 * r2 }), equal("commutators", total(commutators), 0, { scale: 10 })];
  },
});

const reachWords = {
  ...words,
  statement: "Pairs of one centre and one relative speed are reached by flowing along the vector fields",
  printed: "{(v', w')} of the same momentum and energy = points reached along single B_k",
  corrected: "for d = 2; for d >= 3 by compositions of flows",
} as const;

/** z after the flow of a plane for the angle. */
function flown(z: readonly number[], [p, q]: readonly [number, number], angle: number): number[] {
  const turned = z.slice();
  turned[p] = cos(angle) * z[p] - sin(angle) * z[q];
  turned[q] = sin(angle) * z[p] + cos(angle) * z[q];
  return turned;
}

/** The largest z.target/|z||target| along the flow of a plane from z. */
function nearest(z: readonly number[], target: readonly number[], plane: readonly [number, number]): number {
  let best = -1;
  for (let k = 0; k < 3600; k++) {
    const turned = flown(z, plane, (2 * Math.PI * k) / 3600);
    best = Math.max(best, turned.reduce((sum, x, i) => sum + x * target[i], 0)); // prettier-ignore
  }
  return best;
}

/** A unit vector that is no special one. */
const unit = (d: number, k: number): number[] => {
  const x = Array.from({ length: d }, (_, i) => sin(2.1 * i + 0.7 * k + 0.4));
  const size = Math.sqrt(x.reduce((sum, y) => sum + y * y, 0));
  return x.map((y) => y / size);
};

/** Part of the radius that an angle of a tenth of a degree leaves. */
const MISSED = 1e-5;

/** (iv) as displayed: every target by some single flow. */
export const reachPrinted: Check = check({
  ...reachWords,
  id: "multispecies/property-iv-printed",
  source: "MP, section 2.3 (iv), as displayed",
  reading: "printed",
  expected: "violated",
  data: pairs,
  compare(pair) {
    const [z, target] = [unit(pair.dimension, 0), unit(pair.dimension, 5)];
    return [below("distance from the target", 1 - Math.max(...planesOf(pair).map((plane) => nearest(z, target, plane))), MISSED)];
  },
});

/** Angles of the flows in the planes (1, d), ..., (1, 2) that take z to the first axis, one after another. */
function toAxis(start: readonly number[]): number[] {
  let z = start.slice();
  return Array.from({ length: z.length - 1 }, (_, k) => {
    const q = z.length - 1 - k;
    const angle = -atan2(z[q], z[0]);
    z = flown(z, [0, q], angle);
    return angle;
  });
}

/** (iv) by compositions: z is taken to the first axis, and from there to the target. */
export const reach: Check = check({
  ...reachWords,
  id: "multispecies/property-iv",
  source: "MP, section 2.3 (iv), by compositions of flows",
  reading: "corrected",
  expected: "consistent",
  data: pairs,
  compare({ dimension: d }) {
    const [start, target] = [unit(d, 0), unit(d, 5)];
    const planes = Array.from({ length: d - 1 }, (_, k): [number, number] => [0, d - 1 - k]);
    const forth = toAxis(start).reduce((z, angle, k) => flown(z, planes[k], angle), start);
    const back = toAxis(target).reduceRight((z, angle, k) => flown(z, planes[k], -angle), forth);
    return back.map((x, k) => equal(`axis ${k + 1}`, x, target[k], { scale: 1 }));
  },
});
