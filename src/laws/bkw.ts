/**
 * The Bobylev-Krook-Wu law,  f = (2 pi S)^(-d/2) exp(-r^2/2S) [1 - d(1-S)/(2S) + (1-S) r^2/(2S^2)],  d/(d+2) <= S <= 1.
 *
 * Source: A. V. Bobylev, Sov. Phys. Dokl. 20 (1975) 820; M. Krook and T. T. Wu, Phys. Fluids 20 (1977) 1589. Mean 0, covariance
 * I. With beta = 1 - d(1-S)/(2S), |v|^2/S is chi-square with d degrees of freedom with probability beta, with d+2 otherwise:
 * the bracket weighs the two radial densities. This gives exact samples and a distribution function without cancellation.
 */
import type { MomentLaw, RadialLaw } from "../protocols/index.ts";
import { exp, log } from "../math/elementary.ts";
import { logGamma, lowerGamma, upperGamma } from "../math/special.ts";
import { invert } from "./inverse.ts";
import { placeOnSphere } from "./sphere.ts";
import { isotropic, refuse, wholeDimension, zeros } from "./arguments.ts";
import { jsonForm, keys } from "../json/form.ts";
import { knownOptions } from "../names/options.ts";

function radialLaw(S: number, beta: number, dimension: number): RadialLaw {
  const a = dimension / 2;
  const logGammaA = logGamma(a);
  const x = (r: number): number => (r * r) / (2 * S);
  const law = {
    cdf: (r: number) => (r <= 0 ? 0 : beta * lowerGamma(a, x(r)) + (1 - beta) * lowerGamma(a + 1, x(r))),
    tail: (r: number) => (r <= 0 ? 1 : beta * upperGamma(a, x(r)) + (1 - beta) * upperGamma(a + 1, x(r))),
    density: (r: number) => ((2 * exp(a * log(x(r)) - x(r) - logGammaA)) / r) * (beta + ((1 - beta) * x(r)) / a),
  };
  const scale = Math.sqrt(dimension);
  return { cdf: law.cdf, quantile: (q) => invert(law, q, { low: 0, start: scale, scale }) };
}

/**
 * The BKW law of parameter S in dimension d (default 3). Throws ScenarioError unless d/(d+2) <= S <= 1: outside, f is negative
 * somewhere.
 */
export function bkw(options: { S: number; dimension?: number }): MomentLaw {
  knownOptions("bkw", options, ["S", "dimension"]);
  const dimension = wholeDimension("bkw", options.dimension ?? 3);
  const { S } = options;
  // One rounding of slack: 3/5 as computed by a caller is as good as 3/5.
  if (!(S >= dimension / (dimension + 2) - 1e-15 && S <= 1)) refuse("bkw", "S", S, `expected ${dimension}/${dimension + 2} <= S <= 1`);
  const beta = Math.max(0, 1 - (dimension * (1 - S)) / (2 * S));
  const normaliser = exp((-dimension / 2) * log(2 * Math.PI * S));
  const bracket = (square: number): number => beta + ((1 - beta) * square) / (S * dimension);
  const squareOf = (v: ArrayLike<number>): number => Array.from(v).reduce((sum, x) => sum + x * x, 0);
  return {
    name: "BKW",
    dimension,
    mean: zeros(dimension),
    covariance: isotropic(1, dimension),
    fourthMoment: dimension * (dimension + 2) * S * (2 - S),
    radial: radialLaw(S, beta, dimension),
    relaxed: (rest) => bkw({ S: 1 - (1 - S) * rest, dimension }),
    // It is N(0, S I) + (1 - S) d/dS of it, and M_K of N(0, S I) is (S - 1)^K.
    laguerre(most) {
      const moments = [1];
      let power = 1;
      for (let k = 1; k <= most; k++) moments.push((1 - k) * (power *= S - 1));
      return moments;
    },
    spec: { type: "bkw", K: S },
    sample(into, stream) {
      const count = into[0]?.length ?? 0;
      for (let i = 0; i < count; i++) {
        const extra = stream.uniform() < beta ? 0 : 2;
        let square = 0;
        for (let k = 0; k < dimension + extra; k++) {
          const x = stream.normal();
          square += x * x;
        }
        placeOnSphere(into, i, Math.sqrt(S * square), stream);
      }
    },
    density(v) {
      const square = squareOf(v);
      return normaliser * exp(-square / (2 * S)) * bracket(square);
    },
    score(v, into) {
      const slope = -1 / S + (2 * (1 - beta)) / (S * dimension * bracket(squareOf(v)));
      for (let k = 0; k < dimension; k++) into[k] = slope * v[k];
    },
  };
}

bkw.json = jsonForm({ type: "bkw", keys: { K: keys.number() }, make: ({ K }, { dimension }) => bkw({ S: K, dimension }) });
