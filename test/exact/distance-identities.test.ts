/**
 * Identities of distances and costs along Gaussian species: Lemma 4 (one species, mixtures, the boundary term), eq. 1.3 and what it lacks off Maxwell molecules,
 * the heat proposition, eq. 4.8, and the bounds Lambda. Left sides are first variations, held to reference values in mixture-rates.test.ts; right sides are
 * integrals over the ways and share only the laws with them. Reference values of an independent program: closed Gaussian formulas and finite differences.
 */
import { describe, expect, it } from "vitest";
import {
  gaussianDistanceBound,
  gaussianEntropicRates,
  gaussianHeatIdentity,
  gaussianLemma4,
  gaussianSecondVariation,
  gaussianWassersteinRate,
} from "../../src/rates/index.ts";
import { model, powerLaw, singleSpecies } from "../../src/model/index.ts";
import { gaussianSquared } from "../../src/transport/index.ts";
import { gaussianPowerMean } from "../../src/functionals/index.ts";
import { fromRows } from "../../src/math/symmetric.ts";
import { pairModel } from "../support/mixtures.ts";
import { mixtures } from "../support/gaussian-mixtures.ts";
import { inLong } from "../support/long.ts";
import fixture from "../fixtures/laws-and-rates.json" with { type: "json" };

type Rows = readonly (readonly number[])[];
const block = (m: Rows, d: number) => m.slice(0, d).map((row) => row.slice(0, d));
const still = (covariance: Rows) => ({ mean: covariance.map(() => 0), covariance });
const cut = (laws: readonly { mean: readonly number[]; covariance: Rows }[], d: number) =>
  laws.map(({ mean, covariance }) => ({ mean: mean.slice(0, d), covariance: block(covariance, d) }));
const [first] = mixtures;
const [A, B] = [fixture.A, fixture.B];
const gammas = [1, 0, -1, -2, -2.5, -3];
const dimensions = [2, 3];
const one = (gamma: number) =>
  model({ species: [{ name: "a", mass: 1.7, density: 0.6 }], interactions: [{ between: ["a", "a"], potential: powerLaw(gamma, { strength: 1.3 }) }] });

const agree = ({ left, right }: { left: number; right: { value: number; bound: number } }) => {
  expect(Math.abs(right.value / left - 1)).toBeLessThan(1e-11);
  expect(Math.abs(right.value - left)).toBeLessThan(right.bound + 1e-13 * Math.abs(left));
  expect(right.bound).toBeLessThan(1e-10 * Math.abs(left));
};

describe("Lemma 4", () => {
  const cases = dimensions.flatMap((d) => gammas.map((gamma) => [d, gamma] as const));

  it.each(cases)("one species, d = %i, gamma = %d", (d, gamma) => {
    const found = gaussianLemma4(one(gamma), [still(block(A, d))], [still(block(B, d))]);
    agree(found);
    expect(found.dissipation.value).toBeLessThan(0);
    expect(found.boundary.value).toBe(0);
    if (gamma === 0) expect(found.remainder.value).toBe(0);
    // The remainder works against contraction for soft potentials here.
    else expect(found.remainder.value * gamma).toBeLessThan(0);
  });

  const mixed = (d: number, gamma: number) => gaussianLemma4(pairModel(gamma), cut(first.from, d), cut(first.to, d));

  it.each([[2, 1], [2, -1], [3, -2.5]] as const)("mixture, d = %i, gamma = %d", (d, gamma) => {
    const found = mixed(d, gamma);
    agree(found);
    expect(found.dissipation.value + found.remainder.value).toBeCloseTo(found.left, 9);
    expect(found.boundary.value).toBe(0);
  }); // prettier-ignore

  it.each([2, 3])("mixture at gamma = -d = -%i: a principal value and the boundary term", (d) => {
    const found = mixed(d, -d);
    agree(found);
    expect(found.boundary.value).toBeLessThan(-0.1 * Math.abs(found.left));
    expect(found.dissipation.value).toBeNaN();
  });

  it("mixture below gamma = -d: a finite part", () => {
    agree(mixed(2, -2.5));
    agree(mixed(2, -3.5));
  });

  inLong("mixture, all", () => {
    for (const d of dimensions) for (const gamma of gammas) agree(mixed(d, gamma));
    for (const { model: system, from, to } of mixtures) agree(gaussianLemma4(system, from, to));
  });

  // Section 12.1: isotropic laws at rest dilated by h_1, h_2, d = 3, gamma = -3, masses and strength 1, cross collisions alone; per h^2 as h -> 0.
  it("the rate of dilated isotropic laws in closed form", () => {
    const cross = { ...pairModel(-3, [1, 1], [1, 1]), interaction: (i: number, j: number) => ({ ...powerLaw(-3), strength: i === j ? 0 : 1 }) };
    const [h, s1, s2] = [1e-4, 0.8, 1.3];
    const dilated = (s: number, by: number) => still([0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? (s * (1 + by)) ** 2 : 0))));
    const [h1, h2] = [0.9 * h, -0.4 * h];
    const { rate } = gaussianWassersteinRate(cross, [dilated(s1, 0), dilated(s2, 0)], [dilated(s1, h1), dilated(s2, h2)]);
    const square = s1 * s1 + s2 * s2;
    const [beta, middle, a] = [h1 - h2, (h1 + h2) / 2, (s1 * s1 - s2 * s2) / (2 * square)];
    const expected = 8 * Math.sqrt(2 / Math.PI / square) * (-(beta * beta) / 2 + 3 * a * a * beta * beta + 3 * a * beta * middle);
    expect(Math.abs(rate / expected - 1)).toBeLessThan(1e-3);
  });
});

describe("bounds Lambda", () => {
  it.each(mixtures)("$name", ({ model: system, from, to, bound, Lambda, rate }) => {
    const found = gaussianDistanceBound(system, from, to);
    expect(Math.abs(found.rate.value - bound)).toBeLessThan(1e-12 * (1 + bound));
    found.species.forEach(({ value }, i) => expect(Math.abs(value - Lambda[i])).toBeLessThan(1e-12 * (1 + Lambda[i])));
    expect(rate).toBeLessThan(bound + 1e-9);
  });

  it("one species: (d-1) gamma^2 sup I_gamma, for a law and itself; infinite for gamma <= -d", () => {
    const [law] = cut(first.from, 3);
    const [{ value }] = gaussianDistanceBound(singleSpecies(powerLaw(-2)), [law], [law]).species;
    expect(value / (2 * 4 * gaussianPowerMean({ covariance: law.covariance, gamma: -2 }))).toBeCloseTo(1, 13);
    expect(gaussianDistanceBound(singleSpecies(powerLaw(-3)), [law], [law]).species[0].value).toBe(Infinity);
  });
});

describe("entropic costs", () => {
  // C, S, (1.2), dC/dt, dS/dt, dS(f, f)/dt of the reference values.
  it.each([
    [0.1, -0.2482397636178753, 0.6262370017930228, 0.8777071240236822, -3.611314930925113, -3.1322288417075947, 0.1743098551046894],
    [1, -3.443206517883153, 1.8476834967347588, 2.826176108200065, -6.514003994074754, -1.7231431018995695, 0.8872078261808558],
  ])("Maxwell molecules, epsilon = %d", (epsilon, C, S, asPrinted, CRate, SRate, own) => {
    const found = gaussianEntropicRates(singleSpecies(powerLaw(0)), still(A), still(B), epsilon);
    expect([found.C / C, found.S / S, found.asPrinted / asPrinted].every((x) => Math.abs(x - 1) < 1e-12)).toBe(true);
    expect(found.CRate).toBeCloseTo(CRate, 11);
    expect(found.SRate).toBeCloseTo(SRate, 11);
    expect(gaussianEntropicRates(singleSpecies(powerLaw(0)), still(A), still(A), epsilon).SRate).toBeCloseTo(own, 11);
  });

  it("S and (1.2) as printed grow from N(0, diag(.5, 1, 1.5)) against itself; C falls", () => {
    const law = still([[0.5, 0, 0], [0, 1, 0], [0, 0, 1.5]]); // prettier-ignore
    const found = gaussianEntropicRates(singleSpecies(powerLaw(0)), law, law, 1);
    expect(found.SRate).toBeCloseTo(1.8392739461, 9);
    expect(found.CRate).toBeCloseTo(-6.160726053901811, 11);
    const half = gaussianEntropicRates(singleSpecies(powerLaw(0)), law, law, 0.1);
    expect(half.SRate).toBeCloseTo(0.3734070352, 9);
    const twice = gaussianEntropicRates(singleSpecies(powerLaw(0)), law, law, 2);
    expect(twice.asPrintedRate).toBeCloseTo(2 * 1.8392739461, 9);
  });

  it.each(dimensions.flatMap((d) => gammas.map((gamma) => [d, gamma] as const)))("(1.3), d = %i, gamma = %d", (d, gamma) => {
    const { identity } = gaussianEntropicRates(one(gamma), still(block(A, d)), still(block(B, d)), d === 2 ? 1 : 0.1);
    agree(identity);
    if (gamma !== 0) expect(Math.abs(identity.commutator.value)).toBeGreaterThan(1e-4);
    else expect(identity.remainder.value + identity.commutator.value).toBe(0);
  });

  it("refuses mixtures and epsilon = 0", () => {
    expect(() => gaussianEntropicRates(pairModel(0), still(A), still(B), 1)).toThrow(/2 species, expected one/);
    expect(() => gaussianEntropicRates(one(0), still(A), still(B), 0)).toThrow(/epsilon/);
  });
});

describe("other identities", () => {
  it.each(dimensions)("heat equation, d = %i", (d) => {
    const found = gaussianHeatIdentity(still(block(A, d)), still(block(B, d)));
    agree(found);
    expect(found.asPrinted).toBe(found.right.value / 2);
    // Of W2^2/2 with covariances A + 2t I, B + 2t I.
    const at = (t: number) => {
      const moved = (m: Rows) => fromRows(block(m, d).map((row, i) => row.map((x, j) => x + (i === j ? 2 * t : 0))));
      return gaussianSquared(new Float64Array(d), moved(A), new Float64Array(d), moved(B)) / 2;
    };
    const h = 1e-3;
    expect(found.left).toBeCloseTo((8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h), 8);
  });

  it.each(dimensions)("(4.8), d = %i", (d) => {
    agree(gaussianSecondVariation(one(0), still(block(A, d)), still(block(B, d))));
    expect(() => gaussianSecondVariation(one(-1), still(block(A, d)), still(block(B, d)))).toThrow(/Maxwell/);
  });
});
