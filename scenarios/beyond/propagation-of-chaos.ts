/**
 * How fast do N particles become independent as N grows, under each particle system?
 *
 * They start independent, and the dynamics correlates them, by 1/N. The baseline does not move: N independent samples of a Gaussian with the exact
 * temperature tensor of the end. A moment is biased by 1/N even for them, as their own mean is subtracted: (1 - 1/N) P. Shown at the end against N are
 * the bias of the temperature, and N times the correlation of two velocities and of their shears v_x v_y, which is flat where particles correlate
 * by 1/N. The bias is that in N alone: measured from the limit N -> infinity of the same scheme in the same time steps. It is known exactly
 * for Maxwell molecules: that of independent samples for rotations of pairs; the white noise and the mean-field diffusion lose momentum balance,
 * whence velocities correlate by 4 (d-1) tr P t/N and the temperature T lacks 4 (d-1) T t/N more. The distance of the empirical measure from the
 * law would show the sampling rate N^{-1/d} only, even for independent particles.
 */
import { agrees, decays, gaussian, horizon, instant, maxwellMolecules, study } from "landau-flow";
import { maxwellMoments } from "landau-flow/solvers";
import { ensembleCorrelation, ensembleTensor } from "landau-flow/particles";
import type { ReferenceSeries, Setup, WitnessedStatement } from "landau-flow";
import type { Scheme } from "landau-flow/particles";
import {
  alone,
  differenceFrom,
  first,
  independently,
  kacDiffusion,
  meanField,
  motionless,
  pairCollisions,
  pairCorrelation,
  sampled,
  temperature,
  temperatureTensor,
  whiteNoise,
} from "landau-flow/particles";
import type { Alone, Coupled } from "landau-flow/particles";

const potential = maxwellMolecules();
const systems = {
  "pair-collisions": alone(pairCollisions({ potential })),
  "kac-diffusion": alone(kacDiffusion({ potential })),
  "white-noise": alone(whiteNoise({ potential })),
  "mean-field": alone(meanField({ potential })),
};
const schemes: Readonly<Record<keyof typeof systems, Scheme>> = {
  "pair-collisions": "pairs",
  "kac-diffusion": "kac",
  "white-noise": "euler",
  "mean-field": "euler",
};
const law = gaussian({ variances: [1.7, 0.8, 0.5] });
const [end, steps] = [0.15, 30];
/** Independent samples have the tensor of the end. */
const still = gaussian({ covariance: maxwellMoments(law, end).tensor });

/** The temperature of infinitely many particles in the same steps. */
function limit(scheme: Scheme): ReferenceSeries {
  const axes = [0, 1, 2].map((i) => ensembleTensor(law, { scheme, particles: Infinity, dt: end / steps, component: [i, i] }));
  const at = (t: number) => ({ value: axes.reduce((sum, axis) => sum + axis.at(t).value, 0) / 3, bound: 0 });
  return { name: "infinitely many", source: "the system's own factor of a step", at };
}

const constant = (value: number): ReferenceSeries => ({
  name: "independent samples",
  source: "exact",
  at: () => ({ value, bound: 1e-12 }),
});

const moments = (scheme: Scheme) => ({
  correlation: pairCorrelation(),
  xx: temperatureTensor("xx"),
  zz: temperatureTensor("zz"),
  bias: differenceFrom(limit(scheme), temperature(), { factor: -1 }),
});

type Measured = Setup<Alone | Coupled, "correlation" | "xx" | "zz" | "bias">;

/** N independent samples, in the place of a system. */
function baseline(particles: number) {
  const { correlation, xx, zz, bias } = moments("pairs");
  const rest = (k: number) => constant((1 - 1 / particles) * still.covariance[k][k]);
  return {
    system: motionless(),
    initial: independently(still, still),
    particles,
    time: instant(),
    observe: { correlation: first(correlation), xx: first(xx), zz: first(zz), bias: first(bias) },
    reference: { correlation: constant(0), "correlation.shear": constant(0), xx: rest(0), zz: rest(2) },
  };
}

function moving(name: keyof typeof systems, particles: number) {
  const options = { scheme: schemes[name], particles, dt: end / steps };
  return {
    system: systems[name],
    initial: sampled(law),
    particles,
    time: horizon({ end, steps, observe: 4 }),
    observe: moments(schemes[name]),
    reference: {
      correlation: ensembleCorrelation(law, options),
      xx: ensembleTensor(law, { ...options, component: [0, 0] }),
      zz: ensembleTensor(law, { ...options, component: [2, 2] }),
    },
  };
}

const diffusive = { system: ["white-noise", "mean-field"] };

/** What of the papers this study witnesses (`landau verify`). */
export const statement: WitnessedStatement = {
  statement: "Particles become independent as 1/N: bias of moments and correlation of two velocities, under each system",
  source: "ours, after Fournier and Hauray (2016) and Kac (1956), by particles",
  corrected: "moments are biased and velocities correlated by O(1/N), with the constants of each system for Maxwell molecules",
  reading: "corrected",
  expected: "consistent",
  cites: ["fournier2016", "kac1956"],
};

export default study({
  title: "Propagation of chaos: bias and pair correlation against N",
  sources: ["fournier2016", "kac1956"],
  vary: { system: ["iid", "pair-collisions", "kac-diffusion", "white-noise", "mean-field"], N: [8, 16, 32, 64, 128] },
  share: ["system"],
  replicates: 1600,
  scenario: ({ system, N }): Measured => (system === "iid" ? baseline(N) : moving(system, N)),
  claims: [
    agrees("xx", { resolution: 0.2 }),
    agrees("zz", { resolution: 0.2 }),
    decays("bias", { along: "N", exponent: -1, within: 0.4 }),
    agrees("correlation", { where: diffusive, resolution: 0.5 }),
    agrees("correlation", { where: { system: ["iid", "pair-collisions", "kac-diffusion"] }, unit: 1, resolution: 0.5 }),
    agrees("correlation.shear", { where: { system: "iid" }, unit: 1, resolution: 0.5 }),
  ],
  figures: [
    {
      name: "bias",
      title: "What the temperature of N particles lacks",
      series: ["bias"],
      against: "N",
      scale: "log",
      yLabel: "temperature of infinitely many minus that of N",
      caption:
        "At the end, about the particles' own mean. Slope -1: independent samples lack T/N, rotations of pairs no more; " +
        "systems that let the mean velocity diffuse lack about twice as much.",
    },
    {
      name: "correlation",
      title: "N times the correlation of two velocities",
      series: ["correlation"],
      against: "N",
      scale: "log",
      yLabel: "N E v_1 . v_2",
      caption:
        "At the end. Flat where particles correlate by 1/N, as independent noises make them: they let the mean velocity diffuse. Rotations of " +
        "pairs keep the momentum and with it E v_1 . v_2 = 0, as of independent samples: only noise is seen of those.",
    },
    {
      name: "shear",
      title: "N times the correlation of the shears of two particles",
      series: ["correlation.shear"],
      against: "N",
      yLabel: "N E (v_x v_y)_1 (v_x v_y)_2",
      caption:
        "At the end, on linear axes as the sign is not known beforehand. A quantity that nothing conserves: independent noises correlate it by order 1/N; " +
        "of rotations of pairs, as of independent samples, no more than noise about 0 is seen.",
    },
  ],
});
