/**
 * One problem under every particle system: how much does each cost, and how far is it from the equation?
 *
 * Maxwell molecules relax from an anisotropic Gaussian. Pair collisions, the Kac diffusion, the white noise of Fournier and Guerin and the mean-field
 * diffusion all tend to the Landau equation, with their own bias in the time step and in the number of particles. Both are known exactly here and
 * stated with the reference, which is the equation's own solution: each system should be off by no more than its own bias. Energy is kept
 * pathwise by rotations of pairs, and in mean only by the diffusions with their own noise. All start from the same particles. Beside the bias
 * stands the cost: what each system declares for a unit of time, in particle-steps. The study ends when every claim is decided.
 */
import { agrees, choice, conserved, gaussian, horizon, maxwellMolecules, study } from "landau-flow";
import { ensembleTensor, maxwellTensor } from "landau-flow/particles";
import type { Observable, ReferenceSeries } from "landau-flow";
import type { Scheme } from "landau-flow/particles";
import {
  alone,
  differenceFrom,
  energy,
  fourthMoment,
  kacDiffusion,
  meanField,
  pairCollisions,
  sampled,
  temperatureTensor,
  whiteNoise,
} from "landau-flow/particles";
import type { Alone } from "landau-flow/particles";

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
const law = gaussian({ covariance: [[1.5, 0.3, 0], [0.3, 0.9, -0.1], [0, -0.1, 0.6]] }); // prettier-ignore
const [particles, end] = [256, 0.2];

/** The equation's value; the error holds the bias of the particles. */
const equation = (exact: ReferenceSeries, biased: ReferenceSeries): ReferenceSeries => ({
  name: exact.name,
  source: "exact solution for Maxwell molecules; the error holds the system's own bias in dt and N",
  at(t) {
    const own = biased.at(t);
    const { value } = exact.at(t);
    return { value, bound: Math.abs(own.value - value) + own.bound };
  },
});

/** What is known without measuring, beside what is measured. */
const work = (value: number): Observable<Alone> => ({
  of: "alone",
  parts: {
    "": {
      name: "particle-steps per unit of time",
      short: "work",
      symbol: "work",
      kind: "work",
      velocity: 0,
      perTime: true,
      meaning: "What one replicate costs, in steps of one particle.",
    },
  },
  open: () => ({ measure: () => ({ "": value }) }),
});

export default study({
  title: "One problem under every particle system",
  sources: ["contractivity", "bobylev2000", "fournier2009", "fournier2016"],
  vary: { system: ["pair-collisions", "kac-diffusion", "white-noise", "mean-field"], dt: [0.02, 0.005] },
  share: ["system", "dt"],
  replicates: 96,
  until: "decided",
  scenario: ({ system, dt }) => {
    const series = (component: readonly [number, number]): ReferenceSeries =>
      equation(maxwellTensor(law, { component }), ensembleTensor(law, { component, dt, particles, scheme: choice("system", system, schemes) }));
    const run = {
      system: choice("system", system, systems),
      initial: sampled(law),
      particles,
      time: horizon({ end, steps: Math.round(end / dt), observe: 6 }),
    };
    return {
      ...run,
      observe: {
        bias: differenceFrom(maxwellTensor(law, { component: [0, 0] }), temperatureTensor("xx")),
        work: work(run.system.cost({ ...run, observe: {} }) / end),
        xx: temperatureTensor("xx"),
        xy: temperatureTensor("xy"),
        fourth: fourthMoment(),
        energy: energy(),
      },
      reference: { xx: series([0, 0]), xy: series([0, 1]) },
    };
  },
  claims: [agrees("xx"), agrees("xy", { resolution: 0.5 }), conserved("energy")],
  figures: [
    {
      name: "relaxation",
      title: "Temperature along the first axis",
      series: ["xx"],
      facet: "system",
      yLabel: "temperature xx",
      caption:
        "Particles with bands, for two time steps, and the equation (dashed). The diffusions with their own noise (Euler and " +
        "Maruyama) run ahead at large dt and heat up; pair collisions and the Kac diffusion do neither.",
    },
    {
      name: "bias",
      title: "Bias of the temperature along the first axis",
      series: ["bias"],
      facet: "system",
      yLabel: "temperature xx of the particles minus exact",
      caption:
        "The same particles at the start, so that the systems differ by their own bias; bands hold the noise of the samples, which all share. " +
        "A step of pair collisions costs N particle-steps, one of the diffusions of the order of N^2 pairs, but for the mean-field diffusion of Maxwell " +
        "molecules, which needs the ensemble's moments only. The table has the cost of a unit of time.",
    },
  ],
});
