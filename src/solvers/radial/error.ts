/**
 * What three resolutions f_0, f_1, f_2, each 3/2 times coarser than the one before in space and twice in time, tell of the error of the finest. The contraction
 *
 *   r = |f_0 - f_1| / |f_1 - f_2|,   the largest over the species and two norms (laws/quadrature/distance.ts),
 *
 * and not less than at the start, whose kinks and narrow parts the solution keeps in its error when its laws no longer show them,
 *
 *   r(0) = (|f(0) - f_0(0)| / |f(0) - f_2(0)|)^(1/2),   the datum f(0) by a finer mesh (over two levels: one mesh may meet a datum by chance),
 *
 * is 1/32 where time steps decide, and 1/5 to 1/25 where elements do, once they see the law. Functionals F converge about twice as fast as the laws (orders 8 to 12), and
 *
 *   |F(f_0) - F(f)| <= factor max( |F(f_0) - F(f_1)|, r^2 |F(f_0) - F(f_2)| ):
 *
 * the second term, since F(f_1) may agree with F(f_0) by chance. Where r exceeds DIVERGES the solutions do not approach each other, and the factors are Infinity.
 *
 * The factor is measured (266 mixtures of Maxwell molecules, whose solution is known, 36 to 108 nodes, 9567 values): the true error is .025 of the maximum for half of the
 * values; at most .45 of it for r < .2, .67 for r < .3 and 1.4 beyond. One mixture of two species with gamma = -3 had 1.1 for r < .2 (Fisher information, density at the centre). test/long/random-mixtures.test.ts holds the bounds against as many mixtures as it is given time for.
 */
import type { NodalLaw } from "../../protocols/index.ts";
import { pow } from "../../math/elementary.ts";
import { nodalDistances } from "../../laws/quadrature/distance.ts";

/** The factor, and the contraction from which it grows as r^(3/2). */
const [FACTOR, SEEN] = [1.25, 0.15];
/** Contractions are taken to be at least this: one that is less is chance. */
const LEAST = 0.05;
/** Of r/(1-r) |f_0 - f_1| in the L1 error of the laws, whose contraction is seen and not inferred; interpolation between nodes (order 7) leaves LAW_FACTOR at least. */
const [LAW_SAFETY, LAW_FACTOR] = [2, 0.25];
const DIVERGES = 0.35;
/** Distances below this are rounding, which does not contract. */
const ROUNDING = 1e-12;
/** Rounding of the laws. */
const LAWS_ROUNDING = 1e-14;

export interface RadialError {
  /** Of the two coarser solutions. */
  readonly factors: readonly [number, number];
  /** Of the L1 error of the laws. */
  readonly bound: number;
}

/** A species' laws, from fine to coarse. */
type Triple = readonly [NodalLaw, NodalLaw, NodalLaw];

/** How the levels approach each other. */
export interface Approach {
  /** r, of the worst species and norm. */
  readonly contraction: number;
  /** The largest L1 distance of the two finest. */
  readonly gap: number;
}

/** What the laws now, and the contraction of the start, tell. */
export function errorOf({ contraction: now, gap }: Approach, start: number): RadialError {
  if (!(now <= DIVERGES)) return { factors: [Infinity, Infinity], bound: Infinity };
  const contraction = Math.max(now, Math.min(start, DIVERGES));
  const factor = FACTOR * pow(Math.max(1, contraction / SEEN), 1.5);
  const bound = Math.max(LAW_FACTOR, (LAW_SAFETY * contraction) / (1 - contraction)) * gap + LAWS_ROUNDING;
  return { factors: [factor, factor * contraction * contraction], bound };
}

/** The contraction of the levels towards the data, which a finer mesh holds. */
export function startContraction(data: readonly NodalLaw[], species: readonly Triple[]): number {
  let contraction = LEAST;
  data.forEach((datum, i) => {
    const [fine, , coarsest] = species[i];
    const [near, far] = [nodalDistances(datum, fine), nodalDistances(datum, coarsest)];
    for (const norm of ["l1", "chi"] as const) if (near[norm] > ROUNDING) contraction = Math.max(contraction, Math.sqrt(near[norm] / far[norm]));
  });
  return contraction;
}

export function approach(species: readonly Triple[]): Approach {
  let [contraction, gap] = [LEAST, 0];
  for (const [fine, coarse, coarsest] of species) {
    const [near, far] = [nodalDistances(fine, coarse), nodalDistances(coarse, coarsest)];
    gap = Math.max(gap, near.l1);
    for (const norm of ["l1", "chi"] as const) if (near[norm] > ROUNDING) contraction = Math.max(contraction, near[norm] / far[norm]);
  }
  return { contraction, gap };
}
