/**
 * MP, (1.6): the entropy falls, dH/dt = -1/2 sum_ij c_ij int int alpha_ij r^2 f_i f_j |P(z) (grad psi_i/m_i - grad psi_j/m_j)|^2 <= 0. "The production vanishes precisely at the equilibrium" is
 * false when the graph of c_ij > 0 is disconnected, which MP allows: two groups may keep temperatures of their own.
 */
import { gaussian } from "../../laws/index.ts";
import { collisionRates, entropyRate } from "../../rates/index.ts";
import type { Check } from "../../protocols/index.ts";
import { below, equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";
import { equilibriumOf, skewLaws, skewMixtures, twoSpecies, type Mixture } from "../mixtures.ts";

/** The formula, the sign, and the rate from fields and gradients. */
export const hTheorem: Check = check({
  id: "multispecies/h-theorem",
  statement: "The entropy of the mixture falls, by the printed production",
  source: "MP, (1.6)",
  printed: "dH/dt = -1/2 sum_ij c_ij int int alpha_ij f_i f_j |...|^2 <= 0",
  reading: "printed",
  expected: "consistent",
  evidence: "exact",
  cites: ["multispecies"],
  data: [...skewMixtures([0, -2], [2]), ...skewMixtures([-1], [3])],
  further: skewMixtures([1, -1, -3]),
  compare({ model, laws }) {
    const production = entropyRate(model, laws);
    return [
      equal("production, and the current along the score", production, collisionRates(model, laws).entropy, { bound: 1e-10 }),
      below("dH/dt", production, 0),
    ];
  },
});

interface Production extends Mixture {
  /** Whether every species can reach every other by c_ij > 0. */
  readonly connected: boolean;
  readonly atEquilibrium: boolean;
}

const joined = twoSpecies({ gammas: [-1, -1, -1] });
const apart = twoSpecies({ gammas: [-1, -1, -1], strengths: [1, 0, 0.5] });
const ownTemperatures = [1, 2].map((temperature, i) => gaussian({ variances: [0, 1, 2].map(() => temperature / apart.species[i].mass) }));

const productions: readonly Production[] = [
  { name: "connected, away from equilibrium", model: joined, laws: skewLaws(3), connected: true, atEquilibrium: false },
  { name: "connected, at equilibrium", model: joined, laws: equilibriumOf(joined, 3), connected: true, atEquilibrium: true },
  { name: "connected, own temperatures", model: joined, laws: ownTemperatures, connected: true, atEquilibrium: false },
  { name: "disconnected, own temperatures", model: apart, laws: ownTemperatures, connected: false, atEquilibrium: false },
];

const compare = ({ model, laws, atEquilibrium }: Production & Datum) => {
  const rate = entropyRate(model, laws);
  return [atEquilibrium ? equal("dH/dt at equilibrium", rate, 0, { scale: 1 }) : below("dH/dt away from equilibrium", rate, 0)];
};

const words = {
  statement: "The entropy production vanishes at the equilibrium only",
  printed: "dH/dt = 0 precisely at the equilibrium",
  corrected: "dH/dt = 0 precisely at the equilibrium when the graph {c_ij > 0} is connected",
  evidence: "exact",
  cites: ["multispecies"],
  data: productions,
  compare,
} as const;

/** As printed. */
export const productionPrinted: Check = check({
  ...words,
  id: "multispecies/production-printed",
  source: "MP, after (1.6), as printed: any c_ij >= 0",
  reading: "printed",
  expected: "violated",
});

/** Of connected mixtures. */
export const production: Check = check({
  ...words,
  id: "multispecies/production",
  source: "MP, after (1.6), with a connected graph",
  reading: "corrected",
  expected: "consistent",
  hypothesis: ({ connected }) => (connected ? undefined : "the graph {c_ij > 0} is disconnected"),
});
