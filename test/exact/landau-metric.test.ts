/**
 * Theta and |h|^2 of the Landau metric for Maxwell molecules, exactly: values of two independent codes, the linearised spectrum at the Maxwellian,
 * thin beams by hand, and invariance under rotations and translations of skew mixtures.
 */
import { describe, expect, it } from "vitest";
import { ScenarioError } from "../../src/errors.ts";
import { Rational } from "../../src/math/exact/rational.ts";
import { gaussHermite } from "../../src/math/quadrature.ts";
import { landauMetric, largestMetricGrowth, metricForms, monomials, type ExactBeam, type ExactPotential } from "../../src/rates/index.ts";

const q = (a: number, b = 1): Rational => new Rational(a, b);
const number = ({ numerator, denominator }: Rational): number => Number(numerator) / Number(denominator);
const diagonal = (...x: Rational[]): Rational[][] => x.map((entry, i) => x.map((_, j) => (i === j ? entry : q(0))));
const gaussian = (...variances: Rational[]): ExactBeam[] => [{ weight: q(1), mean: variances.map(() => q(0)), covariance: diagonal(...variances) }];
const term = (coefficient: Rational, ...powers: number[]) => ({ coefficient, powers });

/** Two beams at +-e_1. */
const beams = (d: number, variance: Rational): ExactBeam[] =>
  [1, -1].map((side) => ({
    weight: q(1, 2),
    mean: Array.from({ length: d }, (_, k) => q(k === 0 ? side : 0)),
    covariance: diagonal(...Array.from({ length: d }, () => variance)),
  }));
/** (9/4 v_1 - 7/4 v_1^3) v_2. */
const shear = (d: number): ExactPotential => {
  const rest = Array.from({ length: d - 2 }, () => 0);
  return [term(q(9, 4), 1, 1, ...rest), term(q(-7, 4), 3, 1, ...rest)];
};

describe("exact values", () => {
  it("d = 2, f = N(0, diag(39/20, 1/20)), phi = v_1^2 v_2: |h|^2 = 175071/2000, Theta = +7073/250", () => {
    const { square, rate } = landauMetric({ beams: gaussian(q(39, 20), q(1, 20)), potential: [term(q(1), 2, 1)] });
    expect([`${square}`, `${rate}`]).toEqual(["175071/2000", "7073/250"]);
  });

  it("d = 3, two beams of width 1/20: Theta = 496686171311/25600000000, ratio 19.7", () => {
    const { square, rate } = landauMetric({ beams: beams(3, q(1, 400)), potential: shear(3) });
    expect(`${rate}`).toBe("496686171311/25600000000");
    expect(number(rate) / number(square)).toBeCloseTo(19.7, 1);
  });

  // Thin beams: |h|^2 = 1 and Theta = 8 M - 2 (d-2), M = 3 the slope -d(phi/v_2)/dv_1 at the beams.
  it.each([2, 3])("thin beams in dimension %i", (d) => {
    const { square, rate } = landauMetric({ beams: beams(d, q(1, 1e10)), potential: shear(d) });
    expect(number(square)).toBeCloseTo(1, 6);
    expect(number(rate)).toBeCloseTo(24 - 2 * (d - 2), 5);
  });

  // h decays as the eigenfunction does: Theta/|h|^2 = -2 [(d-1)(2k+l) + l(l+d-2)], and 4d for degree 2.
  it.each([
    ["d = 3, v_1 v_2", [term(q(1), 1, 1, 0)], -24],
    ["d = 3, v_1 v_2 v_3", [term(q(2, 3), 1, 1, 1)], -36],
    ["d = 3, (|v|^2 - 5) v_1", [term(q(1), 3, 0, 0), term(q(1), 1, 2, 0), term(q(1), 1, 0, 2), term(q(-5), 1, 0, 0)], -16],
    ["d = 2, 3 v_1^2 v_2 - v_2^3", [term(q(3), 2, 1), term(q(-1), 0, 3)], -24],
    ["d = 2, v_1^2 - v_2^2", [term(q(1), 2, 0), term(q(-1), 0, 2)], -16],
  ])("at the Maxwellian: %s", (_, potential, expected) => {
    const ones = potential[0].powers.map(() => q(1));
    const { square, rate } = landauMetric({ beams: gaussian(...ones), potential });
    expect(rate.equals(square.times(q(expected)))).toBe(true);
  });
});

describe("a skew mixture", () => {
  const mixture: ExactBeam[] = [
    { weight: q(1, 3), mean: [q(1, 2), q(-1)], covariance: [[q(1), q(1, 4)], [q(1, 4), q(1, 2)]] }, // prettier-ignore
    { weight: q(2, 3), mean: [q(-1, 5), q(1, 3)], covariance: [[q(1, 9), q(-1, 6)], [q(-1, 6), q(2)]] }, // prettier-ignore
  ];
  const phi: ExactPotential = [term(q(1), 2, 1), term(q(-1, 2), 0, 2), term(q(3), 1, 0)];
  const { square, rate } = landauMetric({ beams: mixture, potential: phi });

  it("|h|^2 by Gauss-Hermite quadrature over pairs", () => {
    const { nodes, weights } = gaussHermite(6);
    const points = mixture.flatMap(({ weight, mean, covariance }) => {
      const [a, b, c] = [number(covariance[0][0]), number(covariance[0][1]), number(covariance[1][1])];
      const l = [Math.sqrt(a), b / Math.sqrt(a), Math.sqrt(c - (b * b) / a)];
      return Array.from(nodes, (x, i) => Array.from(nodes, (y, j) => ({ w: number(weight) * weights[i] * weights[j], x: number(mean[0]) + l[0] * x, y: number(mean[1]) + l[1] * x + l[2] * y }))).flat(); // prettier-ignore
    });
    let sum = 0;
    for (const v of points) {
      for (const w of points) {
        const [gx, gy] = [2 * v.x * v.y - 2 * w.x * w.y, v.x * v.x - v.y - w.x * w.x + w.y];
        const across = (v.x - w.x) * gy - (v.y - w.y) * gx; // in d = 2, g.a g = (z x g)^2
        sum += (v.w * w.w * across * across) / 2;
      }
    }
    expect(number(square)).toBeCloseTo(sum, 11);
  });

  it("does not see rotations: by the angle of 3/5, 4/5", () => {
    const [c, s] = [q(3, 5), q(4, 5)];
    const turn = ([x, y]: readonly Rational[]): Rational[] => [c.times(x).minus(s.times(y)), s.times(x).plus(c.times(y))];
    const turned = mixture.map(({ weight, mean, covariance }) => {
      const half = covariance.map((row) => turn(row));
      const [first, second] = [turn([half[0][0], half[1][0]]), turn([half[0][1], half[1][1]])];
      return { weight, mean: turn(mean), covariance: [[first[0], second[0]], [first[1], second[1]]] }; // prettier-ignore
    });
    // Old coordinates in new ones: v_1 = c x + s y, v_2 = -s x + c y.
    const [a, b] = [[term(c, 1, 0), term(s, 0, 1)], [term(s.negative(), 1, 0), term(c, 0, 1)]]; // prettier-ignore
    const found = landauMetric({ beams: turned, potential: substituted(a, b) });
    expect(found.square.equals(square) && found.rate.equals(rate)).toBe(true);
  });

  it("does not see translations", () => {
    const [dx, dy] = [q(7, 2), q(-2, 3)];
    const moved = mixture.map((beam) => ({ ...beam, mean: [beam.mean[0].plus(dx), beam.mean[1].plus(dy)] }));
    const found = landauMetric({
      beams: moved,
      potential: substituted([term(q(1), 1, 0), term(dx.negative(), 0, 0)], [term(q(1), 0, 1), term(dy.negative(), 0, 0)]),
    });
    expect(found.square.equals(square) && found.rate.equals(rate)).toBe(true);
  });

  it("forms are polarised: phi + psi", () => {
    const psi: ExactPotential = [term(q(1, 7), 0, 3)];
    const forms = metricForms({ beams: mixture, potentials: [phi, psi] });
    const both = landauMetric({ beams: mixture, potential: [...phi, ...psi] });
    for (const [form, sum] of [
      [forms.square, both.square],
      [forms.rate, both.rate],
    ] as const) {
      // prettier-ignore
      expect(form[0][0].plus(form[0][1].times(q(2))).plus(form[1][1]).equals(sum)).toBe(true);
    }
  });

  it("the largest ratio is that of its maximiser, and the potentials without h are the collision invariants", () => {
    const potentials = monomials({ dimension: 2, degree: 3 });
    const { ratio, coefficients, rank } = largestMetricGrowth({ beams: mixture, potentials });
    expect(rank).toBe(potentials.length - 3); // v_1, v_2, |v|^2
    const rounded = potentials.flatMap(([{ powers }], k) => term(new Rational(BigInt(Math.round(coefficients[k] * 2 ** 40)), 2n ** 40n), ...powers));
    const at = landauMetric({ beams: mixture, potential: rounded });
    expect(number(at.square)).toBeCloseTo(1, 9);
    expect(Math.abs(number(at.rate) / number(at.square) - ratio.value)).toBeLessThan(1e-9 * Math.abs(ratio.value));
    // No potential does better: a random one.
    const other = landauMetric({ beams: mixture, potential: phi });
    expect(number(other.rate) / number(other.square)).toBeLessThan(ratio.value);
  });

  function substituted(a: ExactPotential, b: ExactPotential): ExactPotential {
    const times = (p: ExactPotential, r: ExactPotential): ExactPotential =>
      p.flatMap((x) => r.map((y) => term(x.coefficient.times(y.coefficient), ...x.powers.map((n, k) => n + y.powers[k]))));
    return phi.flatMap(({ coefficient, powers }) => {
      let product: ExactPotential = [term(coefficient, 0, 0)];
      for (let n = 0; n < powers[0]; n++) product = times(product, a);
      for (let n = 0; n < powers[1]; n++) product = times(product, b);
      return product;
    });
  }
});

describe("largest ratio", () => {
  // An independent search: best found 35.7, and 258.7 at width 1/100, in span(v_1 v_2, v_1^3 v_2).
  it.each([
    [q(1, 400), 35.7, 0.05],
    [q(1, 10000), 258.7, 0.05],
  ])("two beams of variance %s: %d", (variance, expected, tolerance) => {
    const potentials = [[term(q(1), 1, 1, 0)], [term(q(1), 3, 1, 0)]];
    const { ratio } = largestMetricGrowth({ beams: beams(3, variance), potentials });
    expect(Math.abs(ratio.value - expected)).toBeLessThan(tolerance);
    const more = largestMetricGrowth({ beams: beams(3, variance), potentials: monomials({ dimension: 3, degree: 4, parity: [1, 1, 0] }) });
    expect(more.ratio.value).toBeGreaterThan(ratio.value);
  });

  it("at the Maxwellian: the slowest of degree 3, -16 in d = 3", () => {
    const { ratio } = largestMetricGrowth({ beams: gaussian(q(1), q(1), q(1)), potentials: monomials({ dimension: 3, degree: 3, parity: [1, 0, 0] }) });
    expect(Math.abs(ratio.value + 16)).toBeLessThan(ratio.bound);
  });
});

describe("refuses", () => {
  const potential = [term(q(1), 2, 1)];
  it.each([
    ["weights that do not sum to 1", [{ ...gaussian(q(1), q(1))[0], weight: q(1, 2) }], potential],
    ["an asymmetric covariance", [{ ...gaussian(q(1), q(1))[0], covariance: [[q(1), q(1)], [q(0), q(1)]] }], potential], // prettier-ignore
    ["a covariance with a negative eigenvalue", [{ ...gaussian(q(1), q(1))[0], covariance: [[q(1), q(2)], [q(2), q(1)]] }], potential], // prettier-ignore
    ["a negative variance", gaussian(q(1), q(-1)), potential],
    ["one dimension", gaussian(q(1)), [term(q(1), 2)]],
    ["a potential of another dimension", gaussian(q(1), q(1)), [term(q(1), 2, 1, 0)]],
    ["negative powers", gaussian(q(1), q(1)), [term(q(1), 2, -1)]],
    ["no terms", gaussian(q(1), q(1)), []],
  ])("%s", (_, law, phi) => {
    expect(() => landauMetric({ beams: law, potential: phi })).toThrow(ScenarioError);
  });

  it("collision invariants alone, and point masses that do not tell potentials apart", () => {
    expect(() => largestMetricGrowth({ beams: gaussian(q(1), q(2)), potentials: [[term(q(1), 1, 0)]] })).toThrow(/collision invariants/);
    expect(() => largestMetricGrowth({ beams: beams(2, q(0)), potentials: monomials({ dimension: 2, degree: 3 }) })).toThrow(ScenarioError);
  });
});
