/**
 * Theorem 2 of CP is false for the entropic cost (1.2) as printed, whose reference measure is the product of the marginals. With S = min 1/2 E|x - y|^2 + eps KL(Pi | f x g), which is
 * half of (1.2) at 2 eps, and f_0 = N(0, diag a) of sum a = d,
 *
 *   S(f_0, f_0) = sum s(a_i) + const,   s(a) = a - D/2 + (eps/2) log(D + eps),   D = sqrt(4 a^2 + eps^2),   s'(a) = 1 - 2a/(D + eps),
 *
 * s is strictly concave, so that S(m, m) - S(f_0, f_0) > 0 unless f_0 is the Maxwellian m; and for Maxwell molecules, a_i' = -4d (a_i - 1), its slope at t = 0 is
 * -4d sum s'(a_i)(a_i - 1). Here a = (1/2, 1, 3/2), d = 3.
 */
import { Interval, ONE, ZERO } from "../../math/exact/intervals.ts";
import { Rational } from "../../math/exact/rational.ts";
import { certificate, type Certificate } from "./certificate.ts";

const variances = [new Rational(1, 2), new Rational(1), new Rational(3, 2)];
const two = Interval.point(2);
const total = (terms: readonly Interval[]): Interval => terms.reduce((sum, x) => sum.plus(x), ZERO);

/** D of the header. */
function root(a: Interval, epsilon: Interval): Interval {
  const twice = two.times(a);
  return twice.times(twice).plus(epsilon.times(epsilon)).sqrt();
}

function share(a: Interval, epsilon: Interval): Interval {
  const d = root(a, epsilon);
  return a.minus(d.over(two)).plus(epsilon.over(two).times(d.plus(epsilon).log()));
}

const gain = (epsilon: Interval): Interval => total(variances.map((a) => share(ONE, epsilon).minus(share(Interval.rational(a), epsilon))));

function slope(epsilon: Interval): Interval {
  const terms = variances.map((variance) => {
    const a = Interval.rational(variance);
    return ONE.minus(two.times(a).over(root(a, epsilon).plus(epsilon))).times(ONE.minus(a));
  });
  return Interval.point(12).times(total(terms));
}

const data = "f_0 = N(0, diag(1/2, 1, 3/2)), m = N(0, I)";
const source = "CP (1.2) and Theorem 2, as printed";

export const printedEntropicCost: readonly Certificate[] = [new Rational(1, 10), new Rational(1), new Rational(5)].flatMap((epsilon) => [
  certificate({
    name: `the printed entropic cost ends higher, eps = ${epsilon}`,
    statement: `S(m, m) - S(f_0, f_0) > 0 for ${data}, S = min 1/2 E|x - y|^2 + eps KL(Pi | f x g), eps = ${epsilon}`,
    enclose: () => gain(Interval.rational(epsilon)),
    lemma:
      "S is lower semicontinuous and f_t tends to m, so that S(f_0, f_0) < S(m, m) <= liminf S(f_t, f_t): the cost of the solution with itself does not decrease",
    source,
  }),
  certificate({
    name: `the printed entropic cost rises at once, eps = ${epsilon}`,
    statement: `dS(f, f)/dt > 0 at t = 0 for Maxwell molecules, d = 3, and ${data}, eps = ${epsilon}`,
    enclose: () => slope(Interval.rational(epsilon)),
    lemma: "formal: the first variation of S in the direction of the equation; that the cost does not decrease follows without it from the values at f_0 and m",
    source,
  }),
]);
