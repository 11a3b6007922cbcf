/**
 * Do the particles follow the Bobylev-Krook-Wu solution in three dimensions, and how does their error fall with the time step?
 *
 * One random partner a step makes the particles lag behind the equation by an amount of the first order in dt: seen in the fourth moment,
 * the slowest that moves here, as the time step is halved. At the smallest step, moments and densities are compared with the exact
 * solution at every observation time; densities through one kernel for both, so that smoothing biases nothing. E, the distance to equilibrium of
 * Theorem 1 of the contractivity paper, is told by pairs of particles up to degree 6.
 */
import { agrees, bkw, conserved, exact, horizon, maxwellMolecules, study } from "landau-flow";
import { exactMaxwell } from "landau-flow/solvers";
import {
  alone,
  differenceFrom,
  energy,
  equilibriumDistance,
  fourthMoment,
  marginal,
  pairCollisions,
  sampled,
  slice,
  temperatureTensor,
} from "landau-flow/particles";

const law = bkw({ S: 0.62, dimension: 3 });
const finest = { where: { dt: 0.001 } };

export default study({
  title: "The BKW solution in three dimensions",
  sources: ["bobylev1975", "krook1977"],
  vary: { dt: [0.02, 0.01, 0.005, 0.001] },
  replicates: 24,
  scenario: ({ dt }) => ({
    system: alone(pairCollisions({ potential: maxwellMolecules() })),
    initial: sampled(law, { standardise: true }),
    particles: 40_000,
    time: horizon({ end: 0.2, steps: Math.round(0.2 / dt), observe: 3 }),
    observe: {
      energy: energy(),
      xx: temperatureTensor("xx"),
      fourth: fourthMoment(),
      E: equilibriumDistance({ law, degree: 6 }),
      lag: differenceFrom(exactMaxwell(law), fourthMoment()),
      marginal: marginal("x", { from: -3.6, to: 3.6, points: 25, width: 0.2 }),
      slice: slice("x", { from: -3, to: 3, points: 21, width: 0.4, order: 4 }),
    },
    compare: [exact()],
  }),
  claims: [agrees("xx", finest), agrees("fourth", finest), agrees("marginal", finest), agrees("slice", finest), conserved("energy")],
  figures: [
    {
      name: "slice",
      title: "Density of the BKW solution along an axis",
      series: ["slice"],
      facet: "dt",
      yLabel: "density f(v_x, 0, 0)",
      caption: "The hole at the origin fills within a collision time.",
    },
    {
      name: "fourth",
      title: "Fourth moment",
      series: ["fourth"],
      yLabel: "mean of |v|^4",
      caption: "Particles at four time steps, and the exact solution.",
    },
    {
      name: "time-step",
      title: "Lag of the fourth moment behind the exact solution",
      series: ["lag"],
      against: "dt",
      times: [0.1],
      yLabel: "fourth moment minus exact, t = 0.1",
      caption: "The bias of one random partner a step, at half the time.",
    },
  ],
});
