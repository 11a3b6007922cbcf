/**
 * What scenarios are written with: laws, potentials, studies, claims, and the solutions to compare with. Particle systems, couplings and observables are in
 * `landau-flow/particles`; the further rooms have entries of their own: `/transport`, `/functionals`, `/solvers`, `/rates`, `/theory`, `/files`.
 *
 * @module landau-flow
 */
export * from "./portable.ts";
export { samples } from "./files/samples.ts";
export { external, type ExternalOptions } from "./files/external.ts";
export type { GridOptions } from "./files/grids.ts";
