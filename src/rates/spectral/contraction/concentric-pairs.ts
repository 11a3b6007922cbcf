/**
 * Pairs of a mixture of isotropic Gaussians about one centre, for quadratic forms that are averaged over rotations. For variances s, t the difference z has
 * variance s + t, x = z s/(s + t) + xi with xi of variance st/(s + t), independent of z: three integrals, over |z|, |xi| and the cosine between them, by the Gauss
 * rules of their weights, |z|^(gamma+d+1) e^(-|z|^2/2(s+t)) the first. Exact for polynomials up to the stated degree, and then for every gamma > -d-2.
 */
import { exp, pow } from "../../../math/elementary.ts";
import { gaussHalfInterval, gaussHalfLine, type Rule } from "../../../math/quadrature.ts";
import { logGamma } from "../../../math/special.ts";
import type { PairRule } from "./pairs.ts";

/** E g(|Z|) = sum weights g(nodes), g even, Z standard normal in R^d; with another power the weights are those of |Z|^(power - d + 1) g. */
function radialRule(d: number, length: number, power = d - 1): Rule {
  const constant = exp((1 - d / 2) * Math.LN2 - logGamma(d / 2));
  const { nodes, weights } = gaussHalfLine(length, power);
  return { nodes, weights: weights.map((weight) => constant * weight) };
}

/** Throws RangeError for degrees above 190. */
export function concentricPairs(parts: readonly { weight: number; variance: number }[], d: number, gamma: number, degree: number): PairRule {
  const length = Math.ceil(degree / 2) + 2;
  const spread = radialRule(d, length);
  const differences = radialRule(d, length, gamma + d + 1);
  const angle = gaussHalfInterval(length, 0, (d - 3) / 2);
  const mass = angle.weights.reduce((sum, weight) => sum + weight, 0);
  return {
    dimension: d,
    points(visit) {
      const x = new Float64Array(d);
      for (const { weight, variance } of parts) {
        spread.nodes.forEach((radius, i) => {
          x[0] = Math.sqrt(variance) * radius;
          visit(x, weight * spread.weights[i]);
        });
      }
    },
    pairs(visit) {
      const [x, y] = [new Float64Array(d), new Float64Array(d)];
      parts.forEach((first, k) => {
        for (const second of parts.slice(k)) {
          // Equal variances: turning the cosine exchanges x and y.
          const signs = first.variance === second.variance ? [1] : [-1, 1];
          const sum = first.variance + second.variance;
          const share = ((first === second ? 1 : 2) * first.weight * second.weight * pow(sum, gamma / 2)) / (signs.length * mass);
          const [scale, width] = [Math.sqrt(sum), Math.sqrt((first.variance * second.variance) / sum)];
          differences.nodes.forEach((a, i) => {
            const z = scale * a;
            spread.nodes.forEach((b, j) => {
              angle.nodes.forEach((mu, m) => {
                const weight = ((share * differences.weights[i]) / (a * a)) * spread.weights[j] * angle.weights[m];
                for (const sign of signs) {
                  x[0] = (z * first.variance) / sum + sign * width * b * mu;
                  y[0] = x[0] - z;
                  x[1] = y[1] = width * b * Math.sqrt((1 - mu) * (1 + mu));
                  visit(x, y, weight);
                }
              });
            });
          });
        }
      });
    },
  };
}
