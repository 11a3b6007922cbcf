/**
 * Optimal transport: the room's public names. W2^2 is always the squared distance with the full cost |x - y|^2.
 *
 * @module landau-flow/transport
 */
export { ASSIGNMENT_WORK, openSolver, optimalAssignment, type AssignmentOptions, type AssignmentSolver } from "./assignment/exact.ts";
export type { Assignment } from "./assignment/certificate.ts";
export { certifiedCost, debiased, debiasedRadial, assignmentFloor, type Debiased } from "./estimates/debiased.ts";
export { buresSquared, gaussianMapMatrix, gaussianSquared } from "../math/bures.ts";
export { radialSquaredDistance } from "../laws/radial-distance.ts";
export { radialSquared, type RadialOptions } from "./maps/radial.ts";
export { cloudGaussians, gaussianBound, type CloudGaussian } from "./bounds/gaussians.ts";
export { refuseLost } from "./bounds/round-off.ts";
export { radialBound } from "./bounds/radial.ts";
export { gelbrich, type Gelbrich } from "./bounds/gelbrich.ts";
export { optimalMap } from "./maps/optimal.ts";
export { tangentBound } from "./bounds/tangent.ts";
export { debiasedExtrapolated, type Extrapolated } from "./estimates/extrapolated.ts";
export { lawDistance, type LawDistance, type LawDistanceOptions } from "./estimates/law-distance.ts";
export {
  ENTROPIC,
  debiasedDivergence,
  entropicCost,
  entropicDivergence,
  lebesgueCost,
  type Entropic,
  type EntropicDivergence,
  type EntropicOptions,
} from "./entropic/clouds.ts";
export { debiasedEntropic, type DebiasedEntropic } from "./estimates/entropic.ts";
export { entropicGrid, type EntropicGrid, type EntropicGridOptions, type GridAxis, type GridDensity } from "./entropic/grid.ts";
export { gridOf } from "./entropic/grid-of.ts";
export { entropyEstimate, type EntropyEstimate } from "./estimates/entropy.ts";
export {
  entropicMapMatrix,
  gaussianDivergence,
  gaussianEntropic,
  gaussianEntropy,
  gaussianLebesgue,
  gaussianPotentials,
  type GaussianLike,
  type Quadratic,
} from "./entropic/gaussian.ts";
export { gaussianDual, gaussianPrimal, type QuadraticPotential } from "./entropic/gaussian-duality.ts";
export { radialEntropic, type RadialEntropic, type RadialEntropicOptions } from "./entropic/radial.ts";
export { slicedDistance, type Sliced, type SlicedOptions } from "./bounds/sliced.ts";
export { bracket, type BracketEnd, type CloudBracket } from "./bounds/bracket.ts";
export { excess, noiseFloor, type Noise, type NoiseOptions } from "./estimates/noise.ts";
export { speciesDistance, type SpeciesDistance } from "./estimates/species.ts";
export { moments, type Moments } from "../math/cloud-moments.ts";
export type { Matrix } from "../math/symmetric.ts";
export type { Bracket } from "./entropic/bracket.ts";
export type { Pair } from "./entropic/soft-kernel.ts";
