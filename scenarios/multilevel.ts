/**
 * How much cheaper is a mean by levels of the time step?
 *
 * A time step small enough for a relative error of 1e-3 makes every replicate dear. Multilevel Monte Carlo takes the mean of few steps, from many replicates, and adds what
 * each halving of the step changes, from fewer and fewer: P_0 + sum_l (P_l - P_(l-1)), where fine and coarse paths share their Brownian increments and so nearly cancel.
 * Maxwell molecules, 12 to 768 steps: the temperature along the first axis at the end, whose bias by the finest step, relative to the equation, is 6e-4 (the drift and the noise
 * of Euler and Maruyama exchange energy). Every level's mean is known exactly, and compared. The turns of pair collisions do not add up over two steps: their levels share half of
 * the noise only, and the difference varies as much as the values do; they have no bias here to be removed either. Replicates are in the proportion that is the best for the
 * mean-field diffusion, 64 at least (32 of pair collisions), so that variances are known.
 */
import { agrees, cheaperByLevels, gaussian, horizon, multilevelReplicates, powerLaw, study } from "landau-flow";
import { alone, ensembleTensor, meanField, pairCollisions, refinement, sampled, temperatureTensor, whiteNoise } from "landau-flow/particles";

const law = gaussian({ variances: [1.6, 0.9, 0.5] });
const potential = powerLaw(0);
const systems = {
  "mean-field": { system: alone(meanField({ potential })), scheme: "euler" },
  "white-noise": { system: alone(whiteNoise({ potential })), scheme: "euler" },
  "pair-collisions": { system: alone(pairCollisions({ potential })), scheme: "pairs" },
} as const;

const [end, particles, coarsest, finest] = [0.2, 100, 12, 6];
const diffusive: string[] = ["mean-field", "white-noise"];
const levelOf = (run: string) => (run === "plain" ? finest : Number(run.replace("level-", "")));
const stepsOf = (run: string) => coarsest * 2 ** levelOf(run);

/** Steps of all paths of a replicate. */
const costOf = (run: string) => stepsOf(run) * (run === "plain" || run === "level-0" ? 1 : 1.5);

const levels = Array.from({ length: finest + 1 }, (_, level) => `level-${level}`);
/** Variances of the mean-field diffusion, of 40 replicates by hand: halved with the step. */
const measured = levels.map((run, level) => ({ variance: level === 0 ? 0.03 : 1e-3 / 2 ** level, cost: costOf(run) }));
const best = multilevelReplicates(measured, 0.012);

/** The mean at t of the particles themselves. */
function exact(system: keyof typeof systems, run: string, t: number): number {
  const of = (steps: number) => ensembleTensor(law, { scheme: systems[system].scheme, dt: end / steps, component: [0, 0], particles }).at(t).value;
  const fine = of(stepsOf(run));
  return run === "plain" || run === "level-0" ? fine : fine - of(stepsOf(run) / 2);
}

export default study({
  title: "A mean by levels of the time step",
  sources: ["Giles, Operations Research 56 (2008) 607", "Rosin et al., Journal of Computational Physics 274 (2014) 140"],
  vary: {
    system: ["mean-field", "white-noise", "pair-collisions"],
    run: ["plain", "level-0", "level-1", "level-2", "level-3", "level-4", "level-5", "level-6"],
  },
  replicates: ({ system, run }) => {
    const fewest = diffusive.includes(system) ? 64 : 32;
    return Math.max(fewest, run === "plain" ? 2 * fewest : best[levelOf(run)]);
  },
  scenario: ({ system, run }) => ({
    system: run === "plain" || run === "level-0" ? systems[system].system : refinement(systems[system].system),
    initial: sampled(law),
    particles,
    time: horizon({ end, steps: stepsOf(run), observe: 2 }),
    observe: { xx: temperatureTensor("xx") },
    reference: {
      xx: {
        name: "exact",
        source: "exact expectation of so many particles and steps",
        at: (t: number) => ({ value: exact(system, run, t), bound: 1e-12 }),
      },
    },
  }),
  claims: [
    agrees("xx", { where: { run: ["plain", "level-0"] } }),
    agrees("xx", { where: { system: diffusive, run: levels.slice(1) }, unit: 1, resolution: 0.02 }),
    cheaperByLevels("xx", {
      along: "run",
      plain: "plain",
      part: 0.2,
      where: { system: diffusive },
      cost: ({ run }) => costOf(String(run)),
    }),
  ],
});
