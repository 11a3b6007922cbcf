/**
 * E|Z|^gamma for Z ~ N(v, s I) in dimension n, x = |v|^2/(2 s):
 *
 *   (2 s)^(gamma/2) Gamma((n+gamma)/2) / Gamma(n/2) 1F1(-gamma/2; n/2; -x),
 *
 * by the mean over a Poisson number of mean x (Kummer's transformation: only positive terms), and for x > 40 by the asymptotic series, whose smallest term is
 * below e^-40 (DLMF 13.2.39, 13.7.2). Relative error 1e-14 while -n < gamma <= 0 and |gamma| is not large.
 */
import { exp, pow } from "../elementary.ts";
import { gamma as gammaFunction } from "../special.ts";

const FAR = 40;

/** r -> E|Z|^gamma at |v| = r. `variance` is s. Throws RangeError unless -dimension < gamma <= 0. */
export function noncentralPower(options: { dimension: number; gamma: number; variance: number }): (r: number) => number {
  const { dimension: n, gamma, variance } = options;
  if (!(gamma > -n && gamma <= 0)) throw new RangeError(`E|Z|^gamma needs ${-n} < gamma <= 0: ${gamma}`);
  const [a, b] = [-gamma / 2, n / 2];
  const centre = (pow(2 * variance, gamma / 2) * gammaFunction(b - a)) / gammaFunction(b);
  return (r) => {
    const x = (r * r) / (2 * variance);
    return x > FAR ? pow(r, gamma) * far(a, b, x) : centre * near(a, b, x);
  };
}

/** e^-x sum_k x^k/k! (b-a)_k/(b)_k. */
function near(a: number, b: number, x: number): number {
  let term = exp(-x);
  let sum = term;
  for (let k = 0; k < x || term > 1e-17 * sum; k++) {
    term *= (x * (b - a + k)) / ((k + 1) * (b + k));
    sum += term;
  }
  return sum;
}

/** sum_k (a)_k (a-b+1)_k / (k! x^k). */
function far(a: number, b: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 0; k < x && Math.abs(term) > 1e-17; k++) {
    term *= ((a + k) * (a - b + 1 + k)) / ((k + 1) * x);
    sum += term;
  }
  return sum;
}
