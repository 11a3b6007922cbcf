/**
 * MP, section 1.2.1: relative entropy along the linear Fokker-Planck equation of a mixture. Printed with the opposite sign of all that follows the Fisher information, which does not vanish at
 * equilibrium (rates/fisher/fokker-planck.ts). Left side: quadrature of d_t f_i log(f_i/mu_i); right side: Fisher information and moments.
 */
import { mixture } from "../../laws/index.ts";
import { fokkerPlanckIdentity, type FokkerPlanckOptions } from "../../rates/index.ts";
import type { Check } from "../../protocols/index.ts";
import { equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";
import { equilibriumOf, twoSpecies } from "../mixtures.ts";

interface Background extends Datum, FokkerPlanckOptions {}

const { species } = twoSpecies({ gammas: [0, 0, 0] });
const lopsided = [
  mixture({
    components: [
      { weight: 0.3, mean: [0.9, -0.2], covariance: [[1, 0.3], [0.3, 0.5]] }, // prettier-ignore
      { weight: 0.7, mean: [-0.6, 0.4], covariance: [[0.4, -0.1], [-0.1, 0.8]] }, // prettier-ignore
    ],
  }),
  mixture({
    components: [
      { weight: 0.6, mean: [0.1, 0.3], covariance: [[0.3, 0.1], [0.1, 0.25]] }, // prettier-ignore
      { weight: 0.4, mean: [-0.8, -0.2], covariance: [[0.2, 0], [0, 0.4]] }, // prettier-ignore
    ],
  }),
];

const data: readonly Background[] = [
  { name: "two lopsided mixtures", species, laws: lopsided, velocity: [0.1, -0.2], temperature: 0.9 },
  { name: "equilibrium", species, laws: equilibriumOf(twoSpecies({ gammas: [0, 0, 0] }), 2, 1.3), velocity: [0.2, 0.2], temperature: 1.3 },
];

const words = {
  statement: "The relative entropy of a species falls by its Fisher information, up to moments",
  printed: "d/dt H(f_i|mu_i) = -I_i/m_i - 2d n_i/theta + (m_i/theta^2) int |v-u|^2 f_i",
  corrected: "d/dt H(f_i|mu_i) = -I_i/m_i + 2d n_i/theta - (m_i/theta^2) int |v-u|^2 f_i",
  evidence: "exact",
  cites: ["multispecies"],
  data,
} as const;

const scaleOf = ({ species: all, temperature }: Background): number => (4 * Math.max(...all.map(({ density }) => density))) / temperature;

const identityOf = ({ species: all, laws, velocity, temperature }: Background) => fokkerPlanckIdentity({ species: all, laws, velocity, temperature });

/** As printed. */
export const fokkerPlanckPrinted: Check = check({
  ...words,
  id: "multispecies/fokker-planck-printed",
  source: "MP, section 1.2.1, as printed",
  reading: "printed",
  expected: "violated",
  compare: (datum) => identityOf(datum).species.map(({ left, asPrinted }, i) => equal(`species ${i + 1}`, left, asPrinted, { scale: scaleOf(datum) })),
});

/** With the signs that vanish at equilibrium. */
export const fokkerPlanck: Check = check({
  ...words,
  id: "multispecies/fokker-planck",
  source: "MP, section 1.2.1, signs corrected",
  reading: "corrected",
  expected: "consistent",
  compare: (datum) => identityOf(datum).species.map(({ left, right }, i) => equal(`species ${i + 1}`, left, right, { scale: scaleOf(datum), bound: 1e-12 })),
});
