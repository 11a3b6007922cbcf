/** Files: clouds, grids, solutions of other codes, and problems in JSON. The only room beside study and cli that touches the disk. */
export { external, type ExternalOptions } from "./external.ts";
export type { GridDensity, GridOptions } from "./grids.ts";
export { samples } from "./samples.ts";
export { lawFromSpec } from "./spec/law.ts";
export { problemFromSpec, readProblem, type Problem } from "./spec/problem.ts";
export { readCloud } from "./tables.ts";
