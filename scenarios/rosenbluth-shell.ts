/**
 * Does a shell of velocities fill under Coulomb collisions as the Landau equation says?
 *
 * The test of Rosenbluth, MacDonald and Judd (1957): particles start on a thin shell, f proportional to exp(-10 (|v|/sigma - 1)^2), and diffuse
 * inwards and outwards. Nothing is known in closed form; the radial solver, with a stated error far below the particles' noise, gives the
 * solution that they are compared with: fourth moment, entropy, marginal density and the density along an axis. Allowed for are the lag of
 * one collision a step (a thousandth of the fourth moment) and the bias of an entropy of 8000 particles on a thin shell (one per cent).
 */
import { agrees, conserved, coulomb, horizon, radial, shell, study } from "landau-flow";
import { alone, energy, entropy, fourthMoment, marginal, pairCollisions, sampled, slice } from "landau-flow/particles";

/** Radius for which the temperature is 1 at sharpness 10. */
const sigma = 1.55215263;

export default study({
  title: "A shell of velocities fills under Coulomb collisions",
  sources: ["rosenbluth1957"],
  vary: {},
  replicates: 16,
  scenario: () => ({
    system: alone(pairCollisions({ potential: coulomb() })),
    initial: sampled(shell({ radius: sigma, sharpness: 10, dimension: 3 }), { standardise: true }),
    particles: 40_000,
    time: horizon({ end: 2, steps: 1600, observe: 5 }),
    observe: {
      energy: energy(),
      fourth: fourthMoment(),
      entropy: entropy({ count: 8000 }),
      marginal: marginal("x", { from: -3.6, to: 3.6, points: 25, width: 0.15 }),
      slice: slice("x", { from: -3, to: 3, points: 25, width: 0.35, order: 4 }),
    },
    compare: [radial({ nodes: 180 })],
  }),
  claims: [agrees("fourth", { bias: 0.001 }), agrees("entropy", { bias: 0.01 }), agrees("marginal"), agrees("slice", { resolution: 0.2 }), conserved("energy")],
  figures: [
    {
      name: "slice",
      title: "Density along an axis: a shell fills",
      series: ["slice"],
      times: [0, 0.5, 2],
      yLabel: "density f(v_x, 0, 0)",
      caption: "Particles and the radial solution under Coulomb collisions.",
    },
    {
      name: "entropy",
      title: "Entropy of a filling shell",
      series: ["entropy"],
      yLabel: "entropy H",
      caption: "Particles, by their neighbours, and the radial solution.",
    },
    {
      name: "fourth",
      title: "Fourth moment of a filling shell",
      series: ["fourth"],
      yLabel: "mean of |v|^4",
      caption: "Particles and the radial solution.",
    },
  ],
});
