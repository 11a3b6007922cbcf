/** Expectations of N particles against limits and against plain recursions; pair correlations against the double sum; things by name. */
import { describe, expect, it } from "vitest";
import { pairCorrelation } from "../../particles/index.ts";
import type { Alone } from "../../particles/index.ts";
import { choice } from "../../src/study/declare/choice.ts";
import { gaussian } from "../../src/laws/index.ts";
import { ensembleCorrelation, ensembleTensor } from "../../particles/exact/ensembles.ts";
import { maxwellMoments } from "../../src/solvers/maxwell/exact.ts";
import { normalCloud, streamOf } from "../support/clouds.ts";

const law = gaussian({ covariance: [[1.6, 0.3, 0], [0.3, 0.8, -0.1], [0, -0.1, 0.6]] }); // prettier-ignore
const time = 0.12;

describe("ensembleTensor", () => {
  it.each(["pairs", "uncorrected", "kac", "euler"] as const)("%s: tends to the equation as N grows and dt falls", (scheme) => {
    for (const component of [
      [0, 0],
      [0, 1],
      [2, 2],
    ] as const) {
      // prettier-ignore
      const exact = maxwellMoments(law, time).tensor[component[0]][component[1]];
      const at = (dt: number): number => ensembleTensor(law, { scheme, particles: 1e9, dt, component }).at(time).value;
      expect(Math.abs(at(1e-6) - exact)).toBeLessThan(2e-4);
      const [coarse, fine] = [at(0.002) - exact, at(0.001) - exact];
      if (scheme === "pairs") expect(Math.abs(coarse)).toBeLessThan(1e-8);
      else if (scheme !== "kac") expect(Math.log2(Math.abs(coarse / fine))).toBeCloseTo(1, 1);
    }
  });

  it("euler: the recursion of one step, carried out", () => {
    const [d, particles, dt, strength] = [3, 12, 0.02, 1.4];
    const rest = 1 - 1 / particles;
    const trace = law.covariance.reduce((sum, row, k) => sum + row[k], 0);
    let [entry, sum, momentum] = [rest * law.covariance[0][1], rest * trace, trace / particles];
    for (let step = 0; step < 6; step++) {
      const kept = (1 - 2 * (d - 1) * strength * dt) ** 2;
      momentum += (4 * (d - 1) * strength * dt * sum) / particles;
      entry = kept * entry - 4 * strength * dt * rest * entry;
      sum = kept * sum + 4 * strength * dt * rest * (d - 1) * sum;
    }
    const options = { scheme: "euler", particles, dt, strength } as const;
    expect(ensembleTensor(law, { ...options, component: [0, 1] }).at(time).value).toBeCloseTo(entry, 13);
    const diagonal = [0, 1, 2].map((k) => ensembleTensor(law, { ...options, component: [k, k] }).at(time).value);
    expect(diagonal.reduce((a, b) => a + b)).toBeCloseTo(sum, 13);
    // N E v_1 . v_2 from E |u|^2 and E |v|^2 = tr P^c + |u|^2.
    const correlation = (particles * (particles * momentum - (sum + momentum))) / (particles - 1);
    expect(ensembleCorrelation(law, options).at(time).value).toBeCloseTo(correlation, 11);
    expect(ensembleCorrelation(law, options).at(0).value).toBeCloseTo(0, 12);
    expect(ensembleCorrelation(law, { ...options, scheme: "kac" }).at(time).value).toBe(0);
  });

  it("refuses what makes no sense", () => {
    const options = { scheme: "pairs", particles: 10, dt: 0.01 } as const;
    expect(() => ensembleTensor(law, { ...options, component: [0, 3] })).toThrow("invalid component: [0, 3] (dimension 3)");
    expect(() => ensembleTensor(law, { ...options, dt: 0, component: [0, 0] })).toThrow("invalid dt: 0");
    expect(() => ensembleCorrelation(law, { ...options, particles: 1 })).toThrow("invalid particles: 1 (at least 2)");
  });
});

it("pairCorrelation is N times the mean over ordered pairs", () => {
  const planes = normalCloud(streamOf("pair-correlation"), 9, [1, 0.7, 1.3], [0.2, -0.1, 0]);
  const state = { ensemble: { planes } } as unknown as Alone;
  const measured = pairCorrelation().open().measure(state, 0);
  let [velocity, shear] = [0, 0];
  for (let i = 0; i < 9; i++) {
    for (let j = 0; j < 9; j++) {
      if (i === j) continue;
      velocity += planes.reduce((sum, plane) => sum + plane[i] * plane[j], 0);
      shear += planes[0][i] * planes[1][i] * planes[0][j] * planes[1][j];
    }
  }
  expect(measured[""]).toBeCloseTo(velocity / 8, 12);
  expect(measured["shear"]).toBeCloseTo(shear / 8, 12);
});

it("choice names what exists", () => {
  const systems = { fast: 1, slow: 2 };
  expect(choice("system", "slow", systems)).toBe(2);
  expect(() => choice("system", "toString", systems)).toThrow("unknown system: toString (exists: fast, slow)");
});
