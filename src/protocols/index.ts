/**
 * The nouns of landau-flow as interfaces, one file a subject: read this room first.
 *
 * The equation is  d_t f = div_v int alpha(|z|) (|z|^2 I - z z^T) (f(w) grad f(v) - f(v) grad f(w)) dw,  z = v - w.
 * Data flows one way: law -> ensemble -> steps -> observables -> estimates -> claims -> report.
 * This room imports nothing and contains no code; everybody may import it. Systems and couplings have their interfaces in particles/protocols.ts.
 */
export type * from "./random.ts";
export type * from "./model.ts";
export type * from "./law.ts";
export type * from "./ensemble.ts";
export type * from "./transport.ts";
export type * from "./quantity.ts";
export type * from "./solution.ts";
export type * from "./run.ts";
export type * from "./study.ts";
export type * from "./check.ts";
