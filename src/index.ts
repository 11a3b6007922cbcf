/** The public names of landau-flow, and nothing else. Particle systems are in `landau-flow/particles`. */
export type * from "./protocols.ts";
export { NumericalError, ScenarioError } from "./errors.ts";

export { rootKey } from "./random/key.ts";
export { openStream } from "./random/stream.ts";

export { coulomb, generalPotential, maxwellMolecules, powerLaw, screened, sumOfPowers } from "./model/potential.ts";
export { model, singleSpecies, type Interaction, type ModelOptions } from "./model/species.ts";
export {
  bkw,
  gaussian,
  lawFromSpec,
  maxwellian,
  mixture,
  problemFromSpec,
  readProblem,
  samples,
  shell,
  tiltedMaxwellian,
  uniform,
  type Problem,
} from "./laws/index.ts";

export { horizon, instant, study } from "./study/declare/study.ts";
export { choice } from "./study/declare/choice.ts";
export { interval, pairedInterval, simultaneousLevel, summarise } from "./math/statistics.ts";

export * from "./functionals/index.ts";
export * from "./transport/index.ts";
export * from "./solvers/index.ts";
export * from "./claims/index.ts";
