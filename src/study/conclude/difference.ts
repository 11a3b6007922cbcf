/**
 * Two results side by side: where they measured the same thing, whether the means differ by more than chance,
 *
 *   mean(A) - mean(B) outside of its interval, all intervals of one comparison being simultaneous at 99 % (claims/simultaneous.ts).
 *
 * Limits: the two are taken for independent. Replicates of the same streams are positively correlated as a rule, which makes the intervals wider than need be.
 * Equal numbers are equal, whatever their intervals.
 */
import { valuesAt } from "../../claims/over-cells.ts";
import { simultaneous } from "../../claims/simultaneous.ts";
import type { Interval } from "../../math/statistics.ts";
import type { Cell, Point, Result } from "../../protocols/index.ts";
import { labelOf } from "../plan/task.ts";

/** A mean of A less the mean of B, with its interval. */
export interface Difference {
  readonly point: Point;
  readonly series: string;
  readonly t: number;
  readonly difference: Interval;
}

export interface Differences {
  /** Means that both have. */
  readonly compared: number;
  /** Of these, those whose replicates have the same values in the same order. */
  readonly equal: number;
  /** Means that differ by more than chance, in the order of A. */
  readonly apart: readonly Difference[];
  /** Means that only one of the two has. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
}

interface Sample {
  readonly point: Point;
  readonly series: string;
  readonly t: number;
  readonly values: readonly number[];
}

export function differences(first: Result, second: Result): Differences {
  const [a, b] = [samplesOf(first), samplesOf(second)];
  const pairs = [...a].flatMap(([name, one]) => {
    const other = b.get(name);
    return other ? [{ one, other }] : [];
  });
  const unequal = pairs.filter(({ one, other }) => !isEqual(one.values, other.values));
  const looks = Math.max(first.stopping?.looks ?? 1, second.stopping?.looks ?? 1);
  const { combination } = simultaneous(
    unequal.flatMap(({ one, other }) => [one.values, other.values]),
    // Of two that may both have ended early any two looks may meet.
    { looks: looks * Math.min(first.stopping?.looks ?? 1, second.stopping?.looks ?? 1) },
  );
  const told = unequal.map(({ one: { point, series, t, values }, other }) => {
    const parts = [
      { weight: 1, values },
      { weight: -1, values: other.values },
    ];
    return { point, series, t, difference: combination(parts) };
  });
  return {
    compared: pairs.length,
    equal: pairs.length - unequal.length,
    apart: told.filter(({ difference: { low, high } }) => low > 0 || high < 0),
    onlyFirst: a.size - pairs.length,
    onlySecond: b.size - pairs.length,
  };
}

function samplesOf({ cells }: Result): Map<string, Sample> {
  return new Map(cells.flatMap((cell) => Object.entries(cell.series).flatMap(([series, estimates]) => estimates.map(({ t }) => sampleAt(cell, series, t)))));
}

function sampleAt(cell: Cell, series: string, t: number): [string, Sample] {
  const { point, times } = cell;
  return [JSON.stringify([labelOf(point), series, t]), { point, series, t, values: valuesAt(cell, series, times.indexOf(t)) }];
}

const isEqual = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((value, k) => Object.is(value, other[k]));
