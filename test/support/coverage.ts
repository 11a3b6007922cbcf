/**
 * How often the verdicts of claims are wrong, by experiment: studies of `comparisons` true means from `replicates` replicates of a law of mean 0.
 */
import { simultaneous } from "../../src/claims/simultaneous.ts";
import { interval, simultaneousLevel, type Interval } from "../../src/math/statistics.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";
import type { Stream } from "../../src/protocols/index.ts";

/** One replicate of mean 0. Skewness 0, 2, 6.18 and 0 (t_3 has no third moment). */
export const laws = {
  normal: (stream: Stream) => stream.normal(),
  exponential: (stream: Stream) => -Math.log(stream.uniform()) - 1,
  lognormal: (stream: Stream) => Math.exp(stream.normal()) - Math.exp(0.5),
  t3: (stream: Stream) => stream.normal() / Math.sqrt((stream.normal() ** 2 + stream.normal() ** 2 + stream.normal() ** 2) / 3),
} as const;

export interface Experiment {
  readonly law: keyof typeof laws;
  readonly replicates: number;
  readonly comparisons: number;
  readonly studies: number;
}

/** Fractions of studies. */
export interface Rates {
  /** In which some interval of a true mean excludes it, hence some claim is called violated that is true. */
  readonly falselyViolated: number;
  /** The same with Student's intervals at the joint level. */
  readonly byStudent: number;
  /** In which a change of the size that studies print on average is shown: of the mean upwards, and downwards. */
  readonly found: readonly [up: number, down: number];
}

export function rates({ law, replicates, comparisons, studies }: Experiment): Rates {
  const stream = openStream(rootKey(`test/coverage/${law}/${replicates}/${comparisons}`));
  const level = simultaneousLevel(0.99, comparisons);
  const excludes = ({ low, high }: Interval): boolean => low > 0 || high < 0;
  const sizes: number[] = [];
  const firsts: Interval[] = [];
  let [wrong, student] = [0, 0];
  for (let n = 0; n < studies; n++) {
    const samples = Array.from({ length: comparisons }, () => Array.from({ length: replicates }, () => laws[law](stream)));
    const all = simultaneous(samples);
    const intervals = samples.map((values) => all.interval(values));
    if (intervals.some(excludes)) wrong++;
    if (samples.some((values) => excludes(interval(values, level)))) student++;
    firsts.push(intervals[0]);
    // The sizes are dear and vary little in the mean.
    if (n < 400) sizes.push(all.detectable(samples[0]));
  }
  const size = sizes.reduce((sum, x) => sum + x, 0) / sizes.length;
  const share = (shown: (one: Interval) => boolean): number => firsts.filter(shown).length / studies;
  return { falselyViolated: wrong / studies, byStudent: student / studies, found: [share(({ low }) => low + size > 0), share(({ high }) => high - size < 0)] };
}
