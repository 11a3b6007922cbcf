/**
 * The Fourier solver against exact solutions for Maxwell molecules (src/solvers/maxwell/exact.ts), exact moments, and reference values; what it states about
 * its own error; invariances; the laws that it returns.
 */
import { describe, expect, it, test } from "vitest";
import { bkw, coulomb, gaussian, maxwellMolecules, mixture, model, powerLaw, samples, singleSpecies } from "landau-flow";
import { maxwellLaw, maxwellMoments, openFourier } from "landau-flow/solvers"; // prettier-ignore
import type { Law, NodalLaw } from "landau-flow";
import type { FourierState } from "landau-flow/solvers";
import { streamOf } from "../support/clouds.ts";
import { statedBy } from "../support/solver-errors.ts";

/** int phi f over the nodes. */
function integral({ nodes: { points, weights, density } }: NodalLaw, phi: (v: readonly number[]) => number): number {
  let sum = 0;
  for (let i = 0; i < density.length; i++) sum += weights[i] * density[i] * phi(points.map((plane) => plane[i]));
  return sum;
}

/** Largest difference of the densities at the nodes, relative to the peak, and the integral of |difference|. */
function gapTo(exact: Law, { nodes: { points, weights, density } }: NodalLaw): { largest: number; total: number } {
  let [largest, total, peak] = [0, 0, 0];
  for (let i = 0; i < density.length; i++) {
    const value = exact.density(points.map((plane) => plane[i]));
    const gap = Math.abs(density[i] - value);
    peak = Math.max(peak, value);
    largest = Math.max(largest, gap);
    total += weights[i] * gap;
  }
  return { largest: largest / peak, total };
}

const maxwell = singleSpecies(maxwellMolecules());

describe("BKW in dimension 2, t = 0.3125, S(0) = 1/2: the blob method's case", () => {
  const start = bkw({ S: 0.5, dimension: 2 });
  const exact = maxwellLaw(start, 0.3125);
  const results = [16, 24, 32, 48, 64].map((modes) => {
    const state = openFourier(maxwell, [start], { modes }).at(0.3125);
    return { modes, state, ...gapTo(exact, state.law(0)) };
  });

  it("has a relative error below 1e-6 with 64 modes", () => expect(results[4].largest).toBeLessThan(1e-6));

  it("converges spectrally: the logarithm of the error is no worse than linear in n, down to 1e-10 at 48", () => {
    const logs = results.map(({ largest }) => Math.log(largest));
    // Eight modes more gain a factor 30 at least: e^(-pi n/(4 1.5)), the widths of the start and the end differing by less than 1.5.
    for (let k = 1; k < 4; k++) expect(logs[k] - logs[k - 1]).toBeLessThan((-Math.PI / 6) * (results[k].modes - results[k - 1].modes)); // prettier-ignore
    expect(results[3].largest).toBeLessThan(1e-10);
  });

  it.each([0, 1, 2, 3, 4])("states an error that bounds the true one and is at most 100 times it: n = 16, 24, 32, 48, 64 (%i)", (k) => {
    const { state, total } = results[k];
    expect(state.bound).toBeGreaterThan(total);
    expect(state.bound).toBeLessThan(Math.max(100 * total, 1e-13));
  });
});

/** Stated and true errors of a functional. */
function errorsOf(state: FourierState, functional: (law: NodalLaw) => number, exact: number) {
  const value = functional(state.law(0));
  return { stated: statedBy(state, 0, functional), true: Math.abs(value - exact) };
}

describe("errors of functionals by the coarser law", () => {
  const centre = [0.2, -0.1];
  const about = (v: readonly number[]) => (v[0] - centre[0]) ** 2 + (v[1] - centre[1]) ** 2;
  const isotropic = mixture({ components: [{ weight: 0.5, mean: centre, variances: [0.5, 0.5] }, { weight: 0.5, mean: centre, variances: [1.5, 1.5] }] }); // prettier-ignore
  const skew = gaussian({ mean: centre, covariance: [[1.4, 0.2], [0.2, 0.6]] }); // prettier-ignore
  const cases = [
    ["mixture", isotropic],
    ["anisotropic Gaussian", skew],
  ] as const;
  it.each(cases.flatMap(([name, law]) => [24, 32, 48].map((modes) => [name, modes, law] as const)))("%s, %i modes", (_, modes, law) => {
    const strength = 0.7;
    const state = openFourier(singleSpecies(powerLaw(0, { strength })), [law], { modes }).at(0.1);
    const { tensor, fourthMoment } = maxwellMoments(law, 0.1, strength);
    const functionals: [(f: NodalLaw) => number, number][] = [
      [(f) => integral(f, (v) => about(v) ** 2), fourthMoment],
      [(f) => integral(f, (v) => (v[0] - centre[0]) ** 2), tensor[0][0]],
      [(f) => integral(f, (v) => (v[1] - centre[1]) ** 2), tensor[1][1]],
    ];
    if (law === skew) functionals.push([(f) => integral(f, (v) => (v[0] - centre[0]) * (v[1] - centre[1])), tensor[0][1]]);
    for (const [functional, exact] of functionals) {
      const { stated, true: actual } = errorsOf(state, functional, exact);
      expect(stated).toBeGreaterThan(actual);
      expect(stated).toBeLessThan(Math.max(100 * actual, 1e-13));
    }
  });
});

describe("reference values", () => {
  it("M4_d2: N(0, diag(1.4, .6)) at t = 0.1", () => {
    const state = openFourier(maxwell, [gaussian({ variances: [1.4, 0.6] })], { modes: 48 }).at(0.1);
    const { stated, true: actual } = errorsOf(state, (f) => integral(f, (v) => (v[0] ** 2 + v[1] ** 2) ** 2), 8.3290744768141);
    expect(actual).toBeLessThan(stated);
    expect(actual).toBeLessThan(1e-7);
  });

  it("M4_d3: N(0, diag(1.5, .9, .6)) at t = 0.1", () => {
    const state = openFourier(maxwell, [gaussian({ variances: [1.5, 0.9, 0.6] })], { modes: 18 }).at(0.1);
    const { stated, true: actual } = errorsOf(state, (f) => integral(f, (v) => v.reduce((sum, x) => sum + x * x, 0) ** 2), 15.302128017585); // prettier-ignore
    expect(actual).toBeLessThan(stated);
    expect(actual).toBeLessThan(0.1);
  });

  it("ms_u_d2, ms_T_d2: two species of Maxwell molecules at t = 0.15, drifting", () => {
    const masses = [1, 2.5];
    const two = model({
      species: masses.map((mass, i) => ({ name: "ab"[i], mass, density: [1, 0.7][i] })),
      interactions: [
        { between: ["a", "a"], potential: powerLaw(0) },
        { between: ["a", "b"], potential: powerLaw(0, { strength: 0.8 }) },
        { between: ["b", "b"], potential: powerLaw(0, { strength: 0.5 }) },
      ],
    });
    const laws = [gaussian({ mean: [0.4, 0], variances: [1.2, 1.2] }), gaussian({ mean: [-0.3, 0.2], variances: [0.24, 0.24] })];
    const state = openFourier(two, laws, { modes: 48 }).at(0.15);
    const means = [[0.3248386867752, 0.02147466092137], [-0.25705067815726, 0.18772876518779]]; // prettier-ignore
    const temperatures = [1.1994790681726, 0.67518252459441];
    [0, 1].forEach((i) => {
      const law = state.law(i);
      const temperature = ({ covariance: c }: Law) => (masses[i] * (c[0][0] + c[1][1])) / 2;
      means[i].forEach((u, k) => {
        expect(Math.abs(law.mean[k] - u)).toBeLessThan(statedBy(state, i, ({ mean }) => mean[k]));
        expect(Math.abs(law.mean[k] - u)).toBeLessThan(1e-5);
      });
      expect(Math.abs(temperature(law) - temperatures[i])).toBeLessThan(statedBy(state, i, temperature));
      expect(Math.abs(temperature(law) - temperatures[i])).toBeLessThan(1e-5);
    });
  });
});

describe("the solution", () => {
  const skew = (mean: number[]) => gaussian({ mean, covariance: [[1.4, 0.2], [0.2, 0.6]] }); // prettier-ignore
  const at = (mean: number[], t: number) => openFourier(singleSpecies(coulomb()), [skew(mean)], { modes: 32 }).at(t);

  it("moves with its mean velocity", () => {
    const [still, moving] = [at([0, 0], 0.5), at([3, -1], 0.5)];
    expect(Math.abs(moving.law(0).mean[0] - 3)).toBeLessThan(1e-6);
    still.law(0).covariance.forEach((row, i) => row.forEach((p, j) => expect(Math.abs(moving.law(0).covariance[i][j] - p)).toBeLessThan(1e-10)));
    const value = still.law(0).density([0.3, 0.2]);
    expect(Math.abs(moving.law(0).density([3.3, -0.8]) - value)).toBeLessThan(1e-10);
  });

  it("keeps momentum and energy, and relaxes to the Maxwellian in the end", () => {
    const reference = openFourier(maxwell, [skew([0.1, 0.3])], { modes: 32 });
    const state = reference.at(3);
    expect(state.drift).toBeLessThan(1e-6);
    expect(state.drift).toBeLessThan(state.bound);
    expect(gapTo(gaussian({ mean: [0.1, 0.3], variances: [1, 1] }), state.law(0)).total).toBeLessThan(state.bound);
    expect(reference.at(3)).toBe(state);
  });

  it("does not depend on the order in which times are asked for", () => {
    const [up, down] = [openFourier(maxwell, [skew([0, 0])], { modes: 24 }), openFourier(maxwell, [skew([0, 0])], { modes: 24 })];
    const first = up.at(0.05).law(0);
    const last = up.at(0.1).law(0);
    expect(down.at(0.1).law(0).covariance[0][1]).toBeCloseTo(last.covariance[0][1], 7);
    expect(down.at(0.05).law(0).covariance[0][1]).toBeCloseTo(first.covariance[0][1], 7);
  });

  it("chooses its modes", () => {
    expect(openFourier(maxwell, [gaussian({ dimension: 2 })]).modes).toBe(32);
    expect(openFourier(maxwell, [gaussian({ variances: [4, 0.25] })]).modes).toBe(64);
  });
});

describe("its laws", () => {
  const start = mixture({ components: [{ weight: 0.3, mean: [-0.8, 0.1], variances: [0.4, 0.5] }, { weight: 0.7, mean: [0.5, 0], variances: [0.5, 0.7] }] }); // prettier-ignore
  const law = openFourier(maxwell, [start], { modes: 54 }).at(0).law(0);
  const stream = streamOf("fourier/points");
  const points = Array.from({ length: 200 }, () => [1.2 * stream.normal(), 1.2 * stream.normal()]);

  it("have densities and scores anywhere, spectrally accurate", () => {
    const [found, expected] = [new Float64Array(2), new Float64Array(2)];
    for (const v of points) {
      expect(Math.abs(law.density(v) - start.density(v))).toBeLessThan(1e-10);
      law.score!(v, found);
      start.score!(v, expected);
      // The gradient is as accurate as the density times the largest wave number, about 15.
      for (let k = 0; k < 2; k++) expect(Math.abs(found[k] - expected[k]) * start.density(v)).toBeLessThan(2e-9);
    }
    expect(law.density([50, 0])).toBe(0);
  });

  it("have gradients at the nodes", () => {
    const { points: planes, gradient, density } = law.nodes;
    const score = new Float64Array(2);
    for (let i = 0; i < density.length; i += 7) {
      const v = planes.map((plane) => plane[i]);
      start.score!(v, score);
      for (let k = 0; k < 2; k++) expect(Math.abs(gradient[k][i] - score[k] * start.density(v))).toBeLessThan(2e-9);
      expect(Math.abs(law.density(v) - density[i])).toBeLessThan(1e-12);
    }
  });

  it("have mass, mean and covariance", () => {
    expect(integral(law, () => 1)).toBeCloseTo(1, 12);
    start.mean.forEach((u, k) => expect(Math.abs(law.mean[k] - u)).toBeLessThan(1e-9));
    start.covariance.forEach((row, i) => row.forEach((p, j) => expect(Math.abs(law.covariance[i][j] - p)).toBeLessThan(1e-8)));
  });

  it("sample without the width of a cell", () => {
    // A point drawn uniformly in its cell would have the variance h^2/12 more, 3 % at 16 modes. The standard error of a variance is 0.6 %: seen at 5
    // standard errors, false alarms below 1e-5 (two variances, 4.5 standard errors).
    const coarse = openFourier(maxwell, [gaussian({ mean: [0.4, -0.1], variances: [0.9, 0.6] })], { modes: 16 })
      .at(0)
      .law(0);
    const count = 60_000;
    const planes = [new Float64Array(count), new Float64Array(count)];
    coarse.sample(planes, streamOf("fourier/sample"));
    planes.forEach((plane, k) => {
      const mean = plane.reduce((sum, x) => sum + x, 0) / count;
      const variance = plane.reduce((sum, x) => sum + (x - mean) ** 2, 0) / count;
      const expected = coarse.covariance[k][k];
      expect(Math.abs(mean - coarse.mean[k])).toBeLessThan(4.5 * Math.sqrt(expected / count));
      expect(Math.abs(variance / expected - 1)).toBeLessThan(4.5 * Math.sqrt(2 / count));
    });
  });
});

describe("it refuses", () => {
  const normal = gaussian({ dimension: 2 });
  test.each([
    ["dimension 4", () => openFourier(maxwell, [gaussian({ dimension: 4 })]), /invalid dimension of law 0: 4 \(expected 2 or 3/],
    ["too soft a potential", () => openFourier(singleSpecies(powerLaw(-3.5)), [normal]), /invalid gamma: -3.5 \(expected -3/],
    ["a law too many", () => openFourier(maxwell, [normal, normal]), /invalid laws: 2 \(expected one for each of 1 species\)/],
    ["odd modes", () => openFourier(maxwell, [normal], { modes: 20 }), /invalid modes: 20 \(expected one of 12, 16/],
    ["a law without density", () => openFourier(maxwell, [samples({ rows: [[0, 1], [1, 0], [2, 2]] })]), /no density/],
    ["a time before the start", () => openFourier(maxwell, [normal], { modes: 16 }).at(-1), /invalid time: -1/],
  ] as const)("%s", (_, request, message) => {
    expect(request).toThrow(message);
  }); // prettier-ignore

  it.each([
    [2, 400, /widths of the species differ by a factor 20.0 \(one grid of 256 modes serves at most 14.2; more modes in the plane\)/],
    [3, 25, /widths of the species differ by a factor 5.00 \(one grid of .* serves at most 3.00; for isotropic laws use the radial solver\)/],
  ])("species of too different widths, d = %i", (dimension, mass, message) => {
    const two = model({
      species: [{ name: "e", mass: 1, density: 1 }, { name: "i", mass, density: 1 }],
      interactions: [["e", "e"], ["e", "i"], ["i", "i"]].map((between) => ({ between: between as [string, string], potential: coulomb() })),
    }); // prettier-ignore
    const ofVariance = (variance: number) => gaussian({ variances: Array.from({ length: dimension }, () => variance) });
    expect(() => openFourier(two, [ofVariance(1), ofVariance(1 / mass)])).toThrow(message);
  });
});
