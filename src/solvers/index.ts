/**
 * Deterministic solutions: the public names of `landau-flow/solvers`.
 *
 * @module landau-flow/solvers
 */
export { exactMaxwell, maxwellLaw, maxwellMoments, openExact } from "./maxwell/exact.ts";
export { openHermite, type HermiteOptions } from "./hermite/solver.ts";
export type { Basis, Block } from "./hermite/basis.ts";
export type { HermiteLaw } from "./hermite/law.ts";
export { openRadial, type RadialSolverOptions, type RadialReference, type RadialState } from "./radial/solver.ts";
export { openFourier, type FourierOptions, type FourierReference, type FourierState } from "./fourier/solver.ts";
export { MAX_WORK, type WorkOptions } from "./budget.ts";
export type { SolverDefinition } from "./definition.ts";
export { openReference, type Opened, type SolverName, type SolverOptions } from "./open.ts";
export { maxwellMixture, mixtureMoments, type MixtureMoments } from "./maxwell/mixture.ts";
