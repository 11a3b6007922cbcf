/**
 * Both sides of every identity of the rates on random mixtures of Gaussian species (drifts, masses, covariances that do not commute; d = 2, 3; six exponents), to 1e-9, and what must be
 * ordered, in order. The sides share the laws only: first variations are held to reference values in test/exact.
 */
import { describe, expect, it } from "vitest";
import {
  entropyRate,
  fisherRate,
  gaussianCoupledRates,
  gaussianDistanceBound,
  gaussianEntropicRates,
  gaussianHeatIdentity,
  gaussianLemma4,
  gaussianMomentRates,
  gaussianSecondVariation,
  gaussianWassersteinRate,
  relativeL2Rate,
} from "../../src/rates/index.ts";
import { fromRows, functionOf } from "../../src/math/symmetric.ts";
import { gaussianProblem, type GaussianProblem } from "../support/random-gaussians.ts";
import { inLong, long } from "../support/long.ts";

const ACCURACY = 1e-9;
/** Relative to the left side, or to `size` where that is a difference of larger terms. */
const agree = (name: string, left: number, right: number, size = Math.abs(left)): void =>
  expect(Math.abs(right - left), name).toBeLessThan(ACCURACY * Math.max(size, Math.abs(left)));

function fisher({ model, from }: GaussianProblem): void {
  const { rate, parallel, radial, spherical, remainder, principalValue, boundary } = fisherRate(model, from);
  agree("Proposition 2.2", rate, principalValue + boundary);
  if (radial !== null && spherical !== null && remainder !== null) agree("Proposition 3.1", rate, remainder - parallel - radial - spherical + boundary);
}

/** dH/dt = -sum_i n_i tr(C_i^-1 dC_i/dt)/2, and what is conserved. */
function moments({ model, from, dimension }: GaussianProblem): void {
  const rates = gaussianMomentRates(model, from);
  const entropies = from.map(({ covariance }, i) => {
    const inverse = functionOf(fromRows(covariance), dimension, (s) => 1 / s);
    return (-model.species[i].density / 2) * rates[i].covariance.flat().reduce((sum, x, k) => sum + x * inverse[k], 0);
  });
  const { value } = entropyRate(model, from);
  expect(value).toBeLessThan(0);
  agree("(1.6)", value, entropies.reduce((sum, x) => sum + x, 0)); // prettier-ignore
  const [energies, momenta] = [rates.map(({ energy }) => energy), rates.map(({ momentum }) => momentum[0])];
  for (const all of [energies, momenta]) expect(Math.abs(all.reduce((sum, x) => sum + x, 0))).toBeLessThan(1e-13 * (1 + Math.max(...all.map(Math.abs))));
}

function distances({ model, from, to }: GaussianProblem): void {
  const { left, right, dissipation, remainder } = gaussianLemma4(model, from, to);
  const size = Number.isNaN(dissipation.value) ? Math.abs(left) : Math.abs(dissipation.value) + Math.abs(remainder.value);
  agree("Lemma 4", left, right.value, size);
  expect(Math.abs(left - right.value)).toBeLessThan(right.bound + 1e-12 * size);
  const { value, bound } = gaussianDistanceBound(model, from, to).rate;
  expect(left).toBeLessThan(value + bound + 1e-12 * size);
}

function oneSpecies({ model, from: [f], to: [g], gamma }: GaussianProblem): void {
  for (const epsilon of [0.05, 0.7]) {
    const { identity, CRate } = gaussianEntropicRates(model, f, g, epsilon);
    const { dissipation, remainder, commutator } = identity;
    agree("(1.3)", identity.left, identity.right.value, Math.abs(dissipation.value) + Math.abs(remainder.value) + Math.abs(commutator.value));
    // Theorem 2.
    if (gamma === 0) expect(CRate).toBeLessThan(0);
  }
  const heat = gaussianHeatIdentity(f, g);
  agree("heat", heat.left, heat.right.value);
  if (gamma !== 0) return;
  const second = gaussianSecondVariation(model, f, g);
  agree("(4.8)", second.left, second.right.value);
  const { left, right, asPrinted } = relativeL2Rate(f, { density: model.species[0].density, degree: 16 });
  agree("Lemma 1", left.value, right.value);
  expect(asPrinted.value).toBeGreaterThan(right.value);
}

function couplings({ model, from, to }: GaussianProblem): void {
  const { synchronous, spherical, polar, symmetricRoots } = gaussianCoupledRates(model, from, to);
  const { rate } = gaussianWassersteinRate(model, from, to);
  const chains = [[{ value: rate, bound: 1e-12 * Math.abs(rate) }, spherical, synchronous], [{ value: rate, bound: 1e-12 * Math.abs(rate) }, polar, symmetricRoots]]; // prettier-ignore
  for (const chain of chains) chain.slice(1).forEach((more, k) => expect(chain[k].value - chain[k].bound).toBeLessThanOrEqual(more.value + more.bound));
}

const numbers = Array.from({ length: long ? 6 : 1 }, (_, n) => n);
const kinds = [2, 3].flatMap((dimension) => [1, 0, -1, -2, -2.5, -3].map((gamma) => ({ dimension, gamma })));

describe.each(kinds)("d = $dimension, gamma = $gamma", ({ dimension, gamma }) => {
  // One, two and three species in turn.
  const problems = numbers.flatMap((n) => (long ? [1, 2, 3] : [1, 2]).map((species) => gaussianProblem(n, { dimension, gamma, species })));
  it.each(problems)("$title", (problem) => {
    fisher(problem);
    moments(problem);
    distances(problem);
    if (problem.model.species.length === 1) oneSpecies(problem);
  });
  inLong("coupled costs are not below the distance, nor the coarser coupling below the finer", () => {
    // Mixtures have a coupled rate above -d-1.
    for (const problem of problems.slice(0, gamma > -dimension - 1 ? 2 : 1)) couplings(problem);
  });
});

it("Lemma 4 where drifts pass each other between the nodes of a panel", () => {
  // 12 nodes on one panel left 3e-9.
  distances(gaussianProblem(5, { dimension: 2, gamma: -2.5, species: 2 }));
});
