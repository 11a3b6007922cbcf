/**
 * The uniform law on the box  [-h_1, h_1] x ... x [-h_d, h_d].  Variances h_k^2 / 3.
 */
import type { LineLaw, MomentLaw, Nodes } from "../protocols/index.ts";
import { gaussLegendre } from "../math/quadrature.ts";
import { tensorNodes } from "./quadrature/tensor-nodes.ts";
import { refuse, zeros } from "./arguments.ts";
import { jsonForm, keys } from "../json/form.ts";
import { knownOptions } from "../names/options.ts";

const line = (h: number): LineLaw => ({
  mean: 0,
  variance: (h * h) / 3,
  cdf: (x) => Math.min(1, Math.max(0, (x + h) / (2 * h))),
  quantile: (q) => (2 * q - 1) * h,
});

/** Gauss-Legendre in every direction; the gradient is 0 inside, and the jump at the faces is left out. */
function rule(halfWidths: readonly number[], density: number, level: 0 | 1): Nodes {
  const { nodes, weights } = gaussLegendre(level ? 40 : 32);
  const axes = halfWidths.map((h) => ({ nodes: nodes.map((x) => h * x), weights: weights.map((w) => h * w) }));
  return tensorNodes(axes, () => density);
}

/** Throws ScenarioError unless all half-widths are finite and > 0. */
export function uniform(options: { halfWidths: readonly number[] }): MomentLaw {
  knownOptions("uniform", options, ["halfWidths"]);
  const { halfWidths } = options;
  if (halfWidths.length === 0 || !halfWidths.every((h) => Number.isFinite(h) && h > 0)) {
    refuse("uniform", "halfWidths", halfWidths, "expected finite numbers > 0, one per dimension");
  }
  const dimension = halfWidths.length;
  const variances = halfWidths.map((h) => (h * h) / 3);
  const trace = variances.reduce((sum, s) => sum + s, 0);
  const volume = halfWidths.reduce((product, h) => product * 2 * h, 1);
  const inside = (v: ArrayLike<number>): boolean => halfWidths.every((h, k) => Math.abs(v[k]) <= h);
  return {
    name: "uniform",
    dimension,
    mean: zeros(dimension),
    covariance: variances.map((s, i) => variances.map((_, j) => (i === j ? s : 0))),
    // (sum s_k)^2 - sum s_k^2 + sum E x_k^4, and E x^4 = h^4/5 = 9 s^2/5.
    fourthMoment: trace * trace + variances.reduce((sum, s) => sum + 0.8 * s * s, 0),
    factors: halfWidths.map(line),
    rough: true,
    spec: { type: "uniform", halfWidths },
    ...(dimension <= 3 ? { rule: (level: 0 | 1) => rule(halfWidths, 1 / volume, level) } : {}),
    sample(into, stream) {
      const count = into[0]?.length ?? 0;
      for (let i = 0; i < count; i++) {
        for (let k = 0; k < dimension; k++) into[k][i] = (2 * stream.uniform() - 1) * halfWidths[k];
      }
    },
    density: (v) => (inside(v) ? 1 / volume : 0),
  };
}

uniform.json = jsonForm({ type: "uniform", keys: { halfWidths: keys.array(keys.number()) }, make: uniform });
