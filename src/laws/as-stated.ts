/**
 * Whether a law's samples have the mean, covariance, fourth moment, radius and factors that it states. Starts are shifted and dilated to the stated moments, maps are made from stated
 * quantiles: a law that states others than its own would be rescaled without a word.
 *
 * N = 4000 samples of a fixed address are compared:
 *   moments                 by their standard errors, the sample's own or, where more, those that the stated moments give (samples of laws with heavy tails do not see their own
 *                           spread): at most SIGMAS. The fourth moment of such laws, E|v|^4 > HEAVY (E|v|^2)^2 with v from the mean, is taken as stated;
 *   distribution functions  of |v - mean| and of the factors, and their quantiles: sup |F_N - F| <= e, P(more) <= 2 exp(-2 N e^2) (Dvoretzky-Kiefer-Wolfowitz-Massart).
 *
 * A law that is as it states is refused with probability 1e-10 at most: 1e-12 for each distribution function, and 1e-15 for each moment, as far as its sum is normal. Found with
 * probability 1 - 1e-10 or more in dimension 3, for a Gaussian's spread: a mean that is off by a quarter of the thermal speed, an energy by 21 %, a variance by 36 %, a fourth
 * moment by 45 %, a distribution function by .12; half of the time, half of that.
 */
import { bisectLeft, bisectRight } from "d3-array";
import { log } from "../math/elementary.ts";
import { sumOver } from "../math/sum.ts";
import type { Law, LineLaw, RadialLaw } from "../protocols/index.ts";
import { ScenarioError } from "../errors.ts";
import { rootKey } from "../random/key.ts";
import { openStream } from "../random/stream.ts";

const COUNT = 4000;
const SIGMAS = 8;
const DISTANCE = Math.sqrt(log(2 / 1e-12) / (2 * COUNT));
const HEAVY = 20;
/** Rounding of sums, relative to the size of what is summed. */
const ROUNDING = 1e-9;
/** Points at which distribution functions are compared. */
const POINTS = 64;

/** Laws that were found to be as they state. */
const known = new WeakSet<Law>();

/** Throws ScenarioError, with what is stated and what was found, unless the law's samples are as it states. Each law is looked at once. */
export function checkAsStated(law: Law): void {
  if (known.has(law)) return;
  const planes = Array.from({ length: law.dimension }, () => new Float64Array(COUNT));
  law.sample(planes, openStream(rootKey("a law as stated")));
  if (!planes.every((plane) => plane.every(Number.isFinite)))
    throw new ScenarioError(`${law.name}: some of its samples are not finite (expected finite numbers)`);
  const from = planes.map((plane, k) => plane.map((x) => x - law.mean[k]));
  const squares = from[0].map((_, i) => from.reduce((sum, plane) => sum + plane[i] * plane[i], 0));
  checkMoments(law, planes, from, squares);
  if (law.radial) checkLine(law, "law of |v - mean|", squares.map(Math.sqrt), law.radial);
  law.factors?.forEach((line, k) => checkLine(law, `factor [${k}]`, planes[k], line));
  known.add(law);
}

function checkMoments(law: Law, planes: readonly Float64Array[], from: readonly Float64Array[], squares: Float64Array): void {
  const { mean, covariance, fourthMoment } = law;
  const trace = covariance.reduce((sum, row, k) => sum + row[k], 0);
  const compare = (what: string, stated: number, found: number, error: number): void => {
    const allowed = SIGMAS * error + ROUNDING * Math.max(Math.abs(stated), Math.abs(found));
    if (Math.abs(found - stated) <= allowed) return;
    throw new ScenarioError(
      `${law.name}: its stated ${what} is ${brief(stated)}, that of ${COUNT} of its samples ${brief(found)} (expected ${brief(stated)} within ${brief(allowed)})`,
    );
  };
  mean.forEach((stated, k) => {
    const { found, error } = meanOf((i) => planes[k][i]);
    compare(`mean [${k}]`, stated, found, Math.max(error, Math.sqrt(Math.max(0, covariance[k][k]) / COUNT)));
  });
  const energy = meanOf((i) => squares[i]);
  const spread = fourthMoment === undefined ? 0 : Math.sqrt(Math.max(0, fourthMoment - trace * trace) / COUNT);
  compare("energy E|v - mean|^2", trace, energy.found, Math.max(energy.error, spread));
  // Stated spread over that seen: more than 1 where tails are heavy.
  const unseen = energy.error > 0 ? Math.max(1, spread / energy.error) : 1;
  covariance.forEach((row, k) =>
    row.forEach((stated, l) => {
      const { found, error } = meanOf((i) => from[k][i] * from[l][i]);
      compare(`covariance [${k}][${l}]`, stated, found, unseen * error);
    }),
  );
  if (fourthMoment === undefined || (trace > 0 && fourthMoment > HEAVY * trace * trace)) return;
  const { found, error } = meanOf((i) => squares[i] * squares[i]);
  compare("fourth moment E|v - mean|^4", fourthMoment, found, error);
}

function checkLine({ name }: Law, what: string, values: Float64Array, { cdf, quantile }: RadialLaw | LineLaw): void {
  const sorted = values.toSorted();
  const refuse = (stated: string, found: number, expected: number): never => {
    throw new ScenarioError(
      `${name}: its stated ${what} has ${stated} of ${COUNT} of its samples ${brief(found)} are below (expected ${brief(expected)} within ${brief(DISTANCE)})`,
    );
  };
  for (let j = 1; j < POINTS; j++) {
    const q = j / POINTS;
    const x = sorted[Math.round(q * COUNT)];
    const share = shareBelow(sorted, x);
    if (!(cdf(x) >= share.less - DISTANCE && cdf(x) <= share.most + DISTANCE)) refuse(`a cdf of ${brief(cdf(x))} at ${brief(x)}, where`, share.most, cdf(x));
    const at = quantile(q);
    const found = shareBelow(sorted, at);
    if (!(q >= found.less - DISTANCE && q <= found.most + DISTANCE)) refuse(`the quantile ${brief(at)} at ${brief(q)}, where`, found.most, q);
  }
}

/** Shares of sorted values below x, and at most x. */
const shareBelow = (sorted: Float64Array, x: number) => ({ less: bisectLeft(sorted, x) / COUNT, most: bisectRight(sorted, x) / COUNT });

/** Mean of the samples' values, and its standard error. */
function meanOf(value: (i: number) => number): { readonly found: number; readonly error: number } {
  const found = sumOver(COUNT, value).sum / COUNT;
  const square = sumOver(COUNT, (i) => (value(i) - found) * (value(i) - found)).sum;
  return { found, error: Math.sqrt(square / (COUNT - 1) / COUNT) };
}

const brief = (x: number): string => String(Number(x.toPrecision(4)));
