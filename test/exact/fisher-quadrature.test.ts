/**
 * The rates of entropy and Fisher information of two drifted Gaussians in the plane by quadrature of their definitions: z polar, the centre of mass by a Gauss rule (exact: degree 4), Psi = log f_i f_j
 * evaluated pointwise. On a circle about the centre Psi is a trigonometric polynomial of degree 2 in the angle, so that its Fourier coefficients give all angular
 * derivatives, and a quadratic polynomial of radius and centre, whose central differences are exact. Nothing of the closed forms enters. Below gamma = -d
 * the finite part of the radial integral, by interpolation near 0. Tolerances: 1e-11 of the largest part for convergent
 * integrals, 1e-9 for the finite part.
 */
import { describe, expect, it } from "vitest";
import { entropyRate, fisherRate } from "../../src/rates/index.ts";
import { gaussHermite, gaussLegendre } from "../../src/math/quadrature.ts";
import { pairOf, species } from "../support/two-gaussians.ts";

const DIRECTIONS = 32;
const hermite = gaussHermite(3);
const STRENGTH = 0.8;
const own = species(2);
const [first, second] = own;
const mu = (first.mass * second.mass) / (first.mass + second.mass);
const M = first.mass + second.mass;

const inverse = ([[a, b], [, c]]: number[][]) => [
  [c / (a * c - b * b), -b / (a * c - b * b)],
  [-b / (a * c - b * b), a / (a * c - b * b)],
];

const density = ({ mean, covariance, density: n }: (typeof own)[number]) => {
  const [[a, b], [, c]] = covariance;
  const [[p, q], [, s]] = inverse(covariance);
  const constant = Math.log(n / (2 * Math.PI * Math.sqrt(a * c - b * b)));
  return (x: number, y: number): number => constant - (p * (x - mean[0]) ** 2 + 2 * q * (x - mean[0]) * (y - mean[1]) + s * (y - mean[1]) ** 2) / 2;
};
const [logFirst, logSecond] = own.map(density);

/** Psi at centre c and z = r (cos a, sin a). */
const psi = (cx: number, cy: number, r: number, cos: number, sin: number): number =>
  logFirst(cx + (second.mass / M) * r * cos, cy + (second.mass / M) * r * sin) + logSecond(cx - (first.mass / M) * r * cos, cy - (first.mass / M) * r * sin);

const five = Array.from({ length: 5 }, (_, k) => [Math.cos((2 * Math.PI * k) / 5), Math.sin((2 * Math.PI * k) / 5)] as const);
/** Coefficients a_1, b_1, a_2, b_2 of Psi on the circle: five points determine degree 2. */
function circle(cx: number, cy: number, r: number): number[] {
  const values = five.map(([c, s]) => psi(cx, cy, r, c, s));
  return [1, 2].flatMap((m) => [
    (2 / 5) * values.reduce((sum, x, k) => sum + x * five[(m * k) % 5][0], 0),
    (2 / 5) * values.reduce((sum, x, k) => sum + x * five[(m * k) % 5][1], 0),
  ]);
}

const angles = Array.from({ length: DIRECTIONS }, (_, k) => (2 * Math.PI * (k + 0.5)) / DIRECTIONS);
/** (cos ma, sin ma) and their derivatives in a. */
const waves = angles.map((a) => {
  const [c1, s1, c2, s2] = [Math.cos(a), Math.sin(a), Math.cos(2 * a), Math.sin(2 * a)];
  return { c1, s1, once: [-s1, c1, -2 * s2, 2 * c2], twice: [-c1, -s1, -4 * c2, -4 * s2] };
});
const dot = (a: readonly number[], b: readonly number[]): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];

/** Integrals over centre and directions at radius r of F times: Psi_aa, Psi_a^2, Psi_aa^2, (d_r Psi_a + gamma Psi_a/2r)^2, |grad_c Psi_a|^2, and Lemma 2.1's. */
function atRadius(r: number, gamma: number): number[] {
  const sums = new Array<number>(6).fill(0);
  const [ki, kj] = [inverse(first.covariance), inverse(second.covariance)];
  const spread = inverse(ki.map((row, a) => row.map((x, b) => x + kj[a][b])));
  // Columns of a Cholesky factor: centres peak + sum of node times column.
  const l00 = Math.sqrt(spread[0][0]);
  const l10 = spread[1][0] / l00;
  const l11 = Math.sqrt(spread[1][1] - l10 * l10);
  const e = 0.5;
  for (const { c1, s1, once, twice } of waves) {
    // Where the density of the centre is largest at this z: K_i (v - u_i) + K_j (w - u_j) = 0.
    const [zx, zy] = [r * c1, r * s1];
    const right = [0, 1].map((a) => {
      const [v, w] = [(second.mass / M) * (a === 0 ? zx : zy), (-first.mass / M) * (a === 0 ? zx : zy)];
      return [first.mean[a] - v, second.mean[a] - w];
    });
    const load = [0, 1].map((a) => [0, 1].reduce((sum, b) => sum + ki[a][b] * right[b][0] + kj[a][b] * right[b][1], 0));
    const peak = spread.map((row) => row[0] * load[0] + row[1] * load[1]);
    for (let i = 0; i < hermite.nodes.length; i++) {
      for (let j = 0; j < hermite.nodes.length; j++) {
        const [x, y] = [hermite.nodes[i], hermite.nodes[j]];
        const [cx, cy] = [peak[0] + l00 * x, peak[1] + l10 * x + l11 * y];
        // The density itself over that of the rule, which is proportional to it.
        const f = hermite.weights[i] * hermite.weights[j] * Math.exp(psi(cx, cy, r, c1, s1) + (x * x + y * y) / 2) * 2 * Math.PI * l00 * l11;
        const here = circle(cx, cy, r);
        const along = [circle(cx, cy, r + e), circle(cx, cy, r - e)];
        const slope = here.map((_, m) => (along[0][m] - along[1][m]) / (2 * e));
        const across = [
          [e, 0],
          [0, e],
        ].map(([x, y]) => {
          const [up, down] = [circle(cx + x, cy + y, r), circle(cx - x, cy - y, r)];
          return dot(
            once,
            here.map((_, m) => (up[m] - down[m]) / (2 * e)),
          );
        });
        const angular = dot(once, here);
        const second_ = dot(twice, here);
        const radial = dot(once, slope) + (gamma / (2 * r)) * angular;
        sums[0] += f * second_;
        sums[1] += f * angular * angular;
        sums[2] += f * second_ * second_;
        sums[3] += f * radial * radial;
        sums[4] += f * (across[0] * across[0] + across[1] * across[1]);
        sums[5] += f * lemma(cx, cy, zx, zy);
      }
    }
  }
  return sums.map((x) => (x * 2 * Math.PI) / DIRECTIONS);
}

/** (A(z) zeta) . xi of Lemma 2.1, in the plane ((z^perp) . zeta)((z^perp) . xi). */
function lemma(cx: number, cy: number, zx: number, zy: number): number {
  const v = [cx + (second.mass / M) * zx, cy + (second.mass / M) * zy];
  const w = [cx - (first.mass / M) * zx, cy - (first.mass / M) * zy];
  const times = (m: number[][], x: number[]) => m.map((row) => row[0] * x[0] + row[1] * x[1]);
  const [ki, kj] = [inverse(first.covariance), inverse(second.covariance)];
  const a = times(ki, [v[0] - first.mean[0], v[1] - first.mean[1]]);
  const b = times(kj, [w[0] - second.mean[0], w[1] - second.mean[1]]);
  const [aa, bb] = [times(ki, a), times(kj, b)];
  const zeta = [0, 1].map((k) => -a[k] / first.mass + b[k] / second.mass);
  const xi = [0, 1].map((k) => (2 * aa[k]) / first.mass ** 2 - (2 * bb[k]) / second.mass ** 2);
  return (-zy * zeta[0] + zx * zeta[1]) * (-zy * xi[0] + zx * xi[1]);
}

/** Radii by r = x^2 on panels: half-integer powers of r are smooth. */
const rule = gaussLegendre(14);
const panels = [0, 0.7, 1.4, 2.1, 2.8, 3.4];
const radii = panels.slice(0, -1).flatMap((from, p) => {
  const half = (panels[p + 1] - from) / 2;
  return Array.from(rule.nodes, (x, k) => {
    const root = from + half * (1 + x);
    return { r: root * root, dr: 2 * root * half * rule.weights[k] };
  });
});

/** The cross part of the fixture's rates alone: strengths of a species with itself are negligible. */
const cross = (gamma: number) => pairOf(own, [gamma, gamma, gamma], [1e-200, STRENGTH, 1e-200]);

describe("by their definitions, d = 2", () => {
  it("entropy, Lemma 2.1 and the four parts, gamma = -1", () => {
    const gamma = -1;
    const integral = new Array<number>(6).fill(0);
    for (const { r, dr } of radii) {
      const at = atRadius(r, gamma);
      const alpha = STRENGTH * r ** gamma * r * dr;
      at.forEach((x, k) => (integral[k] += x * alpha * (k === 1 || k === 2 ? 1 / (r * r) : 1)));
    }
    const [production, gradient, gamma2, radial, parallel, variation] = integral;
    const system = cross(gamma);
    const found = fisherRate(...system);
    const near = (a: number | null, b: number) => expect(Math.abs(a! - b)).toBeLessThan(1e-11 * found.spherical!);
    // Ordered pairs: twice.
    near(found.parallel, (2 * parallel) / (mu * mu * M));
    near(found.radial, (2 * radial) / mu ** 3);
    near(found.spherical, (2 * gamma2) / mu ** 3);
    near(found.remainder, ((gamma * gamma) / 2) * (gradient / mu ** 3));
    near(found.rate, variation);
    // dH/dt = sum over pairs of int int F L Psi, L = kappa d_aa.
    near(entropyRate(...system).value, production / (mu * mu));
  });

  it("the finite part, gamma = -2.5", () => {
    const gamma = -2.5;
    // r^(gamma+1) times this, which is even in r, is the integrand of Proposition 3.1's sum.
    const even = (r: number) => {
      const [, gradient, gamma2, radial, parallel] = atRadius(r, gamma);
      return (
        (-2 * parallel) / (mu * mu * M) + ((2 * gamma * gamma) / 4 / (r * r)) * (gradient / mu ** 3) - (2 * radial) / mu ** 3 - (2 * gamma2) / (r * r) / mu ** 3
      );
    };
    // Interpolation in r^2 on Chebyshev nodes of [0, 0.5^2]: its value at 0, and free of the cancellation at small r.
    const nodes = Array.from({ length: 9 }, (_, k) => (0.25 * (1 - Math.cos((Math.PI * (2 * k + 1)) / 18))) / 2);
    const samples = nodes.map((x) => even(Math.sqrt(x)));
    const near0 = (x: number) => nodes.reduce((sum, node, k) => sum + samples[k] * nodes.reduce((p, y, l) => (l === k ? p : (p * (x - y)) / (node - y)), 1), 0);
    const zero = near0(0);
    const edge = panels[2] * panels[2];
    const sum = radii.reduce((all, { r, dr }) => all + r ** (gamma + 1) * ((r < 0.5 ? near0(r * r) : even(r)) - (r < edge ? zero : 0)) * dr, 0);
    const finite = STRENGTH * (sum + (zero * edge ** (gamma + 2)) / (gamma + 2));
    const { rate, principalValue } = fisherRate(...cross(gamma));
    expect(Math.abs(finite - principalValue)).toBeLessThan(1e-9 * Math.abs(rate));
    expect(Math.abs(finite - rate)).toBeLessThan(1e-9 * Math.abs(rate));
  });
});
