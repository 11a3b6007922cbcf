/**
 * At which rate do electrons and ions exchange energy?
 *
 * For Coulomb interaction and two Maxwellians at rest the initial rate is known in closed form (Spitzer's, with the exact denominator
 * (m_i T_e + m_e T_i)^(3/2)). Mass ratios 25 and 1836: the exchange is slower than the electrons' own collisions by the mass ratio, and a particle
 * method must not blur it. No cut-off is needed: close pairs mix on the sphere, for the longer times that mend their bias. What is left of the time step's
 * is known exactly and is stated.
 */
import { agrees, conserved, coulomb, horizon, maxwellian, model, study, type ReferenceSeries } from "landau-flow";
import { maxwellianExchangeRates, pairExchangeRates } from "landau-flow/particles";
import { alone, energy, momentum, ofSpecies, pairCollisions, rateOf, sampled, temperature } from "landau-flow/particles";

/** Of electrons and ions, in energy units. */
const temperatures = [1, 0.02];
/** Step of the measured rates, which are extrapolated from it and its half. */
const PROBE = 5e-4;

const plasma = (ratio: number) =>
  model({
    species: [
      { name: "electrons", mass: 1, density: 1 },
      { name: "ions", mass: ratio, density: 1 },
    ],
    interactions: [
      { between: ["electrons", "electrons"], potential: coulomb() },
      { between: ["electrons", "ions"], potential: coulomb() },
      { between: ["ions", "ions"], potential: coulomb() },
    ],
  });

/**
 * d<|v|^2>/dt = 3 dT/dt of the electrons at t = 0; the bound is what the extrapolated probe leaves of the time step's bias. (About the mean
 * velocity, the electrons' second moment would lose a further part of order 1/N to the momentum that they exchange with the ions at random.)
 */
function slope(ratio: number): ReferenceSeries {
  const [exact, whole, half] = [
    maxwellianExchangeRates(plasma(ratio), temperatures, 3),
    pairExchangeRates(plasma(ratio), temperatures, 3, PROBE),
    pairExchangeRates(plasma(ratio), temperatures, 3, PROBE / 2),
  ].map((rates) => rates[0]);
  const bound = 3 * Math.abs(2 * half - whole - exact);
  return { name: "closed form at t = 0", source: "Spitzer's rate, exact denominator", at: () => ({ value: 3 * exact, bound }) };
}

export default study({
  title: "Electrons and ions exchange energy at the classical rate",
  sources: ["multispecies", "spitzer1962", "takizuka1977"],
  vary: { ratio: [25, 1836] },
  replicates: 64,
  scenario: ({ ratio }) => ({
    system: alone(pairCollisions({ model: plasma(ratio) })),
    initial: sampled([maxwellian({ temperature: temperatures[0] }), maxwellian({ temperature: temperatures[1] / ratio })], {
      standardise: true,
    }),
    particles: 100_000,
    time: horizon({ end: 1, steps: 100, observe: 6 }),
    observe: {
      electrons: ofSpecies("electrons", temperature()),
      ions: ofSpecies("ions", temperature()),
      rate: ofSpecies("electrons", rateOf(energy(), { dt: PROBE, draws: ratio > 100 ? 200 : 16 })),
      momentum: momentum(),
      energy: energy(),
    },
    reference: { rate: slope(ratio) },
  }),
  claims: [agrees("rate", { resolution: 0.01 }), conserved("momentum.x"), conserved("energy")],
  figures: [
    {
      name: "temperatures",
      title: "Temperatures of electrons and ions",
      series: ["electrons", "ions"],
      facet: "ratio",
      yLabel: "temperature",
      caption: "Exchange of energy under Coulomb collisions, by mass ratio.",
    },
  ],
});
