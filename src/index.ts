/**
 * What scenarios are written with: laws, potentials, studies, claims, and the solutions to compare with. Particle systems, couplings and observables are in
 * `landau-flow/particles`; the further rooms have entries of their own: `/transport`, `/functionals`, `/solvers`, `/theory`, `/files`.
 */
export type * from "./protocols/index.ts";
export { NumericalError, ScenarioError } from "./errors.ts";

export { rootKey } from "./random/key.ts";
export { openStream } from "./random/stream.ts";

export * from "./model/index.ts";
export * from "./laws/index.ts";
export type { Table } from "./laws/rows.ts";
export type { JsonForm, Surroundings } from "./json/form.ts";
export { samples } from "./files/samples.ts";

export { horizon, instant, study, type Declaration, type Declared, type DeclaredFigure, type DeclaredStudy, type PointOf } from "./study/declare/study.ts";
export { choice } from "./study/declare/choice.ts";
export { interval, pairedInterval, simultaneousLevel, summarise, type Interval, type Summary } from "./math/statistics.ts";
export * from "./claims/index.ts";

export * from "./solvers/named.ts";
export { external, type ExternalOptions } from "./files/external.ts";
export type { GridOptions } from "./files/grids.ts";
export { bibliography, bibtex, type WorkCited } from "./bibliography.ts";
