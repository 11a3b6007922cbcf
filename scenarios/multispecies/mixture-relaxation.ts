/**
 * Do three species relax as the moment equations of Maxwell molecules say?
 *
 * Momenta and temperatures of a mixture of Maxwell molecules obey closed equations (MP, eq. 1.1 in weak form). Three species of unequal masses,
 * densities and interactions start with different velocities and temperatures, none of them isotropic. The bias of the time step is known exactly
 * and stated with the reference curves; total momentum and energy, weighted by mass, are conserved to round-off.
 */
import { agrees, conserved, gaussian, horizon, model, powerLaw, study } from "landau-flow";
import { maxwellMixtureMean, maxwellMixtureTemperature } from "landau-flow/particles";
import { alone, energy, momentum, ofSpecies, pairCollisions, sampled, temperature } from "landau-flow/particles";
import type { WitnessedStatement } from "landau-flow";

const constant = (strength: number) => powerLaw(0, { strength });

const three = model({
  species: [
    { name: "a", mass: 1, density: 1 },
    { name: "b", mass: 2.5, density: 0.6 },
    { name: "c", mass: 0.4, density: 0.4 },
  ],
  interactions: [
    { between: ["a", "a"], potential: constant(1) },
    { between: ["b", "b"], potential: constant(0.5) },
    { between: ["c", "c"], potential: constant(0.2) },
    { between: ["a", "b"], potential: constant(0.8) },
    { between: ["a", "c"], potential: constant(0.1) },
    { between: ["b", "c"], potential: constant(0.2) },
  ],
});

/** What of the papers this study witnesses (`landau verify`). */
export const statement: WitnessedStatement = {
  statement: "Three species exchange momentum and energy by the moment equations of Maxwell molecules, and conserve both together",
  source: "MP, (1.1) in weak form, by particles",
  printed: "d/dt of u_i and T_i by (1.1) with phi = v, |v|^2; sum_i m_i n_i (u_i, E_i) is constant",
  reading: "printed",
  expected: "consistent",
  cites: ["multispecies", "bobylev2000"],
};

export default study({
  title: "A mixture of Maxwell molecules relaxes at the exact rates",
  sources: ["multispecies", "bobylev2000"],
  vary: { dimension: [2, 3] },
  replicates: 32,
  scenario: ({ dimension }) => {
    const laws = [
      gaussian({ mean: [0.9, 0, -0.4].slice(0, dimension), variances: [1.6, 0.8, 1.2].slice(0, dimension) }),
      gaussian({ mean: [-0.9, 0.4, 0.2].slice(0, dimension), variances: [0.2, 0.3, 0.25].slice(0, dimension) }),
      gaussian({ mean: [0, -0.8, 0.6].slice(0, dimension), variances: [3, 2, 2.5].slice(0, dimension) }),
    ];
    const [end, steps] = [0.3, 300];
    const curve = (species: string) => ({ model: three, laws, species, dt: end / steps });
    return {
      system: alone(pairCollisions({ model: three })),
      initial: sampled(laws, { standardise: true }),
      particles: 48_000,
      time: horizon({ end, steps, observe: 6 }),
      observe: {
        Ta: ofSpecies("a", temperature()),
        Tb: ofSpecies("b", temperature()),
        Tc: ofSpecies("c", temperature()),
        ua: ofSpecies("a", momentum()),
        ub: ofSpecies("b", momentum()),
        momentum: momentum(),
        energy: energy(),
      },
      reference: {
        Ta: maxwellMixtureTemperature(curve("a")),
        Tb: maxwellMixtureTemperature(curve("b")),
        Tc: maxwellMixtureTemperature(curve("c")),
        "ua.x": maxwellMixtureMean({ ...curve("a"), component: 0 }),
        "ub.x": maxwellMixtureMean({ ...curve("b"), component: 0 }),
      },
    };
  },
  claims: [
    agrees("Ta", { resolution: 0.01 }),
    agrees("Tb", { resolution: 0.01 }),
    agrees("Tc", { resolution: 0.01 }),
    agrees("ua.x", { resolution: 0.01 }),
    agrees("ub.x", { resolution: 0.01 }),
    conserved("momentum.x"),
    conserved("energy"),
  ],
  figures: [
    {
      name: "temperatures",
      title: "Temperatures of three species",
      series: ["Ta", "Tb", "Tc"],
      facet: "dimension",
      yLabel: "temperature",
      caption: "Particles (solid, with bands) and the moment equations (dashed).",
    },
    {
      name: "velocities",
      title: "Mean velocities of two of the species",
      series: ["ua.x", "ub.x"],
      facet: "dimension",
      yLabel: "mean velocity",
      caption: "Particles (solid, with bands) and the moment equations (dashed).",
    },
  ],
});
