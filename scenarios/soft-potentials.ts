/**
 * Do soft potentials contract? Theorem 3 of the contractivity paper.
 *
 * Two ensembles with the same momentum and energy start optimally coupled and share their collisions.
 * The squared Wasserstein distance should not grow for Maxwell molecules; for soft potentials the theorem allows growth.
 * Does it happen on Gaussian data? (No; for data where it does, see w2-growth. At gamma = -3 the theorem starts below W2^2 = e^-4,
 * far nearer than these data are.)
 *
 * Asked of two particle systems of 1000 particles: particles that meet in random pairs, and the white noise of Fournier and Guerin, whose partners all act at
 * once with independent noises (its distances fluctuate more, and a step costs N^2). Where the two agree the answer is the equation's and not the
 * system's. `--set system=kac-diffusion` asks the diffusion that keeps the energy of every pair.
 */
import { agreesAcross, choice, conserved, gaussian, horizon, maxwellian, nonincreasing, powerLaw, study } from "landau-flow";
import { theorem3AtStart, theorem3InTime } from "landau-flow/theory";
import type { Potential } from "landau-flow";
import {
  coupled,
  coupledCost,
  coupledOptimally,
  debiasedWasserstein,
  energy,
  first,
  independentFloor,
  kacDiffusion,
  lowerBound,
  pairCollisions,
  spherical,
  synchronous,
  theorem3Allows,
  whiteNoise,
} from "landau-flow/particles";

/** The softer the potential, the slower it relaxes and the longer the run: 0.4, 0.76, 1.44, 2.74. */
const end = (gamma: number): number => 0.4 * 1.9 ** -gamma;

/**
 * The white noise needs its close pairs softened: 0.05 thermal speeds change rates by 0.2 %. Its Euler steps are off by .5 % of W2^2(0) at most (gamma = 0,
 * one part in twenty of the rate), and N = 1000 particles, whose momenta are kept in mean only, by .35 %.
 * `draws`: fresh steps that the slope at the start averages over.
 */
const systems = {
  "pair-collisions": {
    particles: 1000,
    steps: 800,
    draws: 64,
    open: (potential: Potential) => coupled(pairCollisions({ potential }), synchronous(), spherical()),
  },
  "white-noise": {
    particles: 1000,
    steps: 96,
    draws: 8,
    open: (potential: Potential) => coupled(whiteNoise({ potential, softening: 0.05 }), synchronous(), spherical()),
  },
  "kac-diffusion": {
    particles: 1000,
    steps: 400,
    draws: 16,
    open: (potential: Potential) => coupled(kacDiffusion({ potential }), synchronous(), spherical()),
  },
};

export default study({
  title: "Soft potentials: W2 against Theorem 3",
  sources: ["contractivity", "tanaka1978", "gelbrich1990", "fournier2009"],
  vary: { gamma: [0, -1, -2, -3], system: ["pair-collisions", "white-noise"] },
  // A replicate of the white noise costs as much as four of pair collisions; it is the noisiest at gamma = -3.
  replicates: ({ gamma, system }) => (system === "pair-collisions" ? 16 : gamma === -3 ? 12 : 10),
  scenario: ({ gamma, system }) => {
    const { open, particles, steps, draws } = choice("system", system, systems);
    return {
      system: open(powerLaw(gamma)),
      initial: coupledOptimally(gaussian({ variances: [1.8, 0.6, 0.6] }), maxwellian(), { standardise: true }),
      particles,
      time: horizon({ end: end(gamma), steps, observe: 9 }),
      observe: {
        w2: debiasedWasserstein(),
        lower: lowerBound({ draws }),
        cost: coupledCost(),
        sphericalCost: coupledCost({ coupling: "spherical" }),
        floor: independentFloor(),
        theorem3: theorem3Allows(),
        energy: first(energy()),
      },
    };
  },
  claims: [
    nonincreasing("w2", { where: { gamma: 0 } }),
    nonincreasing("w2", { where: { gamma: [-1, -2, -3] } }),
    agreesAcross("w2", { across: "system", bias: 0.01 }),
    theorem3AtStart(),
    theorem3InTime("w2"),
    conserved("energy"),
  ],
  figures: [
    ...(["pair-collisions", "white-noise"] as const).map((system) => ({
      name: system === "pair-collisions" ? "distance" : `distance-${system}`,
      title: `W2 squared between two solutions, ${system}`,
      series: ["w2", "lower", "cost", "sphericalCost", "floor", "theorem3"],
      facet: "gamma",
      where: { system },
      scale: "log" as const,
      yLabel: "squared distance",
      caption:
        "The debiased estimate of W2^2 between the laws, its bracket (lower bound below, coupled costs above) and the floor, " +
        "which is what two independent samples of one law show. The naive estimate cannot go below the floor. Theorem 3: what the theorem allows where " +
        "the initial laws bound its norms (gamma = -1; at gamma = 0 it is Theorem 2).",
    })),
    {
      name: "systems",
      title: "W2 squared by two particle systems",
      series: ["w2"],
      facet: "gamma",
      yLabel: "W2 squared",
      caption: "The debiased distance under pair collisions and under the white noise of Fournier and Guerin, N = 1000 each, with pointwise bands.",
    },
  ],
});
