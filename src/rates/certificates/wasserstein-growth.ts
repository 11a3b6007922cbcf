/**
 * W2 grows for soft potentials: explicit laws f, g = (I + S)#f (wasserstein-rate.ts) with dW2^2/dt > 0 at t = 0, d = 3. For Gaussians of unequal energies, and for laws of equal mass,
 * momentum and energy, exactly: f has two far Gaussians of small mass, which pay the energy and hardly collide. Not in the papers; no contradiction to Theorem 3 of CP, which bounds
 * the growth.
 */
import { Rational } from "../../math/exact/rational.ts";
import { certificate, type Certificate } from "./certificate.ts";
import { farSquared, stretchedDistance, stretchedRate, type Diagonal, type StretchedLaw } from "./wasserstein-rate.ts";

/** "-1/20". */
function fraction(text: string): Rational {
  const [numerator, denominator = "1"] = text.split("/");
  return new Rational(BigInt(numerator), BigInt(denominator));
}

const diagonal = (entries: string): Diagonal => {
  const [first, second, third] = entries.split(" ").map(fraction);
  return [first, second, third];
};

const pair = (gamma: number, covariance: string, stretch: string, far: string) => ({
  gamma,
  covariance: diagonal(covariance),
  stretch: diagonal(stretch),
  far: fraction(far),
});

/** The laws of the certificates, with their exponent gamma: A, S, e. */
export const growingPairs: readonly (StretchedLaw & { readonly gamma: number })[] = [
  pair(-3, "1 1/10 1/10", "1/10 0 0", "0"),
  pair(-2, "1 1/10 1/10", "1/10 0 0", "0"),
  pair(-1, "1 1/10 1/10", "1/10 1/20 1/20", "0"),
  pair(-0.5, "1 1/10 1/10", "1/10 3/40 3/40", "0"),
  pair(-3, "1 1/10 1/10", "1/10 0 -1/20", "1/50"),
  pair(-3, "1 1/10 1/10", "1/10 0 -1/100", "1/1000"),
  pair(-2.5, "1 1/10 1/10", "1/10 0 -1/100", "1/100"),
  pair(-2, "1 1/10 1/10", "1/10 0 -1/100", "1/100"),
  pair(-1.5, "1 1/20 1/20", "1/10 1/50 -1/500", "1/1000"),
  pair(-1, "1 1/200 1/200", "1/10 1/20 -1/200", "1/1000000"),
];

export const wassersteinGrowth: readonly Certificate[] = growingPairs.map((data) => {
  const { gamma, covariance, stretch, far } = data;
  const gaussian = far.numerator === 0n;
  const law = gaussian ? "N(0, A)" : `(1 - e) N(0, A) + e/2 N(Y e_3, A) + e/2 N(-Y e_3, A), e = ${far}, Y^2 = ${farSquared(data)}`;
  const energies = gaussian ? "unequal energies" : `equal mass, momentum and energy, e = ${far}`;
  return certificate({
    name: `W2 grows, gamma = ${gamma}, ${energies}`,
    statement:
      `dW2^2/dt > 0 at t = 0 for f = ${law}, A = diag(${covariance.join(", ")}), and g = (I + S)#f, S = diag(${stretch.join(", ")}), ` +
      `where W2^2 = ${stretchedDistance(data)}; alpha = r^${gamma}, d = 3`,
    enclose: () => stretchedRate(data, gamma),
    lemma: lemma(gamma),
    source: "not in the papers; first variation of W2 (Villani 2003, chapter 8) and the weak form of the equation, CP (1.1)",
  });
});

/** W2(f_t, g_t) > W2(f, g) on some (0, t_0), for which solutions. */
function lemma(gamma: number): string {
  const continuity =
    gamma >= -2
      ? "uniformly integrable |z|^(gamma+2): any weakly continuous solution of conserved energy"
      : "int int over |z| < eta of |z|^(gamma+2) f f vanishes with eta, uniformly in t, by |f_t|_3 <= 0.0457 I(f_0) and I(t) <= I(0): the solutions of Guillen and Silvestre";
  return (
    "The quadratic potentials of t = 0 stay admissible, so that W2^2(t) >= tr(S_1 P_g(t)) - tr(S_0 P_f(t)) with equality at 0; P(t) - P(0) is the integral of the weak form, " +
    `right-continuous at 0 (${continuity}). Hence W2(f_t, g_t) > W2(f_0, g_0) on some interval (0, t_0)`
  );
}
