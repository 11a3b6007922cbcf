/**
 * What a solution may cost and how far it is. Solvers have no clock: they count multiplications, and stop with a
 * NumericalError at a stated number, or as soon as it is plain that the rest of the way will pass it.
 */
import { NumericalError } from "../errors.ts";

/** How much a solver may work, and whom it tells. */
export interface WorkOptions {
  /** Multiplications that a solution may take, all its times together; 2e11 by default, some ten minutes. */
  readonly maxWork?: number;
  /** Called after every step with the part of the way to the time asked for that is done, 0 to 1. */
  readonly progress?: (part: number) => void;
}

/** Multiplications that a solution may take when no number is given. */
export const MAX_WORK = 2e11;
/** Multiplications a second, of the order of what a core does. */
export const SPEED = 3e8;
/** Part of the limit that is spent before the rest is foretold: first steps are short. */
const PATIENCE = 0.05;
/** The foretelling takes all steps to come for as long as the last one; they may grow by this. */
const HOPE = 100;

/** A step that was tried: the time reached, the time asked for, and the length of the next step. */
export interface Way {
  readonly from: number;
  readonly to: number;
  readonly next: number;
}

/** Which part of the whole goes this way, where several solutions are advanced one after the other. */
export interface Portion {
  readonly before: number;
  readonly share: number;
}

export interface Budget {
  /** Counts the multiplications of a step. Throws NumericalError when the limit is passed or will be. */
  spend(work: number, way: Way, portion?: Portion): void;
}

/** `remedy` completes "... would help". Throws nothing. */
export function openBudget({ maxWork = MAX_WORK, progress }: WorkOptions, solver: string, remedy: string): Budget {
  let spent = 0;
  const stop = (found: string, { from, to }: Way): never => {
    throw new NumericalError(`${solver}: stopped on the way to t = ${to} (${found}; limit ${brief(maxWork)}): ${remedy} would help`, from);
  };
  return {
    spend(work, way, { before, share } = { before: 0, share: 1 }) {
      const { from, to, next } = way;
      spent += work;
      progress?.(before + share * Math.min(1, from / to));
      if (spent > maxWork) stop(`${brief(spent)} multiplications done`, way);
      const rest = (work * (to - from)) / next;
      if (spent > PATIENCE * maxWork && rest > HOPE * maxWork) stop(`${brief(spent)} multiplications done, some ${brief(rest)} to do`, way);
    },
  };
}

const brief = (work: number): string => work.toExponential(1).replace("+", "");
