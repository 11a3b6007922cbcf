/**
 * Where does W2 contract? The largest rate of log W2^2 over small displacements of equal mass, momentum and energy, over exponents and families of laws.
 *
 * No particles: for each law a Ritz eigenproblem of the second variation of W2^2 (Lemma 4 of the contractivity paper at one law). A positive value is a growth of W2 from data near the law,
 * and its maximiser is such data. Values are found from below: a negative one says that the family of displacements holds none that grows.
 * At the Maxwellian it is -8(d-1) for Maxwell molecules and at most 0 for every potential with gamma^2 <= 8d, the range of the theorem on Fisher information; between beams it is
 * positive for soft potentials. Every cell is a line in the store: the map can be stopped, resumed and widened.
 */
import { agrees, gaussian, instant, mixture, powerLaw, singleSpecies, staysBelow, study, type Law } from "landau-flow";
import { atStart, contraction, starting } from "landau-flow/particles";
import { polynomials, ramps } from "landau-flow/rates";

const isotropic = (variance: number) => [variance, variance, variance];

/** Beams of these masses at +-place on the first axis. */
const beams = (parts: readonly (readonly [number, number])[], width: number) =>
  mixture({
    components: parts.flatMap(([mass, place]) => [-place, place].map((at) => ({ weight: mass / 2, mean: [at, 0, 0], variances: isotropic(width * width) }))),
  });

/** Steps between the beams, each of which moves as a whole. */
const between = (centres: readonly number[]) => contraction({ potentials: (law: Law) => ramps({ law, axis: 0, centres, width: 0.5 }) });
const byHarmonics = contraction({ harmonics: [0, 1, 2], size: 5 });

const laws = {
  maxwellian: { law: gaussian({ variances: isotropic(1) }), observable: byHarmonics },
  "two-temperatures": {
    law: mixture({ components: [{ weight: 0.8, mean: [0, 0, 0], variances: isotropic(0.6) }, { weight: 0.2, mean: [0, 0, 0], variances: isotropic(2.6) }] }), // prettier-ignore
    observable: byHarmonics,
  },
  anisotropic: { law: gaussian({ variances: [2, 0.5, 0.5] }), observable: contraction({ potentials: (law) => polynomials({ law, degree: 4, axes: [0, 1] }) }) },
  "two-beams": { law: beams([[1, 1.2]], 0.3), observable: between([0, 1.2, -1.2]) },
  "four-beams": { law: beams([[0.7, 1], [0.3, 4]], 0.15), observable: between([0, 2.5, -2.5]) }, // prettier-ignore
};

export default study({
  title: "Where W2 contracts: the largest rate near a law",
  sources: ["contractivity", "multispecies"],
  vary: { law: ["maxwellian", "two-temperatures", "anisotropic", "two-beams", "four-beams"], gamma: [0, -1, -2, -3] },
  replicates: 3,
  scenario: ({ law, gamma }) => ({
    system: atStart(singleSpecies(powerLaw(gamma))),
    initial: starting(laws[law].law),
    particles: 2,
    time: instant(),
    observe: { lambda: laws[law].observable },
    ...(law === "maxwellian" && gamma === 0
      ? { reference: { lambda: { name: "-8(d-1)", source: "spectrum of the linearised operator", at: () => ({ value: -16, bound: 1e-9 }) } } }
      : {}),
  }),
  claims: [
    agrees("lambda", { where: { law: "maxwellian", gamma: 0 } }),
    staysBelow("lambda", 0, { where: { law: "maxwellian" }, source: "duality with the Fisher information: gamma^2 <= 8d" }),
    staysBelow("lambda", 0, { where: { gamma: 0 }, source: "contractivity paper: Maxwell molecules contract W2" }),
  ],
  figures: [
    {
      name: "map",
      title: "Largest rate of log W2^2 near a law",
      series: ["lambda"],
      facet: "law",
      against: "gamma",
      yLabel: "lambda",
      caption: "Above zero W2 grows from data near the law. Each value is found from below, in a finite family of displacements.",
    },
  ],
});
