/**
 * Values of laws and of clouds, each with its error.
 *
 * @module landau-flow/functionals
 */
export { cloudEnergy, cloudFourthMoment, cloudMean, cloudRawFourthMoment, cloudTemperatureTensor } from "./moments.ts";
export { gaussianPowerMean } from "./riesz/gaussian-power.ts";
export { densityAt } from "./density.ts";
export { lawEntropy } from "./entropy.ts";
export { fisherInformation } from "./fisher.ts";
export { lawCovariance, lawFourthMoment, lawMass, lawMean, lawTemperature } from "./law-moments.ts";
export { mixtureFisherInformation, mixtureMaxwellian, mixtureRelativeEntropy, type MassAndDensity, type MixtureMaxwellian } from "./mixture.ts";
export { lpNorm, supNorm } from "./norms.ts";
export { relativeEntropy } from "./relative-entropy.ts";
export { relativeL2, relativePower } from "./relative.ts";
export { potentialSupremum } from "./riesz/riesz.ts";
export { growthSupremum } from "./riesz/growth.ts";
export { leftBy, solved, type SolvedLaw, type Subject, type Value } from "./value.ts";
export { kernelPeak, smoothedCloud, smoothedLaw, unsmoothedLaw, type Kernel, type Window } from "./smoothed/kernel-density.ts";
export { allowedDegree, checkDegree, cloudRelativeL2, relativeL2UpTo, type MaxwellianFrame } from "./hermite-part.ts";
export { checkSmoothed, smoothedEstimate, smoothedFunctional, type Convex, type SmoothedEstimate } from "./smoothed/smoothed.ts";
export { kernelGrid, type CubicGrid } from "./smoothed/kernel-grid.ts";
export type { Rows } from "./gaussian-algebra.ts";
