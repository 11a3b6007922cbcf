/**
 * Do particles know the rate of W2^2 between two solutions at t = 0, within 2 %?
 *
 * The rate is a first variation: d/dt W2^2 = 2 d/dt [int u1 dg_t - int u0 df_t] with the Kantorovich potentials of t = 0, an unbiased mean over particles after one short step. It is a property of the two
 * laws, whatever the coupling of the noise; the slope of the coupled cost, and that of the assignment cost, are others and far from it. Between Gaussians it is known in closed form for every exponent.
 * Two pairs of equal momentum and energy, the second with covariances that do not commute; pair collisions, and the white noise of Fournier and Guerin (softened at .02 for gamma = -2 and -3).
 */
import { agrees, choice, gaussian, horizon, maxwellian, powerLaw, singleSpecies, study } from "landau-flow";
import { coupled, coupledCost, coupledOptimally, lowerBound, pairCollisions, synchronous, whiteNoise } from "landau-flow/particles";
import { gaussianWassersteinRate } from "landau-flow/rates";
import type { Potential, WitnessedStatement } from "landau-flow";

const laws = {
  commuting: [gaussian({ variances: [1.8, 0.6, 0.6] }), maxwellian()],
  skew: [
    gaussian({ covariance: [[0.9, 0.25, 0], [0.25, 1.3, -0.15], [0, -0.15, 0.7]] }), // prettier-ignore
    gaussian({ covariance: [[1.5, -0.2, 0.1], [-0.2, 0.6, 0.05], [0.1, 0.05, 0.8]] }), // prettier-ignore
  ],
} as const;

const systems = {
  "pair-collisions": { particles: 16_000, open: (potential: Potential) => coupled(pairCollisions({ potential }), synchronous()) },
  "white-noise": { particles: 1000, open: (potential: Potential, softening: number) => coupled(whiteNoise({ potential, softening }), synchronous()) },
};

/** The step of the slope, by whose order the exact rate of the scheme differs from that of the equation, and the softening: less than this part. */
const [dt, STEP_BIAS] = [5e-4, 0.004];

/** What of the papers this study witnesses (`landau verify`). */
export const statement: WitnessedStatement = {
  statement: "Tangent rates of W2^2 at t = 0 by particles are the exact first variations, by pair collisions and by white noise",
  source: "ours, after CP, Lemma 4 and Theorem 3, by particles",
  corrected: "d/dt W2^2 = 2 d/dt [int u1 dg - int u0 df] within 2 %, gamma = 0, -1, -2, -3",
  reading: "corrected",
  expected: "consistent",
  cites: ["contractivity", "fournier2009"],
};

export default study({
  title: "Tangent rates of W2^2 at t = 0 by particles against exact ones",
  sources: ["contractivity", "fournier2009"],
  vary: { system: ["pair-collisions", "white-noise"], pair: ["commuting", "skew"], gamma: [0, -1, -2, -3] },
  replicates: 32,
  scenario: ({ system, pair, gamma }) => {
    const { particles, open } = choice("system", system, systems);
    const [f, g] = choice("pair", pair, laws);
    const potential = powerLaw(gamma);
    const exact = gaussianWassersteinRate(singleSpecies(potential), [f], [g]).rate;
    return {
      system: open(potential, gamma <= -2 ? 0.02 : 0),
      initial: coupledOptimally(f, g, { standardise: true }),
      particles,
      time: horizon({ end: dt, steps: 1, observe: 2 }),
      observe: { lower: lowerBound({ dt, draws: 4 }), cost: coupledCost() },
      reference: {
        "lower.slope": { name: "dW2^2/dt", source: "first variation of Gaussians", at: () => ({ value: exact, bound: STEP_BIAS * Math.abs(exact) }) },
      },
    };
  },
  claims: [agrees("lower.slope", { resolution: 0.02 })],
});
