export { exactMaxwell, maxwellLaw, maxwellMoments } from "./exact.ts";
export { radialSquaredDistance } from "./radial-distance.ts";
export type { StepOptions } from "./series.ts";
export { maxwellFourthMoment, maxwellRadialWasserstein, maxwellTensor } from "./series.ts";
