/**
 * What series are called in front of people, as they declare themselves: titles, the legend of the report, and the notions of distance that readers
 * must keep apart. Three squared distances are never confused: W2^2 between the two laws (estimated without finite-N bias by D_N), W2_N^2 between two
 * clouds of N points (far above the former in dimension 3), and the coupled cost.
 */
import type { Cell, Quantity } from "../../protocols/index.ts";
import { quantityAmong, quantityOf } from "../../claims/quantities.ts";

/** A term of the legend, and what it means. */
export interface Term {
  readonly text: string;
  readonly meaning: string;
}

/** A series as the title of a figure: its name with a capital; a name that nobody has put in words stays as it is. */
export function seriesTitle(cells: readonly Cell[], series: string): string {
  const { name } = quantityAmong(cells, series);
  return cells.some((cell) => quantityOf(cell, series)) ? name.charAt(0).toUpperCase() + name.slice(1) : name;
}

/** `velocity^2`, `velocity^2 / time`; empty for a pure number. */
export function unitOf({ velocity, perTime }: Pick<Quantity, "velocity" | "perTime">): string {
  const power = velocity === 0 ? "" : velocity === 1 ? "velocity" : `velocity^${velocity}`;
  if (perTime) return `${power || "1"} / time`;
  return power;
}

/** The legend of the report: what the series are, in the order given; those that nobody declared have no entry. */
export function meanings(cells: readonly Cell[], series: readonly string[]): readonly Term[] {
  const terms = series.flatMap((one): Term[] => {
    const quantity = quantityAmong(cells, one);
    const { name, symbol, meaning } = quantity;
    if (meaning === "") return [];
    const unit = quantity.unit ?? unitOf(quantity);
    return [{ text: name, meaning: `${symbol}${unit === "" ? "" : `, in ${unit}`}. ${meaning}` }];
  });
  return terms.filter(({ text, meaning }, k) => terms.findIndex((one) => one.text === text && one.meaning === meaning) === k);
}

const notions: readonly Term[] = [
  {
    text: "W2 between laws",
    meaning: "Wasserstein distance of order two between the laws f_t and g_t of the solutions: what the theorems speak about. No ensemble shows it directly.",
  },
  {
    text: "W2_N^2, assignment cost",
    meaning: "Exact cost of matching two clouds of N points. Between independent clouds of one law it is not zero but of order N^(-2/d): the floor.",
  },
  {
    text: "coupled cost",
    meaning:
      "Mean squared distance between partners of the coupling. It depends on the coupling, and its mean over independent samples is never below W2^2 of the laws.",
  },
  {
    text: "debiased W2^2",
    meaning: "What estimates W2^2 of the laws here: differences of assignment costs in which the floor cancels. Not a bound; it may be negative.",
  },
  {
    text: "bracket",
    meaning: "W2^2 of the laws lies between a lower bound (tangent or Gelbrich) and the mean coupled cost. Only the bracket can show that a bound is violated.",
  },
  {
    text: "floor",
    meaning: "Assignment cost between independent clouds of one law: below it a raw assignment cost says nothing.",
  },
];

/** The notions of distance that a reader must keep apart, when any series has a place in the bracket; else none. */
export function measuredNotions(cells: readonly Cell[], series: readonly string[]): readonly Term[] {
  return series.some((one) => quantityAmong(cells, one).place !== undefined) ? notions : [];
}
