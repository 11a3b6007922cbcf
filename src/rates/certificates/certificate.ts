/**
 * A certificate: a number that a statement says is positive, enclosed by interval arithmetic (math/exact/intervals.ts), whose ends are proved. low > 0 proves the statement about the number;
 * the lemma that it names makes of it a statement about solutions of the equation.
 */
import type { Interval } from "../../math/exact/intervals.ts";

/** Ends of an interval that contains the number. */
export interface Enclosure {
  readonly low: number;
  readonly high: number;
}

/** A number that `statement` says is positive, its enclosure, and what follows from the sign. */
export interface Certificate {
  readonly name: string;
  /** What number is positive, and for which data. */
  readonly statement: string;
  readonly enclosure: Enclosure;
  readonly width: number;
  /** What turns the sign into a statement about solutions. */
  readonly lemma: string;
  readonly source: string;
}

/** The number is enclosed when it is first asked for. */
export function certificate(options: { name: string; statement: string; lemma: string; source: string; enclose: () => Interval }): Certificate {
  const { enclose, ...words } = options;
  let found: Interval | undefined;
  const interval = (): Interval => (found ??= enclose());
  return {
    ...words,
    get enclosure() {
      const { low, high } = interval();
      return { low, high };
    },
    get width() {
      return interval().width;
    },
  };
}
