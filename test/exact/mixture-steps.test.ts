/**
 * White noise and mean field of mixtures, without statistics: a step is read off (test/support/mixture-step.ts) and compared with what the equation asks of it.
 *
 * - Drifts and the joint covariance of both ensembles' increments, of every particle, are the sums over ordered pairs with R of the coupling's map: three species of
 *   different masses, densities, numbers, strengths and exponents. Detected: a relative error of 1e-8 of a term anywhere, in single precision of 1e-5.
 * - The rate of the coupled cost sum_s m_s n_s <|V - V~|^2>_s is, with the reduced mass mu of a pair and weights p = n/N,
 *     sum over ordered pairs of p_i p_j (c/mu) times  (d-1) (sqrt alpha - sqrt alpha~)^2 z.z~   under the synchronous coupling,
 *     (d-1) (alpha + alpha~) z.z~ - 2 sqrt(alpha alpha~) (|z||z~| (d-2) + z.z~)                   spherical; |z.z~| in the last term: polar.
 * - Momentum keeps its mean, and so does the energy to first order in dt.
 * - Maxwell molecules: momenta and energies change at the rates of the moment equations at the particles' own moments, at density ratios up to 1e6.
 */
import { describe, expect, it } from "vitest";
import { groupsOf } from "../../particles/ensemble.ts";
import {
  coupledCostRate,
  meanField,
  partnersMatched,
  polar,
  polarPairs,
  spherical,
  symmetricRoots,
  synchronous,
  whiteNoise,
  type Coupled,
} from "../../particles/index.ts";
import { openMemory } from "../../src/kernels/index.ts";
import type { Ensemble, Model } from "../../src/protocols/index.ts";
import { maxwellMixture } from "../../src/solvers/index.ts";
import { askedOf, covarianceOf, meanFieldDrawn, mixtureClouds, readOff, whiteNoiseDrawn, type Read } from "../support/mixture-step.ts";
import { pairModel, sharedOut, tripleModel } from "../support/mixtures.ts";

const [DT, SOFTENING] = [0.01, 0.3];
const couplings = [synchronous(), spherical(), polarPairs(), partnersMatched(synchronous()), partnersMatched(spherical())];
const cases = [2, 3].flatMap((d) => [0, -1, -2.5, -3].map((gamma) => ({ d, gamma })));
/** Seven, five and six particles of densities .6, 1 and .4. */
const few = (gamma: number): Model => sharedOut(tripleModel(gamma), [7, 5, 6]);

const traceOf = (matrix: readonly (readonly number[])[]): number => matrix.reduce((sum, row, k) => sum + row[k], 0);

/** Largest difference of drifts and covariances, relative to the particle's own. */
function worst(read: readonly Read[], asked: ReturnType<typeof askedOf>): number {
  const off = read.flatMap((found, i) => {
    const { drifts, covariance } = asked[i];
    const size = traceOf(covariance);
    const speed = Math.hypot(...drifts.flat());
    return [
      ...found.drifts.flatMap((drift, e) => drift.map((x, k) => Math.abs(x - drifts[e][k]) / speed)),
      ...covarianceOf(found).flatMap((row, r) => row.map((x, s) => Math.abs(x - covariance[r][s]) / size)),
      found.residue / Math.sqrt(size),
    ];
  });
  return Math.max(...off);
}

const stepped = (model: Model, count: number, d: number) => {
  const memory = openMemory();
  return { memory, model, ensembles: mixtureClouds(model, count, d, memory) };
};

describe.each(cases)("white noise of three species, d = $d, gamma = $gamma", ({ d, gamma }) => {
  const { memory, model, ensembles } = stepped(few(gamma), 18, d);
  const system = whiteNoise({ model, softening: SOFTENING });

  it("a step alone has the drifts and covariances of the equation", () => {
    const read = readOff(system.stepper(memory, ensembles.slice(0, 1)), ensembles.slice(0, 1), DT, whiteNoiseDrawn(ensembles[0]));
    expect(worst(read, askedOf(model, ensembles.slice(0, 1), { softening: SOFTENING, dt: DT }))).toBeLessThan(1e-8);
  });

  it.each(couplings)("a step of a couple has the joint ones, $name", (coupling) => {
    const read = readOff(system.stepper(memory, ensembles, coupling), ensembles, DT, whiteNoiseDrawn(ensembles[0]));
    expect(worst(read, askedOf(model, ensembles, { softening: SOFTENING, dt: DT, coupling }))).toBeLessThan(1e-8);
    // The first ensemble does not see the second's own normals.
    for (const { map } of read) for (const row of map.slice(0, d)) for (const x of row.slice(d)) expect(Math.abs(x)).toBeLessThan(1e-10);
  });

  it.each(couplings.slice(0, 3))("the coupled cost grows at its exact rate, $name", (coupling) => {
    const read = readOff(system.stepper(memory, ensembles, coupling), ensembles, DT, whiteNoiseDrawn(ensembles[0]));
    const [rate, exact] = [costRate(model, ensembles, read), exactCostRate(model, ensembles, coupling.name)];
    expect(Math.abs(rate - exact.rate)).toBeLessThan(1e-9 * exact.size);
  });
});

it.each([
  [2, polarPairs()],
  [3, spherical()],
] as const)("in single precision, whatever the weights, d = %s", (d, coupling) => {
  const model = sharedOut(pairModel(-3, [1, 0.02]), [66, 64]);
  const { memory, ensembles } = stepped(model, 130, d);
  const read = readOff(whiteNoise({ model, softening: SOFTENING }).stepper(memory, ensembles, coupling), ensembles, DT, whiteNoiseDrawn(ensembles[0]));
  const error = worst(read, askedOf(model, ensembles, { softening: SOFTENING, dt: DT, coupling }));
  expect(error).toBeLessThan(1e-5);
  // That it is not double precision.
  expect(error).toBeGreaterThan(1e-9);
});

describe.each(cases)("mean field of three species, d = $d, gamma = $gamma", ({ d, gamma }) => {
  const { memory, model, ensembles } = stepped(few(gamma), 18, d);
  const system = meanField({ model, softening: SOFTENING });

  it.each([symmetricRoots(), polar()])("each ensemble moves as the equation asks; $name joins them", (coupling) => {
    const read = readOff(system.stepper(memory, ensembles, coupling), ensembles, DT, meanFieldDrawn(ensembles[0]), 1);
    ensembles.forEach((e, which) => {
      const part = read.map(({ drifts, map, residue }) => ({ drifts: [drifts[which]], map: map.slice(which * d, (which + 1) * d), residue }));
      expect(worst(part, askedOf(model, [e], { softening: SOFTENING, dt: DT }))).toBeLessThan(1e-8);
    });
    for (const { map } of read) {
      const [one, two] = [map.slice(0, d), map.slice(d)];
      const size = Math.hypot(...map.flat()) ** 2;
      // The roots are symmetric; the polar coupling makes M~^T M symmetric and positive, which is optimal among rotations of the second noise.
      const along = (r: number, s: number): number => one.reduce((sum, row, k) => sum + two[k][r] * row[s], 0);
      for (let r = 0; r < d; r++) for (let s = 0; s < r; s++) {
        expect(Math.abs(one[r][s] - one[s][r])).toBeLessThan(1e-9 * Math.sqrt(size));
        if (coupling.name === "polar") expect(Math.abs(along(r, s) - along(s, r))).toBeLessThan(1e-9 * size);
        else expect(Math.abs(two[r][s] - two[s][r])).toBeLessThan(1e-9 * Math.sqrt(size));
      } // prettier-ignore
      const inner = Array.from({ length: d }, (_, r) => Array.from({ length: d }, (_x, s) => along(r, s)));
      expect(traceOf(inner)).toBeGreaterThan(0);
      expect(inner[0][0] * inner[1][1] - inner[0][1] * inner[1][0]).toBeGreaterThan(0);
    }
  });
});

/** m p of every particle. */
const inertia = ({ species }: Model, { groups }: Ensemble): number[] =>
  groups.flatMap(({ begin, end, species: s }) => new Array<number>(end - begin).fill((species[s].mass * species[s].density) / (end - begin)));

function costRate(model: Model, [first, second]: readonly [Ensemble, Ensemble], read: readonly Read[]): number {
  const d = first.dimension;
  return inertia(model, first).reduce((sum, weight, i) => {
    const { drifts, map } = read[i];
    const apart = first.planes.map((plane, k) => plane[i] - second.planes[k][i]);
    const pulled = apart.reduce((total, x, k) => total + 2 * x * (drifts[0][k] - drifts[1][k]), 0);
    const kicked = apart.reduce((total, _, k) => total + map[k].reduce((squares, x, c) => squares + (x - map[d + k][c]) ** 2, 0), 0);
    return sum + (weight * (pulled + kicked)) / DT;
  }, 0);
}

function exactCostRate(model: Model, [first, second]: readonly [Ensemble, Ensemble], name: string): { rate: number; size: number } {
  const [{ groups, count, dimension: d }, { species }] = [first, model];
  const of = Array.from({ length: count }, (_, i) => groups.findIndex(({ begin, end }) => begin <= i && i < end));
  let [rate, size] = [0, 0];
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      if (i === j) continue;
      const [a, b] = [species[of[i]], species[of[j]]];
      const potential = model.interaction(of[i], of[j]);
      const [z, image] = [first, second].map(({ planes }) => planes.map((plane) => plane[i] - plane[j]));
      const [square, other, along] = [z, image, z].map((x, n) => x.reduce((sum, value, k) => sum + value * (n === 2 ? image : x)[k], 0));
      const [alpha, tilde] = [square, other].map((s) => potential.alpha(Math.sqrt(s + SOFTENING ** 2)));
      const shared = name === "synchronous" ? (d - 1) * along : Math.sqrt(square * other) * (d - 2) + (name === "polar" ? Math.abs(along) : along);
      const factor = (1 / a.mass + 1 / b.mass) * groups[of[i]].weight * groups[of[j]].weight;
      rate += factor * ((d - 1) * (alpha + tilde) * along - 2 * Math.sqrt(alpha * tilde) * shared);
      size += factor * (alpha + tilde) * (square + other);
    }
  }
  return { rate, size };
}

it("the rate of the coupled cost is that of the mass-weighted cost", () => {
  const { model, ensembles } = stepped(few(0), 18, 3);
  const [first, second] = ensembles;
  // A rate that gives the functional itself.
  const couple = { first, second, rate: (functional: (of: readonly Ensemble[]) => number) => functional(ensembles) };
  const measured = coupledCostRate()
    .open()
    .measure({ model, copies: [[couple], [couple]] } as unknown as Coupled, 0);
  const exact = inertia(model, first).reduce((sum, weight, i) => sum + weight * first.planes.reduce((square, plane, k) => square + (plane[i] - second.planes[k][i]) ** 2, 0), 0); // prettier-ignore
  expect(measured[""] / exact).toBeCloseTo(1, 13);
});

/* The coldest and the hottest trace species meet a common one: densities 1 : 1e-6 : 1e3. */
const trace = (gamma: number): Model => {
  const { species, interaction } = tripleModel(gamma);
  return { species: species.map((one, s) => ({ ...one, density: [1, 1e-6, 1e3][s], share: [3, 4, 3][s] })), interaction };
};

describe.each(["white noise", "mean field"])("%s", (name) => {
  const read = (model: Model, d: number) => {
    const { memory, ensembles } = stepped(model, 30, d);
    const [options, one] = [{ model, softening: 0.3 }, ensembles.slice(0, 1)];
    const [system, drawn] =
      name === "white noise" ? [whiteNoise(options), whiteNoiseDrawn(one[0])] : [meanField(options), meanFieldDrawn(one[0])]; // prettier-ignore
    return { e: one[0], found: readOff((system as ReturnType<typeof whiteNoise>).stepper(memory, one), one, DT, drawn) };
  };

  it.each(cases)("momentum keeps its mean, and so does the energy to first order, d = $d, gamma = $gamma", ({ d, gamma }) => {
    const model = trace(gamma);
    const { e, found } = read(model, d);
    const [sums, size] = [new Float64Array(d + 1), new Float64Array(2)];
    inertia(model, e).forEach((weight, i) => {
      const [{ drifts }, noise] = [found[i], traceOf(covarianceOf(found[i]))];
      drifts[0].forEach((x, k) => {
        sums[k] += weight * x;
        sums[d] += weight * e.planes[k][i] * x;
        size[0] += weight * Math.abs(x);
      });
      sums[d] += (weight * noise) / 2;
      size[1] += weight * noise;
    });
    for (let k = 0; k < d; k++) expect(Math.abs(sums[k])).toBeLessThan(1e-12 * size[0]);
    expect(Math.abs(sums[d])).toBeLessThan(1e-9 * size[1]);
  });

  it.each([2, 3])("Maxwell molecules have the rates of the moment equations at density ratios up to 1e9, d = %s", (d) => {
    const model = tripleModel(0);
    const weighted = { ...trace(0), interaction: model.interaction };
    const { e, found } = read(weighted, d);
    const means = e.groups.map(({ begin, end }) => e.planes.map((plane) => plane.slice(begin, end).reduce((sum, x) => sum + x, 0) / (end - begin)));
    const squares = e.groups.map(({ begin, end }) => e.planes.reduce((sum, plane) => sum + plane.slice(begin, end).reduce((s, x) => s + x * x, 0), 0) / (end - begin)); // prettier-ignore
    const temperatures = squares.map((square, s) => (weighted.species[s].mass / d) * (square - means[s].reduce((sum, u) => sum + u * u, 0)));
    // Richardson's one-sided difference: rates of the fastest species are some thousand, so that h^2 leaves 1e-8.
    const at = (t: number) => maxwellMixture(weighted, { means, temperatures }, t);
    const h = 1e-7;
    const [zero, one, two] = [at(0), at(h), at(2 * h)];
    const slope = (of: (moments: ReturnType<typeof at>) => number): number => (4 * of(one) - of(two) - 3 * of(zero)) / (2 * h);
    groupsOf(weighted, 30).forEach(({ begin, end }, s) => {
      const own = found.slice(begin, end);
      const mean = (of: (read: Read, i: number) => number): number => own.reduce((sum, each, i) => sum + of(each, begin + i), 0) / own.length;
      for (let k = 0; k < d; k++) {
        const rate = mean(({ drifts }) => drifts[0][k]) / DT;
        expect(Math.abs(rate - slope(({ means: u }) => u[s][k]))).toBeLessThan(1e-5 * (1 + Math.abs(rate)));
      }
      const energy = ({ means: u, temperatures: t }: ReturnType<typeof at>): number =>
        (d * t[s]) / weighted.species[s].mass + u[s].reduce((sum, x) => sum + x * x, 0);
      const rate = mean((each, i) => e.planes.reduce((sum, plane, k) => sum + 2 * plane[i] * each.drifts[0][k], 0) + traceOf(covarianceOf(each))) / DT;
      expect(Math.abs(rate / slope(energy) - 1)).toBeLessThan(1e-5);
    });
  });
});
