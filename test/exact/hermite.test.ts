/**
 * The Hermite solver against reference values, exact solutions, conservation laws and the weak form of the equation by brute
 * force. Every stated error must cover the true one and be at most the larger of 100 times it and 1e-13 (relative above 1).
 */
import { describe, expect, it } from "vitest";
import {
  bkw,
  gaussian,
  maxwellMolecules,
  mixture,
  model,
  powerLaw,
  shell,
  singleSpecies,
  tiltedMaxwellian,
  uniform,
  type Law,
  type Model,
  type NodalLaw,
} from "../../src/index.ts";
import {
  densityAt,
  lawEntropy,
  fisherInformation,
  lawCovariance,
  lawFourthMoment,
  lawMean,
  relativeL2,
  solved,
  type Value,
} from "../../src/functionals/index.ts";
import { maxwellLaw, maxwellMoments, openHermite } from "../../src/solvers/index.ts";
import { gaussHermite } from "../../src/math/quadrature.ts";
import fixture from "../fixtures/laws-and-rates.json" with { type: "json" };
import { inLong, long } from "../support/long.ts";

const maxwell = singleSpecies(maxwellMolecules());

function bounds({ value, bound }: Value, truth: number, digits = 0): void {
  const off = Math.abs(value - truth);
  expect(off).toBeLessThanOrEqual(bound + digits);
  expect(bound).toBeLessThanOrEqual(Math.max(100 * (off + digits), 1e-13 * Math.max(1, Math.abs(truth))));
}

const isotropic = (d: number, parts: readonly (readonly [number, number])[], mean = new Array<number>(d).fill(0)) =>
  mixture({ components: parts.map(([weight, s]) => ({ weight, mean, variances: new Array<number>(d).fill(s) })) });

describe("reference values", () => {
  const planar = openHermite(maxwell, [gaussian({ variances: [1.4, 0.6] })]);
  const spatial = openHermite(maxwell, [gaussian({ variances: [1.5, 0.9, 0.6] })]);
  it.each([
    ["E_d2_t0.05", planar, 0.05, 0.07694236277085, 8e-10],
    ["E_d2_t0.1", planar, 0.1, 0.034170310552682, 3e-10],
    ["E_d3_t0.05", spatial, 0.05, 0.067541264637579, 7e-10],
    ["E_d3_t0.1", spatial, 0.1, 0.020021135001299, 2e-10],
  ])("%s", (_, reference, t, E, digits) => {
    const { value, bound } = relativeL2(solved(reference.at(t)));
    expect(Math.abs(value - E)).toBeLessThan(digits);
    expect(bound).toBeLessThan(1e-13);
    // E is the sum of the squares of the coefficients.
    const { coefficients } = reference.at(t).law(0) as unknown as { coefficients: Float64Array };
    expect(coefficients.reduce((sum, a) => sum + a * a, -1)).toBeCloseTo(value, 13);
  });

  it.each([
    ["M4_d2", planar, 8.3290744768141],
    ["M4_d3", spatial, 15.302128017585],
  ])("%s", (_, reference, M4) => bounds(lawFourthMoment(solved(reference.at(0.1))), M4, 1e-12));

  it("Pc_t: mass 1.5, a full tensor, off centre", () => {
    const heavy = model({
      species: [{ name: "f", mass: 1, density: 1.5 }],
      interactions: [{ between: ["f", "f"], potential: maxwellMolecules() }],
    });
    const law = gaussian({ covariance: fixture.Pin, mean: [1, -2, 0.5] });
    const state = solved(openHermite(heavy, [law], { degree: 12 }).at(0.1));
    const truth = (fixture.values as unknown as Record<string, { value: number[][] }>).Pc_t.value;
    lawCovariance(state).forEach((row, i) => row.forEach((p, j) => bounds(p, truth[i][j], 1e-14)));
    lawMean(state).forEach((u, k) => bounds(u, law.mean[k]));
  });
});

describe("exact solutions", () => {
  it.each([
    ["BKW, d = 2", bkw({ S: 0.65, dimension: 2 }), 40],
    ...(long ? ([["BKW, d = 3", bkw({ S: 0.65 }), 24]] as const) : []),
    ["mixture of variances 0.5 and 1.5 at another temperature and centre", isotropic(2, [[0.4, 1], [0.6, 2.5]], [0.5, -1]), 50], // prettier-ignore
  ] as const)("%s", (_, law, degree) => {
    for (const t of [0, 0.1, 0.3]) {
      const reference = openHermite(singleSpecies(powerLaw(0, { strength: 1.5 })), [law], { degree });
      const state = reference.at(t);
      const truth = maxwellLaw(law, t, 1.5);
      const v = truth.mean.map((u, k) => u + 0.7 - 0.9 * k);
      expect(Math.abs(state.law(0).density(v) - truth.density(v))).toBeLessThan(Math.max(state.bound, 1e-14));
      bounds(relativeL2(solved(state)), relativeL2(truth).value);
      bounds(lawFourthMoment(solved(state)), lawFourthMoment(truth).value);
      const [H, I] = [lawEntropy(solved(state)), fisherInformation(solved(state))];
      expect(Math.abs(H.value - lawEntropy(truth).value)).toBeLessThanOrEqual(H.bound + lawEntropy(truth).bound);
      expect(Math.abs(I.value - fisherInformation(truth).value)).toBeLessThanOrEqual(I.bound + fisherInformation(truth).bound);
    }
  });

  it.each([
    ["BKW", bkw({ S: 0.65, dimension: 2 })],
    ["a symmetric mixture, one in two of whose shells vanish", isotropic(2, [[0.5, 0.5], [0.5, 1.5]])], // prettier-ignore
    ["a mixture", isotropic(2, [[0.3, 0.4], [0.7, 1.3]], [0.3, 0.3])], // prettier-ignore
  ])("at low degree the stated errors cover the true ones: %s", (_, law) => {
    for (const degree of [14, 20, 30]) {
      const reference = openHermite(maxwell, [law], { degree });
      for (const t of [0, 0.1]) {
        const state = solved(reference.at(t));
        const truth = maxwellLaw(law, t);
        bounds(relativeL2(state), relativeL2(truth).value);
        for (const of of [lawEntropy, fisherInformation]) {
          const [found, exact] = [of(state), of(truth)];
          expect(Math.abs(found.value - exact.value)).toBeLessThanOrEqual(found.bound + exact.bound);
          expect(found.bound).toBeLessThan(0.1);
        }
      }
    }
  });

  inLong("the fourth moment and the second of any datum, by their own laws", () => {
    const laws: [Law, number][] = [
      [mixture({ components: [{ weight: 0.3, mean: [1.2, 0, 0.4], variances: [0.3, 0.6, 0.5] }, { weight: 0.7, mean: [-0.5, 0.2, 0], covariance: [[0.7, 0.2, 0], [0.2, 0.5, 0], [0, 0, 0.4]] }] }), 12], // prettier-ignore
      [shell({ radius: 1.5, sharpness: 10 }), 12],
      [uniform({ halfWidths: [1, 2] }), 12],
      [tiltedMaxwellian({ temperature: 0.9, epsilon: 0.6, delta: 0.4, q: 1.4, dimension: 2 }), 12],
      [tiltedMaxwellian({ temperature: 0.9, epsilon: 0.6, delta: 0.4, q: 1.4 }), 12],
    ];
    for (const [law, degree] of laws) {
      for (const t of [0, 0.04]) {
        const state = solved(openHermite(maxwell, [law], { degree }).at(t));
        const { tensor, fourthMoment } = maxwellMoments(law as Law & { fourthMoment: number }, t);
        lawCovariance(state).forEach((row, i) => row.forEach((p, j) => expect(Math.abs(p.value - tensor[i][j])).toBeLessThan(2e-13)));
        expect((state.law as unknown as { fourthMoment: number }).fourthMoment / fourthMoment).toBeCloseTo(1, 12);
      }
    }
  });
});

inLong("a tilted Maxwellian in space: its density at points off the axis, within the stated error", () => {
  const law = tiltedMaxwellian({ temperature: 0.9, epsilon: 0.3, delta: 1.1, q: 1.2 });
  const start = solved(openHermite(maxwell, [law], { degree: 30 }).at(0));
  for (const v of [
    [0.4, 0.3, -0.7],
    [-1.1, 0.2, 0.5],
    [0.1, -1.3, -0.2],
    [0.1, 0.6, 1.2],
  ]) {
    // prettier-ignore
    const { value, bound } = densityAt(start, v);
    expect(Math.abs(value - law.density(v))).toBeLessThanOrEqual(bound);
    expect(bound).toBeLessThan(1e-4);
  }
});

/** Random data f = m (1 + sum a_alpha H_alpha), 3 <= |alpha| <= 4, with a full D, as a law on Gauss-Hermite nodes. */
describe("the weak form by brute force", () => {
  const degree = 6;
  const indices = Array.from({ length: degree + 1 }, (_, n) => Array.from({ length: n + 1 }, (_, k) => [n - k, k] as const)).flat();
  const place = (i: number, j: number) => indices.findIndex(([a, b]) => a === i && b === j);
  const rule = gaussHermite(16);
  /** He_k(x)/sqrt(k!) and its first two derivatives. */
  const hermite = (x: number): number[][] => {
    const h = [1, x];
    for (let k = 1; k < degree; k++) h.push((x * h[k] - Math.sqrt(k) * h[k - 1]) / Math.sqrt(k + 1));
    return h.map((value, k) => [value, k > 0 ? Math.sqrt(k) * h[k - 1] : 0, k > 1 ? Math.sqrt(k * (k - 1)) * h[k - 2] : 0]);
  };
  const nodes = Array.from(rule.nodes).flatMap((x, i) =>
    Array.from(rule.nodes).map((y, j) => ({ x, y, weight: rule.weights[i] * rule.weights[j], hx: hermite(x), hy: hermite(y) })),
  );
  const start = indices.map(([a, b]) => (a + b === 0 ? 1 : a + b < 3 ? 0 : 0.08 * Math.sin(7 * a + 3 * b + 1)));
  start[place(2, 0)] = 0.15;
  start[place(0, 2)] = -0.15;
  start[place(1, 1)] = 0.12;

  /** d/dt int f H = (1/2) int int f f_* [-2 z.(g - g_*) + A(z):(G + G_*)], A = |z|^2 - z z^T, g, G gradient and Hessian of H. */
  function tensor(): Float64Array {
    const n = indices.length;
    const table = new Float64Array(n * n * n);
    for (const v of nodes) {
      for (const w of nodes) {
        const [zx, zy] = [v.x - w.x, v.y - w.y];
        const rates = indices.map(([a, b]) => {
          const gradient = [v.hx[a][1] * v.hy[b][0] - w.hx[a][1] * w.hy[b][0], v.hx[a][0] * v.hy[b][1] - w.hx[a][0] * w.hy[b][1]];
          const xx = v.hx[a][2] * v.hy[b][0] + w.hx[a][2] * w.hy[b][0];
          const yy = v.hx[a][0] * v.hy[b][2] + w.hx[a][0] * w.hy[b][2];
          const xy = v.hx[a][1] * v.hy[b][1] + w.hx[a][1] * w.hy[b][1];
          const form = zy * zy * xx + zx * zx * yy - 2 * zx * zy * xy;
          return 0.5 * v.weight * w.weight * (-2 * (zx * gradient[0] + zy * gradient[1]) + form);
        });
        const [fv, fw] = [v, w].map(({ hx, hy }) => indices.map(([a, b]) => hx[a][0] * hy[b][0]));
        for (let k = 0; k < n; k++) {
          for (let i = 0; i < n; i++) {
            const part = rates[k] * fv[i];
            for (let j = 0; j < n; j++) table[(k * n + i) * n + j] += part * fw[j];
          }
        }
      }
    }
    return table;
  }

  inLong("agrees at t = 0.1, coefficient by coefficient", () => {
    const n = indices.length;
    const table = tensor();
    const rate = (a: number[]): number[] =>
      a.map((_, k) => {
        let sum = 0;
        for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sum += table[(k * n + i) * n + j] * a[i] * a[j];
        return sum;
      });
    let a = start;
    const [steps, time] = [200, 0.1];
    const h = time / steps;
    const plus = (x: number[], y: number[], s: number) => x.map((value, k) => value + s * y[k]);
    for (let step = 0; step < steps; step++) {
      const k1 = rate(a);
      const k2 = rate(plus(a, k1, h / 2));
      const k3 = rate(plus(a, k2, h / 2));
      const k4 = rate(plus(a, k3, h));
      a = a.map((value, k) => value + (h / 6) * (k1[k] + 2 * k2[k] + 2 * k3[k] + k4[k]));
    }
    const m = ({ x, y }: { x: number; y: number }) => Math.exp(-(x * x + y * y) / 2) / (2 * Math.PI);
    const law = {
      name: "random datum",
      dimension: 2,
      mean: [0, 0],
      covariance: [[1 + Math.SQRT2 * 0.15, 0.12], [0.12, 1 - Math.SQRT2 * 0.15]], // prettier-ignore
      spec: { type: "random" },
      nodes: {
        points: [Float64Array.from(nodes, ({ x }) => x), Float64Array.from(nodes, ({ y }) => y)],
        weights: Float64Array.from(nodes, (node) => node.weight / m(node)),
        density: Float64Array.from(nodes, (node) => m(node) * indices.reduce((sum, [i, j], k) => sum + start[k] * node.hx[i][0] * node.hy[j][0], 0)), // prettier-ignore
        gradient: [],
      },
    } as unknown as NodalLaw;
    const { points, weights, density } = (openHermite(maxwell, [law], { degree: 12 }).at(time).law(0) as NodalLaw).nodes;
    const found = indices.map(([i, j]) => density.reduce((sum, f, k) => sum + weights[k] * f * hermite(points[0][k])[i][0] * hermite(points[1][k])[j][0], 0));
    // Runge-Kutta of order 4, h = 5e-4, largest rate 46: (46 h)^4 = 3e-7 a step for the stiffest, (20 h)^4 = 1e-8 times what changes.
    found.forEach((value, k) => expect(Math.abs(value - a[k])).toBeLessThan(2e-9));
    expect(Math.abs(found[place(2, 1)] - start[place(2, 1)])).toBeGreaterThan(0.01);
    expect(Math.abs(found[place(2, 2)])).toBeGreaterThan(1e-3);
  });
});

describe("what is refused", () => {
  const law = gaussian({ variances: [1.2, 0.8] });
  const two: Model = { species: [...maxwell.species, { name: "g", mass: 2, density: 1 }], interaction: () => maxwellMolecules() };
  it.each([
    ["another interaction", () => openHermite(singleSpecies(powerLaw(-3)), [law]), /hermite: interaction r\^-3/],
    ["two species", () => openHermite(two, [law, law]), /hermite: 2 species/],
    ["a degree", () => openHermite(maxwell, [law], { degree: 7 }), /invalid degree: 7/],
    ["too many coefficients", () => openHermite(maxwell, [gaussian()], { degree: 60 }), /invalid degree: 60/],
    ["negative times", () => openHermite(maxwell, [law], { degree: 12 }).at(-1), /invalid time: -1/],
  ])("%s", (_, ask, message) => expect(ask).toThrow(message));

  inLong("a datum outside L2(1/m): moments yes, E no, until D has decayed", () => {
    const [reference, finer] = [20, 28].map((degree) => openHermite(maxwell, [gaussian({ variances: [2.4, 0.3, 0.3] })], { degree }));
    const early = solved(reference.at(0));
    expect(relativeL2(early).bound).toBe(Infinity);
    bounds(lawFourthMoment(early), 9 + 2 * (2.4 ** 2 + 2 * 0.3 ** 2));
    const better = relativeL2(solved(finer.at(0.2)));
    bounds(relativeL2(solved(reference.at(0.2))), better.value, better.bound);
  });
});
