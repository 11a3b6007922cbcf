/**
 * Verdicts and their conjunction: violated before undecided before consistent; inapplicable only when every part is.
 *
 * Of cells with verdicts of one kind the one nearest to another verdict tells for all: each claim grades its cells by a margin of its own, which
 * orders them and is not printed.
 */
import type { Comparison, Judgement, Point, Verdict } from "../protocols/index.ts";

const rank = { violated: 3, undecided: 2, consistent: 1, inapplicable: 0 } as const;

/** `gamma=-1, N=256`; empty for a study without parameters. */
export const pointName = (point: Point): string =>
  Object.entries(point)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ");

/** A number in words: four significant digits. */
export function inWords(x: number): string {
  if (Number.isInteger(x) && Math.abs(x) < 1e6) return String(x);
  return String(Number(x.toPrecision(4)));
}

/** A percentage of `whole` in words, or the bare number when `whole` is 0. */
export const inPercent = (part: number, whole: number): string =>
  whole === 0 ? inWords(part) : `${Number(((100 * part) / Math.abs(whole)).toPrecision(2))} %`;

/** A verdict over replicates of which some failed is at best undecided: those that failed are not a random choice. */
export function lowered(verdict: Verdict, failures: number): Verdict {
  if (failures === 0 || verdict.kind !== "consistent") return verdict;
  const failed = failures === 1 ? "1 replicate failed" : `${failures} replicates failed`;
  return { kind: "undecided", evidence: `${verdict.evidence}; ${failed}`, need: "replicates that do not fail (see their replay commands)" };
}

/** A verdict with its margin: how far the data are inside what the claim allows, negative beyond it, in one unit for all cells of the claim. */
export interface Graded {
  readonly verdict: Verdict;
  readonly margin?: number;
}

/** How far inside the sides are, relative to the larger one; negative beyond the error. */
export function marginOf({ relation, left, right, bound, scale }: Comparison): number {
  if (scale === 0) return 0;
  return (relation === "=" ? bound - Math.abs(left - right) : right - left) / scale;
}

function counted(cells: Judgement["cells"]): string {
  const kinds = (["violated", "undecided", "consistent", "inapplicable"] as const).map((kind) => ({
    kind,
    count: cells.filter(({ verdict }) => verdict.kind === kind).length,
  }));
  return kinds.flatMap(({ kind, count }) => (count ? [`${count} ${kind}`] : [])).join(", ");
}

/** The verdict of all cells together, told by its weakest cell; among equals by the one with the least margin. `nameOf`: what a cell is called. */
export function conjunction(
  cells: readonly (Judgement["cells"][number] & { readonly margin?: number })[],
  nameOf: (point: Point) => string = pointName,
): Verdict {
  const weakest = cells.toSorted((a, b) => rank[b.verdict.kind] - rank[a.verdict.kind] || (a.margin ?? 0) - (b.margin ?? 0)).at(0);
  if (!weakest) return { kind: "inapplicable", because: "no cell of the study matches the claim" };
  const { verdict, point } = weakest;
  if (cells.length === 1) return verdict;
  if (verdict.kind === "inapplicable") {
    return {
      kind: "inapplicable",
      because: [...new Set(cells.map((cell) => "because" in cell.verdict && cell.verdict.because))].join("; "),
    };
  }
  return { ...verdict, evidence: `${counted(cells)}; at ${nameOf(point)}: ${verdict.evidence}` };
}
