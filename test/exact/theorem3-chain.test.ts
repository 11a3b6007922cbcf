/**
 * The chain of Theorem 3 (i) and that of Fournier and Guerin. Reference values: theory of the looseness table (independent computation, numpy; digits as given), Thm3_bound of the
 * fixture's A and B, growth of W2 for elongated Gaussians (enclosed by intervals, 12 digits). Expectations against product quadrature on the sphere.
 */
import { describe, expect, it } from "vitest";
import { gaussian, mixture } from "../../src/laws/index.ts";
import { fournierGuerinChain, fournierGuerinRate, gaussianGeodesic, hessianBounds, normConvexity, potentialByNorm, theorem3Chain, type Link } from "../../src/rates/index.ts"; // prettier-ignore
import { alongMean, differenceMean, fractionalDifference, fractionalGradient, gradientMean } from "../../src/rates/distances/geodesic-means.ts";
import { gaussHermite } from "../../src/math/quadrature.ts";
import { fromRows, squareRoot } from "../../src/math/symmetric.ts";
import { ScenarioError } from "../../src/errors.ts";
import fixture from "../fixtures/laws-and-rates.json" with { type: "json" };
import { homogeneousMean } from "../support/on-circle-and-sphere.ts";

const block = (m: number[][], d: number) => m.slice(0, d).map((row) => row.slice(0, d));
const skew = (d: number, drift = true) => ({
  from: gaussian({ covariance: block(fixture.A, d), ...(drift ? { mean: [0.1, -0.2, 0.3].slice(0, d) } : {}) }),
  to: gaussian({ covariance: block(fixture.B, d), ...(drift ? { mean: [-0.4, 0.5, 0].slice(0, d) } : {}) }),
});
const table = { from: gaussian({ variances: [0.6, 1, 1.4] }), to: gaussian({ variances: [1.5, 0.7, 0.8] }) };
const near = (found: number, expected: number, relative = 1e-12) =>
  expect(Math.abs(found / expected - 1), `${found} against ${expected}`).toBeLessThan(relative);
const right = (links: readonly Link[], name: string): number => links.find((link) => link.name.startsWith(name))?.right ?? NaN;

/** Every link holds, the first is an identity, and each starts where the one before ended. */
function holds(links: readonly Link[], identity: boolean): void {
  if (identity) expect(Math.abs(links[0].margin)).toBeLessThanOrEqual(links[0].bound);
  links.forEach(({ name, left, right: end, margin, bound }, k) => {
    expect(margin, name).toBe(end - left);
    expect(margin, name).toBeGreaterThanOrEqual(-bound);
    expect(bound, name).toBeLessThan(1e-7 * (Math.abs(left) + Math.abs(end)));
    if (k > 0) expect(left, name).toBe(links[k - 1].right);
  });
}

describe("Theorem 3 (i), link by link", () => {
  it.each([
    { gamma: -1, p: 3, rate: -2.30487, young: 0.1436, schwarz: 0.356, potential: 1.5242, norms: 19.19 },
    { gamma: -2, p: 6, rate: -0.77391, young: 0.2574, schwarz: 0.6401, potential: 7.868, norms: 77.03 },
  ])("the looseness table at gamma = $gamma", ({ gamma, p, rate, young, schwarz, potential, norms }) => {
    const links = theorem3Chain({ ...table, gamma, p, constant: "proof" });
    holds(links, true);
    expect(links[0].left).toBeCloseTo(rate, 5);
    expect(right(links, "Young")).toBeCloseTo(young, 4);
    expect(right(links, "Cauchy")).toBeCloseTo(schwarz, 4);
    near(right(links, "supremum over s"), potential, 1e-4);
    near(links[links.length - 1].right / 0.3127123, norms, 3e-4);
  });

  it.each([
    [-1, 1.5951521578648882],
    [-2, 8.989450518314031],
  ])("6 gamma^2 sup I_gamma W2^2 at gamma = %d; half of it as printed, a third at best", (gamma, expected) => {
    const bound = (constant: "proof" | "printed" | "best") => right(theorem3Chain({ ...skew(3, false), gamma, p: 9, constant }), "supremum over s");
    expect(Math.abs(bound("proof") - expected)).toBeLessThan(1e-5);
    near(bound("printed"), bound("proof") / 2);
    near(bound("best"), bound("proof") / 3);
  });

  const cases = [
    [3, -0.5],
    [3, -1],
    [3, -2],
    [3, -2.5],
    [2, -0.3],
    [2, -1.5],
  ] as const;
  it.each(cases)("holds for drifting skew Gaussians, d = %i, gamma = %d", (d, gamma) => {
    for (const constant of ["proof", "printed", "best"] as const) {
      const links = theorem3Chain({ ...skew(d), gamma, p: 20, constant, strength: 1.7 });
      holds(links, true);
      expect(Math.abs(links[0].margin)).toBeLessThan(1e-11);
    }
  });

  it("is linear in the strength of the kernel", () => {
    const once = theorem3Chain({ ...table, gamma: -1, p: 4, constant: "best" });
    theorem3Chain({ ...table, gamma: -1, p: 4, constant: "best", strength: 1.7 }).forEach((link, k) => near(link.right, 1.7 * once[k].right));
  });

  it.each([
    [-2, 0, 0.00462064957927604],
    [-1, 0.05, 0.0047992766876054],
    [-0.5, 0.075, 0.00208900442119174],
  ])("starts at the enclosed growth of elongated Gaussians, gamma = %d", (gamma, h, rate) => {
    const wide = 0.1 * (1 + h) ** 2;
    const links = theorem3Chain({
      from: gaussian({ variances: [1, 0.1, 0.1] }),
      to: gaussian({ variances: [1.21, wide, wide] }),
      gamma,
      p: 8,
      constant: "best",
    });
    holds(links, true);
    expect(Math.abs(links[0].right - rate)).toBeLessThan(1e-14);
  });

  it("C and b of Hoelder's bound, d = 3 and 2; refuses small p", () => {
    // (8 pi/3)^(2/3) + 1 and 1/2 at gamma = -1, p = 3; d = 2, gamma = -1/2, p = 3: (2 pi 2/(3 3/2 - 2))^(2/3) + 1 and 3/8.
    const three = potentialByNorm({ gamma: -1, p: 3 });
    near(three.constant, ((8 * Math.PI) / 3) ** (2 / 3) + 1);
    expect(three.power).toBe(0.5);
    const two = potentialByNorm({ gamma: -0.5, p: 3, dimension: 2 });
    near(two.constant, ((4 * Math.PI) / 2.5) ** (2 / 3) + 1);
    expect(two.power).toBe(0.375);
    expect(() => potentialByNorm({ gamma: -2, p: 3 })).toThrow(/p > 3/);
    expect(() => potentialByNorm({ gamma: -3, p: 9 })).toThrow(ScenarioError);
  });

  it("McCann: |N(0, s I)|_p^p is proportional to sd^(3(1-p)), and the standard deviation is linear along the geodesic", () => {
    const [from, to] = [gaussian({ variances: [1, 1, 1] }), gaussian({ variances: [9, 9, 9] })];
    const power = (sd: number, p: number) => (2 * Math.PI) ** (1.5 * (1 - p)) * sd ** (3 * (1 - p)) * p ** -1.5;
    for (const [p, s] of [
      [2, 0.25],
      [3.5, 0.6],
    ] as const) {
      // prettier-ignore
      const link = normConvexity({ from, to, p, s });
      near(link.left, power(1 + 2 * s, p));
      near(link.right, (1 - s) * power(1, p) + s * power(3, p));
      expect(link.margin).toBeGreaterThan(0);
    }
  });

  it("Hopf and Lax: 1/s is reached by a Gaussian that grows without end, -1/(1-s) by one that collapses", () => {
    const [thin, wide] = [1e-12, 1e12];
    const [low, high] = hessianBounds({ from: gaussian({ variances: [1, 2, 3] }), to: gaussian({ variances: [thin, 2, wide] }), s: 0.3 });
    expect(low.left).toBeCloseTo(-1 / 0.7, 14);
    expect(high.right).toBeCloseTo(1 / 0.3, 14);
    // Axis by axis (tau - 1)/(1 - s + s tau), tau the ratio of standard deviations: 1/s less 1/(s (1 - s + s tau)), and -1/(1-s) plus tau/((1-s)(1-s+s tau)).
    const tau = Math.sqrt(wide / 3);
    expect(high.margin * 0.3 * (0.7 + 0.3 * tau)).toBeCloseTo(1, 8);
    expect((low.margin * 0.7 * (0.7 + 0.3e-6)) / 1e-6).toBeCloseTo(1, 8);
  });

  it("refuses laws without a closed form", () => {
    const two = mixture({ components: [{ weight: 0.5, covariance: [[1, 0], [0, 1]] }, { weight: 0.5, covariance: [[2, 0], [0, 1]] }] }); // prettier-ignore
    expect(() => gaussianGeodesic({ from: two, to: two })).toThrow(/Gaussian/);
    expect(() => gaussianGeodesic({ from: gaussian({ variances: [1, 2] }), to: table.to })).toThrow(/2 and 3/);
  });
});

describe("expectations over the geodesic, by quadrature on the sphere", () => {
  const rows = (m: ArrayLike<number>, d: number) => Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_, j) => m[i * d + j]));
  const apply = (m: number[][], z: readonly number[]) => m.map((row) => row.reduce((sum, x, k) => sum + x * z[k], 0));
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, k) => sum + x * b[k], 0);

  it.each([
    [3, -1.3],
    [3, -2.7],
    [2, -1.2],
  ] as const)("d = %i, gamma = %d", (d, gamma) => {
    const geodesic = gaussianGeodesic(skew(d));
    const point = geodesic.at(0.37);
    const s = rows(point.hessian, d);
    const l = rows(squareRoot(point.covariance.map((x) => 2 * x), d), d); // prettier-ignore
    const r = (z: number[]) => Math.sqrt(dot(z, z));
    near(alongMean(point, gamma), homogeneousMean(l, (z) => r(z) ** (gamma - 2) * dot(z, apply(s, z)) ** 2, gamma + 2)); // prettier-ignore
    near(differenceMean(point, gamma), homogeneousMean(l, (z) => r(z) ** gamma * dot(apply(s, z), apply(s, z)), gamma + 2)); // prettier-ignore
    // |Sz|^(2-2e) has a kink where z.S^2 z is small: S of these data is regular, the rule converges.
    const e = 0.15;
    const fractional = homogeneousMean(l, (z) => r(z) ** gamma * dot(apply(s, z), apply(s, z)) ** (1 - e), gamma + 2 - 2 * e, 100); // prettier-ignore
    near(fractionalDifference(point, gamma, e), fractional, 1e-9);
    // E r^gamma |S (y + z)/2 + b - a|^2: y, of the law of z, by three Gauss-Hermite points an axis, exact for squares; the cross term in z is odd.
    const shift = geodesic.shift;
    const { nodes, weights } = gaussHermite(3);
    const ys = nodes.reduce<[number[], number][]>(
      (list, _, a) => list.concat(nodes.reduce<[number[], number][]>((inner, _2, b) => inner.concat(d === 2 ? [[[nodes[a], nodes[b]], weights[a] * weights[b]]] : Array.from(nodes, (x, c): [number[], number] => [[nodes[a], nodes[b], x], weights[a] * weights[b] * weights[c]])), [])), // prettier-ignore
      [],
    );
    const fixed = ys.reduce((sum, [x, w]) => {
      const rest = apply(s, apply(l, x).map((t) => t / 2)).map((t, k) => t + shift[k]); // prettier-ignore
      return sum + w * dot(rest, rest);
    }, 0);
    const half = homogeneousMean(l, (z) => (r(z) ** gamma * dot(apply(s, z), apply(s, z))) / 4, gamma + 2);
    near(gradientMean(point, shift, gamma), half + fixed * homogeneousMean(l, (z) => r(z) ** gamma, gamma), 1e-11);
  });

  it("E |grad u|^(2-2e) of a drift alone, of a Gaussian alone, and of both along one axis", () => {
    const drift = gaussianGeodesic({ from: gaussian({ variances: [1, 2] }), to: gaussian({ variances: [1, 2], mean: [0.3, -0.4] }) });
    near(fractionalGradient(drift.at(0.5), drift.shift, 0.2), 0.5 ** 1.6);
    // Dilation by 2 at s = 0: grad u = v, E|v|^1.6 = 2^.8 Gamma(1.8)/Gamma(1) in the plane; Gamma(1.8) = 0.9313837709802427 (DLMF 5.2).
    const dilation = gaussianGeodesic({ from: gaussian({ variances: [1, 1] }), to: gaussian({ variances: [4, 4] }) });
    near(fractionalGradient(dilation.at(0), dilation.shift, 0.2), 2 ** 0.8 * 0.9313837709802427);
    // One axis moves by v + 0.7: E|N(0.7, 1)|^1.6 by Simpson's rule on 1e5 cells.
    const axis = gaussianGeodesic({ from: gaussian({ variances: [1, 1] }), to: gaussian({ variances: [4, 1], mean: [0.7, 0] }) });
    let sum = 0;
    const cells = 100000;
    for (let k = 0; k <= cells; k++) {
      const x = -12 + (24 * k) / cells;
      sum += (k % 2 ? 4 : k === 0 || k === cells ? 1 : 2) * Math.abs(x + 0.7) ** 1.6 * Math.exp((-x * x) / 2);
    }
    near(fractionalGradient(axis.at(0), axis.shift, 0.2), (sum * 24) / cells / 3 / Math.sqrt(2 * Math.PI), 1e-8);
  });
});

describe("the inequality of Fournier and Guerin", () => {
  it.each([
    [3, -0.5],
    [3, -1],
    [3, -2.5],
    [2, -1.6],
  ] as const)("holds for drifting skew Gaussians, d = %i, gamma = %d", (d, gamma) => {
    for (const constant of ["proof", "best"] as const) {
      const links = fournierGuerinChain({ ...skew(d), gamma, constant, strength: 0.8 });
      holds(links, false);
      // The rate of the coupling, 2(d-1) E (r^(g/2) - r'^(g/2))^2 z.Tz, by quadrature on the sphere.
      const point = gaussianGeodesic(skew(d)).at(0);
      const map = (z: number[]) => z.map((x, i) => z.reduce((sum, y, j) => sum + point.hessian[i * d + j] * y, x));
      const l = squareRoot(fromRows(block(fixture.A, d)).map((x) => 2 * x), d); // prettier-ignore
      const size = (z: number[]) => Math.hypot(...z) ** (gamma / 2);
      const coupled = homogeneousMean(
        Array.from({ length: d }, (_, i) => Array.from(l.subarray(i * d, (i + 1) * d))),
        (z) => (size(z) - size(map(z))) ** 2 * z.reduce((sum, x, k) => sum + x * map(z)[k], 0),
        gamma + 2,
      );
      expect(Math.abs(links[0].right - 2 * (d - 1) * 0.8 * coupled)).toBeLessThan(1e-9);
      const last = links[links.length - 1].right;
      const rate = fournierGuerinRate({ ...skew(d), gamma, constant, strength: 0.8 });
      near(last, rate.value * gaussianGeodesic(skew(d)).squared, 1e-11);
    }
  });

  it("the rate of isotropic mixtures: E|v|^-1 = sqrt(2/pi)/sd in d = 3, k K = 2", () => {
    const isotropic = (weights: number[], variances: number[]) =>
      mixture({ components: weights.map((weight, k) => ({ weight, covariance: [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? variances[k] : 0))) })) });
    const [from, to] = [isotropic([0.5, 0.5], [0.5, 1.5]), isotropic([0.25, 0.75], [0.2, 3.8 / 3])];
    const peak = (weights: number[], variances: number[]) => Math.sqrt(2 / Math.PI) * weights.reduce((sum, w, k) => sum + w / Math.sqrt(variances[k]), 0);
    const found = fournierGuerinRate({ from, to, gamma: -1, constant: "best" });
    near(found.value, 2 * (peak([0.5, 0.5], [0.5, 1.5]) + peak([0.25, 0.75], [0.2, 3.8 / 3])));
    expect(() => fournierGuerinChain({ from: from, to, gamma: -1, constant: "best" })).toThrow(/Gaussians/);
    expect(() => fournierGuerinChain({ ...table, gamma: -3, constant: "best" })).toThrow(/-3 < gamma < 0/);
  });
});
