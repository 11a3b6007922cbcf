/**
 * MP, (1.1)-(1.4): each species keeps its mass, all together momentum sum m_i n_i u_i and energy, and common Maxwellians are equilibria. The coefficients c_i = 1/m_i of the currents are
 * forced: with others the sums move.
 */
import { gaussianMomentRates } from "../../rates/index.ts";
import type { Check } from "../../protocols/index.ts";
import { atMost, below, equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";
import { equilibriumOf, skewLaws, skewMixtures, twoSpecies, type Mixture } from "../mixtures.ts";

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

/**
 * d_t f_i = c_i sum_j div int alpha a (k_i f_j grad f_i - k_j f_i grad f_j), with coefficients of one's own: the current of the two is antisymmetric, so that species i gains m_i c_i times
 * what the pair exchanges.
 */
interface Currents extends Datum {
  readonly gamma: number;
  /** c_i, before the divergence. */
  readonly outer: (mass: number) => number;
  /** k_i, at the gradients. */
  readonly inner: (mass: number) => number;
  readonly conserves: boolean;
  /** Whether Maxwellians of one velocity and temperature stand still. */
  readonly rests: boolean;
}

const inverse = (mass: number): number => 1 / mass;
const flat = (): number => 1;
const square = (mass: number): number => 1 / (mass * mass);
const currents = (gamma: number): Currents[] => [
  { name: `c = 1/m, k = 1/m, gamma = ${gamma}`, gamma, outer: inverse, inner: inverse, conserves: true, rests: true },
  { name: `c = 1, k = 1/m, gamma = ${gamma}`, gamma, outer: flat, inner: inverse, conserves: false, rests: true },
  { name: `c = 1/m^2, k = 1/m, gamma = ${gamma}`, gamma, outer: square, inner: inverse, conserves: false, rests: true },
  { name: `c = 1/m, k = 1, gamma = ${gamma}`, gamma, outer: inverse, inner: flat, conserves: true, rests: false },
];

const masses = [1, 2.5] as const;

/** The coefficients are forced. */
export const coefficients: Check = check({
  ...words,
  id: "multispecies/coefficients",
  statement:
    "Conservation of momentum and energy forces the coefficients c_i = 1/m_i of the currents, up to a common factor, and the equilibria force those of the gradients",
  source: "MP, (1.1), why c_i = 1/m_i",
  printed: "c_i = 1/m_i",
  data: currents(-1),
  further: [0, -2, -3].flatMap(currents),
  compare({ gamma, outer, inner, conserves, rests }) {
    const gammas = [gamma, gamma, gamma] as const;
    // Gradients with coefficients k_i are those of masses 1/k_i, whose momenta and energies the pair exchanges.
    const currentsOf = twoSpecies({ masses: [1 / inner(masses[0]), 1 / inner(masses[1])], gammas });
    const exchanged = gaussianMomentRates(currentsOf, skewLaws(3));
    const gained = exchanged.map(({ momentum, energy }, i) => [momentum[0], energy].map((x) => masses[i] * outer(masses[i]) * x));
    const size = Math.max(...gained.flat().map(Math.abs));
    const drift = ["momentum", "energy"].map((name, k) => {
      const sum = gained.reduce((all, one) => all + one[k], 0);
      return conserves ? equal(name, sum, 0, { scale: size }) : below(`${name} moves`, 1e-2 * size, Math.abs(sum));
    });
    const still = gaussianMomentRates(currentsOf, equilibriumOf(twoSpecies({ masses, gammas }), 3))[0].secondMoment[0][0];
    return [...drift, rests ? equal("Maxwellians rest", still, 0, { scale: 10 }) : below("Maxwellians move", 1e-2, Math.abs(still))];
  },
});
