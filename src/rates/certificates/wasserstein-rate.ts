/**
 * The rate of W2^2, enclosed, between a law f and its image g = (I + S)#f, d = 3, alpha = r^gamma, S diagonal, f a Gaussian or
 *
 *   f = (1 - e) N(0, A) + e/2 N(Y e_3, A) + e/2 N(-Y e_3, A),   A diagonal, Y^2 such that g has the energy of f (momentum is 0).
 *
 * I + S is the gradient of a convex function, hence optimal, and
 *
 *   dW2^2/dt = tr(S_1 dP_g/dt) - tr(S_0 dP_f/dt),   S_0 = S, S_1 = S (I + S)^-1,   dP/dt = -6 E[|z|^gamma (z z^T - |z|^2/3 I)],  z = v - w,
 *
 * (first variation: C. Villani, Topics in Optimal Transportation, 2003, chapter 8; the weak form of the equation with v v^T). z is a mixture of N(delta e_3, diag s), s = 2A. For c with
 * c_1 + c_2 + c_3 = 0 and u_j = 1 + 2 t s_j,
 *
 *   E[|z|^gamma sum c_j z_j^2] = 1/Gamma(b) int_0^infinity t^b (u_1 u_2 u_3)^(-1/2) e^(-t delta^2/u_3) [c_2 (s_2 - s_1)/(u_1 u_2) + c_3 ((s_3 - s_1)/(u_1 u_3) + delta^2/u_3^2)] dt/t,
 *
 * b = -gamma/2. For |arg t| < pi/2: |1 + 2 t s| >= (1 + 2 |t| s)/sqrt 2, seven halves of which make the factor 2^(7/4), and the exponential is at most 1 in modulus.
 */
import { Interval, ONE, ZERO } from "../../math/exact/intervals.ts";
import { Rational, sumOfRationals } from "../../math/exact/rational.ts";
import { gammaOfQuarters } from "./quarter-gamma.ts";
import { overScalesEnclosed } from "./trapezoid.ts";

export type Diagonal = readonly [Rational, Rational, Rational];

/** f and S of the header. */
export interface StretchedLaw {
  readonly covariance: Diagonal;
  readonly stretch: Diagonal;
  /** e; 0 for a Gaussian. */
  readonly far: Rational;
}

const zero = new Rational(0);
const one = new Rational(1);
const two = new Rational(2);
const square = (x: Rational): Rational => x.times(x);
const dot = (a: Diagonal, b: Diagonal): Rational => sumOfRationals(a.map((x, i) => x.times(b[i])));
const each = (a: Diagonal, of: (x: Rational, i: number) => Rational): Diagonal => [of(a[0], 0), of(a[1], 1), of(a[2], 2)];

/** Y^2, exact: sum_i (2 S_i + S_i^2) A_i + (2 S_3 + S_3^2) e Y^2 = 0; 0 for a Gaussian. */
export function farSquared({ covariance, stretch, far }: StretchedLaw): Rational {
  if (far.equals(zero)) return zero;
  const gain = each(stretch, (s) => s.times(two.plus(s)));
  return dot(gain, covariance).negative().over(gain[2].times(far));
}

/** W2^2(f, g) = tr(S P_f S), exact. */
export function stretchedDistance(law: StretchedLaw): Rational {
  const second = each(law.covariance, (a, i) => (i === 2 ? a.plus(law.far.times(farSquared(law))) : a));
  return dot(each(law.stretch, square), second);
}

/** Contains dW2^2/dt at f and g; gamma a negative multiple of 1/2 above -7. */
export function stretchedRate(law: StretchedLaw, gamma: number): Interval {
  const { covariance, stretch, far } = law;
  const apart = farSquared(law);
  const scale = each(stretch, (s) => one.plus(s));
  const image = each(covariance, (a, i) => a.times(square(scale[i])));
  const before = contraction({ covariance, apart, far, weights: stretch, gamma });
  const after = contraction({ covariance: image, apart: apart.times(square(scale[2])), far, weights: each(stretch, (s, i) => s.over(scale[i])), gamma });
  return Interval.point(6).times(before.minus(after));
}

/** sum_i weights_i E[|z|^gamma (z_i^2 - |z|^2/3)] over the pairs of (1 - e) N(0, A) + e/2 N(+-Y e_3, A): delta = 0, +-Y, +-2Y. */
function contraction(options: { covariance: Diagonal; apart: Rational; far: Rational; weights: Diagonal; gamma: number }): Interval {
  const { covariance, apart, far, weights, gamma } = options;
  const third = sumOfRationals(weights).over(new Rational(3));
  const pair = { variances: each(covariance, (a) => two.times(a)), weights: each(weights, (c) => c.minus(third)), gamma };
  const near = one.minus(far);
  const pairs: readonly (readonly [Rational, Rational])[] = [
    [square(near).plus(square(far).over(two)), zero],
    [two.times(far).times(near), apart],
    [square(far).over(two), new Rational(4).times(apart)],
  ];
  return pairs
    .filter(([share]) => !share.equals(zero))
    .map(([share, shift]) => Interval.rational(share).times(ofPairs({ ...pair, shift })))
    .reduce((sum, x) => sum.plus(x), ZERO);
}

/** E[|z|^gamma sum weights_i z_i^2], z ~ N(sqrt(shift) e_3, diag variances), the weights of sum 0. */
function ofPairs(options: { variances: Diagonal; shift: Rational; weights: Diagonal; gamma: number }): Interval {
  const { variances, weights, gamma } = options;
  const power = -gamma / 2;
  const [s1, s2, s3] = each(variances, (s) => two.times(s)).map(Interval.rational);
  const shift = Interval.rational(options.shift);
  // Coefficients of 1/(u_1 u_2), 1/(u_1 u_3), 1/u_3^2, and their absolute values.
  const terms = [weights[1].times(variances[1].minus(variances[0])), weights[2].times(variances[2].minus(variances[0])), weights[2].times(options.shift)];
  const [p, q, r] = terms.map(Interval.rational);
  const [pSize, qSize, rSize] = terms.map((x) => Interval.rational(x.absolute()));
  const root = Interval.point(2).sqrt();
  const rest = pSize
    .over(s1.times(s2))
    .plus(qSize.over(s1.times(s3)))
    .plus(rSize.over(s3.times(s3)));
  const integral = overScalesEnclosed({
    at(t, x) {
      const [u1, u2, u3] = [ONE.plus(t.times(s1)), ONE.plus(t.times(s2)), ONE.plus(t.times(s3))];
      const common = Interval.point(power * x)
        .exp()
        .over(u1.times(u2).times(u3).sqrt());
      const [inverse12, inverse13, inverse33] = [ONE.over(u1.times(u2)), ONE.over(u1.times(u3)), ONE.over(u3.times(u3))];
      const damped = common.times(t.times(shift).over(u3).negative().exp());
      return {
        value: damped.times(p.times(inverse12).plus(q.times(inverse13)).plus(r.times(inverse33))),
        size: common.times(pSize.times(inverse12).plus(qSize.times(inverse13)).plus(rSize.times(inverse33))),
      };
    },
    factor: Interval.point(2).times(root).times(root.sqrt()),
    small: { constant: pSize.plus(qSize).plus(rSize), power },
    large: { constant: rest.over(s1.times(s2).times(s3).sqrt()), power: power - 3.5 },
  });
  return integral.over(gammaOfQuarters(-2 * gamma));
}
