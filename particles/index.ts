/**
 * The particle systems, couplings and observables: `landau-flow/particles`.
 *
 * @module landau-flow/particles
 */
export { alone, coupled } from "./simulate.ts";
export { extrapolated, type ExtrapolatedOptions } from "./extrapolated.ts";
export { refinement } from "./refinement.ts";
export { coupledOptimally, independently, sampled, type Start, type StartOptions } from "./initial.ts";
export { motionless } from "./motionless.ts";
export type { Alone, Couple, Coupled, Memo } from "./state.ts";
export { pairCollisions, type PairCollisions, type PairCollisionsOptions } from "./systems/pair-collisions.ts";
export { kacDiffusion, type KacDiffusion } from "./systems/kac-diffusion.ts";
export { whiteNoise, type WhiteNoise, type WhiteNoiseOptions } from "./systems/white-noise.ts";
export { meanField, type MeanField } from "./systems/mean-field.ts";
export type * from "./protocols.ts";
export type { DiffusiveOptions } from "./systems/softening.ts";
export { independent } from "./couplings/independent.ts";
export { synchronous } from "./couplings/synchronous.ts";
export { spherical } from "./couplings/spherical.ts";
export { polarPairs } from "./couplings/polar-pairs.ts";
export { polar, symmetricRoots } from "./couplings/mean-field.ts";
export { partnersMatched } from "./couplings/partners.ts";
export { rematched } from "./couplings/rematch.ts";
export { energy, fourthMoment, momentum, rateOf, temperature, temperatureRate, temperatureTensor, type Axis } from "./observables/moments.ts";
export { first, second } from "./observables/of-couple.ts";
export { ofSpecies } from "./observables/species.ts";
export { pairCorrelation } from "./observables/correlation.ts";
export { coupledCost, coupledCostRate, rematchedCost } from "./observables/cost.ts";
export { theorem3Allows } from "./observables/theorem.ts";
export { marginal, slice, type AxisName, type ProfileOptions } from "./observables/density.ts";
export { degreeFor, equilibriumDistance, type EquilibriumOptions } from "./observables/equilibrium.ts";
export { smoothedFisher, smoothedNorm } from "./observables/smoothed.ts";
export { entropicDistance } from "./observables/entropic.ts";
export { entropy } from "./observables/entropy.ts";
export { differenceFrom } from "./observables/expected.ts";
export { distanceTo, expectedDistance } from "./observables/distance.ts";
export { contraction, type ContractionFamily } from "./observables/contraction.ts";
export { atStart, deterministic, initialRate, ofSolution, starting, type Solved } from "./deterministic.ts";
export { assignmentExcess, debiasedWasserstein, independentFloor, naiveWasserstein, radialWasserstein, sampleDistance } from "./observables/wasserstein.ts";
export type { CloudOptions } from "./observables/squared-distances.ts";
export { lowerBound, type LowerBoundOptions } from "./observables/bounds.ts";
export { ensembleCorrelation, ensembleTensor, type EnsembleOptions, type Scheme } from "./exact/ensembles.ts";
export { maxwellianExchangeRates, pairExchangeRates } from "./exact/exchange.ts";
export { pairMixture } from "./exact/mixture-scheme.ts";
export { maxwellMixtureMean, maxwellMixtureTemperature, type MixtureSeriesOptions } from "./exact/mixture-series.ts";
export { maxwellFourthMoment, maxwellRadialWasserstein, maxwellTensor, type StepOptions } from "./exact/series.ts";
export { stepForTemperature, temperatureStepBias, type TemperatureStep } from "./exact/time-step.ts";
export type { PairVelocities, RotationNoise, RowVelocities } from "./noise/rotation-noise.ts";
export type { AveragedDiffusion, BrownianIncrements } from "./noise/normal-noise.ts";
export type { KernelMemory, Kernels } from "../src/kernels/index.ts";
export type { Crew } from "../src/kernels/threads.ts";
export type { Prober, ProbeOptions } from "./probe.ts";
export type { RelativeVelocities } from "./systems/pair-collisions.ts";
export type { Meeting } from "./systems/meetings.ts";
export type { DiffusionTime } from "./systems/diffusion-time.ts";
export type { Correction } from "./systems/correction.ts";
export type { AlphaTable } from "../src/model/table.ts";
