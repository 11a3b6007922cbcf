/** A Gaussian or a mixture of Gaussians seen through a Gaussian kernel of width h: the mixture of N(u_k, A_k + h^2 I). */
import { mixture } from "../../laws/index.ts";
import type { Law } from "../../protocols/index.ts";

/** K_h * f; undefined for other laws. */
export function gaussianMixtureSmoothed({ components }: Law, width: number): Law | undefined {
  const wider = (covariance: readonly (readonly number[])[]): number[][] => covariance.map((row, i) => row.map((x, j) => (i === j ? x + width * width : x)));
  return components && mixture({ components: components.map(({ weight, mean, covariance }) => ({ weight, mean, covariance: wider(covariance) })) });
}
