/**
 * Statements of the papers: claims about series of a study, and checks that need no particles.
 *
 * @module landau-flow/theory
 */
export { theorem3AtStart } from "./contractivity/theorem3.ts";
export { concentric, theorem3Along, type SolutionPair, type Theorem3At } from "./contractivity/theorem3-along.ts";
export { theorem3Bound, theorem3InTime } from "./contractivity/theorem3-in-time.ts";
export type { Bounded } from "./contractivity/theorem3.ts";
export { checks } from "./statements.ts";
