/**
 * Pairs of a law that is isotropic about its mean, for quadratic forms that are averaged over rotations: with p = |x| + |y|, |x - y| = p a, |x| - |y| = p a b,
 *
 *   dx dy = (1/2) |S^(d-1)| |S^(d-2)| |x| |y| (p^2 a/2)^(d-3) [(1 - a^2)(1 - b^2)]^((d-3)/2) p^3 a^2 da db dp,   0 < a < 1, -1 < b < 1,
 *
 * in which |x - y|^gamma G is a^(gamma+2) times a smooth function, even in a and in b: Gauss rules of the weights in a and b, Gauss-Legendre panels in p.
 * Limits: radii up to 12 standard deviations; densities that are smooth, and not narrower than about a tenth of the radius.
 */
import { pow } from "../../../math/elementary.ts";
import { gaussHalfInterval, gaussLegendre } from "../../../math/quadrature.ts";
import { sphereArea } from "../../../math/special.ts";
import type { Law } from "../../../protocols/index.ts";
import type { PairRule } from "./pairs.ts";

const REACH_IN_DEVIATIONS = 12;
/** Pairs whose density is smaller than this part of the largest are left out. */
const NEGLIGIBLE = 1e-40;
const RESOLUTIONS = [
  { panels: 8, angles: 20 },
  { panels: 10, angles: 24 },
] as const;
const panel = gaussLegendre(16);

/** Gauss-Legendre panels on [0, to]. */
function overPanels(to: number, panels: number, visit: (x: number, weight: number) => void): void {
  const width = to / panels;
  for (let k = 0; k < panels; k++) panel.nodes.forEach((x, i) => visit(width * (k + (1 + x) / 2), (width * panel.weights[i]) / 2));
}

export function radialPairs(law: Law, gamma: number, level: 0 | 1): PairRule {
  const d = law.dimension;
  const { panels, angles } = RESOLUTIONS[level];
  const reach = REACH_IN_DEVIATIONS * Math.sqrt(law.covariance.reduce((sum, row, i) => sum + row[i], 0) / d);
  const at = Float64Array.from(law.mean);
  const density = (r: number): number => {
    at[0] = law.mean[0] + r;
    return law.density(at);
  };
  const [first, second] = [gaussHalfInterval(angles, gamma + d + 1, (d - 3) / 2), gaussHalfInterval(angles, 0, (d - 3) / 2)];
  /** (x_1, y_1, y_2, weight) of every pair, x on the first axis; made once. */
  let nodes: Float64Array | undefined;
  const pairsOf = (): Float64Array => {
    let largest = 0;
    overPanels(reach, panels, (r) => (largest = Math.max(largest, density(r))));
    const constant = sphereArea(d) * sphereArea(d - 1);
    const found: number[] = [];
    overPanels(2 * reach, 2 * panels, (p, step) => {
      const outer = constant * step * pow(p, 3 + gamma) * pow((p * p) / 2, d - 3);
      first.nodes.forEach((a, i) => {
        second.nodes.forEach((b, j) => {
          const [r, s] = [(p * (1 + a * b)) / 2, (p * (1 - a * b)) / 2];
          const both = density(r) * density(s);
          if (both <= NEGLIGIBLE * largest * largest) return;
          // x.y = (r^2 + s^2 - p^2 a^2)/2, and |x| |y| sin = (p^2 a/2) sqrt((1 - a^2)(1 - b^2)).
          const across = p * p * a * Math.sqrt((1 - a) * (1 + a) * (1 - b) * (1 + b));
          const weight = (outer * first.weights[i] * second.weights[j] * r * s * both) / (a * a);
          found.push(r, (r * r + s * s - p * p * a * a) / (2 * r), across / (2 * r), weight);
        });
      });
    });
    return Float64Array.from(found);
  };
  return {
    dimension: d,
    points(visit) {
      const x = new Float64Array(d);
      overPanels(reach, 2 * panels, (r, weight) => {
        x[0] = r;
        visit(x, weight * sphereArea(d) * pow(r, d - 1) * density(r));
      });
    },
    pairs(visit) {
      nodes ??= pairsOf();
      const [x, y] = [new Float64Array(d), new Float64Array(d)];
      for (let k = 0; k < nodes.length; k += 4) {
        x[0] = nodes[k];
        y[0] = nodes[k + 1];
        y[1] = nodes[k + 2];
        visit(x, y, nodes[k + 3]);
      }
    },
  };
}
