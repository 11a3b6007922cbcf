/**
 * Do N particles become independent as N grows for Coulomb collisions too, gamma = -3, under each particle system?
 *
 * Rotations of pairs are without cut-off; white noise and mean-field diffusion are softened at .05. Two temperatures relax, isotropic, and the radial solver knows the fourth moment of infinitely many
 * particles: what that of N lacks falls as 1/N. Independent noises let the mean velocity diffuse, d/dt N E|u|^2 = 2 (d-1) (1 - 1/N) E 1/|v_i - v_j|, so that under white noise and mean-field diffusion
 * velocities correlate by 4 E(1/|z|) t / N; rotations of pairs and the Kac diffusion keep the momentum, and E v_1 . v_2 = 0. W2^2 between two clouds of one law falls under every system as between
 * independent samples: as N^(-2/3) for large N, as about N^(-1/2) for so few. No theorem gives these rates at gamma = -3 without a cut-off. The exponent of the bias is seen coarsely only: its noise is
 * that of a fourth moment.
 */
import { agrees, choice, conserved, decays, horizon, mixture, powerLaw, singleSpecies, study } from "landau-flow";
import {
  coupled,
  coupledOptimally,
  differenceFrom,
  first,
  fourthMoment,
  independent,
  independentFloor,
  kacDiffusion,
  meanField,
  momentum,
  pairCollisions,
  pairCorrelation,
  whiteNoise,
} from "landau-flow/particles";
import { openRadial } from "landau-flow/solvers";
import type { ReferenceSeries, WitnessedStatement } from "landau-flow";

const isotropic = (variance: number) => [variance, variance, variance];
const law = mixture({ components: [0.4, 1.6].map((variance) => ({ weight: 0.5, mean: [0, 0, 0], variances: isotropic(variance) })) });
const potential = powerLaw(-3);
const softening = 0.05;

const systems = {
  "pair-collisions": { system: coupled(pairCollisions({ potential }), independent()), keeps: true },
  "kac-diffusion": { system: coupled(kacDiffusion({ potential }), independent()), keeps: true },
  "white-noise": { system: coupled(whiteNoise({ potential, softening }), independent()), keeps: false },
  "mean-field": { system: coupled(meanField({ potential, softening }), independent()), keeps: false },
};

const model = singleSpecies(potential);
const solution = openRadial(model, [law]);
const known = new Map<number, { value: number; bound: number }>();
/** The fourth moment of infinitely many particles, once a time. */
const infinite: ReferenceSeries = {
  name: "infinitely many",
  source: "radial solver",
  at(t) {
    const value = known.get(t) ?? fourthMoment().expected!(solution.at(t), model)[""];
    known.set(t, value);
    return value;
  },
};
/** E 1/|z| of two velocities: at the start, by (2/pi)^(1/2)/s for z ~ N(0, s^2 I), and at equilibrium, between which it falls. */
const [atStart, atEnd] = [[[0.25, 0.8], [0.5, 2], [0.25, 3.2]], [[1, 2]]].map((parts) => parts.reduce((sum, [weight, s2]) => sum + weight * Math.sqrt(2 / Math.PI / s2), 0)); // prettier-ignore

const [end, steps] = [0.6, 60];

const correlated = (keeps: boolean) => ({
  name: keeps ? "momentum is kept" : "4 E(1/|z|) t",
  source: keeps ? "exact" : "diffusion of the mean velocity",
  at: (t: number) => (keeps ? { value: 0, bound: 1e-12 } : { value: 2 * (atStart + atEnd) * t, bound: 2 * (atStart - atEnd) * t + 1e-12 }),
});

/** What of the papers this study witnesses (`landau verify`). */
export const statement: WitnessedStatement = {
  statement: "Particles become independent as 1/N for Coulomb collisions: bias of the fourth moment, correlation of two velocities and W2, under each system",
  source: "ours, after Fournier and Hauray (2016), gamma = -3, by particles",
  corrected:
    "the bias of the fourth moment falls with N (exponent -1 within .7), velocities correlate by 4 E(1/|z|) t/N or not at all, and W2^2 between two clouds falls as between independent samples",
  reading: "corrected",
  expected: "consistent",
  cites: ["fournier2016", "kac1956"],
};

export default study({
  title: "Propagation of chaos at gamma = -3: rates in N",
  sources: ["fournier2016", "kac1956"],
  vary: { system: ["pair-collisions", "kac-diffusion", "white-noise", "mean-field"], N: [4, 8, 16, 32] },
  replicates: 300,
  scenario: ({ system, N }) => {
    const { system: dynamics, keeps } = choice("system", system, systems);
    return {
      system: dynamics,
      initial: coupledOptimally(law, law),
      particles: N,
      time: horizon({ end, steps, observe: 2 }),
      observe: {
        bias: first(differenceFrom(infinite, fourthMoment(), { factor: -1 })),
        correlation: first(pairCorrelation()),
        momentum: first(momentum()),
        floor: independentFloor(),
      },
      reference: { correlation: correlated(keeps) },
    };
  },
  claims: [
    decays("bias", { along: "N", exponent: -1, within: 0.7 }),
    // -.508 of independent samples at these N, by an independent computation.
    decays("floor", { along: "N", exponent: -0.5, within: 0.15 }),
    agrees("correlation", { where: { system: ["white-noise", "mean-field"] }, resolution: 0.6 }),
    conserved("momentum", { where: { system: ["pair-collisions", "kac-diffusion"] } }),
  ],
  figures: [
    {
      name: "bias",
      title: "What the fourth moment of N particles lacks, gamma = -3",
      series: ["bias", "floor"],
      against: "N",
      scale: "log",
      yLabel: "bias, and squared distance between two clouds",
      caption:
        "At the end: the fourth moment of the radial solution minus that of N particles, and the assignment cost between two clouds. Slopes about -1 and -1/2.",
    },
  ],
});
