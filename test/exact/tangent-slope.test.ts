/**
 * dW2^2/dt at t = 0 by the tangent, against closed forms and independent Monte Carlo values.
 *
 * Gaussians, Maxwell molecules: for f = N(0, A), g = N(0, I) the first variation d/dt W2^2 = tr(S_1 P_g') - tr(S_0 P_f') with
 * P' = -4d (P - I) gives -5.238 for A = diag(1.8, .6, .6). Four beams: relative slopes computed by the first variation with two
 * independent Monte Carlo programs (1.267 +- .0014 at gamma = -3, 1.385 +- .0013 at -2, 1.024 +- .0009 at -1.5, -8.009 +- .006 at 0).
 *
 * What it detects: a missing factor 4 or 2 in the generator (slope off by that factor), a wrong sign or scale of a potential, a
 * coupling that shares nothing (the slope is a marginal quantity: its error bar grows, its mean does not).
 */
import { describe, expect, it } from "vitest";
import { gaussian, horizon, interval, maxwellian, mixture, powerLaw, rootKey } from "../../src/index.ts";
import { coupled, coupledOptimally, lowerBound, pairCollisions, synchronous } from "../../particles/index.ts";
import type { Law } from "../../src/protocols/index.ts";
import { inLong } from "../support/long.ts";

function slopes(f: Law, g: Law, gamma: number, options: { dt: number; draws: number; particles: number; replicates: number }) {
  const system = coupled(pairCollisions({ potential: powerLaw(gamma) }), synchronous());
  const initial = coupledOptimally(f, g, { standardise: true });
  const setup = {
    system,
    initial,
    particles: options.particles,
    time: horizon({ end: 1, steps: 1000, observe: 2 }),
    observe: { lower: lowerBound({ dt: options.dt, draws: options.draws }) },
  };
  const key = rootKey(`tangent-slope/gamma=${gamma}`);
  const values = Array.from({ length: options.replicates }, (_, r) => {
    const { series } = system.run(setup, key.child("replicate", r), { until: 0 });
    return series["lower.slope"][0]!;
  });
  return { ...interval(values, 0.9999), squared: initial.map!.squared };
}

/** The measured interval contains the value, and is no wider than the tolerance asked for. */
function expectSlope(measured: { mean: number; low: number; high: number }, value: number, relative: number): void {
  expect(Math.abs(measured.mean - value)).toBeLessThan(relative * Math.abs(value));
  const slack = 0.004 * Math.abs(value); // remaining step bias and the reference's own error
  expect(measured.low - slack).toBeLessThan(value);
  expect(measured.high + slack).toBeGreaterThan(value);
}

describe("tangent slope at t = 0", () => {
  it("of anisotropic against isotropic Gaussians, Maxwell molecules", () => {
    const f = gaussian({ variances: [1.8, 0.6, 0.6] });
    const measured = slopes(f, maxwellian(), 0, { dt: 1e-3, draws: 8, particles: 20_000, replicates: 8 });
    expectSlope(measured, -5.238, 0.02);
  });

  inLong.each([
    [-3, 1.267],
    [-2, 1.385],
    [-1.5, 1.024],
    [0, -8.009],
  ])("of four beams, gamma = %s: %s times W2^2", (gamma, relative) => {
    const measured = slopes(beams(1, 4), beams(1.1, 3.93826), gamma, { dt: 2e-4, draws: 8, particles: 50_000, replicates: 6 });
    expect(measured.squared).toBeCloseTo(0.0081437, 6);
    expectSlope(measured, relative * measured.squared, 0.03);
  });
});

function beams(inner: number, outer: number): Law {
  const variances = [0.0225, 0.0225, 0.0225];
  const at = (weight: number, x: number) => ({ weight, mean: [x, 0, 0], variances });
  return mixture({ components: [at(0.35, -inner), at(0.35, inner), at(0.15, -outer), at(0.15, outer)] });
}
