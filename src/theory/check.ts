/**
 * How a statement becomes a check: data, the hypotheses that they have to meet, and the sides that are compared. The verdict is the conjunction over all cases
 * (claims/verdict.ts): violated before undecided before consistent, and inapplicable only where no datum meets the hypotheses.
 */
import { conjunction, marginOf } from "../claims/verdict.ts";
import type { Check, CheckedCase, CheckVerdict, Comparison, CheckEffort, Statement } from "../protocols/index.ts";
import { inapplicable, judged } from "./cases.ts";

/** What a statement is tried on. */
export interface Datum {
  readonly name: string;
}

/** A statement with its data and what it compares on them. */
export interface CheckOptions<Data extends Datum> extends Statement {
  readonly data: readonly Data[];
  /** Data that are tried in full runs only. */
  readonly further?: readonly Data[];
  /** Which hypothesis fails; undefined where all hold. */
  readonly hypothesis?: (datum: Data) => string | undefined;
  readonly compare: (datum: Data, effort: CheckEffort) => readonly Comparison[];
}

/** A check that can be tried on other data. */
export interface DataCheck<Data extends Datum> extends Check {
  on(data: readonly Data[], effort?: CheckEffort): CheckVerdict;
}

/** A check of the data of `options`. */
export function check<Data extends Datum>({ data, further = [], hypothesis, compare, ...statement }: CheckOptions<Data>): DataCheck<Data> {
  const casesOf = (datum: Data, effort: CheckEffort): readonly CheckedCase[] => {
    const because = hypothesis?.(datum);
    if (because !== undefined) return [inapplicable(datum.name, because)];
    return compare(datum, effort).map((one) => judged({ ...one, name: one.name === "" ? datum.name : `${datum.name}: ${one.name}` }));
  };
  const on = (tried: readonly Data[], effort: CheckEffort = "full"): CheckVerdict => together(tried.flatMap((datum) => casesOf(datum, effort)));
  return { ...statement, on, run: (effort = "full") => on(effort === "full" ? [...data, ...further] : data, effort) };
}

function together(cases: readonly CheckedCase[]): CheckVerdict {
  const graded = cases.map(({ name, verdict, comparison }) => ({
    point: { case: name },
    verdict,
    ...(comparison ? { margin: marginOf(comparison) } : {}),
  }));
  return { ...conjunction(graded, ({ case: name }) => String(name)), cases };
}
