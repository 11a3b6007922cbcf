/**
 * Two solutions of a mixture that share their noise: how far apart do they go?
 *
 * D = sum_i m_i n_i W2^2(f_i, g_i) is the distance that fits a mixture, since a collision is an isometry of m_i |v|^2 + m_j |w|^2. Shared noise never raises
 * its cost for Maxwell molecules, so that D cannot grow there; for soft potentials the coupling bounds the growth (uniqueness for the multi-species system, Caja-Lopez 2026; our
 * constants: `landau verify beyond/mixture-stability`). The initial rate of the cost of shared noise is known exactly, between Gaussian species, and is above that of D.
 *
 * Asked of both systems: pair collisions, and the white noise of Fournier and Guerin, by whose coupling the stability is proved. The two solutions have the same total
 * momentum and energy, not the same of each species.
 */
import { agrees, agreesAcross, choice, conserved, gaussian, horizon, model, nonincreasing, powerLaw, study } from "landau-flow";
import {
  coupled,
  coupledCost,
  coupledCostRate,
  coupledOptimally,
  debiasedWasserstein,
  lowerBound,
  pairCollisions,
  synchronous,
  whiteNoise,
} from "landau-flow/particles";
import { gaussianCoupledRates } from "landau-flow/rates";
import type { Model, ReferenceSeries, WitnessedStatement } from "landau-flow";

const mixtureOf = (gamma: number): Model =>
  model({
    species: [
      { name: "light", mass: 1, density: 1 },
      { name: "heavy", mass: 4, density: 1 },
    ],
    interactions: [
      { between: ["light", "light"], potential: powerLaw(gamma) },
      { between: ["light", "heavy"], potential: powerLaw(gamma, { strength: 0.8 }) },
      { between: ["heavy", "heavy"], potential: powerLaw(gamma, { strength: 0.5 }) },
    ],
  });

/** Momentum 0 and energy 5.85 of both: sum_i m_i n_i (|u_i|^2 + tr P_i). */
const f = [gaussian({ mean: [0.6, 0, 0], variances: [1.5, 0.8, 0.7] }), gaussian({ mean: [-0.15, 0, 0], variances: [0.3, 0.15, 0.15] })];
const g = [gaussian({ mean: [0.4, 0.2, 0], variances: [1, 1.3, 0.9] }), gaussian({ mean: [-0.1, -0.05, 0], variances: [0.16, 0.21, 0.23] })];

/** `draws`: fresh steps that the rate of the cost averages over. Each species has half of the particles. */
const systems = {
  "pair-collisions": { particles: 1200, steps: 400, draws: 64, open: (of: Model) => coupled(pairCollisions({ model: of }), synchronous()) },
  "white-noise": { particles: 600, steps: 80, draws: 4, open: (of: Model) => coupled(whiteNoise({ model: of, softening: 0.02 }), synchronous()) },
};

/** Step of the measured rates. */
const PROBE = 1e-5;

/** The rate of the cost; white noise lacks a part 1/N_i of what species i does to itself, the softening changes rates by less. Seconds of quadrature, when it is asked for. */
function known(of: Model, particles: number): ReferenceSeries {
  let found: ReturnType<ReferenceSeries["at"]> | undefined;
  const computed = () => {
    const { synchronous: rate, pairs } = gaussianCoupledRates(of, f, g);
    const own = pairs.filter(({ between: [i, j] }) => i === j).reduce((sum, pair) => sum + Math.abs(pair.synchronous.value), 0);
    return { value: rate.value, bound: rate.bound + (2 * own) / particles };
  };
  return { name: "generator of the couple", source: "closed expectations over Gaussian species", at: () => (found ??= computed()) };
}

/** What of the papers this study witnesses (`landau verify`). */
export const statement: WitnessedStatement = {
  statement:
    "Two solutions of a mixture that share their noise: the mass-weighted distance does not grow for Maxwell molecules, and the cost of soft potentials changes at the coupling's rate",
  source: "ours, after Caja-Lopez (2026) and Fournier and Guerin (2009), by pair collisions and by white noise",
  corrected:
    "D(t) <= D(0) for gamma_ij = 0; d/dt E sum_i m_i n_i |V_i - W_i|^2 = (d-1) sum_ij n_i n_j (c_ij/mu_ij) E (|z|^(gamma/2) - |z~|^(gamma/2))^2 z.z~ at t = 0",
  reading: "corrected",
  expected: "consistent",
  cites: ["multispecies", "uniqueness2026", "fournier2009"],
};

export default study({
  title: "A mixture: W2 between two solutions that share their noise",
  sources: ["multispecies", "uniqueness2026", "fournier2009", "gelbrich1990"],
  vary: { gamma: [0, -1, -2], system: ["pair-collisions", "white-noise"] },
  replicates: 24,
  scenario: ({ gamma, system }) => {
    const { particles, steps, draws, open } = choice("system", system, systems);
    const of = mixtureOf(gamma);
    return {
      system: open(of),
      initial: coupledOptimally(f, g),
      particles,
      time: horizon({ end: 0.2 * 1.9 ** -gamma, steps, observe: 6 }),
      observe: { w2: debiasedWasserstein(), lower: lowerBound(), cost: coupledCost(), rate: coupledCostRate({ dt: PROBE, draws }) },
      reference: { rate: known(of, particles) },
    };
  },
  claims: [
    nonincreasing("w2", { where: { gamma: 0 } }),
    agreesAcross("w2", { across: "system", bias: 0.02 }),
    agrees("rate", { where: { gamma: [-1, -2] } }),
    conserved("cost", { where: { gamma: 0, system: "pair-collisions" } }),
  ],
  figures: (["pair-collisions", "white-noise"] as const).map((system) => ({
    name: system === "pair-collisions" ? "distance" : `distance-${system}`,
    title: `Two solutions of a mixture, ${system}`,
    series: ["w2", "lower", "cost"],
    facet: "gamma",
    where: { system },
    yLabel: "mass-weighted squared distance",
    caption: "Sum over species of mass times density times W2 squared: the debiased estimate, Gelbrich's bound below it and the cost of shared noise above.",
  })),
});
