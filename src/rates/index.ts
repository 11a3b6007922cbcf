/** Instantaneous rates: what the equation does at an instant to moments, distances and functionals of laws. */
export { gaussianSecondMomentRate } from "./moments/gaussian-second-moment.ts";
export { gaussianWassersteinRate } from "./distances/gaussian-wasserstein.ts";
