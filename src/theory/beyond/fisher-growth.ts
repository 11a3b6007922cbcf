/**
 * Beyond MP, Theorem 1.1, |gamma_12| > 2 (d-1)^(1/2), the Fisher information may grow (ours): near equilibrium among heavy enough partners (critical mass ratios, spectral/fisher-growth/mass-ratio.ts), in
 * a hydrogen plasma with all collisions, from explicit laws far from equilibrium, and for partners of infinite mass (Lorentz), where a weighted information decreases instead.
 */
import { maxwellian, tiltedMaxwellian } from "../../laws/index.ts";
import { collisionRates, largestGrowth, lorentzInformation, lyapunovWeight, pairCollisionRates, type HeavyPartner } from "../../rates/index.ts";
import type { Check, Law } from "../../protocols/index.ts";
import { atMost, below, equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";
import { twoSpecies } from "../mixtures.ts";

const words = { reading: "corrected", expected: "consistent", evidence: "exact", cites: ["multispecies", "existence2025"] } as const;

interface Partner extends Datum, HeavyPartner {
  readonly grows: boolean;
}

const partner = (dimension: number, gamma: number, massRatio: number, grows: boolean): Partner => ({
  name: `d = ${dimension}, gamma = ${gamma}, mass ratio ${massRatio}`,
  dimension,
  gamma,
  massRatio,
  grows,
});

const growing = ({ grows, name: _, ...heavy }: Partner) => {
  const { rate } = largestGrowth(heavy);
  return [grows ? below("0 and the largest rate", 0, rate) : atMost("the largest rate", rate, 0)];
};

/** Below and above the critical ratio. */
export const massRatios: Check = check({
  ...words,
  id: "beyond/critical-mass-ratio",
  statement: "Near equilibrium the Fisher information, and W2, grow among partners heavier than a critical ratio beyond the threshold of Theorem 1.1",
  source: "ours, after MP, Theorem 1.1: linearised, collisions with the partners only",
  corrected: "critical m_2/m_1: 87.88 (d = 3, gamma = -3), 8.067 (d = 2, gamma = -3); none for |gamma_12| <= 2 sqrt(d-1)",
  data: [
    partner(3, -3, 80, false),
    partner(3, -3, 95, true),
    partner(2, -3, 7.5, false),
    partner(2, -3, 8.6, true),
    partner(3, -2.8, 1e4, false),
    partner(2, -2, 1e4, false),
  ],
  compare: growing,
});

/** Electrons and protons. */
export const hydrogen: Check = check({
  ...words,
  id: "beyond/hydrogen-plasma",
  statement: "In a hydrogen plasma, all Coulomb collisions on, the Fisher information and the mass-weighted W2 grow from data arbitrarily near equilibrium",
  source: "ours, after MP, Theorem 1.1: linearised, self-collisions included",
  corrected: "the largest rate is positive for m_2/m_1 = 1836.15, Z = 1, and negative for 273",
  data: [
    { ...partner(3, -3, 1836.15, true), charge: 1 },
    { ...partner(3, -3, 273, false), charge: 1 },
  ],
  compare: growing,
});

interface Ions extends Datum {
  readonly massRatio: number;
  readonly charge: number;
  /** Whether a perturbation grows, ... */
  readonly grows: boolean;
  /** ... and at which largest relative rate, in units of n_1 c_11, where it is told. */
  readonly told?: number;
}

const ions = (massRatio: number, charge: number, grows: boolean, told?: number): Ions => ({
  name: `mass ratio ${massRatio}, charge ${charge}`,
  massRatio,
  charge,
  grows,
  ...(told === undefined ? {} : { told }),
});
/** Half a unit of the last digit that is told. */
const TOLD = 6e-6;

/** Below and above the critical ratio, and nuclei. */
export const ionRatios: Check = check({
  ...words,
  id: "beyond/critical-mass-ratio-plasma",
  statement:
    "With all Coulomb collisions on, Fisher information and W2 grow near equilibrium among ions heavier than a critical ratio, which falls with their charge",
  source: "ours, after MP, Theorem 1.1: linearised, self-collisions included; Z = n_2 c_12/(n_1 c_11)",
  corrected:
    "critical m_2/m_1: 568.357 (Z = 1), 275.821 (2), 201.667 (3), 117.247 (10); largest rates .08264 (proton), .12509 (deuteron), .38581 (alpha particle)",
  data: [
    ions(568.3, 1, false),
    ions(568.4, 1, true),
    ions(1836.15, 1, true, 0.08264),
    ions(275.8, 2, false),
    ions(275.85, 2, true),
    ions(7294.3, 2, true, 0.38581),
  ],
  further: [ions(3670.48, 1, true, 0.12509), ions(201.6, 3, false), ions(201.7, 3, true), ions(117.2, 10, false), ions(117.3, 10, true)],
  compare({ massRatio, charge, grows, told }) {
    const { rate } = largestGrowth({ dimension: 3, gamma: -3, massRatio, charge });
    return [
      grows ? below("0 and the largest rate", 0, rate) : atMost("the largest rate", rate, 0),
      ...(told === undefined ? [] : [equal("the largest rate and what is told", rate, told, { bound: TOLD })]),
    ];
  },
});

interface Tilted extends Datum {
  readonly dimension: 2 | 3;
  readonly gamma: number;
  readonly masses: readonly [number, number];
  readonly densities: readonly [number, number];
  readonly tilt: { readonly epsilon: number; readonly delta: number; readonly q: number };
  /** Whether the light species collides with itself. */
  readonly self: boolean;
}

const space: readonly Tilted[] = [
  {
    name: "d = 3, gamma = -3, m = (1, 1000)",
    dimension: 3,
    gamma: -3,
    masses: [1, 1000],
    densities: [1, 1],
    tilt: { epsilon: 0.5, delta: 0.1, q: 1.5 },
    self: false,
  },
];
const tilted: readonly Tilted[] = [
  {
    name: "d = 2, gamma = -3, m = (1, 20)",
    dimension: 2,
    gamma: -3,
    masses: [1, 20],
    densities: [1, 1],
    tilt: { epsilon: 0.5, delta: 0.3, q: 1.7 },
    self: false,
  },
];
const allCollisions: readonly Tilted[] = [
  {
    name: "d = 2, gamma = -3, m = (1, 20), n = (1, 2), all c = 1",
    dimension: 2,
    gamma: -3,
    masses: [1, 20],
    densities: [1, 2],
    tilt: { epsilon: 0.5, delta: 0.3, q: 1.7 },
    self: true,
  },
];

/** Explicit laws. */
export const tiltedGrowth: Check = check({
  ...words,
  id: "beyond/fisher-growth",
  statement: "Beyond the threshold of Theorem 1.1 the Fisher information grows from explicit laws with a heavy Maxwellian partner",
  source: "ours, after MP, Theorem 1.1 and its remark on the threshold",
  corrected: "dI/dt > 0 at t = 0",
  data: tilted,
  further: [...space, ...allCollisions],
  compare({ dimension, gamma, masses, densities, tilt, self }) {
    const model = twoSpecies({ masses, densities, gammas: [gamma, gamma, gamma], strengths: [1, 1, 1] });
    const laws: Law[] = [tiltedMaxwellian({ temperature: 1, dimension, ...tilt }), maxwellian({ dimension, temperature: 1 / masses[1] })];
    const { fisher, entropy } = self ? collisionRates(model, laws) : pairCollisionRates(model, laws, 0, 1);
    return [below("0 and dI/dt", 0, fisher), below("dH/dt", entropy, 0)];
  },
});

interface Scattered extends Datum {
  readonly gamma: number;
  readonly tilt: number;
  readonly time: number;
  readonly grows: boolean;
}

const scattered = (gamma: number, tilt: number, time: number, grows: boolean): Scattered => ({
  name: `gamma = ${gamma}, tilt ${tilt}, t = ${time}`,
  gamma,
  tilt,
  time,
  grows,
});

/** The exact solution. */
export const lorentz: Check = check({
  ...words,
  id: "beyond/lorentz",
  statement: "Among partners of infinite mass the Fisher information grows at first beyond the threshold, and falls within it",
  source: "ours, after MP, Theorem 1.1: the Lorentz equation, exact solutions",
  corrected: "I(f_t) > I(f_0) for small t, |gamma| > 2 sqrt 2 (d = 3)",
  data: [scattered(-3, 0.4, 1e-3, true), scattered(-3.5, 0.3, 0.1, true), scattered(-2.5, 0.3, 1e-3, false), scattered(-2.5, 0.3, 0.1, false)],
  compare({ grows, name: _, ...datum }) {
    const { change } = lorentzInformation(datum);
    return [grows ? below("0 and the change of I", 0, change) : below("the change of I", change, 0)];
  },
});

/** What falls instead. */
export const lyapunov: Check = check({
  ...words,
  id: "beyond/weighted-information",
  statement: "Among partners of infinite mass a Fisher information with another weight on the sphere falls, for every gamma",
  source: "ours, after MP, Theorem 1.1: the Lorentz equation",
  corrected: "int f (|d_r log f|^2 + L |grad_S log f|^2/r^2) falls for L >= gamma^2/(4(d-1))",
  data: [scattered(-3, 0.4, 1e-3, false), scattered(-3, 0.2, 0.1, false), scattered(-3.5, 0.3, 1e-3, false), scattered(-2.9, 0.1, 0.1, false)],
  compare({ gamma, tilt, time }) {
    const { change } = lorentzInformation({ gamma, tilt, time, weight: lyapunovWeight({ dimension: 3, gamma }) });
    return [below("the change", change, 0)];
  },
});
