/**
 * Round-off is no data: what is smaller than a fixed part of the largest value of the figure is drawn as 0. On a linear axis that part is
 * 1e-12, what round-off makes of equal numbers (`SAME_NUMBER`); on a logarithmic one its square, since coupled distances are sums of squares of
 * differences, whose own rounding is the square of that of the velocities.
 *
 * Limits: a figure that shows nothing but round-off has no larger value to be judged by, and is drawn as it is.
 */
import { max } from "d3-array";
import { SAME_NUMBER } from "../../../claims/deviations.ts";
import type { FigureSpec } from "../../../protocols/index.ts";
import type { Curve } from "./curve.ts";

/** Part of the largest value of a figure below which values are round-off. */
export const roundOffShare = (scale: FigureSpec["scale"]): number => (scale === "log" ? SAME_NUMBER * SAME_NUMBER : SAME_NUMBER);

/** Panels whose values below round-off are 0, and how many means that changed. */
export function withoutRoundOff<P extends { readonly curves: readonly Curve[] }>(
  panels: readonly P[],
  scale: FigureSpec["scale"],
): { readonly panels: readonly P[]; readonly rounded: number } {
  const curves = panels.flatMap((panel) => panel.curves);
  const means = curves.flatMap(({ points }) => points.map(({ mean }) => Math.abs(mean)).filter(Number.isFinite));
  const known = curves.flatMap(({ references }) => references.flatMap(({ points }) => points.map(({ value }) => Math.abs(value)).filter(Number.isFinite)));
  const limit = roundOffShare(scale) * Math.max(max(means) ?? 0, max(known) ?? 0);
  const cut = (value: number): number => (Math.abs(value) <= limit ? 0 : value);
  const cleared = panels.map((panel) => ({
    ...panel,
    curves: panel.curves.map((curve) => ({
      ...curve,
      points: curve.points.map((point) => ({ ...point, mean: cut(point.mean), low: cut(point.low), high: cut(point.high) })),
      references: curve.references.map((one) => ({ ...one, points: one.points.map((point) => ({ ...point, value: cut(point.value) })) })),
    })),
  }));
  return { panels: cleared, rounded: means.filter((size) => size > 0 && size <= limit).length };
}
