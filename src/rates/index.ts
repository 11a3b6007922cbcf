/**
 * Instantaneous rates: what the equation does at an instant to moments, distances and functionals of laws.
 *
 * @module landau-flow/rates
 */
export { ratesAtInstant, type InstantRates } from "./instant/at-instant.ts";
export type { FunctionalRate, InstantProblem, PrintedSides, Sides, Unavailable } from "./instant/problem.ts";
export type { EquilibriumBlock, FisherBlock, FokkerPlanckBlock, GrowthBlock, RelativeL2Block, RelativePowerBlock } from "./instant/one-solution.ts";
export type { ChainBlock, CoupledBlock, DistanceRate } from "./instant/two-solutions.ts";
export { gaussianMomentRates, type MomentRates } from "./moments/gaussian-moments.ts";
export { momentRates } from "./moments/mixture-moments.ts";
export type { GaussianState } from "./moments/gaussian-species.ts";
export { entropyRate } from "./fisher/entropy-rate.ts";
export { fisherFiniteParts, fisherRate, type FiniteParts, type FisherRate } from "./fisher/fisher-rate.ts";
export { gaussianWassersteinRate, type SquaredRate, type WassersteinRate } from "./distances/gaussian-wasserstein.ts";
export { criticalMassRatio, growthOf, largestGrowth, sphericalWeight, type Growth, type GrowthOf } from "./spectral/fisher-growth/mass-ratio.ts";
export {
  secondVariationMassRatio,
  temperatureGrowth,
  variationAlong,
  type TemperatureGrowth,
  type VariationAlong,
} from "./spectral/fisher-growth/unequal-temperatures.ts";
export { searchFisherGrowth, type DatumRates, type SearchedGrowth, type SearchOptions, type TiltedDatum } from "./spectral/fisher-growth/search.ts";
export type { TwoTemperatures } from "./spectral/fisher-growth/temperature-terms.ts";
export type { HeavyPartner } from "./spectral/fisher-growth/equilibrium-forms.ts";
export { lorentzThresholds, lyapunovWeight } from "./spectral/fisher-growth/lorentz.ts";
export { lorentzInformation, type LorentzCase, type LorentzInformation } from "./spectral/fisher-growth/lorentz-solution.ts";
export { gaussianGeodesic, type GaussianGeodesic, type GeodesicPoint } from "./distances/gaussian-geodesic.ts";
export type { BridgePoint } from "./distances/gaussian-bridge.ts";
export type { Link } from "./distances/link.ts";
export { hessianBounds, normConvexity, rieszSupremum, theorem3Chain, type ChainOptions } from "./distances/theorem3-chain.ts";
export { coulombChain, coulombExponent } from "./distances/theorem3-coulomb.ts";
export {
  coulombBound,
  coulombConstant,
  coulombHorizon,
  grownBound,
  potentialByNorm,
  theorem3Constant,
  theorem3Rate,
  type Constant,
} from "./distances/theorem3-constants.ts";
export { fournierGuerinChain, fournierGuerinRate, type SplitConstant } from "./distances/fournier-guerin.ts";
export { gaussianLemma4, type Lemma4 } from "./distances/lemma4.ts";
export { potentialLemma4, type PotentialLemma4 } from "./distances/lemma4-potential.ts";
export { gaussianDistanceBound, type DistanceBound } from "./distances/distance-bounds.ts";
export { gaussianEntropicRates, type EntropicIdentity, type EntropicRates } from "./distances/entropic-rates.ts";
export { gaussianHeatIdentity, type Identity } from "./distances/heat-identity.ts";
export { gaussianSecondVariation } from "./distances/second-variation.ts";
export { landauMetric, metricForms, type ExactPotential, type MetricForms } from "./spectral/metric/landau-metric.ts";
export { largestMetricGrowth, monomials, type MetricGrowth } from "./spectral/metric/metric-growth.ts";
export type { ExactBeam } from "./spectral/metric/exact-beams.ts";
export { certificates } from "./certificates/list.ts";
export type { Certificate, Enclosure } from "./certificates/certificate.ts";
export { axisymmetricRatio } from "./spectral/sphere/sphere-axisymmetric.ts";
export { sphereIdentities } from "./spectral/sphere/sphere-identities.ts";
export { leastAxisymmetric, leastPolynomial } from "./spectral/sphere/sphere-least.ts";
export { polynomialRatio, type Monomial } from "./spectral/sphere/sphere-polynomials.ts";
export { linearRatio, sphereConstant, type SphereRatio } from "./spectral/sphere/sphere-ratio.ts";
export { Rational } from "../math/exact/rational.ts";
export { gaussianCoupledRates, type CoupledRates, type PairRates } from "./distances/couplings/coupled-cost.ts";
export {
  contractionAt,
  contractionRate,
  mixtureDissipationForm,
  radialContractionRate,
  type ContractionPoint,
  type ContractionRate,
} from "./spectral/contraction/contraction.ts";
export { joined, polynomials, waves, type PotentialBasis } from "./spectral/contraction/potentials.ts";
export { ramps } from "./spectral/contraction/ramps.ts";
export type { RitzValues } from "./spectral/contraction/ritz.ts";
export { displaced } from "./spectral/contraction/displaced.ts";
export type { Displacement } from "./spectral/contraction/displacement.ts";
export type { DissipationForm } from "./spectral/contraction/dissipation-form.ts";
export { collisionRates, pairCollisionRates } from "./fisher/quadrature/collision-rates.ts";
export type { CollisionRates, FluxMoments, FunctionalRates } from "./fisher/quadrature/ordered-rates.ts";
export { gaussianRelativePowerRate, type RelativePowerOptions } from "./fisher/relative-power-rate.ts";
export { relativeL2Rate, type RelativeL2Rate } from "./fisher/relative-l2-rate.ts";
export { largestRelativeL2Rate, type LargestRateOptions } from "./fisher/relative-l2-largest.ts";
export { fokkerPlanckIdentity, type FokkerPlanckOptions, type PrintedIdentity } from "./fisher/fokker-planck.ts";
