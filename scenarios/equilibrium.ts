/**
 * Does a Maxwellian stay a Maxwellian, and is the distance between two equal solutions exactly zero?
 *
 * Nothing should happen here, at any gamma: moments keep their values within sampling error, energy to round-off, and the debiased
 * distance is zero in every bit, while the raw assignment cost shows the noise floor.
 */
import { conserved, horizon, maxwellian, powerLaw, stationary, study, zeroAtEquality } from "landau-flow";
import {
  coupled,
  coupledOptimally,
  debiasedWasserstein,
  energy,
  first,
  fourthMoment,
  pairCollisions,
  synchronous,
  temperatureTensor,
} from "landau-flow/particles";

export default study({
  title: "Equilibrium stays, and equal solutions are at distance zero",
  sources: ["contractivity"],
  vary: { gamma: [0, -3] },
  replicates: 16,
  scenario: ({ gamma }) => ({
    system: coupled(pairCollisions({ potential: powerLaw(gamma) }), synchronous()),
    initial: coupledOptimally(maxwellian({ mean: [0.5, -0.2, 0.1] }), maxwellian({ mean: [0.5, -0.2, 0.1] })),
    particles: 2000,
    time: horizon({ end: 1, steps: 200, observe: 5 }),
    observe: {
      w2: debiasedWasserstein(),
      xx: first(temperatureTensor("xx")),
      xy: first(temperatureTensor("xy")),
      fourth: first(fourthMoment()),
      energy: first(energy()),
    },
  }),
  claims: [zeroAtEquality("w2"), stationary("xx"), stationary("xy", { unit: 1 }), stationary("fourth"), conserved("energy")],
  figures: [
    {
      name: "floor",
      title: "Equal solutions: debiased distance and the naive estimate",
      series: ["w2", "w2.raw"],
      facet: "gamma",
      yLabel: "squared distance",
      caption: "Both ensembles are the same solution. The debiased estimate is exactly zero; the naive one shows the floor of 2000 samples.",
    },
  ],
});
