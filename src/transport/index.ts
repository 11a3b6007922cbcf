/** Optimal transport: the room's public names. W2^2 is always the squared distance with the full cost |x - y|^2. */
export { openSolver, optimalAssignment, type AssignmentOptions, type AssignmentSolver } from "./exact.ts";
export type { Assignment } from "./certificate.ts";
export { debiased, debiasedRadial, independentFloor, type Debiased } from "./debiased.ts";
export { buresSquared, gaussianMapMatrix, gaussianSquared } from "./gaussian.ts";
export { radialLawSquared, radialSquared, type RadialOptions } from "./radial.ts";
export { gelbrich, type Gelbrich } from "./bounds.ts";
export { optimalMap } from "./maps.ts";
export { tangentBound } from "./tangent.ts";
export { extrapolated, type Extrapolated } from "./extrapolated.ts";
export { lawDistance, type LawDistance } from "./law-distance.ts";
export {
  debiasedDivergence,
  entropicCost,
  entropicDivergence,
  lebesgueCost,
  type Entropic,
  type EntropicDivergence,
  type EntropicOptions,
} from "./entropic.ts";
export { entropicGrid, type EntropicGrid, type EntropicGridOptions, type GridAxis, type GridDensity } from "./entropic-grid.ts";
export { gridOf } from "./grid-of.ts";
export { entropyEstimate, type EntropyEstimate } from "./entropy-estimate.ts";
export {
  entropicMapMatrix,
  gaussianDivergence,
  gaussianEntropic,
  gaussianEntropy,
  gaussianLebesgue,
  gaussianPotentials,
  type GaussianLike,
  type Quadratic,
} from "./gaussian-entropic.ts";
export { radialEntropic, type RadialEntropic, type RadialEntropicOptions } from "./radial-entropic.ts";
export { slicedDistance, type Sliced, type SlicedOptions } from "./sliced.ts";
export { bracket, type BracketEnd, type CloudBracket } from "./bracket.ts";
export { excess, noiseFloor, type Noise, type NoiseOptions } from "./noise.ts";
export { speciesDistance, type SpeciesDistance } from "./species.ts";
export { moments, type Moments } from "./moments.ts";
