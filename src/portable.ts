/** The main entry without what reads a disk: what a browser gets as `landau-flow` (package.json, exports). There a program opens the kernels first. */
export type * from "./protocols/index.ts";
export { NumericalError, ScenarioError } from "./errors.ts";

export { openKernels } from "./kernels/index.ts";
export { rootKey } from "./random/key.ts";
export { openStream } from "./random/stream.ts";

export * from "./model/index.ts";
export * from "./laws/index.ts";
export * from "./plasma/index.ts";
export type { Table } from "./laws/rows.ts";
export type { JsonForm, Surroundings } from "./json/form.ts";

export { horizon, instant } from "./setup/horizon.ts";
export { study, type Declaration, type Declared, type DeclaredFigure, type DeclaredStudy, type PointOf } from "./study/declare/study.ts";
export { choice } from "./study/declare/choice.ts";
export { interval, pairedInterval, simultaneousLevel, summarise, type Interval, type Summary } from "./math/statistics.ts";
export { multilevelReplicates, type LevelCost } from "./math/replicates/multilevel.ts";
export * from "./claims/index.ts";

export * from "./solvers/named.ts";
export { bibliography, bibtex, type WorkCited } from "./bibliography.ts";
