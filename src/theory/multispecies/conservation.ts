/**
 * MP, (1.1)-(1.4): each species keeps its mass, all together momentum sum m_i n_i u_i and energy, and common Maxwellians are equilibria. The coefficients c_i = 1/m_i of the currents are
 * forced: with others the sums move.
 */
import { gaussianMomentRates } from "../../rates/index.ts";
import type { Check } from "../../protocols/index.ts";
import { atMost, equal } from "../cases.ts";
import { check } from "../check.ts";
import { equilibriumOf, skewMixtures, twoSpecies, type Mixture } from "../mixtures.ts";

const words = { evidence: "exact", expected: "consistent", cites: ["multispecies"], reading: "printed" } as const;

/** Momentum and energy of the mixture. */
export const conservation: Check = check({
  ...words,
  id: "multispecies/conservation",
  statement: "The mixture conserves momentum and energy, which its species exchange",
  source: "MP, (1.1)-(1.4)",
  printed: "d/dt sum_i int m_i (v, |v|^2) f_i = 0",
  data: skewMixtures([1, 0, -1, -2, -3]),
  compare({ model, laws }) {
    const rates = gaussianMomentRates(model, laws);
    const sum = (of: (k: number) => number): number => rates.reduce((all, _, k) => all + of(k), 0);
    const size = rates.reduce((most, { energy, momentum }) => Math.max(most, Math.abs(energy), ...momentum.map(Math.abs)), 0);
    return [
      ...laws[0].mean.map((_, axis) =>
        equal(
          `momentum ${axis + 1}`,
          sum((k) => rates[k].momentum[axis]),
          0,
          { scale: size },
        ),
      ),
      equal(
        "energy",
        sum((k) => rates[k].energy),
        0,
        { scale: size },
      ),
      atMost("something is exchanged", 1e-3, size),
    ];
  },
});

const still: readonly Mixture[] = ([2, 3] as const).flatMap((d) =>
  [0, -1, -d].map((gamma) => {
    const model = twoSpecies({ gammas: [gamma, gamma, -1] });
    return { name: `d = ${d}, gamma_12 = ${gamma}`, model, laws: equilibriumOf(model, d, 1.3) };
  }),
);

/** Common Maxwellians stand still. */
export const equilibrium: Check = check({
  ...words,
  id: "multispecies/equilibrium",
  statement: "Maxwellians of one velocity and temperature are equilibria",
  source: "MP, (1.3)-(1.4)",
  printed: "mu_i = n_i N(u, theta/m_i) is a stationary solution",
  data: still,
  compare({ model, laws }) {
    const scale = 4 * laws[0].dimension;
    return gaussianMomentRates(model, laws).flatMap(({ momentum, secondMoment }, i) => [
      ...momentum.map((rate, k) => equal(`momentum ${k + 1} of species ${i + 1}`, rate, 0, { scale })),
      ...secondMoment.flatMap((row, k) => row.slice(k).map((rate, l) => equal(`<v_${k + 1} v_${k + l + 1}> of species ${i + 1}`, rate, 0, { scale }))),
    ]);
  },
});
