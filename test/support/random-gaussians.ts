/**
 * Random mixtures of one to three Gaussian species for identities: masses 1 to 8, densities and strengths within a factor 3, drifts, covariances that do not commute
 * with eigenvalues within a factor 16. A problem is the same whatever was drawn before it.
 */
import { gaussian, model, openStream, powerLaw, rootKey } from "../../src/index.ts";
import type { Model, MomentLaw, Stream } from "../../src/index.ts";
import { exp, log } from "../../src/math/elementary.ts";

/** Two solutions of one model. */
export interface GaussianProblem {
  readonly title: string;
  readonly dimension: number;
  /** Of the first species with itself. */
  readonly gamma: number;
  readonly model: Model;
  readonly from: readonly MomentLaw[];
  readonly to: readonly MomentLaw[];
}

const between = (low: number, high: number, stream: Stream): number => low * exp(log(high / low) * stream.uniform());

/** N(u, Q diag(s) Q^T), Q from Gram and Schmidt on normal vectors. */
function randomGaussian(d: number, mass: number, stream: Stream): MomentLaw {
  const axes: number[][] = [];
  while (axes.length < d) {
    const x = Array.from({ length: d }, () => stream.normal());
    for (const q of axes) {
      const along = q.reduce((sum, y, k) => sum + y * x[k], 0);
      q.forEach((y, k) => (x[k] -= along * y));
    }
    const length = Math.sqrt(x.reduce((sum, y) => sum + y * y, 0));
    axes.push(x.map((y) => y / length));
  }
  const variances = axes.map(() => between(0.25, 4, stream) / mass);
  const entry = (i: number, j: number): number => axes.reduce((sum, q, k) => sum + variances[k] * q[i] * q[j], 0);
  return gaussian({
    mean: axes.map(() => 0.5 * stream.normal()),
    covariance: axes.map((_, i) => axes.map((_q, j) => entry(Math.max(i, j), Math.min(i, j)))),
  });
}

/** All exponents are gamma. */
export function gaussianProblem(number: number, { dimension, gamma, species }: { dimension: number; gamma: number; species: number }): GaussianProblem {
  const stream = openStream(rootKey("random Gaussian species").child("problem", `${number} ${dimension} ${gamma} ${species}`));
  const names = ["a", "b", "c"].slice(0, species);
  const members = names.map((name) => ({ name, mass: between(1, 8, stream), density: between(0.5, 1.5, stream) }));
  const interactions = names.flatMap((a, i) =>
    names.slice(i).map((b) => ({ between: [a, b] as const, potential: powerLaw(gamma, { strength: between(0.5, 1.5, stream) }) })),
  );
  const laws = (): MomentLaw[] => members.map(({ mass }) => randomGaussian(dimension, mass, stream));
  return {
    title: `problem ${number}: d = ${dimension}, gamma = ${gamma}, ${species} species`,
    dimension,
    gamma,
    model: model({ species: members, interactions }),
    from: laws(),
    to: laws(),
  };
}
