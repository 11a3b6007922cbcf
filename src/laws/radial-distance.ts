/**
 * W2 between two laws that are isotropic about their means u, w:  W2^2 = |u - w|^2 + int_0^1 (R_f(q) - R_g(q))^2 dq,  R the
 * quantile function of |v - mean| (monotone rearrangement of the radius is the gradient of a convex function).
 *
 * The integral is taken over r with q = F(r), F the radial law of a Gaussian of the mean temperature: R_f(F(r)) is then smooth,
 * and nearly linear in r. Composite Gauss-Legendre, 24 panels of 16 points; the mass beyond, 1e-15, is cut off. Error about
 * 1e-12 for laws with Gaussian tails.
 */
import type { Law, RadialLaw } from "../protocols/index.ts";
import { ScenarioError } from "../errors.ts";
import { exp, log } from "../math/elementary.ts";
import { integrate } from "../math/quadrature.ts";
import { logGamma, lowerGamma, upperGammaInverse } from "../math/special.ts";
import { temperatureOf } from "./arguments.ts";

const PANELS = 24;
const CUT = 1e-15;

function radialOf(law: Law): RadialLaw {
  if (!law.radial) throw new ScenarioError(`${law.name} is not isotropic about its mean`);
  return law.radial;
}

/** W2^2 between two isotropic laws of the same dimension. Throws ScenarioError when one is not isotropic. */
export function radialSquaredDistance(f: Law, g: Law): number {
  const [first, second] = [radialOf(f), radialOf(g)];
  const d = f.dimension;
  if (g.dimension !== d) throw new ScenarioError(`laws of different dimensions: ${d} and ${g.dimension}`);
  const a = d / 2;
  const variance = (temperatureOf(f) + temperatureOf(g)) / 2;
  const logGammaA = logGamma(a);
  const shift = f.mean.reduce((sum, u, k) => sum + (u - g.mean[k]) * (u - g.mean[k]), 0);
  const integrand = (r: number): number => {
    const x = (r * r) / (2 * variance);
    const q = lowerGamma(a, x);
    const gap = first.quantile(q) - second.quantile(q);
    return ((gap * gap * 2) / r) * exp(a * log(x) - x - logGammaA);
  };
  return shift + integrate(integrand, 0, Math.sqrt(2 * variance * upperGammaInverse(a, CUT)), PANELS);
}
