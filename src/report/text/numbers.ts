/**
 * Numbers as people read them: an uncertainty has two significant digits and its mean stops at the same decimal,
 * 0.1532 +- 0.0021 (the rule of the Guide to the expression of uncertainty in measurement, JCGM 100:2008, 7.2.6).
 *
 * Limits: no more than ten significant digits are ever shown; files with full precision are csv.ts's affair.
 */

/** Significant digits beyond which a mean is cut and its uncertainty written on its own. */
const mostDigits = 10;

/** Decimal exponent after rounding to `digits` significant digits, so that 0.0996 to two digits counts as 0.10. */
function exponentOf(x: number, digits: number): number {
  return Number(x.toExponential(digits - 1).split("e")[1]);
}

/** x / 10^exponent, computed on the decimal digits so that no rounding enters. */
function scaled(x: number, exponent: number): number {
  const [mantissa, own] = x.toExponential().split("e");
  return Number(`${mantissa}e${Number(own) - exponent}`);
}

/** Fixed notation with `decimals` decimals, which may be negative (tens, hundreds); never "-0". */
function fixed(x: number, decimals: number): string {
  const text = decimals >= 0 ? x.toFixed(decimals) : scaled(Math.round(scaled(x, -decimals)), decimals).toFixed(0);
  return /^-[0.]*$/.test(text) ? text.slice(1) : text;
}

/** At most `digits` significant digits, without trailing zeros. */
export function shortNumber(x: number, digits = 6): string {
  if (!Number.isFinite(x)) return x > 0 ? "inf" : x < 0 ? "-inf" : "none";
  const text = String(Number(x.toPrecision(digits)));
  return text === "-0" ? "0" : text;
}

/**
 * Mean and half-width of an interval, for instance `0.1532 ± 0.0021`, `(1.532 ± 0.021)e-7`. When one replicate
 * leaves the interval without an end the value stands alone: `0.1532`.
 */
export function formatEstimate(mean: number, half: number): string {
  if (!Number.isFinite(mean)) return shortNumber(mean);
  if (!Number.isFinite(half)) return shortNumber(mean, 4);
  if (half === 0) return `${shortNumber(mean, mostDigits)} ± 0`;
  const last = exponentOf(half, 2) - 1;
  // Of the mean as it will be shown: 9.996 becomes 10.00 before it is measured.
  const shown = mean === 0 ? 0 : Math.min(100, exponentOf(mean, mostDigits) - last + 1);
  const scale = Math.max(shown < 1 ? -Infinity : exponentOf(mean, shown), exponentOf(half, 2));
  if (scale - last + 1 > mostDigits) return `${shortNumber(mean, mostDigits)} ± ${half.toExponential(1)}`;
  if (scale >= -4 && scale < 6) return `${fixed(mean, -last)} ± ${fixed(half, -last)}`;
  const decimals = scale - last;
  return `(${fixed(scaled(mean, scale), decimals)} ± ${fixed(scaled(half, scale), decimals)})e${scale}`;
}
