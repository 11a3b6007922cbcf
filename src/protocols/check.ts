/** Statements of papers, and what becomes of them on data. */
import type { Verdict } from "./study.ts";

/** By what a statement is judged: closed forms and quadrature, a deterministic solution, ensembles of particles, or interval arithmetic. */
export type Evidence = "exact" | "solver" | "particles" | "certificate";

/** How dear a run of a check may be. */
export type CheckEffort = "smoke" | "full";

/** A statement as it is listed: what is claimed, where, and what is expected of it. */
export interface Statement {
  /** Room and name, `contractivity/lemma-2`. */
  readonly id: string;
  /** In words. */
  readonly statement: string;
  /** Paper and place in it. */
  readonly source: string;
  /** In symbols, as printed; absent of what stands in no paper. */
  readonly printed?: string;
  /** In symbols, as it is true, where that differs from what is printed or stands in no paper. */
  readonly corrected?: string;
  /** Which of the two is judged. */
  readonly reading: "printed" | "corrected";
  readonly expected: Verdict["kind"];
  readonly evidence: Evidence;
  /** Keys of the bibliography. */
  readonly cites: readonly string[];
}

/** What the file of a scenario exports as `statement` when its claims witness one: its id is the file's room and name, its evidence particles. */
export type WitnessedStatement = Omit<Statement, "id" | "evidence">;

/** Two sides that a statement compares. */
export interface Comparison {
  readonly name: string;
  readonly relation: "=" | "<=" | "<";
  readonly left: number;
  readonly right: number;
  /** Of the error of their difference. */
  readonly bound: number;
  /** The size of the sides, or of what they are the difference of. */
  readonly scale: number;
}

/** What a statement says of one datum: a comparison with its verdict, or only a verdict where a hypothesis fails. */
export interface CheckedCase {
  readonly name: string;
  readonly verdict: Verdict;
  readonly comparison?: Comparison;
}

/** The verdict of a check, with the cases that it is made of. */
export type CheckVerdict = Verdict & { readonly cases: readonly CheckedCase[] };

/** A statement with exact, solver or certificate evidence; the same call gives the same bits. */
export interface Check extends Statement {
  /** Judges the statement; "full" by default. */
  run(effort?: CheckEffort): CheckVerdict;
}
