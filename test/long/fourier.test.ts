/** The Fourier solver in dimension 3: spectral decay on BKW, two drifting species, and 64^3 modes in 1 GB. */
import { execFileSync } from "node:child_process";
import { describe, expect, it, test } from "vitest";
import { bkw, gaussian, maxwellMolecules, model, powerLaw, singleSpecies } from "landau-flow";
import { maxwellLaw, openFourier } from "landau-flow/solvers";

const root = new URL("../../", import.meta.url).pathname;

describe("BKW in dimension 3, t = 0.1, S(0) = 3/5", () => {
  const start = bkw({ S: 0.6 });
  const exact = maxwellLaw(start, 0.1);
  const results = [16, 24, 32, 48].map((modes) => {
    const state = openFourier(singleSpecies(maxwellMolecules()), [start], { modes }).at(0.1);
    const { points, weights, density } = state.law(0).nodes;
    let total = 0;
    for (let i = 0; i < density.length; i++) total += weights[i] * Math.abs(density[i] - exact.density([points[0][i], points[1][i], points[2][i]]));
    return { modes, total, error: state.bound };
  });

  it("converges spectrally and states its error within a factor 100", () => {
    results.forEach(({ modes, total, error }, k) => {
      expect(error).toBeGreaterThan(total);
      // With 16 modes three levels differ by more than a hundredth: no number is stated.
      if (modes === 16) expect(error).toBe(Infinity);
      else expect(error).toBeLessThan(Math.max(100 * total, 1e-13));
      // A factor 30 for eight modes more, as in dimension 2.
      if (k > 0) expect(Math.log(total / results[k - 1].total)).toBeLessThan((-Math.PI / 6) * (modes - results[k - 1].modes));
    });
    expect(results[3].total).toBeLessThan(1e-10);
  });
});

test("two drifting species, ms_u_d3 and ms_T_d3", () => {
  const masses = [1, 2.5];
  const two = model({
    species: masses.map((mass, i) => ({ name: "ab"[i], mass, density: [1, 0.7][i] })),
    interactions: [
      { between: ["a", "a"], potential: powerLaw(0) },
      { between: ["a", "b"], potential: powerLaw(0, { strength: 0.8 }) },
      { between: ["b", "b"], potential: powerLaw(0, { strength: 0.5 }) },
    ],
  });
  const laws = [gaussian({ mean: [0.4, 0, -0.2], variances: [1.2, 1.2, 1.2] }), gaussian({ mean: [-0.3, 0.2, 0.1], variances: [0.24, 0.24, 0.24] })];
  const state = openFourier(two, laws, { modes: 36 }).at(0.15);
  const means = [
    [0.26235930274683, 0.039325913500907, -0.14101112974864],
    [-0.22134817299819, 0.17752804942805, 0.06629207414208],
  ];
  const temperatures = [1.1788639413463, 0.72836183289627];
  [0, 1].forEach((i) => {
    const { mean, covariance } = state.law(i);
    const temperature = (masses[i] * covariance.reduce((sum, row, k) => sum + row[k], 0)) / 3;
    means[i].forEach((u, k) => expect(Math.abs(mean[k] - u)).toBeLessThan(Math.min(1e-3, state.bound)));
    expect(Math.abs(temperature - temperatures[i])).toBeLessThan(Math.min(1e-3, state.bound));
  });
});

const program = `
import { coulomb, gaussian, singleSpecies } from "landau-flow";
import { openFourier } from "landau-flow/solvers";
const law = gaussian({ mean: [0.1, -0.2, 0.3], covariance: [[0.8, 0.2, 0], [0.2, 1.1, -0.1], [0, -0.1, 0.6]] });
const state = openFourier(singleSpecies(coulomb()), [law], { modes: 64 }).at(0.01);
const slope = state.law(0).covariance.map((row, i) => row.map((p, j) => (p - law.covariance[i][j]) / 0.01));
console.log(JSON.stringify({ slope, bound: state.bound, drift: state.drift, megabytes: process.resourceUsage().maxRSS / 1024 }));
`;

test("64^3 modes, Coulomb: within 1 GB, momentum and energy to 1e-12, and the exact initial slope", () => {
  const args = ["--conditions=source", "--import", "tsx", "--input-type=module", "-e", program];
  const { slope, bound, drift, megabytes } = JSON.parse(execFileSync("node", args, { cwd: root, encoding: "utf8" })) as {
    slope: number[][];
    bound: number;
    drift: number;
    megabytes: number;
  };
  expect(megabytes).toBeLessThan(1000);
  expect(drift).toBeLessThan(1e-12);
  expect(bound).toBeLessThan(1e-7);
  // Pdot_d3_g-3; the mean slope over 0.01 differs from it by the second derivative, of relative size 0.01 times a rate of about 1.
  expect(slope[0][1]).toBeCloseTo(-0.11011826506964, 2);
  expect(slope[1][1]).toBeCloseTo(-0.152353808300464, 2);
  expect(Math.abs(slope[1][1] / -0.152353808300464 - 1)).toBeLessThan(0.02);
});
