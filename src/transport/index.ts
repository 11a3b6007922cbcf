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
