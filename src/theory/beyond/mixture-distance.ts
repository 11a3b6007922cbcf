/**
 * Two solutions of a mixture, D = sum_i m_i n_i W2^2(f_i/n_i, g_i/n_i) (ours): pair rotations are isometries of m_i|v|^2 + m_j|w|^2, so that D falls for Maxwell molecules; for soft potentials
 * -d < gamma_ij < 0 it obeys dD/dt <= sum_i Lambda_i m_i n_i W2^2 (distances/distance-bounds.ts), and it may grow, in a hydrogen plasma too. Lemma 4 carries over, with a surface term at gamma_ij = -d. And what couplings reach of it.
 */
import { gaussian } from "../../laws/index.ts";
import { powerLaw, singleSpecies } from "../../model/index.ts";
import { gaussianCoupledRates, gaussianDistanceBound, gaussianLemma4, gaussianWassersteinRate } from "../../rates/index.ts";
import type { Check, Law, Model } from "../../protocols/index.ts";
import { atMost, below, equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";
import { skewLaws, twoSpecies } from "../mixtures.ts";

/** Two solutions of one mixture at an instant. */
interface Mixtures extends Datum {
  readonly model: Model;
  readonly from: readonly Law[];
  readonly to: readonly Law[];
  readonly gamma: number;
}

const words = { reading: "corrected", expected: "consistent", evidence: "exact", cites: ["contractivity", "multispecies"] } as const;

/** The skew laws, and their images under a stretch and a drift that keep neither axes nor temperatures. */
const image = (d: 2 | 3): Law[] =>
  skewLaws(d).map(({ mean, covariance }, i) =>
    gaussian({
      mean: mean.map((u, k) => u + 0.1 * (i - 0.5) * (k + 1)),
      covariance: covariance.map((row, k) => row.map((x, l) => x * (1 + 0.15 * (k === l ? k + 1 - i : 0)))),
    }),
  );

const pairsOf = (gammas: readonly number[], masses?: readonly [number, number]): Mixtures[] =>
  ([2, 3] as const).flatMap((d) =>
    gammas.map((gamma) => ({
      name: `d = ${d}, gamma = ${gamma}${masses ? `, masses ${masses.join(" and ")}` : ""}`,
      gamma,
      model: twoSpecies({ gammas: [gamma, gamma, gamma], ...(masses ? { masses } : {}) }),
      from: skewLaws(d),
      to: image(d),
    })),
  );

/** Maxwell molecules. */
export const mixtureContraction: Check = check({
  ...words,
  id: "beyond/mixture-contraction",
  statement: "The mass-weighted distance between two solutions of a mixture falls, Maxwell molecules",
  source: "ours, after CP, Theorem 2, for MP's mixtures",
  corrected: "d/dt sum_i m_i n_i W2^2(f_i, g_i) <= 0 for gamma_ij = 0",
  data: [...pairsOf([0]), ...pairsOf([0], [1, 20]), ...pairsOf([-1])],
  hypothesis: ({ gamma }) => (gamma === 0 ? undefined : `contraction is for Maxwell molecules, not gamma = ${gamma}`),
  compare: ({ model, from, to }) => [
    below("dD/dt", gaussianWassersteinRate(model, from, to).rate, 0),
    equal("the synchronous cost", gaussianCoupledRates(model, from, to).synchronous, 0, { scale: 10 }),
  ],
});

/** Soft potentials. */
export const mixtureStability: Check = check({
  ...words,
  id: "beyond/mixture-stability",
  statement: "The mass-weighted distance between two solutions of a mixture grows at most exponentially, soft potentials",
  source: "ours, after CP, Theorem 3, for MP's mixtures",
  corrected: "dD/dt <= sum_i Lambda_i m_i n_i W2^2, -d < gamma_ij < 0",
  data: [...pairsOf([-0.5, -1, -1.8]), ...pairsOf([-1], [1, 100])],
  hypothesis: ({ gamma, from }) => (gamma > -from[0].dimension ? undefined : `Lambda is infinite at gamma = ${gamma}`),
  compare: ({ model, from, to }) => [atMost("dD/dt and the bound", gaussianWassersteinRate(model, from, to).rate, gaussianDistanceBound(model, from, to).rate)],
});

const drifting = (drift: number): Law[] => [1, 10].map((mass, i) => gaussian({ mean: [(i === 0 ? drift : -drift / 10), 0, 0], variances: [0, 1, 2].map(() => 0.1 / mass) })); // prettier-ignore

/** It may grow. */
export const mixtureGrowth: Check = check({
  ...words,
  id: "beyond/mixture-growth",
  statement: "The mass-weighted distance between two solutions of a mixture of equal momentum may grow, soft potentials",
  source: "ours: two species that drift apart, at two speeds",
  corrected: "dD/dt > 0 for m = (1, 10), gamma = -2, and drifts 3 and 3.3",
  data: [
    {
      name: "m = (1, 10), gamma = -2",
      gamma: -2,
      model: twoSpecies({ masses: [1, 10], densities: [1, 1], gammas: [-2, -2, -2], strengths: [1, 1, 1] }),
      from: drifting(3),
      to: drifting(3.3),
    },
  ],
  compare: ({ model, from, to }: Mixtures) => [below("0 and dD/dt", 0, gaussianWassersteinRate(model, from, to).rate)],
});

/** Electrons that drift among ions, and ions with the opposite momentum. */
interface Plasma extends Datum {
  readonly dimension: 2 | 3;
  readonly massRatio: number;
  /** Of the electrons in the two solutions. */
  readonly drifts: readonly [number, number];
  readonly electronTemperature: number;
}

const PROTON = 1836.15267;
const plasmas: readonly Plasma[] = [
  { name: "d = 3, protons, drifts 2 and 2.1", dimension: 3, massRatio: PROTON, drifts: [2, 2.1], electronTemperature: 0.3 },
  { name: "d = 3, protons, drifts 2 and 2.2", dimension: 3, massRatio: PROTON, drifts: [2, 2.2], electronTemperature: 1 },
  { name: "d = 3, mass ratio 25, drifts 2 and 2.1", dimension: 3, massRatio: 25, drifts: [2, 2.1], electronTemperature: 0.3 },
  { name: "d = 2, protons, drifts 2 and 2.1", dimension: 2, massRatio: PROTON, drifts: [2, 2.1], electronTemperature: 0.3 },
];

/** Two solutions of the plasma of equal momentum and energy: the ions of the faster electrons are colder. */
function plasmaOf({ dimension: d, massRatio, drifts, electronTemperature }: Plasma): Pick<Mixtures, "from" | "to"> {
  const along = (u: number): number[] => Array.from({ length: d }, (_, k) => (k === 0 ? u : 0));
  const flow = (u: number): number => (u * u) / 2 + (u * u) / (2 * massRatio);
  const [from, to] = drifts.map((u) => {
    const cooled = 1 - (2 / d) * (flow(u) - flow(drifts[0]));
    const species = [[u, electronTemperature, 1], [-u / massRatio, cooled, massRatio]] as const; // prettier-ignore
    return species.map(([drift, temperature, mass]) => gaussian({ mean: along(drift), variances: new Array<number>(d).fill(temperature / mass) }));
  });
  return { from, to };
}

/** Friction falls with speed. */
export const plasmaGrowth: Check = check({
  ...words,
  id: "beyond/electron-ion-growth",
  statement:
    "In a plasma of electrons and ions, all Coulomb collisions on, the mass-weighted distance between two solutions of equal momentum and energy grows",
  source: "ours, after CP, Theorem 3, for MP's mixtures: electrons that drift through ions at two speeds, of which the faster are slowed down less",
  corrected: "dD/dt > 0 at t = 0: gamma = -3, m_2/m_1 = 1836, T_e = .3 T_i, electrons at 2 and 2.1 times (T_i/m_e)^(1/2)",
  data: plasmas,
  compare(plasma) {
    const model = twoSpecies({ masses: [1, plasma.massRatio], densities: [1, 1], gammas: [-3, -3, -3], strengths: [1, 1, 1] });
    const { from, to } = plasmaOf(plasma);
    const total = (laws: readonly Law[], of: (law: Law) => number): number => laws.reduce((sum, law, i) => sum + model.species[i].mass * of(law), 0);
    const energy = ({ mean, covariance }: Law): number => mean.reduce((sum, u, k) => sum + u * u + covariance[k][k], 0);
    return [
      equal("momenta", total(from, ({ mean }) => mean[0]), total(to, ({ mean }) => mean[0]), { scale: 2 }), // prettier-ignore
      equal("energies", total(from, energy), total(to, energy)),
      below("0 and dD/dt", 0, gaussianWassersteinRate(model, from, to).rate),
    ];
  },
});

/** Lemma 4. */
export const mixtureLemma4: Check = check({
  ...words,
  id: "beyond/mixture-lemma-4",
  statement: "Lemma 4 carries over to mixtures, with a surface term at gamma_ij = -d",
  source: "ours, after CP, Lemma 4, for MP's mixtures",
  corrected: "dD/dt = sum_ij int_0^1 int int rho_i rho_j [-kappa sum_k |grad R_k U|^2 + (kappa'/mu) d_r U Lap_S U], and at gamma_ij = -d the surface term",
  data: pairsOf([0.5, 0, -1, -1.5]),
  further: [...pairsOf([-2]), ...pairsOf([-3])],
  compare({ model, from, to, gamma }) {
    const { left, right, boundary } = gaussianLemma4(model, from, to);
    const d = from[0].dimension;
    return [equal("both sides", left, right), gamma === -d ? below("the surface term", boundary, 0) : equal("no surface term", boundary, 0)];
  },
});

/** Couplings. */
export const couplings: Check = check({
  ...words,
  id: "beyond/couplings",
  statement:
    "No coupling of the noise reproduces the rate of the distance: exact <= spherical <= synchronous, and symmetric square roots may even raise the cost of Maxwell molecules",
  source: "ours, after CP, section 4",
  corrected: "dW2^2/dt <= d/dt of the spherical cost <= d/dt of the synchronous cost = 0 for one species of Maxwell molecules",
  data: [
    {
      name: "d = 3, one species, Maxwell",
      gamma: 0,
      model: singleSpecies(powerLaw(0)),
      from: [gaussian({ variances: [0.6, 1, 1.4] })],
      to: [gaussian({ variances: [1.5, 0.7, 0.8] })],
    },
    {
      name: "d = 2, one species, Maxwell",
      gamma: 0,
      model: singleSpecies(powerLaw(0)),
      from: [gaussian({ variances: [0.4, 1.6] })],
      to: [gaussian({ variances: [1.5, 0.5] })],
    },
    ...pairsOf([-1]),
  ],
  compare({ model, from, to, gamma }: Mixtures) {
    const { synchronous, spherical, polar, symmetricRoots } = gaussianCoupledRates(model, from, to);
    const exact = gaussianWassersteinRate(model, from, to).rate;
    const plane = gamma === 0 && from[0].dimension === 2;
    return [
      atMost("exact and spherical", exact, spherical),
      atMost("spherical and synchronous", spherical, synchronous, { scale: 10 }),
      atMost("exact and polar mean-field noise", exact, polar),
      ...(gamma === 0 ? [equal("the synchronous cost", synchronous, 0, { scale: 10 })] : []),
      ...(plane ? [below("0 and the cost of symmetric square roots", 0, symmetricRoots)] : []),
    ];
  },
});
