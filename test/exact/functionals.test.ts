/**
 * Functionals of laws against closed forms, against values computed independently (numpy and scipy), and against sums over a plain
 * grid written here. Every stated error must cover the true one and be at most the larger of 100 times it and 1e-13 (relative
 * above 1).
 */
import { describe, expect, it } from "vitest";
import { bkw, gaussian, maxwellian, mixture, samples, ScenarioError, shell, tiltedMaxwellian, uniform, type Law } from "../../src/index.ts";
import {
  densityAt,
  lawEntropy,
  fisherInformation,
  gaussianPowerMean,
  lawCovariance,
  lawFourthMoment,
  lawMean,
  lawTemperature,
  lpNorm,
  potentialSupremum,
  relativeL2,
  relativePower,
  supNorm,
  type Value,
} from "../../src/functionals/index.ts";
import fixture from "../fixtures/laws-and-rates.json" with { type: "json" };

/** `digits`: how far the expected number itself can be trusted. */
function bounds({ value, bound }: Value, truth: number, digits = 0): void {
  const off = Math.abs(value - truth);
  expect(off).toBeLessThanOrEqual(bound + digits);
  expect(bound).toBeLessThanOrEqual(Math.max(100 * (off + digits), 1e-13 * Math.max(1, Math.abs(truth))));
}

/** A law that does not say that it is Gaussian, isotropic or a mixture: only the quadratures of last resort are left. */
function withoutShape(law: Law, ...hidden: string[]): Law {
  return Object.fromEntries(Object.entries(law).filter(([key]) => !hidden.includes(key))) as unknown as Law;
}

const A = fixture.A;
const shifted = { mean: [0.1, -0.2, 0.3], covariance: A };
const isotropic = (d: number, parts: readonly (readonly [number, number])[], mean = new Array<number>(d).fill(0)) =>
  mixture({ components: parts.map(([weight, s]) => ({ weight, mean, variances: new Array<number>(d).fill(s) })) });

describe("Gaussian laws, in closed form and by quadrature", () => {
  const law = gaussian(shifted);
  // det and trace of the inverse by cofactors: A = [[.8,.2,0],[.2,1.1,-.1],[0,-.1,.6]].
  const det = 0.8 * (1.1 * 0.6 - 0.01) - 0.2 * (0.2 * 0.6);
  const inverseTrace = (1.1 * 0.6 - 0.01 + 0.8 * 0.6 + (0.8 * 1.1 - 0.04)) / det;
  const H = -(3 * Math.log(2 * Math.PI * Math.E) + Math.log(det)) / 2;
  const p = 3;
  const norm = (((2 * Math.PI) ** 3 * det) ** ((1 - p) / 2) * p ** -1.5) ** (1 / p);
  it.each([
    ["closed form", law],
    ["mixture of one, tensor rule", withoutShape(law, "gaussian", "radial", "factors")],
    ["two equal components", mixture({ components: [0.3, 0.7].map((weight) => ({ weight, ...shifted })) })],
  ])("%s", (_, one) => {
    bounds(lawEntropy(one), H);
    bounds(fisherInformation(one), inverseTrace);
    bounds(lpNorm(one, { p }), norm);
    bounds(supNorm(one), ((2 * Math.PI) ** 3 * det) ** -0.5);
    // E|v|^4 = (tr A)^2 + 2|A|^2 + 2|u|^2 tr A + 4 u.Au + |u|^4 with tr A = 2.5, |A|^2 = 2.31, |u|^2 = .14, u.Au = .11.
    bounds(lawFourthMoment(one), 2.5 ** 2 + 2 * 2.31 + 2 * 0.14 * 2.5 + 4 * 0.11 + 0.14 ** 2);
    bounds(lawTemperature(one, { mass: 2 }), (2 * 2.5) / 3);
    bounds(lawMean(one)[1], -0.2);
    bounds(lawCovariance(one)[2][1], -0.1);
    bounds(relativePower(one, { p: 2 }), relativeL2(law).value + 1);
  });

  it("density and mass: f = n g, I = (1/m) int f |grad log f|^2", () => {
    const [n, mass] = [0.7, 4];
    bounds(lawEntropy(law, { density: n }), n * H + n * Math.log(n));
    bounds(fisherInformation(law, { density: n, mass }), (n / mass) * inverseTrace);
    bounds(relativeL2(law, { density: n }), n * relativeL2(law).value);
    bounds(supNorm(law, { density: n }), n * ((2 * Math.PI) ** 3 * det) ** -0.5);
  });

  it.each([
    [[1.4, 0.6], 0.19047619047619],
    [[1.5, 0.9, 0.6], 0.26622862732931],
  ])("E of N(0, diag %j), also at another temperature and centre", (variances, E0) => {
    // Reference values E0_d2, E0_d3 (closed form, 14 digits).
    bounds(relativeL2(gaussian({ variances })), E0, 5e-15);
    const moved = gaussian({ variances: variances.map((x) => 3 * x), mean: variances.map((_, k) => k - 2) });
    bounds(relativeL2(moved), E0, 5e-15);
    // E_p of a Gaussian: prod_i (p/l_i - p + 1)^(-1/2) l_i^(-p/2).
    const p = 2.5;
    const Ep = variances.reduce((product, l) => product * (p / l - p + 1) ** -0.5 * l ** (-p / 2), 1);
    bounds(relativePower(moved, { p }), Ep);
  });

  it("is infinite where the integral diverges, and refuses what is none", () => {
    const wide = gaussian({ variances: [2.2, 0.4, 0.4] });
    expect(relativeL2(wide).value).toBe(Infinity);
    expect(relativePower(wide, { p: 1.5 }).value).toBeGreaterThan(1);
    expect(() => relativePower(wide, { p: 1 })).toThrow(/invalid p: 1/);
    expect(() => lpNorm(wide, { p: 0.5 })).toThrow(ScenarioError);
    expect(() => lawEntropy(samples({ rows: [[1, 2], [3, 4]] }))).toThrow(ScenarioError); // prettier-ignore
    expect(() => lawEntropy(withoutShape(gaussian({ variances: [1, 2, 3, 4] }), "gaussian"))).toThrow(/no quadrature/);
  });
});

describe("isotropic laws", () => {
  it.each([
    [2, 0.71344423642271, -2.8328582646643, 2.0476325849587, 7.3430863548851],
    [3, 0.76538798388753, -4.2529128256053, 3.0358936915785, 14.174358028435],
  ])("BKW, d = %i: reference values BKW_H, BKW_I, BKW_M4", (dimension, S, H, I, M4) => {
    const law = bkw({ S, dimension });
    bounds(lawEntropy(law), H, 1e-13);
    bounds(fisherInformation(law), I, 1e-13);
    bounds(lawFourthMoment(law), M4, 1e-12);
    // E = int (1 + (1-S) d/dS)^2 of int N(0,S) N(0,T)/m = (1 - (1-S)(1-T))^(-d/2) at T = S.
    const a = dimension / 2;
    const x = (1 - S) * (1 - S);
    const E = (1 - x) ** -a - 2 * a * x * (1 - x) ** (-a - 1) + x * (a * (1 - x) ** (-a - 1) + a * (a + 1) * x * (1 - x) ** (-a - 2)) - 1; // prettier-ignore
    bounds(relativeL2(law), E);
  });

  it("the mixture of variances 0.4 and 1.6 at t = 0.1 (anchors: radial code, 9 digits)", () => {
    const sigma = (s: number) => 1 + (s - 1) * Math.exp(-0.4);
    const law = isotropic(3, [[0.5, sigma(0.4)], [0.5, sigma(1.6)]], [1, -2, 0.5]); // prettier-ignore
    const centred = isotropic(3, [[0.5, sigma(0.4)], [0.5, sigma(1.6)]]); // prettier-ignore
    bounds(lawEntropy(law), -4.23754316, 1e-8);
    bounds(fisherInformation(law), 3.14650536, 1e-8);
    bounds(relativeL2(law), 5.07998786e-2, 1e-9);
    bounds(lawFourthMoment(centred), 17.42637641, 1e-7);
    // By the tensor rule, which knows nothing of symmetry, in the plane.
    const flat = isotropic(2, [[0.5, sigma(0.4)], [0.5, sigma(1.6)]]); // prettier-ignore
    bounds(lawEntropy(withoutShape(flat, "radial")), lawEntropy(flat).value);
    bounds(fisherInformation(withoutShape(flat, "radial")), fisherInformation(flat).value);
    bounds(lpNorm(law, { p: 2 }), Math.sqrt(pairSum([[0.5, sigma(0.4)], [0.5, sigma(1.6)]]))); // prettier-ignore
  });

  /** int f^2 of an isotropic mixture in R^3. */
  function pairSum(parts: readonly (readonly [number, number])[]): number {
    let sum = 0;
    for (const [w, s] of parts) for (const [x, t] of parts) sum += w * x * (2 * Math.PI * (s + t)) ** -1.5;
    return sum;
  }

  it("a narrow core in a wide halo: the rule follows both", () => {
    const law = isotropic(3, [[0.3, 0.01], [0.7, 2]]); // prettier-ignore
    bounds(lpNorm(law, { p: 2 }), Math.sqrt(pairSum([[0.3, 0.01], [0.7, 2]]))); // prettier-ignore
    bounds(supNorm(law), 0.3 * (2 * Math.PI * 0.01) ** -1.5 + 0.7 * (2 * Math.PI * 2) ** -1.5);
    // In d = 5, where only isotropic laws have a quadrature.
    const five = bkw({ S: 0.8, dimension: 5 });
    bounds(relativePower(five, { p: 2 }), relativeL2(five).value + 1);
  });

  it("a shell: H and I of its radial profile by Simpson sums", () => {
    const [radius, k] = [1.55215263, 10];
    const law = shell({ radius, sharpness: k });
    const moment = (f: (x: number) => number): number => {
      const n = 20_000;
      const h = 4 / n;
      let sum = 0;
      for (let i = 0; i <= n; i++) sum += (i === 0 || i === n ? 1 : i % 2 ? 4 : 2) * f(i * h) * (i * h) ** 2 * Math.exp(-k * (i * h - 1) ** 2);
      return (sum * h) / 3;
    };
    const mass = moment(() => 1);
    const H = -Math.log(4 * Math.PI * radius ** 3 * mass) - (k * moment((x) => (x - 1) ** 2)) / mass;
    bounds(lawEntropy(law), H, 1e-12);
    bounds(fisherInformation(law), (4 * k * k * moment((x) => (x - 1) ** 2)) / mass / radius ** 2, 1e-11);
    bounds(supNorm(law), 1 / (4 * Math.PI * radius ** 3 * mass), 1e-13);
  });
});

describe("laws of no symmetry", () => {
  const components = [
    { weight: 0.35, mean: [1, 0.2], variances: [0.2, 0.5] },
    { weight: 0.65, mean: [-0.7, 0.3], covariance: [[0.5, 0.1], [0.1, 0.3]] }, // prettier-ignore
  ];
  const law = mixture({ components });

  /** Trapezoidal sum on [-9, 9]^2 with the given step: spectrally accurate for these densities. */
  function plainSum(of: (f: number, v: readonly [number, number]) => number, h: number): number {
    let sum = 0;
    for (let x = -9; x <= 9; x += h) for (let y = -9; y <= 9; y += h) sum += of(law.density([x, y]), [x, y]) * h * h;
    return sum;
  }

  it("a planar mixture against a plain grid", () => {
    const h = 1 / 24;
    bounds(lawEntropy(law), plainSum((f) => (f > 0 ? f * Math.log(f) : 0), h), 1e-12); // prettier-ignore
    bounds(lpNorm(law, { p: 3 }), plainSum((f) => f ** 3, h) ** (1 / 3), 1e-13);
    bounds(lawFourthMoment(law), plainSum((f, [x, y]) => f * (x * x + y * y) ** 2, h), 1e-12); // prettier-ignore
    const score = new Float64Array(2);
    const fisher = plainSum((f, v) => {
      law.score?.(v, score);
      return f > 0 ? f * (score[0] ** 2 + score[1] ** 2) : 0;
    }, h);
    bounds(fisherInformation(law), fisher, 1e-11);
    const mean = law.mean;
    const theta = (law.covariance[0][0] + law.covariance[1][1]) / 2;
    const m = ([x, y]: readonly [number, number]) => Math.exp(-((x - mean[0]) ** 2 + (y - mean[1]) ** 2) / (2 * theta)) / (2 * Math.PI * theta);
    bounds(relativeL2(law), plainSum((f, v) => f ** 2 / m(v), h) - 1, 1e-12); // prettier-ignore
    bounds(relativePower(law, { p: 1.7 }), plainSum((f, v) => f ** 1.7 * m(v) ** -0.7, h), 1e-11); // prettier-ignore
  });

  it("the supremum of a mixture of beams is on the heavier one", () => {
    const beams = mixture({
      components: [
        { weight: 0.4, mean: [2, 0, 0], variances: [0.1, 0.1, 0.1] },
        { weight: 0.6, mean: [-2, 0, 1], variances: [0.1, 0.1, 0.1] },
      ],
    });
    // Beams are 13 standard deviations apart: what the other adds is below 1e-35.
    bounds(supNorm(beams), 0.6 * (2 * Math.PI * 0.1) ** -1.5);
  });

  it("a box", () => {
    const box = uniform({ halfWidths: [1, 2, 1.5] });
    bounds(lawEntropy(box), -Math.log(24));
    expect(fisherInformation(box)).toEqual({ value: Infinity, bound: 0 });
    bounds(lpNorm(box, { p: 3 }), 24 ** (-2 / 3));
    // int_0^h e^(x^2/2s) dx by its series, s = (1 + 4 + 2.25)/9.
    const s = 7.25 / 9;
    const line = (h: number): number => {
      let [term, sum] = [h, h];
      for (let k = 1; k < 60; k++) {
        term *= (h * h) / (2 * s * k);
        sum += term / (2 * k + 1);
      }
      return sum;
    };
    const E = ((2 * Math.PI * s) ** 1.5 * 8 * line(1) * line(2) * line(1.5)) / 24 ** 2 - 1;
    bounds(relativeL2(box), E);
  });

  it.each([
    [3, 1000, 0.5, 0.1, 1.5, 2.77544308744],
    [3, 200, 0.3, 0.1, 1.6, 2.88458115338],
    [2, 100, 1, 0.1, 1.25, 1.7646659833],
    [2, 20, 0.5, 0.3, 1.7, 1.64545265919],
  ])("tilted Maxwellian, d = %i, partner of mass %i: I_1 of the reference values viol_*", (dimension, _, epsilon, delta, q, I) => {
    const tilted = tiltedMaxwellian({ temperature: 1, epsilon, delta, q, dimension });
    bounds(fisherInformation(tilted), I, 1e-11);
  });

  it("tilted Maxwellian: mass, moments, score and mass scaling", () => {
    const options = { temperature: 0.8, epsilon: -0.7, delta: 0.3, q: 1.25, dimension: 2 };
    const tilted = tiltedMaxwellian(options);
    const h = 1 / 32;
    const sums = [0, 0, 0, 0];
    for (let x = -10; x <= 10; x += h) {
      for (let y = -10; y <= 10; y += h) {
        const f = tilted.density([x, y]) * h * h;
        [1, x, (x - tilted.mean[0]) ** 2, y * y].forEach((phi, k) => (sums[k] += f * phi));
      }
    }
    // The square root's branch points at distance delta: the trapezoidal error is about e^(-2 pi 0.3 32).
    expect(sums[0]).toBeCloseTo(1, 11);
    expect(sums[1]).toBeCloseTo(tilted.mean[0], 11);
    expect(tilted.mean[0]).toBeLessThan(-0.3);
    expect(sums[2]).toBeCloseTo(tilted.covariance[0][0], 11);
    expect(sums[3]).toBeCloseTo(tilted.covariance[1][1], 11);
    const score = new Float64Array(2);
    tilted.score?.([0.4, -0.3], score);
    const difference = (tilted.density([0.4, -0.3 + 1e-6]) - tilted.density([0.4, -0.3 - 1e-6])) / 2e-6;
    expect(score[1]).toBeCloseTo(difference / tilted.density([0.4, -0.3]), 7);
    // Mass m at temperature m theta is mass 1 at temperature theta.
    const heavy = tiltedMaxwellian({ ...options, mass: 5, temperature: 4 });
    expect(heavy.density([0.3, 0.2])).toBeCloseTo(tilted.density([0.3, 0.2]), 13);
    expect(() => tiltedMaxwellian({ ...options, delta: 0 })).toThrow(/invalid delta: 0/);
    expect(() => tiltedMaxwellian({ ...options, q: 2 })).toThrow(/invalid q: 2/);
  });
});

describe("sup I_gamma", () => {
  it.each([-0.5, -1, -2, -2.5])("gamma = %f: Gaussians, isotropic mixtures by two methods", (gamma) => {
    const law = gaussian(shifted);
    const reference: Record<string, number> = { "-1": 0.88789137291479, "-2": 1.2509238574988 };
    const power = potentialSupremum(law, { gamma });
    // Thm3_Isup_g-1, g-2 are the suprema over the geodesic, attained at this end.
    if (reference[gamma]) bounds(power, reference[gamma], 1e-12);
    expect(power.value).toBe(gaussianPowerMean({ covariance: A, gamma }));
    const halves = isotropic(3, [[0.4, 0.5], [0.6, 1.7]], [1, 0, -1]); // prettier-ignore
    // E|X|^gamma = (2 s)^(gamma/2) Gamma((3+gamma)/2) / Gamma(3/2).
    const unit = potentialSupremum(maxwellian(), { gamma }).value;
    const truth = unit * (0.4 * 0.5 ** (gamma / 2) + 0.6 * 1.7 ** (gamma / 2));
    bounds(potentialSupremum(halves, { gamma }), truth);
    bounds(potentialSupremum(withoutShape(halves, "components"), { gamma }), truth);
  });

  it("a thin shell, d = 3, gamma = -1: Newton's potential is 1/R inside", () => {
    // int f(w)/|v-w| is largest at the centre's plateau: E 1/|w|.
    const law = shell({ radius: 2, sharpness: 10 });
    const moment = (n: number): number => {
      let sum = 0;
      for (let i = 0; i < 40_000; i++) sum += ((i + 0.5) / 10_000) ** n * Math.exp(-10 * ((i + 0.5) / 10_000 - 1) ** 2);
      return sum;
    };
    bounds(potentialSupremum(law, { gamma: -1 }), moment(1) / moment(2) / 2, 1e-7);
  });

  it("two beams far apart: a beam's own supremum and the other's r^gamma", () => {
    const s = 0.01;
    const beams = mixture({ components: [[0.3, 5], [0.7, -5]].map(([weight, x]) => ({ weight, mean: [x, 0], variances: [s, s] })) }); // prettier-ignore
    const own = potentialSupremum(gaussian({ variances: [s, s] }), { gamma: -1 }).value;
    // E|X|^-1 at distance 10 is (1 + s/(2 100) + ...)/10; the place moves by less than 1e-4 standard deviations.
    const { value } = potentialSupremum(beams, { gamma: -1 });
    expect(Math.abs(value - (0.7 * own + 0.3 * 0.1 * (1 + s / 200)))).toBeLessThan(1e-6);
    expect(potentialSupremum(beams, { gamma: 0 }).value).toBe(1);
  });

  it("refuses where it is infinite or not served", () => {
    expect(() => potentialSupremum(gaussian(), { gamma: -3 })).toThrow(/invalid gamma: -3 .*infinite/);
    expect(() => potentialSupremum(gaussian(), { gamma: 0.5 })).toThrow(ScenarioError);
    expect(() => potentialSupremum(uniform({ halfWidths: [1, 1, 1] }), { gamma: -1 })).toThrow(/not served/);
  });
});

describe("a solver's law", () => {
  const law = bkw({ S: 0.7 });
  const coarser = bkw({ S: 0.71 });
  it("has the error that its coarser solution tells", () => {
    const { value, bound } = lawEntropy({ law, coarser: [coarser], factors: [0.25], bound: 1 });
    expect(value).toBe(lawEntropy(law).value);
    const gap = Math.abs(lawEntropy(law).value - lawEntropy(coarser).value);
    expect(bound).toBeGreaterThan(0.25 * gap);
    expect(bound).toBeLessThan(0.25 * gap + 1e-13);
    expect(lawFourthMoment({ law, coarser: [coarser], factors: [Infinity], bound: Infinity }).bound).toBe(Infinity);
    expect(lawMean({ law, coarser: [coarser], factors: [Infinity], bound: Infinity })[0].bound).toBeLessThan(1e-13);
  });

  it("known with noise of either sign keeps E and E_p finite, with an error that covers the lost tail", () => {
    const truth = gaussian({ variances: [1.3, 0.7] });
    const side = Array.from({ length: 96 }, (_, i) => (i - 47.5) / 6);
    const grid = side.flatMap((x) => side.map((y) => [x, y] as const));
    const noise = (n: number): number => 1e-9 * Math.sin(12.9898 * n + 78.233 * n * n);
    const noisy = {
      ...truth,
      gaussian: undefined,
      components: undefined,
      nodes: {
        points: [0, 1].map((k) => Float64Array.from(grid, (v) => v[k])),
        weights: new Float64Array(grid.length).fill(1 / 36),
        density: Float64Array.from(grid, (v, n) => truth.density(v) + noise(n)),
        gradient: [0, 1].map(() => new Float64Array(grid.length)),
      },
    } as unknown as Law;
    // At |v| = 11 in the corners 1/m is 1e26: summed whole, the noise alone would give 1e8.
    for (const [found, exact] of [
      [relativeL2(noisy), relativeL2(truth).value],
      [relativePower(noisy, { p: 2.5 }), relativePower(truth, { p: 2.5 }).value],
    ] as const) {
      // The noise where the tail is kept, 1e-9 f/m on some hundred cells of 1/36, adds less than 1e-7.
      expect(Math.abs(found.value - exact)).toBeLessThan(found.bound + 1e-7);
      expect(found.bound).toBeLessThan(1e-3);
    }
  });

  it("has a density at a point, with its error", () => {
    const { value, bound } = densityAt({ law, coarser: [coarser], factors: [1], bound: 1 }, [0.2, 0.1, -0.4], { density: 2 });
    expect(value).toBe(2 * law.density([0.2, 0.1, -0.4]));
    expect(bound).toBeGreaterThan(2 * Math.abs(law.density([0.2, 0.1, -0.4]) - coarser.density([0.2, 0.1, -0.4])));
  });
});
