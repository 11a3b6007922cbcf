/**
 * How much of CP, proof of Theorem 3 (i), can be improved: between two narrow beams at distance R along the first axis, which the ways part by delta along it and stretch across it alike,
 *
 *   S = (1 + gamma/2) (delta/R) (I - e_1 e_1),    W2^2 grows by unlike pairs at the rate  (d-1) gamma^2 R^gamma delta^2/4,
 *
 * and on these pairs (v of one beam, w of the other, both orders) every link is saturated in the limit of beams of width 0, with the smallest of its constants (rates/distances/theorem3-chain.ts, m = d - 1):
 *
 *   Lemma 4  <=  (d-1) (K/2) E r^(gamma-2) (z.eta)^2  <=  (d-1) (K/2) E r^gamma |eta|^2  <=  (d-1) K E r^gamma (|grad u(v)|^2 + |grad u(w)|^2).
 *
 * Cauchy-Schwarz and |a-b|^2 <= 2|a|^2 + 2|b|^2 lose nothing there, and (d-1)/2 in Young's link is the best constant for -2 <= gamma < 0, when what a beam does to itself up to that link vanishes
 * with the width (as width^(2+gamma)); it enters later links by sup I_gamma rho. At a point of the ways, to leading order in delta.
 */
import { pow } from "../../math/elementary.ts";
import { gaussianPowerExpectation } from "../../math/gaussian/power-expectations.ts";
import { PolynomialSpace, type Polynomial } from "../../math/gaussian/polynomials.ts";
import { pairDissipation, type MovingSpecies } from "../../rates/distances/pair-dissipation.ts";
import type { Check, Comparison } from "../../protocols/index.ts";
import { atMost, equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";

/** Beams in dimension `d` under r^gamma. */
export interface Beams extends Datum {
  readonly d: number;
  readonly gamma: number;
}

const [distance, parted] = [2, 0.3];
/** Widths of the beams, each half the one before. */
const widths = [0.1, 0.05, 0.025];
/** Of closed forms whose terms cancel, relative. */
const ROUNDING = 1e-10;

/** The sides of the chain on unlike pairs, over the limit: each tends to 1. */
function sides({ d, gamma }: Beams, width: number): number[] {
  const across = (1 + gamma / 2) * (parted / distance);
  const along = (first: number): Float64Array => Float64Array.from({ length: d }, (_, k) => (k === 0 ? first : 0));
  const diagonal = (first: number, other: number): Float64Array =>
    Float64Array.from({ length: d * d }, (_, k) => (k === 0 ? first : k % (d + 1) === 0 ? other : 0));
  const variance = width * width;
  const beam = (sign: number): MovingSpecies => ({
    ...{ mass: 1, density: 0.5, mean: along((sign * distance) / 2), covariance: diagonal(variance, variance) },
    ...{ hessian: diagonal(0, across), shift: along((sign * parted) / 2) },
  });
  // Two orders, and densities 1/2 each.
  const lemma4 = pairDissipation(beam(1), beam(-1), { gamma, strength: 1, reduced: 0.5 }, false).total / 2;
  // z ~ N(R e_1, 2 width^2 I), eta = S z + delta e_1, and grad u(v) + grad u(w) = S y, y ~ N(0, 2 width^2 I) independent of z.
  const space = new PolynomialSpace(d, 4);
  const law = { space, mean: along(distance), variances: new Float64Array(d).fill(2 * variance) };
  const expectation = (power: number, of: Polynomial): number => gaussianPowerExpectation(law, power, of).value;
  const zEta = space.sum([1, space.quadratic(diagonal(0, across))], [1, space.linear(along(parted))]);
  const etaSquared = space.sum([1, space.quadratic(diagonal(0, across * across))], [1, space.constant(parted * parted)]);
  const gradients = space.sum([0.5, etaSquared], [variance * (d - 1) * across * across, space.constant(1)]);
  // Half of all pairs are unlike.
  const K = gamma * gamma;
  const young = (d - 1) * (K / 4) * expectation(gamma - 2, space.product(zEta, zEta));
  const schwarz = (d - 1) * (K / 4) * expectation(gamma - 2, space.product(space.square(), etaSquared));
  const split = (d - 1) * (K / 2) * expectation(gamma - 2, space.product(space.square(), gradients));
  const limit = (d - 1) * (K / 4) * pow(distance, gamma) * parted * parted;
  return [lemma4, young, schwarz, split].map((side) => side / limit);
}

const names = ["Young", "Cauchy-Schwarz", "|a-b|^2 <= 2|a|^2 + 2|b|^2"];

/** Every link at every width, that the sides tend to the limit as the square of the width, and the limit. */
function compare(datum: Beams): Comparison[] {
  const all = widths.map((width) => sides(datum, width));
  const known = (value: number) => ({ value, bound: ROUNDING });
  const links = all.flatMap((chain, k) =>
    names.map((name, link) => atMost(`${name}, width ${widths[k]}`, known(chain[link]), known(chain[link + 1]), { scale: 1 })),
  );
  const lost = all.map((chain) => chain[3] - chain[0]);
  const fourfold = lost
    .slice(1)
    .map((now, k) =>
      equal(
        `lost at width ${widths[k + 1]} and a quarter of that at ${widths[k]}`,
        now,
        { value: lost[k] / 4, bound: lost[k] * 0.05 },
        { scale: 10 * lost[k] },
      ),
    );
  const [first, , last] = all;
  // Richardson's limit is off by the fourth power of the width.
  return [
    ...links,
    ...fourfold,
    equal("rate of W2^2 over its limit, width 0", (4 * last[0] - all[1][0]) / 3, { value: 1, bound: Math.abs(first[0] - 1) / 100 }),
  ];
}

/** Two beams of one Hessian. */
export const theorem3Saturated: Check = check({
  id: "beyond/theorem-3-saturated",
  statement: "Two narrow beams of equal Hessian saturate the chain of Theorem 3 on their unlike pairs, link by link up to the gradients",
  source: "ours, after CP, proof of Theorem 3 (i)",
  corrected: "every link holds, and what all lose together falls as the square of the beams' width",
  reading: "corrected",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity"],
  data: ([[3, -0.5], [3, -1], [3, -2], [3, -2.5], [2, -1]] as const).map(([d, gamma]) => ({ name: `d = ${d}, gamma = ${gamma}`, d, gamma })), // prettier-ignore
  compare,
});
