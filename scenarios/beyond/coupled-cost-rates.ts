/**
 * At what rate does the cost of a couple fall, under each system and coupling? Maxwell molecules, two Gaussians, optimally coupled.
 *
 * The generator of the couple, applied to |v - v~|^2 on the ensembles at t = 0. No coupling reproduces the derivative of W2^2 itself (the slope, -7.64
 * in three dimensions): W2 falls mostly because the coupling is optimised again. The mean-field diffusion with the polar rotation does best,
 * then with symmetric roots, then rotations of pairs optimally aligned; shared rotations keep the cost. In two dimensions the cost of the
 * symmetric roots even grows, by +0.120, though the distance of the laws falls.
 */
import { agrees, choice, gaussian, horizon, maxwellMolecules, study } from "landau-flow";
import {
  coupled,
  coupledCost,
  coupledCostRate,
  coupledOptimally,
  kacDiffusion,
  lowerBound,
  meanField,
  pairCollisions,
  polar,
  spherical,
  symmetricRoots,
  synchronous,
  whiteNoise,
} from "landau-flow/particles";
import type { WitnessedStatement } from "landau-flow";

const potential = maxwellMolecules();
const laws = {
  2: [gaussian({ variances: [0.4, 1.6] }), gaussian({ variances: [1.5, 0.5] })],
  3: [gaussian({ variances: [0.6, 1, 1.4] }), gaussian({ variances: [1.5, 0.7, 0.8] })],
} as const;

/** Rates in d = 2 and 3, by quadrature: of the mean-field couplings to 2e-4, of the pair-optimal one (a mean over the sphere) to 1e-6. */
const couples = {
  "mean-field-polar": { system: coupled(meanField({ potential }), polar()), particles: 4000, rates: [0, -1.50597] },
  "mean-field-roots": { system: coupled(meanField({ potential }), symmetricRoots()), particles: 4000, rates: [0.12, -1.47184] },
  "pair-spherical": { system: coupled(pairCollisions({ potential }), spherical()), particles: 4000, rates: [0, -0.748765] },
  "kac-spherical": { system: coupled(kacDiffusion({ potential }), spherical()), particles: 400, rates: [0, -0.748765] },
  "white-noise-spherical": { system: coupled(whiteNoise({ potential }), spherical()), particles: 400, rates: [0, -0.748765] },
  "pair-synchronous": { system: coupled(pairCollisions({ potential }), synchronous()), particles: 400, rates: [0, 0] },
  "kac-synchronous": { system: coupled(kacDiffusion({ potential }), synchronous()), particles: 400, rates: [0, 0] },
  "white-noise-synchronous": { system: coupled(whiteNoise({ potential }), synchronous()), particles: 400, rates: [0, 0] },
};
const synchronously = ["pair-synchronous", "kac-synchronous", "white-noise-synchronous"];
/** A rotation for every pair of few particles, which makes their rates noisier. */
const pairwise = ["kac-spherical", "white-noise-spherical"];
/** Planar increments that are drawn as sums of noises of their own in both ensembles: their rates are noisier than those of shared rotations. */
const bySums = ["white-noise-spherical", "white-noise-synchronous"];
/** Of the others, those without a rate in two dimensions. */
const vanishing = Object.keys(couples).filter((name) => name !== "mean-field-roots" && !bySums.includes(name));
const slopes = { 2: -11.7017, 3: -7.6439988 } as const;

const known = (name: string, value: number, bound: number) => ({
  name,
  source: "quadrature of the generator on the couple of Gaussians",
  at: () => ({ value, bound }),
});

/** What of the papers this study witnesses (`landau verify`). */
export const statement: WitnessedStatement = {
  statement: "No coupling of the noise reproduces the rate of W2: rates of coupled costs under every system and coupling",
  source: "ours, after CP, section 4, by particles",
  corrected: "dW2^2/dt < mean-field polar <= spherical <= synchronous = 0 (one species, Maxwell molecules); symmetric roots may raise the cost",
  reading: "corrected",
  expected: "consistent",
  cites: ["contractivity", "tanaka1978", "fournier2009"],
};

export default study({
  title: "Rates of the coupled cost under every system and coupling",
  sources: ["contractivity", "tanaka1978", "fournier2009"],
  vary: {
    dimension: [3, 2],
    couple: [
      "mean-field-polar",
      "mean-field-roots",
      "pair-spherical",
      "kac-spherical",
      "white-noise-spherical",
      "pair-synchronous",
      "kac-synchronous",
      "white-noise-synchronous",
    ],
  },
  replicates: 24,
  scenario: ({ dimension, couple }) => {
    const { system, particles, rates } = choice("couple", couple, couples);
    return {
      system,
      initial: coupledOptimally(...laws[dimension], { standardise: true }),
      particles,
      time: horizon({ end: 0.1, steps: 20, observe: 6 }),
      observe: { rate: coupledCostRate({ draws: 8 }), lower: lowerBound({ draws: 4 }), cost: coupledCost() },
      reference: {
        rate: known("rate of the coupled cost", rates[dimension - 2], 2e-4),
        "lower.slope": known("dW2^2/dt", slopes[dimension], 1e-4),
      },
    };
  },
  claims: [
    agrees("rate", { where: { couple: ["mean-field-polar", "mean-field-roots", "pair-spherical"], dimension: 3 } }),
    agrees("rate", { where: { couple: "mean-field-roots", dimension: 2 }, resolution: 0.5 }),
    agrees("rate", { where: { couple: pairwise, dimension: 3 }, resolution: 0.3 }),
    agrees("rate", { where: { couple: vanishing, dimension: 2 }, unit: 1, resolution: 0.05 }),
    agrees("rate", { where: { couple: bySums, dimension: 2 }, unit: 1, resolution: 0.15 }),
    agrees("rate", { where: { couple: synchronously, dimension: 3 }, unit: 1, resolution: 0.05 }),
    agrees("lower.slope"),
  ],
  figures: [
    {
      name: "costs",
      title: "Cost of the couple, relative to its start",
      series: ["cost"],
      facet: "dimension",
      relativeTo: "cost",
      yLabel: "cost(t) / cost(0)",
      caption:
        "The same two solutions under every system and coupling; the slopes at t = 0 are in the table. In three dimensions the couplings order as " +
        "their initial rates do. In two, all rates vanish at first but that of the symmetric roots, +0.12, which lasts too briefly to be seen: " +
        "the costs of mean-field couples soon fall, those of pairs of rotations stay.",
    },
  ],
});
