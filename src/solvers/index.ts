export { exactMaxwell, maxwellLaw, maxwellMoments } from "./exact.ts";
export { external, type ExternalOptions } from "./external.ts";
export { exact } from "./named.ts";
export { radialSquaredDistance } from "./radial-distance.ts";
export type { StepOptions } from "./series.ts";
export { maxwellFourthMoment, maxwellRadialWasserstein, maxwellTensor } from "./series.ts";
export { maxwellMixture, mixtureMoments, pairMixture, type MixtureMoments } from "./mixture.ts";
export { maxwellMixtureMean, maxwellMixtureTemperature, type MixtureSeriesOptions } from "./mixture-series.ts";
