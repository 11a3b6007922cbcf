/**
 * The Gaussians with the moments of two clouds: W2^2 between them is Gelbrich's lower bound of that between the clouds (Gelbrich 1990), of any sizes.
 *
 * From factors of the clouds themselves and about a common origin, in units of their own: right to round-off of the coordinates whatever the
 * scale, the place and the condition of the clouds (math/bures.ts).
 */
import { ScenarioError } from "../../errors.ts";
import { align } from "../../math/bures.ts";
import { cloudFactor, meanOf } from "../../math/cloud-moments.ts";
import { product, transpose, type Matrix } from "../../math/symmetric.ts";
import { aboutCommonOrigin, inUnits } from "../../math/units.ts";
import type { Planes } from "../../protocols/index.ts";
import { lowered, roundOff } from "./round-off.ts";

/** Moments of a cloud. */
export interface CloudGaussian {
  /** About an origin that is common to the two clouds. */
  readonly mean: Float64Array;
  /** [d x d], divided by N. */
  readonly covariance: Matrix;
  /** [d x d], R with R^T R = covariance. */
  readonly factor: Matrix;
}

/** The Gaussians of two clouds. Throws ScenarioError when the clouds are empty or of different dimension. */
export function cloudGaussians(x: Planes, y: Planes): readonly [CloudGaussian, CloudGaussian] {
  const d = x.length;
  if (d !== y.length || d === 0) throw new ScenarioError(`clouds of different dimension: ${d} and ${y.length}`);
  if (x[0].length === 0 || y[0].length === 0) throw new ScenarioError("an empty cloud has no distance to another");
  const { x: u, y: v, area } = inUnits(x, y);
  const length = Math.sqrt(area);
  const [f, g] = aboutCommonOrigin(u, v).map((planes) => {
    const mean = meanOf(planes);
    const factor = cloudFactor(planes, mean);
    return {
      mean: mean.map((value) => value * length),
      covariance: product(transpose(factor, d), factor, d).map((value) => value * area),
      factor: factor.map((value) => value * length),
    };
  });
  return [f, g];
}

/** W2^2 between the Gaussians, and what is left of it as a lower bound of W2^2 of the clouds in spite of round-off. */
export function gaussianBound(x: Planes, y: Planes): { readonly squared: number; readonly lower: number } {
  const { x: u, y: v, area } = inUnits(x, y);
  const [f, g] = cloudGaussians(u, v);
  const shift = f.mean.reduce((sum, m, k) => sum + (m - g.mean[k]) * (m - g.mean[k]), 0);
  const squared = shift + align(f.factor, g.factor, x.length).squared;
  return { squared: squared * area, lower: lowered(squared, roundOff(u, v)) * area };
}
