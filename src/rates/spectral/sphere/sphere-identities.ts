/**
 * The identities behind MP, Lemma 3.2 (its eq. 3.3 and 3.4), for phi = e^h on S^(d-1), R_k the rotations x_i d_j - x_j d_i:
 *
 *   Gamma_2(h) = |Hess h|^2 + (d-2) |grad h|^2 = sum_kl (R_k R_l h)^2,           as Lap = sum_k R_k^2 commutes with every R_l,
 *   int phi Gamma_2(log phi) = int Lap phi (Lap log phi + Gamma(log phi)/2) = 4 int (Lap p)^2 + 4 int Lap p |grad p|^2 / p,   p = sqrt phi.
 */
import { linkOf, type Link } from "../../distances/link.ts";
import type { SphereRule } from "../../../math/sphere-rule.ts";
import { dimensionOf, overSphere, polynomialSums, sphereRules, type Jet, type Monomial } from "./sphere-polynomials.ts";

/** sum_kl (R_k R_l h)^2: R_kl R_ij h = x_k d_l (x_i h_j - x_j h_i) - x_l d_k (x_i h_j - x_j h_i). */
function rotated({ x, g, H }: Jet): number {
  const d = x.length;
  const moved = (l: number, i: number, j: number): number => (l === i ? g[j] : 0) - (l === j ? g[i] : 0) + x[i] * H[j * d + l] - x[j] * H[i * d + l];
  let sum = 0;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < i; j++) {
      for (let k = 0; k < d; k++) {
        for (let l = 0; l < k; l++) {
          const twice = x[k] * moved(l, i, j) - x[l] * moved(k, i, j);
          sum += twice * twice;
        }
      }
    }
  }
  return sum;
}

/** Lap h and Gamma(h). */
function flat({ x, g, H }: Jet): [laplacian: number, gamma: number] {
  const d = x.length;
  let [radial, square, trace, xhx] = [0, 0, 0, 0];
  for (let i = 0; i < d; i++) {
    radial += x[i] * g[i];
    square += g[i] * g[i];
    trace += H[i * d + i];
    for (let j = 0; j < d; j++) xhx += x[i] * H[i * d + j] * x[j];
  }
  return [trace - xhx - (d - 1) * radial, square - radial * radial];
}

/** The integrals of all forms by one rule, for phi of average 1. */
function forms(rule: SphereRule, terms: readonly Monomial[]) {
  const powers = terms.map((term) => term.powers);
  const c = terms.map(({ coefficient }) => coefficient);
  let [rotations, parts, root] = [0, 0, 0];
  overSphere(rule, powers, c, (jet, phi) => {
    const [laplacian, gamma] = flat(jet);
    rotations += phi * rotated(jet);
    parts += phi * (laplacian + gamma) * (laplacian + gamma / 2);
    // p = e^(h/2): Lap p = p (Lap h/2 + Gamma/4), |grad p|^2 / p = p Gamma / 4.
    const half = laplacian / 2 + gamma / 4;
    root += phi * (4 * half * half + half * gamma);
  });
  const { mass, gamma2 } = polynomialSums(rule, powers, c);
  return { hessian: gamma2 / mass, rotations: rotations / mass, parts: parts / mass, root: root / mass };
}

/** int phi Gamma_2(log phi) by the Hessian, on the left, and by the other forms, for log phi = sum_a c_a x^a. Throws ScenarioError for invalid monomials. */
export function sphereIdentities(terms: readonly Monomial[]): Link[] {
  const [fine, coarse] = sphereRules(dimensionOf(terms)).map((rule) => forms(rule, terms));
  const value = (form: keyof typeof fine) => ({ value: fine[form], bound: Math.abs(fine[form] - coarse[form]) + 1e-13 * fine.hessian });
  return [
    linkOf("sum of squares of second rotations", value("hessian"), value("rotations")),
    linkOf("int Lap phi (Lap log phi + Gamma/2)", value("hessian"), value("parts")),
    linkOf("4 int (Lap p)^2 + 4 int Lap p |grad p|^2 / p", value("hessian"), value("root")),
  ];
}
