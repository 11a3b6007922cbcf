/**
 * How far the ends of a bracket may be, in mean, from those of the solutions, for the finiteness of the ensembles:
 *
 *   residue(t) = |W2^2(f, g) - E end(0)|  +  |E end(t) - E end(0)| / (N - 1),
 *
 * the first term for standardised starts only (independent particles have the laws f and g themselves, and both ends W2^2(f, g) in mean).
 *
 * What the ends bound at every N and time, for any exponent and coupling, is W2^2 between the laws of one particle of each ensemble; that those laws are not the solutions is what the second
 * term says. An ensemble relaxes about its own mean, which keeps 1/N of its covariance: for Maxwell molecules the second moments of independent particles, and with them the tangent
 * bound of Gaussians, change by 1 - 1/N of what those of the law do, and the second term is exact; the cost under synchronous coupling does not change at all. The test
 * test/exact/bracket-in-time holds it against exact expectations at N = 4 and 16. For other exponents it is an estimate: the difference is of order 1/N (propagation of chaos), with a constant of
 * which no bound is known.
 */
import type { Cell } from "../protocols/index.ts";
import { summarise } from "../math/statistics.ts";
import { valuesAt } from "./over-cells.ts";

/** Of one end, in its units, at the k-th observation time; the first is t = 0. Undefined for standardised starts between laws whose distance is not known. */
export function bracketResidue(cell: Cell, end: string, k: number): number | undefined {
  const { particles, initial } = cell.setup;
  const [start, now] = [0, k].map((at) => summarise(valuesAt(cell, end, at)).mean);
  const change = Math.abs(now - start) / Math.max(1, particles - 1);
  if (!initial.standardised) return change;
  return initial.map && Math.abs(initial.map.squared - start) + change;
}
