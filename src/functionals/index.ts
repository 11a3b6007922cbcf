export { energy, fourthMoment, meanVelocity, rawFourthMoment, temperatureTensor } from "./moments.ts";
export { gaussianPowerMean, gaussianSecondMomentRate, gaussianWassersteinRate } from "./gaussian-rates.ts";
export { maxwellianExchangeRates, pairExchangeRates } from "./exchange.ts";
