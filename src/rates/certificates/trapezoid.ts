/**
 * Integrals over all scales with a rigorous error: int_0^infinity g(t) dt/t by the trapezoidal rule of step h in x = log t.
 *
 * If |g(tau)| <= factor size(|tau|) for |arg tau| < pi/2, g analytic there, and size > 0 is bounded so by itself, then
 *
 *   |sum - integral| <= eta int size dt/t,   eta = 2 factor / (e^(pi^2/h) - 1), which is factor 1.4e-17 for h = 1/4
 *
 * (L. N. Trefethen and J. A. C. Weideman, The exponentially convergent trapezoidal rule, SIAM Review 56 (2014) 385, Theorem 5.1, in the strip |Im x| < pi/2, for g and for size).
 * Beyond the first and last node size <= constant t^power, a geometric series.
 */
import { log } from "../../math/elementary.ts";
import { Interval, ONE, PI, ZERO } from "../../math/exact/intervals.ts";

/** size(t) <= constant t^power, the power a multiple of 1/4: its products with nodes are exact. */
export interface PowerBound {
  readonly constant: Interval;
  readonly power: number;
}

export interface ScaleIntegrand {
  /** g and size at the node t = e^x. */
  at(t: Interval, x: number): { value: Interval; size: Interval };
  readonly factor: Interval;
  /** Bounds of size for every t: power > 0, and power < 0. */
  readonly small: PowerBound;
  readonly large: PowerBound;
}

/** Contains int_0^infinity g(t) dt/t. `step`: h, a multiple of 1/4; nodes end where the bounds of size are below e^-depth of their common value. The widths depend on both, the proof does not. */
export function overScalesEnclosed({ at, factor, small, large }: ScaleIntegrand, { step, depth } = { step: 0.25, depth: 60 }): Interval {
  const crossing = log(large.constant.high / small.constant.high) / (small.power - large.power);
  const first = Math.floor((crossing - depth / small.power) / step);
  const last = Math.ceil((crossing - depth / large.power) / step);
  let value = ZERO;
  let size = ZERO;
  for (let k = first; k <= last; k++) {
    const term = at(Interval.point(k * step).exp(), k * step);
    value = value.plus(term.value);
    size = size.plus(term.size);
  }
  const h = Interval.point(step);
  const eta = Interval.point(2).times(factor).over(PI.times(PI).over(h).exp().minus(ONE));
  const tails = beyond(small, (first - 1) * step, -step).plus(beyond(large, (last + 1) * step, step));
  const whole = size.plus(tails).times(h).over(ONE.minus(eta));
  const error = tails.times(h).plus(eta.times(whole)).high;
  return value.times(h).plus(new Interval(-error, error));
}

/** The bound summed over the nodes x, x + stride, x + 2 stride, ... */
function beyond({ constant, power }: PowerBound, x: number, stride: number): Interval {
  return constant.times(Interval.point(power * x).exp()).over(ONE.minus(Interval.point(power * stride).exp()));
}
