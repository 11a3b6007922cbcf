/** Values of laws and of clouds, each with its error. */
export { energy, fourthMoment, meanVelocity, rawFourthMoment, temperatureTensor } from "./moments.ts";
export { gaussianPowerMean, gaussianSecondMomentRate, gaussianWassersteinRate } from "./gaussian-rates.ts";
export { densityAt } from "./density.ts";
export { entropy } from "./entropy.ts";
export { fisherInformation } from "./fisher.ts";
export { lawCovariance, lawFourthMoment, lawMass, lawMean, lawTemperature } from "./law-moments.ts";
export { lpNorm, supNorm } from "./norms.ts";
export { relativeL2, relativePower } from "./relative.ts";
export { potentialSupremum } from "./riesz.ts";
export { leftBy, solved, type Solved, type Subject, type Value } from "./value.ts";
export { kernelPeak, smoothedCloud, smoothedLaw, unsmoothedLaw, type Kernel, type Window } from "./kernel-density.ts";
export { kernelGrid, type CubicGrid } from "./kernel-grid.ts";
