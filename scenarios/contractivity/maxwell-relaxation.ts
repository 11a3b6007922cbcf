/**
 * Do the particles relax as the Landau equation for Maxwell molecules says?
 *
 * The temperature tensor decays to isotropy at the rate 4d, and the fourth moment follows its exact law, for anisotropic data in two
 * and three dimensions. Of the tensor the time step has no bias; that of the fourth moment is known exactly for random pairing and is stated with the reference curve.
 */
import { agrees, conserved, gaussian, horizon, maxwellMolecules, study } from "landau-flow";
import { maxwellFourthMoment, maxwellTensor } from "landau-flow/particles";
import { alone, energy, fourthMoment, pairCollisions, sampled, temperatureTensor } from "landau-flow/particles";
import type { WitnessedStatement } from "landau-flow";

const covariances = {
  2: [
    [1.4, 0.25],
    [0.25, 0.6],
  ],
  3: [
    [1.5, 0.25, 0],
    [0.25, 0.9, -0.1],
    [0, -0.1, 0.6],
  ],
};

/** What of the papers this study witnesses (`landau verify`). */
export const statement: WitnessedStatement = {
  statement: "Second moments relax at the rate 4d, and fourth moments by their own law, Maxwell molecules",
  source: "CP, Proposition 2, by particles",
  printed: "P(t) = I + e^(-4dt) (P(0) - I)",
  reading: "printed",
  expected: "consistent",
  cites: ["contractivity", "villani1998"],
};

export default study({
  title: "Maxwell molecules relax at the exact rates",
  sources: ["contractivity", "villani1998"],
  vary: { dimension: [2, 3], dt: [0.01, 0.0025] },
  replicates: 48,
  scenario: ({ dimension, dt }) => {
    const law = gaussian({ covariance: covariances[dimension] });
    return {
      system: alone(pairCollisions({ potential: maxwellMolecules() })),
      initial: sampled(law, { standardise: true }),
      particles: 20_000,
      time: horizon({ end: 0.2, steps: Math.round(0.2 / dt), observe: 6 }),
      observe: {
        xx: temperatureTensor("xx"),
        xy: temperatureTensor("xy"),
        fourth: fourthMoment(),
        energy: energy(),
      },
      reference: {
        xx: maxwellTensor(law, { component: [0, 0] }),
        xy: maxwellTensor(law, { component: [0, 1] }),
        fourth: maxwellFourthMoment(law, { dt }),
      },
    };
  },
  claims: [agrees("xx"), agrees("xy"), agrees("fourth"), conserved("energy")],
  figures: [
    {
      name: "temperature",
      title: "Temperature along the first axis",
      series: ["xx"],
      facet: "dimension",
      yLabel: "temperature xx",
      caption: "Particles (solid, with bands) and the exact solution (dashed).",
    },
    {
      name: "fourth",
      title: "Fourth moment",
      series: ["fourth"],
      facet: "dimension",
      yLabel: "mean of |v|^4",
      caption: "Particles (solid, with bands) and the exact solution (dashed).",
    },
  ],
});
