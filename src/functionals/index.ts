export { centralFourthMoment, energy, fourthMoment, meanVelocity, temperatureTensor } from "./moments.ts";
export { gaussianPowerMean, gaussianSecondMomentRate, gaussianWassersteinRate } from "./gaussian-rates.ts";
