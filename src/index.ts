/** The public names of landau-flow, and nothing else. Particle systems are in `landau-flow/particles`. */
export type * from "./protocols/index.ts";
export { NumericalError, ScenarioError } from "./errors.ts";

export { rootKey } from "./random/key.ts";
export { openStream } from "./random/stream.ts";

export { coulomb, generalPotential, maxwellMolecules, powerLaw, screened, sumOfPowers } from "./model/potential.ts";
export { model, singleSpecies, type Interaction, type ModelOptions } from "./model/species.ts";
export { bkw, gaussian, maxwellian, mixture, shell, tiltedMaxwellian, uniform } from "./laws/index.ts";
export {
  external,
  lawFromSpec,
  problemFromSpec,
  readCloud,
  readProblem,
  samples,
  type ExternalOptions,
  type GridOptions,
  type Problem,
} from "./files/index.ts";

export { horizon, instant, study } from "./study/declare/study.ts";
export { choice } from "./study/declare/choice.ts";
export { interval, pairedInterval, simultaneousLevel, summarise } from "./math/statistics.ts";

export * from "./functionals/index.ts";
export * from "./transport/index.ts";
export * from "./solvers/index.ts";
export * from "./claims/index.ts";
export * from "./theory/index.ts";
export { bibliography, bibtex, type WorkCited } from "./bibliography.ts";
