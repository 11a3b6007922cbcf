/**
 * How accurate are particles, the Fourier solver and the radial solver on the problem that the blob method is measured on?
 *
 * The BKW solution in two dimensions from S = 1/2 to t = 0.3125, in relative L2 distance of densities: 8.4e-3 is what the blob method reaches
 * with 3600 blobs in 140 CPU seconds. Level by level particles are multiplied by four and steps by two, seen through a kernel of order 4 of width 1.2 N^(-1/10);
 * modes of the Fourier solver and nodes of the radial one grow by about a half. What each costs is measured by the benchmark
 * (scripts/bench/accuracy.ts): no clock enters a scenario.
 *
 * The solvers are held to the blob method's figure. Particles are held to their own theory: the root of variance and squared bias of the
 * kernel estimate for N independent particles of the exact law, which is 2.9e-2, 1.7e-2, 9.9e-3 and 5.8e-3 at the four levels at the end
 * (the bias 1.2e-2, 7.4e-3, 4.5e-3 and 2.7e-3 of it): by that the blob's figure is passed between levels 3 and 4. Particles of a collision
 * scheme are neither quite independent nor free of the time step's bias, and a mean is below the root mean square: 10 % are allowed for the three.
 */
import { agrees, bkw, fourier, horizon, maxwellMolecules, radial, singleSpecies, staysBelow, study, type Dynamics, type ReferenceSeries } from "landau-flow";
import { exactMaxwell, maxwellLaw } from "landau-flow/solvers";
import { alone, deterministic, distanceTo, expectedDistance, pairCollisions, sampled, starting, type Alone, type Solved } from "landau-flow/particles";

const law = bkw({ S: 0.5, dimension: 2 });
const end = 0.3125;
const levels = {
  1: { steps: 50, particles: 20_000, modes: 16, nodes: 36 },
  2: { steps: 100, particles: 80_000, modes: 24, nodes: 54 },
  3: { steps: 200, particles: 320_000, modes: 32, nodes: 72 },
  4: { steps: 400, particles: 1_280_000, modes: 48, nodes: 96 },
};
const model = singleSpecies(maxwellMolecules());

const solutions = Object.fromEntries(
  Object.entries(levels).map(([level, { modes, nodes }]) => [
    level,
    { fourier: deterministic(model, fourier({ modes })), radial: deterministic(model, radial({ nodes })) },
  ]),
);

/** By the rate of the kernel estimate; the factor is near the best at level 4. */
const kernelOf = (particles: number) => ({ width: 1.2 * particles ** -0.1, order: 4 }) as const;

const theory = (particles: number): ReferenceSeries => ({
  name: "variance and bias of the kernel estimate",
  source: "root mean square for independent particles of the exact law",
  at: (t) => ({ value: expectedDistance(maxwellLaw(law, t), particles, kernelOf(particles)), bound: 0 }),
});

export default study({
  title: "Accuracy of particles and solvers on the blob method's problem",
  sources: ["bobylev1975", "krook1977"],
  vary: { method: ["particles", "fourier", "radial"], level: [1, 2, 3, 4] },
  replicates: ({ method }) => (method === "particles" ? 16 : 2),
  scenario: ({ method, level }) => {
    const { particles, steps } = levels[level];
    const systems: Record<typeof method, Dynamics<Alone | Solved>> = {
      particles: alone(pairCollisions({ potential: maxwellMolecules() })),
      ...solutions[level],
    };
    return {
      system: systems[method],
      initial: method === "particles" ? sampled(law) : starting(law),
      particles: method === "particles" ? particles : 2,
      time: horizon({ end, steps, observe: 2 }),
      observe: { error: distanceTo(exactMaxwell(law), kernelOf(particles)) },
      ...(method === "particles" ? { reference: { error: theory(particles) } } : {}),
    };
  },
  claims: [
    staysBelow("error", 8.42e-3, {
      where: { level: 4, method: ["fourier", "radial"] },
      from: end,
      source: "blob method, 3600 blobs, 140 CPU seconds",
    }),
    agrees("error", { where: { method: "particles" }, bias: 0.1, resolution: 0.25 }),
    staysBelow("error.share", 1, {
      where: { method: ["fourier", "radial"] },
      source: "the solvers' stated L1 error bounds the true one",
    }),
  ],
  figures: [
    {
      name: "accuracy",
      title: "Relative L2 distance to the exact solution",
      series: ["error"],
      against: "level",
      scale: "log",
      yLabel: "relative L2 distance at t = 0.3125",
      caption: "Levels 1 to 4: 20 000 to 1 280 000 particles through kernels of order 4; 16, 24, 32, 48 modes an axis; 36, 54, 72, 96 radial nodes.",
    },
  ],
});
