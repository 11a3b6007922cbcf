/**
 * MP, Theorem 1.1: the Fisher information of a mixture falls when |gamma_ij| <= 2 (d-1)^(1/2) for i != j and |gamma_ii| <= 2 (d + 3 - 1/(d-1))^(1/2). One species (S = 1): the theorem of Guillen and
 * Silvestre, Coulomb included. Beyond the threshold it may grow (beyond/fisher-growth.ts).
 */
import { gaussian, mixture } from "../../laws/index.ts";
import { fisherInformation, solved } from "../../functionals/index.ts";
import { collisionRates, fisherRate } from "../../rates/index.ts";
import { singleSpecies, powerLaw } from "../../model/index.ts";
import { openFourier, openRadial } from "../../solvers/index.ts";
import type { Check, Comparison, Law } from "../../protocols/index.ts";
import { atMost, below } from "../cases.ts";
import { check } from "../check.ts";
import { skewLaws, skewMixtures, twoSpecies, type Mixture } from "../mixtures.ts";

/** Which exponent is outside the theorem. */
export function outsideTheorem11({ model, laws }: Mixture): string | undefined {
  const d = laws[0].dimension;
  const [across, own] = [2 * Math.sqrt(d - 1), 2 * Math.sqrt(d + 3 - 1 / (d - 1))];
  for (let i = 0; i < laws.length; i++) {
    for (let j = 0; j <= i; j++) {
      const { gamma = NaN, strength } = model.interaction(i, j);
      const limit = i === j ? own : across;
      if (strength > 0 && !(Math.abs(gamma) <= limit)) return `gamma_${j + 1}${i + 1} = ${gamma} exceeds ${limit.toPrecision(4)} in size`;
    }
  }
  return undefined;
}

const words = {
  statement: "The Fisher information of a mixture falls when its potentials are not too soft",
  printed: "dI/dt <= 0 for |gamma_ij| <= 2 sqrt(d-1), i != j, and |gamma_ii| <= 2 sqrt(d + 3 - 1/(d-1))",
  reading: "printed",
  expected: "consistent",
  cites: ["multispecies"],
} as const;

const isotropic = (d: number, parts: readonly (readonly [number, number])[]): Law =>
  mixture({ components: parts.map(([weight, variance]) => ({ weight, mean: new Array<number>(d).fill(0), variances: new Array<number>(d).fill(variance) })) });

/** At an instant, Gaussian species. */
export const theorem11: Check = check({
  ...words,
  id: "multispecies/theorem-1-1",
  source: "MP, Theorem 1.1, at an instant",
  evidence: "exact",
  data: [
    ...skewMixtures([1, 0, -1, -2, -3]),
    { name: "d = 3, gamma_12 = -2.8, own -4", model: twoSpecies({ gammas: [-4, -2.8, -4] }), laws: skewLaws(3) },
    { name: "d = 3, masses 1 and 100", model: twoSpecies({ masses: [1, 100], gammas: [-3, -2.8, -3] }), laws: skewLaws(3) },
  ],
  hypothesis: outsideTheorem11,
  compare({ model, laws }) {
    const { rate, error } = fisherRate(model, laws);
    return [below("dI/dt", { value: rate, bound: error }, 0)];
  },
});

/** A species of two components beside a Gaussian one. */
const lopsided = (gamma: number): Mixture => ({
  name: `d = 2, gamma = ${gamma}`,
  model: twoSpecies({ gammas: [gamma, gamma, gamma] }),
  laws: [
    mixture({
      components: [
        { weight: 0.3, mean: [0.9, -0.2], covariance: [[0.7, 0.2], [0.2, 0.5]] }, // prettier-ignore
        { weight: 0.7, mean: [-0.6, 0.4], covariance: [[0.4, -0.1], [-0.1, 0.8]] }, // prettier-ignore
      ],
    }),
    gaussian({ mean: [0.1, 0.2], covariance: [[0.5, 0.1], [0.1, 0.3]] }), // prettier-ignore
  ],
});

/** At an instant, laws that are no Gaussians. */
export const theorem11Mixtures: Check = check({
  ...words,
  id: "multispecies/theorem-1-1-mixtures",
  source: "MP, Theorem 1.1, at an instant, species that are mixtures of Gaussians",
  evidence: "exact",
  data: [lopsided(-1)],
  further: [lopsided(-2)],
  hypothesis: outsideTheorem11,
  compare: ({ model, laws }) => [below("dI/dt", collisionRates(model, laws).fisher, 0)],
});

/** One species, Coulomb included. */
export const oneSpecies: Check = check({
  ...words,
  id: "multispecies/one-species",
  statement: "The Fisher information of one species falls, Coulomb included",
  source: "MP, Theorem 1.1 with one species: Guillen and Silvestre",
  printed: "dI/dt <= 0, S = 1, |gamma| <= 2 sqrt(d + 3 - 1/(d-1))",
  evidence: "exact",
  data: [0, -1, -2, -3, -4.6, -4.8].map((gamma) => ({ name: `d = 3, gamma = ${gamma}`, model: singleSpecies(powerLaw(gamma)), laws: [skewLaws(3)[0]] })),
  hypothesis: outsideTheorem11,
  compare({ model, laws }) {
    const { rate, error } = fisherRate(model, laws);
    return [below("dI/dt", { value: rate, bound: error }, 0)];
  },
});

interface Flow extends Mixture {
  readonly solver: "radial" | "fourier";
  readonly modes?: number;
  readonly times: readonly number[];
}

const flows: readonly Flow[] = [
  { name: "radial, d = 3, gamma = -2, temperatures 1.4 and .7", solver: "radial", model: twoSpecies({ gammas: [-2, -2, -2] }), laws: [isotropic(3, [[0.6, 1.2], [0.4, 1.7]]), isotropic(3, [[1, 0.28]])], times: [0, 0.1, 0.3] }, // prettier-ignore
];
const furtherFlows: readonly Flow[] = [
  {
    name: "fourier, d = 2, gamma = -1.5",
    solver: "fourier",
    modes: 48,
    model: twoSpecies({ gammas: [-1.5, -1.5, -1.5] }),
    laws: skewLaws(2),
    times: [0, 0.05, 0.15],
  },
];

function informationAlong({ solver, model, laws, times, modes }: Flow): Comparison[] {
  const reference = solver === "radial" ? openRadial(model, laws) : openFourier(model, laws, modes === undefined ? {} : { modes });
  const values = times.map((t) => {
    const state = reference.at(t);
    return model.species.reduce(
      (sum, { mass, density }, i) => {
        const { value, bound } = fisherInformation(solved(state, i), { mass, density });
        return { value: sum.value + value, bound: sum.bound + bound };
      },
      { value: 0, bound: 0 },
    );
  });
  return times.slice(1).map((t, k) => atMost(`I at t = ${t} and ${times[k]}`, values[k + 1], values[k]));
}

/** Along the flow. */
export const theorem11InTime: Check = check({
  ...words,
  id: "multispecies/theorem-1-1-in-time",
  source: "MP, Theorem 1.1, along solutions",
  evidence: "solver",
  data: flows,
  further: furtherFlows,
  hypothesis: outsideTheorem11,
  compare: informationAlong,
});
