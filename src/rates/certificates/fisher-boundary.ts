/**
 * Proposition 2.2 of MP misses a boundary term at gamma_ij = -d, i != j. Two species, d = 3, gamma = -3, masses and densities 1, c_12 = 1, no other collisions, f_i = N(0, theta_i I).
 * With z = v - w, c = (v + w)/2, s = theta_1 + theta_2, D = 1/theta_1 - 1/theta_2 and the unit E|z|^-1 = sqrt(2/(pi s)):
 *
 *   dI/dt       = -sum E_i'/theta_i^2, E_1' = -E_2' = -4 E[|z|^-3 (|v|^2 - |w|^2)]                             = -4 D^2 units,
 *   Prop. 2.2   = PV E[-2 kappa sum_k |grad R_k Psi|^2 - 2 kappa' d_r |R Psi|^2],  Psi = log f_1 f_2, kappa = 4 r^-3
 *               = D^2/4 PV E[-8 r^-1 - 32 |c|^2 r^-3 + 48 |c x z|^2 r^-5]                                      = -2 D^2 (1 + (theta_1 - theta_2)^2/s^2) units,
 *   boundary    = -2 . 2 (2/3) 4 pi int f_1 f_2 |v|^2 D^2                                                      = -8 D^2 theta_1 theta_2/s^2 units,
 *
 * R_k the rotations of z at fixed c, |grad|^2 = |grad_c|^2/2 + 2 |grad_z|^2; c given z is N((theta_1 - theta_2) z/(2s), theta_1 theta_2/s I). The last two add up to the first.
 */
import { Interval, PI } from "../../math/exact/intervals.ts";
import { Rational } from "../../math/exact/rational.ts";
import { certificate, type Certificate } from "./certificate.ts";

const integer = (n: number): Rational => new Rational(n);

/** dI/dt, the right side of Proposition 2.2 as a principal value, and the missing boundary term, in units of sqrt(2/(pi (theta_1 + theta_2))), for temperatures theta > 0. */
export function coulombFisherRate(first: Rational, second: Rational): { rate: Rational; printed: Rational; boundary: Rational } {
  const sum = first.plus(second);
  const gap = integer(1).over(first).minus(integer(1).over(second));
  const square = gap.times(gap);
  // E[c . z | z] = slope |z|^2, and the variance of c given z.
  const slope = first.minus(second).over(integer(2).times(sum));
  const spread = first.times(second).over(sum);
  // E[|z|^-3 (|v|^2 - |w|^2)] = 2 slope units.
  const gained = integer(-8).times(slope);
  const inverseSquares = integer(1)
    .over(first.times(first))
    .minus(integer(1).over(second.times(second)));
  // |c|^2 = slope^2 r^2 + 3 spread and |c x z|^2 = 2 spread r^2 on average: what has r^-3 cancels.
  const printed = square.over(integer(4)).times(integer(-8).minus(integer(32).times(slope.times(slope))));
  // int f_1 f_2 |v|^2 = 3 spread (2 pi s)^(-3/2) = 3 spread units / (4 pi s).
  const boundary = integer(-8).times(square).times(spread).over(sum);
  return { rate: gained.times(inverseSquares).negative(), printed, boundary };
}

const [cold, hot] = [integer(1), integer(2)];

export const fisherBoundary: readonly Certificate[] = [
  certificate({
    name: "Proposition 2.2 misses a boundary term",
    statement:
      "right side of Proposition 2.2 (principal value) less dI/dt > 0 for d = 3, gamma_12 = -3, m = (1, 1), n = (1, 1), c_12 = 1, f_1 = N(0, I), f_2 = N(0, 2 I): " +
      `in units of sqrt(2/(3 pi)) they are ${coulombFisherRate(cold, hot).printed} and ${coulombFisherRate(cold, hot).rate}, exactly`,
    enclose() {
      const { printed, rate } = coulombFisherRate(cold, hot);
      const unit = Interval.point(2)
        .over(Interval.rational(cold.plus(hot)).times(PI))
        .sqrt();
      return Interval.rational(printed.minus(rate)).times(unit);
    },
    lemma:
      "none: both sides are numbers at these data. dI/dt is the energy exchange, since the Gaussians' Fisher informations are varied by second moments alone; " +
      "the missing term, 4/9 of it, has the sign of decrease and vanishes for i = j, so that Theorem 1.1 stands",
    source: "MP, Propositions 2.2 and 3.1, at gamma_ij = -d",
  }),
];
