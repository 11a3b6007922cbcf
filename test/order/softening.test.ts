/**
 * Averages of the mean-field diffusion by its generator: dP/dt = (1/N) sum_i [ 2 b-bar_i v_i^T + v_i 2 b-bar_i^T + 2 a-bar_i ] on ensembles of
 * N(0, A), against the closed rates of the equation (reference-values Pdot_d3_g*, Pdot_d2_g*, errors 1e-12), and what softening changes:
 *
 *   dP/dt (delta) - dP/dt (0) = -2 d E [(alpha(sqrt(r^2 + delta^2)) - alpha(r)) (z z^T - r^2/d I)],   z ~ N(0, 2A),
 *
 * here by quadrature in spherical coordinates. The difference is taken on the same ensembles, so that its noise is a small part of it.
 * What it detects: 60 % of the softening's bias, so its sign, 25 % of a rate.
 */
import { describe, expect, it } from "vitest";
import { createEnsemble } from "../../particles/ensemble.ts";
import { sampled } from "../../particles/index.ts";
import { diffusionTime } from "../../particles/systems/diffusion-time.ts";
import { kernelSums } from "../../particles/systems/mean-field-sums.ts";
import { gaussian, interval, powerLaw, rootKey } from "../../src/index.ts";
import { openMemory } from "../../src/kernels/index.ts";

const A = [[0.8, 0.2, 0], [0.2, 1.1, -0.1], [0, -0.1, 0.6]]; // prettier-ignore
const [particles, ensembles] = [700, 24];

/** Entry (0, 1) of dP/dt, one value per ensemble. */
function rates(gamma: number, dimension: 2 | 3, softening: number): number[] {
  const law = gaussian({ covariance: A.slice(0, dimension).map((row) => row.slice(0, dimension)) });
  const memory = openMemory();
  const e = createEnsemble(memory, particles, dimension);
  const sumsOf = kernelSums({ alpha: diffusionTime(powerLaw(gamma), 1), soft: softening * softening, strength: 1 }, memory);
  return Array.from({ length: ensembles }, (_, r) => {
    sampled(law).fill([e], rootKey(`softening/d=${dimension}`).child("replicate", r));
    const sums = sumsOf(e);
    const [x, y] = e.planes as [Float64Array, Float64Array];
    let rate = 0;
    for (let i = 0; i < particles; i++) {
      const drift = x[i] * sums[1][i] + y[i] * sums[0][i];
      rate += -2 * (dimension - 1) * drift - 2 * sums[dimension + 1][i];
    }
    // The particle's own term is zero: N pairs are averaged, of which N - 1 count.
    return rate / (particles - 1);
  });
}

/** From reference-values.json: Pdot_d3_g and Pdot_d2_g, entry (0, 1). */
const references = [
  [-1, 3, -0.76740366976053],
  [-2, 3, -0.27249959704406],
  [-3, 3, -0.11011826506964],
  [1, 3, -8.1993383053508],
  [-1, 2, -0.54918446359109],
  [-3, 2, -0.09896634359885],
] as const;

describe("rates of the generator", () => {
  it.each(references)("gamma = %s, d = %s", (gamma, dimension, exact) => {
    const { low, high } = interval(rates(gamma, dimension, 1e-6), 0.9999);
    expect(low).toBeLessThan(exact);
    expect(high).toBeGreaterThan(exact);
    expect(high - low).toBeLessThan(0.5 * Math.abs(exact));
  });
});

/** Entry (0, 1) of the bias by quadrature: Simpson in log r and in the polar cosine, midpoints in azimuth. */
function predicted(gamma: number, delta: number): number {
  const [a, b, c, s, t] = [0.8, 1.1, 0.6, 0.2, -0.1].map((x) => 2 * x) as [number, number, number, number, number];
  const det = a * (b * c - t * t) - s * s * c;
  const inverse = [b * c - t * t, -s * c, s * t, a * c, -a * t, a * b - s * s].map((x) => x / det);
  const norm = 1 / Math.sqrt((2 * Math.PI) ** 3 * det);
  const simpson = (k: number, n: number): number => (k === 0 || k === n ? 1 : k % 2 ? 4 : 2) / 3;
  const [radii, cosines, azimuths, low, high] = [240, 80, 48, Math.log(1e-3 * delta), Math.log(14)];
  let sum = 0;
  for (let p = 0; p <= cosines; p++) {
    const polar = -1 + (2 * p) / cosines;
    for (let q = 0; q < azimuths; q++) {
      const angle = (2 * Math.PI * (q + 0.5)) / azimuths;
      const reach = Math.sqrt(1 - polar * polar);
      const [x, y] = [reach * Math.cos(angle), reach * Math.sin(angle)];
      const [i0, i1, i2, i3, i4, i5] = inverse as [number, number, number, number, number, number];
      const form = i0 * x * x + i3 * y * y + i5 * polar * polar + 2 * (i1 * x * y + i2 * x * polar + i4 * y * polar);
      let radial = 0;
      for (let k = 0; k <= radii; k++) {
        const r = Math.exp(low + ((high - low) * k) / radii);
        const change = (r * r + delta * delta) ** (gamma / 2) - r ** gamma;
        radial += simpson(k, radii) * change * r ** 5 * Math.exp((-form * r * r) / 2);
      }
      sum += simpson(p, cosines) * (2 / cosines) * ((2 * Math.PI) / azimuths) * radial * ((high - low) / radii) * x * y;
    }
  }
  return -6 * norm * sum;
}

describe("what softening changes, d = 3", () => {
  it.each([
    [-3, 0.4],
    [-3, 0.2],
    [-2, 0.4],
  ])("gamma = %s, delta = %s", (gamma, delta) => {
    const [hard, soft] = [rates(gamma, 3, 1e-6), rates(gamma, 3, delta)];
    const { low, high, mean } = interval(soft.map((x, k) => x - hard[k]), 0.9999); // prettier-ignore
    const exact = predicted(gamma, delta);
    expect(low).toBeLessThan(exact);
    expect(high).toBeGreaterThan(exact);
    expect(high - low).toBeLessThan(1.2 * Math.abs(mean));
  });

  it.each([-3, -2])("falls like delta^2, gamma = %s", (gamma) => {
    // Near contact the density is isotropic and the deviator's leading term, which would bring a logarithm at -3, integrates to zero.
    const order = Math.log2(predicted(gamma, 0.01) / predicted(gamma, 0.005));
    expect(order).toBeGreaterThan(1.8);
    expect(order).toBeLessThan(2.05);
    // The default of the scenarios, 0.05: the bias is below half a per cent of the rate.
    expect(Math.abs(predicted(gamma, 0.05))).toBeLessThan(0.005 * 0.11);
  });
});
