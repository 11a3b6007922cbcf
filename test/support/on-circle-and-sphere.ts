/** Averages over the unit sphere by a product rule, and by them expectations of homogeneous functions of a Gaussian, for d = 2, 3: independent of sums over scales. */
import { gaussLegendre } from "../../src/math/quadrature.ts";
import { logGamma } from "../../src/math/special.ts";

/** The average of g over S^(d-1), with n (2n) points along each angle. */
export function sphereAverage(d: 2 | 3, g: (direction: number[]) => number, n = 60): number {
  const turn = Array.from({ length: 2 * n }, (_, k) => [Math.cos((Math.PI * k) / n), Math.sin((Math.PI * k) / n)]);
  if (d === 2) return turn.reduce((sum, [x, y]) => sum + g([x, y]), 0) / turn.length;
  const { nodes, weights } = gaussLegendre(n);
  let sum = 0;
  nodes.forEach((mu, i) => turn.forEach(([x, y]) => (sum += weights[i] * g([mu, Math.sqrt(1 - mu * mu) * x, Math.sqrt(1 - mu * mu) * y]))));
  return sum / (2 * turn.length);
}

/** E g(L x), x standard normal in R^d, L [d][d], g homogeneous of degree h > -d. */
export function homogeneousMean(l: readonly (readonly number[])[], g: (z: number[]) => number, h: number, n?: number): number {
  const d = l.length as 2 | 3;
  const radial = Math.exp((h / 2) * Math.log(2) + logGamma((d + h) / 2) - logGamma(d / 2));
  return radial * sphereAverage(d, (x) => g(l.map((row) => row.reduce((sum, a, k) => sum + a * x[k], 0))), n);
}
