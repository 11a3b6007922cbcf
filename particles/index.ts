/** The particle systems, couplings and observables: `landau-flow/particles`. */
export { alone, coupled } from "./simulate.ts";
export { extrapolated, type ExtrapolatedOptions } from "./extrapolated.ts";
export { coupledOptimally, independently, sampled, type Start, type StartOptions } from "./initial.ts";
export { motionless } from "./motionless.ts";
export type { Alone, Couple, Coupled } from "./state.ts";
export type * from "./protocols.ts";
export { pairCollisions, type PairCollisionsOptions } from "./systems/pair-collisions.ts";
export { kacDiffusion } from "./systems/kac-diffusion.ts";
export { whiteNoise } from "./systems/white-noise.ts";
export { meanField } from "./systems/mean-field.ts";
export type { DiffusiveOptions } from "./systems/softening.ts";
export { independent } from "./couplings/independent.ts";
export { synchronous } from "./couplings/synchronous.ts";
export { spherical } from "./couplings/spherical.ts";
export { polarPairs } from "./couplings/polar-pairs.ts";
export { polar, symmetricRoots } from "./couplings/mean-field.ts";
export { partnersMatched } from "./couplings/partners.ts";
export { rematched } from "./couplings/rematch.ts";
export { energy, first, fourthMoment, momentum, rateOf, second, temperature, temperatureRate, temperatureTensor } from "./observables/moments.ts";
export { ofSpecies } from "./observables/species.ts";
export { pairCorrelation } from "./observables/correlation.ts";
export { coupledCost, coupledCostRate, rematchedCost } from "./observables/cost.ts";
export { marginal, slice, type ProfileOptions } from "./observables/density.ts";
export { entropy } from "./observables/entropy.ts";
export { differenceFrom } from "./observables/expected.ts";
export { distanceTo, expectedDistance } from "./observables/distance.ts";
export { deterministic, initialRate, ofSolution, starting, type Solved } from "./deterministic.ts";
export {
  assignmentExcess,
  debiasedWasserstein,
  independentFloor,
  naiveWasserstein,
  radialWasserstein,
  sampleDistance,
  type CloudOptions,
} from "./observables/wasserstein.ts";
export { lowerBound, type LowerBoundOptions } from "./observables/bounds.ts";
export { ensembleCorrelation, ensembleTensor, type EnsembleOptions, type Scheme } from "./exact/ensembles.ts";
export { maxwellianExchangeRates, pairExchangeRates } from "./exact/exchange.ts";
export { pairMixture } from "./exact/mixture-scheme.ts";
export { maxwellMixtureMean, maxwellMixtureTemperature, type MixtureSeriesOptions } from "./exact/mixture-series.ts";
export { maxwellFourthMoment, maxwellRadialWasserstein, maxwellTensor, type StepOptions } from "./exact/series.ts";
export { stepForTemperature, temperatureStepBias, type TemperatureStep } from "./exact/time-step.ts";
