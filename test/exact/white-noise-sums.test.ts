/**
 * The sums of the white noise and what is drawn from them, without statistics.
 *
 * - C_i by the closed forms is the sum over j of E (sigma(z) xi)(sigma(z~) R xi)^T, with R read off the coupling's map: all entries of all particles.
 * - The generator's rate of the coupled cost that sums and drift make is the mean over pairs of (theory: the generator applied to |z - z~|^2)
 *     2 (d-1) (sqrt alpha - sqrt alpha~)^2 z.z~                                                              synchronous,
 *     2 (d-1) (alpha + alpha~) z.z~ - 4 sqrt(alpha alpha~) (|z||z~| (d-2) + z.z~)     spherical (|z.z~| in the last term: polar),
 *   for every gamma, which a transposed C does not change and a dropped term of the drift or of the noise does.
 * - What is drawn has the covariance [A C; C^T B]: the columns of the linear map from normals to increments are read off unit normals.
 *
 * Tolerances: a few hundred roundings of numbers of order 1, and for singular covariances the pivots that count as round-off.
 */
import { describe, expect, it } from "vitest";
import { createEnsemble } from "../../particles/ensemble.ts";
import { partnersMatched, polarPairs, spherical, synchronous } from "../../particles/index.ts";
import { openJointNormal } from "../../particles/noise/joint-normal.ts";
import type { RotationNoise, RowVelocities } from "../../particles/noise/rotation-noise.ts";
import type { Coupling } from "../../particles/protocols.ts";
import { partnersOf } from "../../particles/systems/couple-step.ts";
import { diffusionTime } from "../../particles/systems/diffusion-time.ts";
import { mappedCoupleSums, plainCoupleSums, type Couple, type CoupleSums } from "../../particles/systems/white-noise-sums.ts";
import { openMemory } from "../../src/kernels/index.ts";
import { generalPotential } from "../../src/model/general.ts";
import { powerLaw } from "../../src/model/power-law.ts";
import type { Ensemble } from "../../src/protocols/index.ts";
import { streamOf } from "../support/clouds.ts";

const SOFT = 0.09;
const couplings = [synchronous(), spherical(), polarPairs(), partnersMatched(synchronous()), partnersMatched(spherical()), partnersMatched(polarPairs())];
const screened = generalPotential({ name: "screened", alpha: (r) => 1 / (0.1 + r * r) ** 1.5 });
const potentials = [...[0, -1, -2.5, -3].map((gamma) => powerLaw(gamma, { strength: 1.3 })), screened];

const ensembleOf = (planes: readonly (readonly number[])[]): Ensemble => {
  const e = createEnsemble(openMemory(), planes[0].length, planes.length);
  e.planes.forEach((plane, k) => plane.set(planes[k]));
  return e;
};

/** Skewed, off-centre clouds without symmetry. */
const cloud = (name: string, count: number, dimension: number): Ensemble => {
  const stream = streamOf(`white-noise-sums/${name}`);
  const draw = (k: number): number => (1 + 0.4 * k) * (stream.normal() + 0.3 * stream.normal() ** 2) + 0.2 * k;
  return ensembleOf(Array.from({ length: dimension }, (_, k) => Array.from({ length: count }, () => draw(k))));
};

const coupleOf = (first: Ensemble, second: Ensemble, coupling: Coupling<RowVelocities, RotationNoise> = synchronous()): Couple => ({
  ...{ first, second, columns: first.planes },
  partners: partnersOf([first.planes, second.planes], coupling)[1],
});

const weightsOf = (potential: (typeof potentials)[number]) => ({ alpha: diffusionTime(potential, 1), soft: SOFT, strength: potential.strength });

const dot = (x: readonly number[], y: readonly number[]): number => x.reduce((sum, a, k) => sum + a * y[k], 0);

describe.each(potentials)("$name", (potential) => {
  const weights = weightsOf(potential);

  it.each(couplings.flatMap((coupling) => [2, 3].map((d) => ({ coupling, d, name: coupling.name }))))(
    "C of $name, d = $d, is that of the map",
    ({ coupling, d }) => {
      const couple = coupleOf(cloud("first", 13, d), cloud("second", 13, d), coupling);
      const [closed, mapped] = [plainCoupleSums(weights, coupling.kernel!)(couple), mappedCoupleSums(weights, coupling)(couple)];
      const size = Math.max(...closed.own.flat().flatMap((plane) => Array.from(plane, Math.abs)));
      closed.cross.forEach((plane, k) => plane.forEach((x, i) => expect(Math.abs(x - mapped.cross[k][i])).toBeLessThan(1e-12 * size)));
      closed.own.forEach((sums, e) => sums.forEach((plane, k) => plane.forEach((x, i) => expect(x).toBe(mapped.own[e][k][i]))));
    },
  );

  it.each(couplings.slice(0, 3).flatMap((coupling) => [2, 3].map((d) => ({ coupling, d, name: coupling.name }))))(
    "rate of the coupled cost, $name, d = $d",
    ({ coupling, d }) => {
      const [first, second] = [cloud("one", 17, d), cloud("two", 17, d)];
      const sums = plainCoupleSums(weights, coupling.kernel!)(coupleOf(first, second));
      const alpha = (square: number): number => potential.alpha(Math.sqrt(square + SOFT));
      let exact = 0;
      for (let i = 0; i < 17; i++) {
        for (let j = 0; j < 17; j++) {
          const [z, image] = [first, second].map(({ planes }) => planes.map((plane) => plane[i] - plane[j])) as [number[], number[]];
          const [a, b, along] = [alpha(dot(z, z)), alpha(dot(image, image)), dot(z, image)];
          const turned = Math.sqrt(dot(z, z) * dot(image, image)) * (d - 2) + (coupling.name === "polar" ? Math.abs(along) : along);
          const shared = coupling.name === "synchronous" ? (d - 1) * along : turned;
          exact += (2 * (d - 1) * (a + b) * along - 4 * Math.sqrt(a * b) * shared) / (17 * 17);
        }
      }
      expect(rateOf(first, second, sums)).toBeCloseTo(exact, 8);
    },
  );
});

/** d/dt (1/N) sum |V - W|^2 = (1/N) sum [2 (V - W).(drift - drift~) + tr(A + B - 2 C)/dt]. */
function rateOf({ planes, dimension: d, count }: Ensemble, second: Ensemble, { own, cross }: CoupleSums): number {
  const trace = (planesOf: readonly (readonly [number, ArrayLike<number>])[], i: number): number =>
    planesOf.reduce((sum, [by, plane]) => sum + by * plane[i], 0);
  const diagonal = d === 2 ? [2, 4] : [3, 6, 8];
  let rate = 0;
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < d; k++) rate -= 4 * (d - 1) * (planes[k][i] - second.planes[k][i]) * (own[0][k][i] - own[1][k][i]);
    for (const sums of own) rate += 2 * (d - 1) * trace(diagonal.map((k) => [1, sums[k]]), i); // prettier-ignore
    rate -= 4 * trace(cross.filter((_, k) => k % (d + 1) === 0).map((plane) => [1, plane]), i); // prettier-ignore
  }
  return rate / count;
}

/** Covariance of (X, X~) of particle i as drawn, and as asked for. */
function drawn({ own, cross }: CoupleSums, d: number, i: number): { readonly made: number[][]; readonly asked: number[][] } {
  const joint = openJointNormal(d);
  const packed = d === 2 ? [0, 1, 1, 2] : [0, 1, 2, 1, 3, 4, 2, 4, 5];
  const diagonal = d === 2 ? [2, 4] : [3, 6, 8];
  own.forEach((sums, e) => {
    const trace = diagonal.reduce((sum, k) => sum + sums[k][i], 0);
    packed.forEach((at, k) => ((e ? joint.b : joint.a)[k] = (k % (d + 1) === 0 ? trace : 0) - sums[d + at][i]));
  });
  cross.forEach((plane, k) => (joint.c[k] = plane[i]));
  const columns = Array.from({ length: 2 * d }, (_, k) => {
    const unit = Array.from({ length: 2 * d }, (_x, j) => Number(j === k));
    const x = Array.from(joint.first(unit.slice(0, d)));
    return [...x, ...joint.second(unit.slice(d))];
  });
  const entry = (r: number, s: number): number =>
    r < d ? (s < d ? joint.a[d * r + s] : joint.c[d * r + s - d]) : s < d ? joint.c[d * s + r - d] : joint.b[d * (r - d) + s - d];
  const places = Array.from({ length: 2 * d }, (_, k) => k);
  return {
    made: places.map((r) => places.map((s) => columns.reduce((sum, column) => sum + column[r] * column[s], 0))),
    asked: places.map((r) => places.map((s) => entry(r, s))),
  };
}

/** Clouds along a line: A is singular. */
const line = (name: string, count: number, direction: readonly number[]): Ensemble => {
  const stream = streamOf(`white-noise-sums/${name}`);
  const places = Array.from({ length: count }, () => stream.normal());
  return ensembleOf(direction.map((x) => places.map((s) => s * x)));
};
const scaled = ({ planes }: Ensemble, by: number): Ensemble => ensembleOf(planes.map((plane) => Array.from(plane, (x) => by * x)));
const point = (d: number): Ensemble => ensembleOf(Array.from({ length: d }, () => [0.3, 0.3, 0.3, 0.3, 0.3]));

describe("what is drawn has the covariance of the sums", () => {
  const cases: readonly (readonly [string, (d: number) => readonly [Ensemble, Ensemble]])[] = [
    ["general clouds", (d) => [cloud("a", 11, d), cloud("b", 11, d)]],
    ["two particles", (d) => [cloud("a", 2, d), cloud("b", 2, d)]],
    ["two particles, opposite", (d) => [cloud("a", 2, d), scaled(cloud("a", 2, d), -1)]],
    ["two particles, opposite and scaled", (d) => [cloud("a", 2, d), scaled(cloud("a", 2, d), -0.7)]],
    ["collinear along different lines", (d) => [line("a", 8, [1, 2, -1].slice(0, d)), line("b", 8, [1, -1, 0.5].slice(0, d))]],
    ["collinear along an axis, and a general cloud", (d) => [line("a", 8, [1, 0, 0].slice(0, d)), cloud("b", 8, d)]],
    ["a general cloud, and collinear along an axis", (d) => [cloud("b", 8, d), line("a", 8, [1, 0, 0].slice(0, d))]],
    ["all at one point, and a general cloud", (d) => [point(d), cloud("b", 5, d)]],
    ["a general cloud, and all at one point", (d) => [cloud("b", 5, d), point(d)]],
    ["equal clouds", (d) => [cloud("a", 7, d), cloud("a", 7, d)]],
    ["clouds that nearly agree", (d) => [cloud("a", 7, d), scaled(cloud("a", 7, d), 1 + 1e-6)]],
  ];
  it.each(cases)("%s", (_, make) => {
    for (const d of [2, 3]) {
      const [first, second] = make(d);
      for (const { kernel, name } of couplings.slice(0, 3)) {
        for (const potential of potentials) {
          const sums = plainCoupleSums(weightsOf(potential), kernel!)(coupleOf(first, second));
          for (let i = 0; i < first.count; i++) {
            const { made, asked } = drawn(sums, d, i);
            const size = asked.reduce((sum, row, r) => sum + row[r], 0);
            made.forEach((row, r) =>
              row.forEach((x, s) => expect(Math.abs(x - asked[r][s]), `${name}, ${potential.name}, d = ${d}`).toBeLessThanOrEqual(1e-13 * size)),
            );
          }
        }
      }
    }
  });

  it("nearly equal covariances lose no digits: the vectors differ by as much as they", () => {
    const joint = openJointNormal(3);
    joint.a.set([2, 0.5, 0.2, 0.5, 1, 0.1, 0.2, 0.1, 1.5]);
    joint.b.set(joint.a.map((x) => x * (1 + 2 ** -39)));
    joint.c.set(joint.a.map((x) => x * (1 + 2 ** -40)));
    const x = Array.from(joint.first([0.3, -1.2, 0.7]));
    joint.second([1, 1, 1]).forEach((y, k) => expect((y - x[k]) / x[k]).toBeCloseTo(2 ** -40, 15));
  });
});
