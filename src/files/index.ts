/**
 * Files: clouds and problems in JSON. (Samples and solutions of other codes, `samples` and `external`, are in the main entry.)
 *
 * @module landau-flow/files
 */
export type { Cloud, TableOptions } from "./columns.ts";
export { lawFromSpec } from "./spec/law.ts";
export { problemFromSpec, readProblem, type Problem } from "./spec/problem.ts";
export { readCloud } from "./tables.ts";
