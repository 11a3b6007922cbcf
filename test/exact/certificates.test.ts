/**
 * Certificates against independent computations of 30 digits and more: hypergeometric series, roots and logarithms in fixed point (400 bits), quadrature by mpmath (fixture), and exact
 * fractions; what they enclose against other formulas in floating point.
 */
import { describe, expect, it } from "vitest";
import { Interval, ONE } from "../../src/math/exact/intervals.ts";
import { variable } from "../../src/math/exact/integer-polynomials.ts";
import { Rational } from "../../src/math/exact/rational.ts";
import { powerLaw, singleSpecies } from "../../src/model/index.ts";
import { certificates, fisherRate, gaussianWassersteinRate } from "../../src/rates/index.ts";
import { coulombFisherRate } from "../../src/rates/certificates/fisher-boundary.ts";
import { lemma2Excess } from "../../src/rates/certificates/lemma2.ts";
import { gammaOfQuarters } from "../../src/rates/certificates/quarter-gamma.ts";
import { overScalesEnclosed } from "../../src/rates/certificates/trapezoid.ts";
import { farSquared, stretchedDistance, stretchedRate, type StretchedLaw } from "../../src/rates/certificates/wasserstein-rate.ts";
import { growingPairs } from "../../src/rates/certificates/wasserstein-growth.ts";
import { contains, fixed, fixedOf, fixedPi, logarithm, over, root, times } from "../support/fixed-point.ts";
import { pairOf } from "../support/two-gaussians.ts";
import fixture from "../fixtures/certificates.json" with { type: "json" };

const named = (part: string) => certificates.filter(({ name }) => name.includes(part));
/** Gamma(1/4): OEIS A068466. */
const QUARTER_GAMMA = fixedOf("3.62560990822190831193068515586767200299516768288006546743338");
const toNumber = (x: Rational): number => Number(x.numerator) / Number(x.denominator);
const zero = new Rational(0);
const diagonal = (entries: readonly number[]) => entries.map((x, i) => entries.map((_, j) => (i === j ? x : 0)));
const floatingRate = (from: readonly number[], to: readonly number[], gamma: number): number => {
  const [f, g] = [from, to].map((variances) => [{ mean: [0, 0, 0], covariance: diagonal(variances) }]);
  return gaussianWassersteinRate(singleSpecies(powerLaw(gamma)), f, g).rate;
};

describe("the list", () => {
  it("has names of its own, positive ends, widths below 1e-8, and words", () => {
    expect(new Set(certificates.map(({ name }) => name)).size).toBe(certificates.length);
    expect(certificates.length).toBe(19);
    for (const { enclosure, width, statement, lemma, source } of certificates) {
      expect(enclosure.low).toBeGreaterThan(0);
      expect(width).toBeLessThan(1e-8 * enclosure.low);
      expect(width).toBeGreaterThanOrEqual(enclosure.high - enclosure.low);
      expect(Math.min(statement.length, lemma.length, source.length)).toBeGreaterThan(10);
    }
  });

  it("is plain data for JSON", () => {
    const [first] = certificates;
    expect(JSON.parse(JSON.stringify(first))).toMatchObject({ name: first.name, enclosure: { low: first.enclosure.low }, width: first.width });
  });
});

// E |z|^gamma (z_1^2 - z_2^2), z ~ N(0, diag(a, b, b)), is (a - b) (2a)^-k Gamma(7/2 - k) / Gamma(7/2) 2F1(2, k; 7/2; 1 - b/a), k = -gamma/2, 0 < b < a;
// dW2^2/dt = 4 D_A (s - h) - 4 D_B (s/(1+s) - h/(1+h)), D at 2A and 2B.
describe("W2 between two Gaussians", () => {
  const rootPi = root(fixedPi());
  // k = -gamma/2 as a fraction of 4, Gamma(7/2 - k), and x^-k by roots.
  const kinds = new Map([
    [-3, { quarters: 6n, gamma: fixed(1), power: (x: bigint) => over(fixed(1), times(x, root(x))) }],
    [-2, { quarters: 4n, gamma: (3n * rootPi) / 4n, power: (x: bigint) => over(fixed(1), x) }],
    [-1, { quarters: 2n, gamma: fixed(2), power: (x: bigint) => over(fixed(1), root(x)) }],
    [-0.5, { quarters: 1n, gamma: (45n * QUARTER_GAMMA) / 64n, power: (x: bigint) => over(fixed(1), root(root(x))) }],
  ]);

  function moment(gamma: number, a: bigint, b: bigint): bigint {
    const { quarters, gamma: rest, power } = kinds.get(gamma)!;
    const x = fixed(1) - over(b, a);
    let [term, series] = [fixed(1), 0n];
    for (let n = 0n; term > 0n; n++) {
      series += term;
      // (2 + n)(k + n) x / ((7/2 + n)(n + 1))
      term = (times(term, x) * (2n + n) * (quarters + 4n * n)) / ((14n + 4n * n) * (n + 1n));
    }
    return over(times(times(times(a - b, power(2n * a)), rest), series), (15n * rootPi) / 8n);
  }

  const pairs = growingPairs.filter(({ far }) => far.equals(zero));
  const table = [0.009460796855142226, 0.00462064957927602, 0.004799276687605386, 0.002089004421191732];

  it.each(pairs.map((pair, k) => ({ pair, gamma: pair.gamma, reference: table[k], k })))(
    "gamma = $gamma: contains the hypergeometric value",
    ({ pair, gamma, reference, k }) => {
      const [p, q] = [pair.stretch[1].numerator, pair.stretch[1].denominator];
      const [s, h] = [fixed(1, 10), fixed(p, q)];
      const grown = (x: bigint, by: bigint) => times(x, times(fixed(1) + by, fixed(1) + by));
      const before = moment(gamma, fixed(2), fixed(1, 5));
      const after = moment(gamma, 2n * grown(fixed(1), s), 2n * grown(fixed(1, 10), h));
      const value = 4n * times(before, s - h) - 4n * times(after, over(s, fixed(1) + s) - over(h, fixed(1) + h));
      const { enclosure } = certificates[k];
      expect(contains(enclosure, value)).toBe(true);
      // The reference enclosures, of 80 bits, are 1e-16 wide.
      expect(enclosure.low).toBeLessThan(reference + 1e-16);
      expect(enclosure.high).toBeGreaterThan(reference);
    },
  );

  it.each(pairs)("gamma = $gamma: the first variation in floating point", (pair) => {
    const variances = pair.covariance.map(toNumber);
    const to = variances.map((a, i) => a * (1 + toNumber(pair.stretch[i])) ** 2);
    const rate = floatingRate(variances, to, pair.gamma);
    expect(Math.abs(rate - stretchedRate(pair, pair.gamma).low)).toBeLessThan(1e-12);
  });

  it("three different axes, gamma = -2.5, -1.5", () => {
    const law: StretchedLaw = {
      covariance: [new Rational(13, 10), new Rational(2, 5), new Rational(7, 10)],
      stretch: [new Rational(-1, 5), new Rational(1, 2), new Rational(3, 10)],
      far: zero,
    };
    const from = [1.3, 0.4, 0.7];
    const to = [1.3 * 0.64, 0.4 * 2.25, 0.7 * 1.69];
    for (const gamma of [-2.5, -1.5]) {
      const { low, high } = stretchedRate(law, gamma);
      const rate = floatingRate(from, to, gamma);
      expect(Math.abs(low / rate - 1) + (high - low) / Math.abs(rate)).toBeLessThan(1e-11);
    }
  });
});

describe("equal mass, momentum and energy", () => {
  const pairs = growingPairs.filter(({ far }) => !far.equals(zero));

  it.each(fixture.equalEnergy.map((row, k) => ({ ...row, pair: pairs[k] })))(
    "gamma = $gamma, e = $farMass",
    ({ pair, gamma, farMass, farSquared: apart, squared, rate, enclosure }) => {
      expect([pair.gamma, `${pair.far}`, `${farSquared(pair)}`, `${stretchedDistance(pair)}`]).toEqual([gamma, farMass, apart, squared]);
      const [found] = named(`gamma = ${gamma}, equal mass, momentum and energy, e = ${farMass}`).map((one) => one.enclosure);
      expect(contains(found, fixedOf(rate))).toBe(true);
      expect(found.low).toBeGreaterThan(enclosure[0] - 1e-14);
      expect(found.high).toBeLessThan(enclosure[1] + 1e-14);
    },
  );

  it.each(pairs)("gamma = $gamma: the energies are equal, as fractions", ({ covariance, stretch, far, ...rest }) => {
    const apart = farSquared({ covariance, stretch, far, ...rest });
    const energy = (by: (x: Rational, i: number) => Rational) =>
      covariance.map((a, i) => by(i === 2 ? a.plus(far.times(apart)) : a, i)).reduce((sum, x) => sum.plus(x));
    const one = new Rational(1);
    const image = energy((x, i) => x.times(one.plus(stretch[i])).times(one.plus(stretch[i])));
    expect(image.equals(energy((x) => x))).toBe(true);
  });
});

describe("the trapezoidal rule", () => {
  const two = Interval.point(2);
  // int t^b (1 + t)^-a dt/t = B(b, a - b); |1 + tau| >= (1 + |tau|)/sqrt 2 for |arg tau| <= pi/2, so that the factor is 2^(a/2).
  const beta = (b: number, a: 1 | 2) => {
    const at = (t: Interval, x: number) => {
      const value = Interval.point(b * x)
        .exp()
        .over(a === 1 ? ONE.plus(t) : ONE.plus(t).times(ONE.plus(t)));
      return { value, size: value };
    };
    return { at, factor: a === 1 ? two.sqrt() : two, small: { constant: ONE, power: b }, large: { constant: ONE, power: b - a } };
  };
  const pi = fixedPi();
  // B(1/2, 1/2) = pi, B(1, 1) = 1, B(1/4, 3/4) = pi sqrt 2, B(3/2, 1/2) = pi/2.
  const cases = [
    { b: 0.5, a: 1, exact: pi },
    { b: 1, a: 2, exact: fixed(1) },
    { b: 0.25, a: 1, exact: times(pi, root(fixed(2))) },
    { b: 1.5, a: 2, exact: pi / 2n },
  ] as const;

  it.each(cases)("B($b, $a - $b), fine: contained, relative width below 1e-12", ({ b, a, exact }) => {
    const found = overScalesEnclosed(beta(b, a));
    expect(contains(found, exact)).toBe(true);
    // At most 1300 additions, each a unit in the last place wider at both ends.
    expect(found.width).toBeLessThan(1e-12 * found.low);
  });

  it.each(cases)("B($b, $a - $b), coarse nodes or few: contained, though the sum alone is far off", ({ b, a, exact }) => {
    for (const nodes of [
      { step: 3, depth: 60 },
      { step: 0.25, depth: 3 },
      { step: 2, depth: 5 },
      { step: 0.25, depth: 0.5 },
    ]) {
      const found = overScalesEnclosed(beta(b, a), nodes);
      expect(contains(found, exact)).toBe(true);
      expect(found.width).toBeGreaterThan(1e-4);
    }
  });

  it("Gamma at multiples of 1/4", () => {
    expect(contains(gammaOfQuarters(1), QUARTER_GAMMA)).toBe(true);
    expect(contains(gammaOfQuarters(3), over(times(pi, root(fixed(2))), QUARTER_GAMMA))).toBe(true);
    expect(contains(gammaOfQuarters(6), root(pi) / 2n)).toBe(true);
    expect(contains(gammaOfQuarters(13), (45n * QUARTER_GAMMA) / 64n)).toBe(true);
    expect(contains(gammaOfQuarters(12), fixed(2))).toBe(true);
    expect(() => gammaOfQuarters(0)).toThrow(RangeError);
  });
});

describe("the printed entropic cost", () => {
  const rows = [
    { epsilon: "1/10", p: 1, q: 10, gain: 0.0135524040919825, slope: 0.3734070352 },
    { epsilon: "1", p: 1, q: 1, gain: 0.0728186264280406, slope: 1.8392739461 },
    { epsilon: "5", p: 5, q: 1, gain: 0.0445968000296065, slope: 1.0677867081 },
  ];

  it.each(rows)("eps = $epsilon: gain and slope", ({ epsilon, p, q, gain, slope }) => {
    const [ends, rises] = named("entropic").filter(({ name }) => name.endsWith(`eps = ${epsilon}`));
    const e = fixed(p, q);
    const distance = (twice: bigint) => root(times(twice, twice) + times(e, e));
    // S of N(0, diag a) with itself up to constants, by the values 2a = 1, 2, 3: the traces 2a - D drop out of the sum but for D.
    const entropy = (twice: bigint) => times(e, logarithm(distance(twice) + e)) - distance(twice);
    const exact = (2n * entropy(fixed(2)) - entropy(fixed(1)) - entropy(fixed(3))) / 2n;
    expect(contains(ends.enclosure, exact)).toBe(true);
    expect(Math.abs(ends.enclosure.low - gain)).toBeLessThan(1e-13);
    const exactSlope = 6n * (over(fixed(3), distance(fixed(3)) + e) - over(fixed(1), distance(fixed(1)) + e));
    expect(contains(rises.enclosure, exactSlope)).toBe(true);
    expect(Math.abs(rises.enclosure.low - slope)).toBeLessThan(1e-10);
  });
});

describe("Lemma 2", () => {
  it("fails in integers: 22 > 8 + 12, 864 > 480 + 192", () => {
    expect(named("Lemma 2").map(({ enclosure }) => enclosure)).toEqual([
      { low: 22 - 8 - 12, high: 2 },
      { low: 864 - 480 - 192, high: 192 },
    ]);
  });

  it("holds with 4: 22 <= 16 + 12, 864 <= 1152, and for other polynomials", () => {
    const excess = (coefficients: readonly bigint[]) => lemma2Excess(new Map(coefficients.map((c, k) => [variable(0) * k, c])), 4n);
    expect([excess([1n, 0n, 1n]), excess([-3n, 0n, 0n, 0n, 1n])]).toEqual([-6n, -288n]);
    for (const p of [
      [0n, 1n],
      [2n, -3n, 1n],
      [1n, 1n, 1n, 1n, 1n, 1n],
      [5n, 0n, -7n, 2n],
    ])
      expect(excess(p)).toBeLessThanOrEqual(0n);
  });
});

describe("the boundary term of Fisher information", () => {
  it("of N(0, I) and N(0, 2 I): 5/9 and 4/9 of the rate -sqrt(2/(3 pi)), enclosed", () => {
    const { rate, printed, boundary } = coulombFisherRate(new Rational(1), new Rational(2));
    expect(`${rate} ${printed} ${boundary}`).toBe("-1 -5/9 -4/9");
    const [{ enclosure }] = named("Proposition 2.2");
    expect(contains(enclosure, (4n * root(over(fixed(2), 3n * fixedPi()))) / 9n)).toBe(true);
    expect(Math.abs(enclosure.low - (4 / 9) * 0.460658865961780639)).toBeLessThan(1e-15);
  });

  it("the printed part and the boundary term add up to the rate, as fractions", () => {
    for (const [p, q, r, s] of [
      [1, 3, 5, 2],
      [7, 4, 1, 9],
      [2, 1, 2, 1],
    ]) {
      const { rate, printed, boundary } = coulombFisherRate(new Rational(p, q), new Rational(r, s));
      expect(printed.plus(boundary).equals(rate)).toBe(true);
    }
  });

  // Self-collisions add nothing of their own to isotropic laws.
  it.each([
    [1, 2],
    [1.5, 0.4],
  ])("temperatures %d and %d: Lemma 2.1, Proposition 2.2 and the boundary term of Gaussian species in floating point", (first, second) => {
    const own = [first, second].map((theta) => ({ mass: 1, density: 1, mean: [0, 0, 0], covariance: diagonal([theta, theta, theta]) }));
    const { rate, principalValue, boundary } = fisherRate(...pairOf(own, [-3, -3, -3], [1, 1, 1]));
    const exact = coulombFisherRate(new Rational(10 * first, 10), new Rational(10 * second, 10));
    const unit = Math.sqrt(2 / (Math.PI * (first + second)));
    expect(rate / unit).toBeCloseTo(toNumber(exact.rate), 10);
    expect(principalValue / unit).toBeCloseTo(toNumber(exact.printed), 10);
    expect(boundary / unit).toBeCloseTo(toNumber(exact.boundary), 10);
  });
});
