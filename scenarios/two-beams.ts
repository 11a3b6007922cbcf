/**
 * Do two beams merge under Coulomb collisions as the Landau equation says?
 *
 * Two counterstreaming beams, each wider across than along, in three dimensions (of a plasma) and in two. The solution is neither isotropic
 * nor a Gaussian and known in no closed form; the Fourier solver gives it with a stated error far below the particles' noise. Compared are
 * the temperatures along and across, the fourth moment (whose lag of one collision a step, a thousandth, is allowed for), the marginal
 * along the beams and the density on their axis.
 */
import { agrees, conserved, coulomb, fourier, horizon, mixture, study } from "landau-flow";
import { alone, energy, fourthMoment, marginal, pairCollisions, sampled, slice, temperatureTensor } from "landau-flow/particles";

/** Half the weight at each of (1.2, 0, 0) and (-1.2, 0, 0). */
const beams = (dimension: number) =>
  mixture({
    components: [-1.2, 1.2].map((speed) => ({
      weight: 0.5,
      mean: [speed, 0, 0].slice(0, dimension),
      variances: [0.3, 0.6, 0.6].slice(0, dimension),
    })),
  });

export default study({
  title: "Two beams merge under Coulomb collisions",
  sources: ["contractivity"],
  vary: { dimension: [2, 3] },
  replicates: 16,
  scenario: ({ dimension }) => ({
    system: alone(pairCollisions({ potential: coulomb() })),
    initial: sampled(beams(dimension), { standardise: true }),
    particles: 40_000,
    time: horizon({ end: 2, steps: 1600, observe: 5 }),
    observe: {
      energy: energy(),
      along: temperatureTensor("xx"),
      across: temperatureTensor("yy"),
      fourth: fourthMoment(),
      marginal: marginal("x", { from: -3.6, to: 3.6, points: 25, width: 0.15 }),
      slice: slice("x", { from: -3, to: 3, points: 25, width: 0.3, order: 4 }),
    },
    compare: [fourier({ modes: dimension === 2 ? 48 : 32 })],
  }),
  claims: [
    agrees("along"),
    agrees("across"),
    agrees("fourth", { bias: 0.001 }),
    agrees("marginal"),
    agrees("slice", { resolution: 0.25 }),
    conserved("energy"),
  ],
  figures: [
    {
      name: "marginal",
      title: "Marginal density along the beams",
      series: ["marginal"],
      facet: "dimension",
      times: [0, 0.5, 2],
      yLabel: "marginal density of v_x",
      caption: "Particles and the Fourier solution under Coulomb collisions.",
    },
    {
      name: "temperatures",
      title: "Temperatures along and across the beams",
      series: ["along", "across"],
      facet: "dimension",
      yLabel: "temperature",
      caption: "Particles and the Fourier solution under Coulomb collisions.",
    },
  ],
});
