/**
 * How fast do N particles become independent as N grows, under each particle system?
 *
 * They start independent: the first row of every table is the iid baseline, with the mean (1 - 1/N) P of N samples and no correlation. The dynamics then
 * correlates them, by 1/N. Shown is N times the correlation of two velocities, and of their shears v_x v_y, so that curves for different N should
 * coincide; and the temperature tensor, whose bias in 1/N is known exactly for Maxwell molecules: none for rotations of pairs; the white noise
 * and the mean-field diffusion lose momentum balance, whence velocities correlate by 4 (d-1) tr P t/N. The distance of the empirical measure from the
 * law would show the sampling rate N^{-1/d} only, even for independent particles.
 */
import { agrees, choice, ensembleCorrelation, ensembleTensor, gaussian, horizon, maxwellMolecules, study } from "landau-flow";
import type { Scheme } from "landau-flow";
import {
  alone,
  kacDiffusion,
  meanField,
  pairCollisions,
  pairCorrelation,
  sampled,
  temperatureTensor,
  whiteNoise,
} from "landau-flow/particles";

const potential = maxwellMolecules();
const systems = {
  "pair-collisions": alone(pairCollisions({ potential })),
  "kac-diffusion": alone(kacDiffusion({ potential })),
  "white-noise": alone(whiteNoise({ potential })),
  "mean-field": alone(meanField({ potential })),
};
const schemes: Readonly<Record<keyof typeof systems, Scheme>> = {
  "pair-collisions": "fold",
  "kac-diffusion": "kac",
  "white-noise": "euler",
  "mean-field": "euler",
};
const law = gaussian({ variances: [1.7, 0.8, 0.5] });
const [end, steps] = [0.15, 30];

export default study({
  title: "Propagation of chaos: bias and pair correlation against N",
  sources: ["fournier2016", "kac1956"],
  vary: { system: ["pair-collisions", "kac-diffusion", "white-noise", "mean-field"], N: [16, 64, 256] },
  share: ["system"],
  replicates: 400,
  scenario: ({ system, N }) => {
    const options = { scheme: choice("system", system, schemes), particles: N, dt: end / steps };
    return {
      system: choice("system", system, systems),
      initial: sampled(law),
      particles: N,
      time: horizon({ end, steps, observe: 4 }),
      observe: { correlation: pairCorrelation(), xx: temperatureTensor("xx"), zz: temperatureTensor("zz") },
      reference: {
        correlation: ensembleCorrelation(law, options),
        xx: ensembleTensor(law, { ...options, component: [0, 0] }),
        zz: ensembleTensor(law, { ...options, component: [2, 2] }),
      },
    };
  },
  claims: [
    agrees("xx", { resolution: 0.2 }),
    agrees("zz", { resolution: 0.2 }),
    agrees("correlation", { where: { system: ["white-noise", "mean-field"] }, resolution: 0.5 }),
  ],
  figures: [
    {
      name: "correlation",
      title: "N times the correlation of two velocities",
      series: ["correlation"],
      facet: "system",
      yLabel: "N E v_1 . v_2",
      caption:
        "Independent at t = 0. Rotations of pairs keep the momentum and with it E v_1 . v_2 = 0; independent noises let the mean velocity diffuse, " +
        "and the correlation is of order 1/N: the curves of all N nearly coincide (exact values dashed).",
    },
    {
      name: "shear",
      title: "N times the correlation of the shears of two particles",
      series: ["correlation.shear"],
      facet: "system",
      yLabel: "N E (v_x v_y)_1 (v_x v_y)_2",
      caption: "A quantity that nothing conserves: correlated by the collisions, by order 1/N, under every system.",
    },
  ],
});
