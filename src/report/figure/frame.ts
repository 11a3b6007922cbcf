/**
 * The vertical axis of a figure: which values it must hold, and whether panels can share one. Bands and references may reach beyond the
 * measured means; they widen the axis up to a limit and are cut at the frame past it, which the caption then says.
 */
import { extent, max } from "d3-array";
import { flat, linearAround, logAround, withTick, type Axis } from "./axes.ts";
import type { Curve } from "./curves/curve.ts";
import type { Drawing, Panel } from "./curves/drawing.ts";

/** Limits beyond the range of the means, of bands and of references: in ranges on a linear axis, in factors on a logarithmic one. */
const reach = { linear: { band: 1, reference: 1.5 }, log: { band: 10, reference: 30 } } as const;

/** A panel whose own range is less than this part of the common one gets an axis of its own. */
const leastShare = 0.12;

export type Scale = "linear" | "log";

/** Values that can be drawn on the scale. */
export function drawable(value: number, scale: Scale): boolean {
  return Number.isFinite(value) && (scale === "linear" || value > 0);
}

/** Values that the axis should hold. */
function valuesOf(curves: readonly Curve[], scale: Scale): number[] {
  const drawn = (values: readonly number[]): number[] => values.filter((value) => drawable(value, scale));
  const means = drawn(curves.flatMap((curve) => curve.points.map((point) => point.mean)));
  const references = drawn(curves.flatMap((curve) => curve.references.flatMap(({ points }) => points.map((point) => point.value))));
  if (means.length === 0) return references;
  const bands = drawn(curves.flatMap((curve) => curve.points.flatMap((point) => [point.low, point.high])));
  const [low = 0, high = 0] = extent(means);
  // Means that do not vary but by round-off have no range of their own: they lend it from their size, or, all 0, from their bands.
  const size = Math.max(Math.abs(low), Math.abs(high));
  const range = high - low > flat * size ? high - low : size || (max(bands, Math.abs) ?? 0);
  const limit = (values: readonly number[], far: number): number[] => {
    const [least, most] = scale === "log" ? [low / far, high * far] : [low - far * range, high + far * range];
    return values.map((value) => Math.min(Math.max(value, least), most));
  };
  return [...means, ...limit(bands, reach[scale].band), ...limit(references, reach[scale].reference)];
}

function around(values: readonly number[], scale: Scale): Axis {
  if (values.length === 0) return scale === "log" ? logAround([0.1, 1]) : linearAround([0, 1]);
  return scale === "log" ? logAround(values) : linearAround(values);
}

/** One axis per panel; the same one for all unless some panel would be squeezed to a line. */
export function verticalAxes({ panels, spec }: Pick<Drawing, "panels" | "spec">): {
  readonly axes: readonly Axis[];
  readonly shared: boolean;
} {
  const scale = spec.scale ?? "linear";
  // Relative curves are read against 1.
  const unit = spec.relativeTo === undefined ? [] : [1];
  const each = panels.map((panel) => [...valuesOf(panel.curves, scale), ...unit]);
  const common = around(each.flat(), scale);
  const size = (axis: Axis): number => (scale === "log" ? Math.log(axis.domain[1] / axis.domain[0]) : axis.domain[1] - axis.domain[0]);
  const own = each.map((values) => around(values, scale));
  const shared = own.every((axis) => size(axis) >= leastShare * size(common));
  const ticked = (axis: Axis): Axis => unit.reduce(withTick, axis);
  return { axes: (shared ? own.map(() => common) : own).map(ticked), shared };
}

/** Whether all means of a panel agree to a part in a million, as those of a conserved quantity do. */
export function constant(panel: Panel): boolean {
  const means = panel.curves.flatMap((curve) => curve.points.map((point) => point.mean));
  if (means.length < 2) return false;
  const [low = 0, high = 0] = extent(means);
  return high - low <= flat * Math.max(Math.abs(low), Math.abs(high));
}

/** Whether several curves of a panel are 0 throughout, hence one line. */
export function zero({ curves }: Panel): boolean {
  return curves.filter(({ points }) => points.length > 0 && points.every(({ mean }) => mean === 0)).length > 1;
}

/** What of the curves an axis cannot show: counts of means without a place on it, bands and references cut. */
export function losses(
  panels: readonly Panel[],
  axes: readonly Axis[],
  scale: Scale,
): { readonly means: number; readonly bands: number; readonly references: number } {
  const references = panels.flatMap((panel, k) => panel.curves.flatMap((curve) => curve.references.map((one) => ({ ...one, domain: axes[k].domain }))));
  const points = panels.flatMap((panel, k) => panel.curves.flatMap((curve) => curve.points.map((point) => ({ point, domain: axes[k].domain }))));
  return {
    references: references.filter(({ points: known, domain }) => known.some(({ value }) => value < domain[0] || value > domain[1])).length,
    means: points.filter(({ point }) => !drawable(point.mean, scale)).length,
    bands: points.filter(({ point, domain }) => {
      const bounded = Number.isFinite(point.low) && Number.isFinite(point.high);
      return bounded && drawable(point.high, scale) && (point.low < domain[0] || point.high > domain[1]);
    }).length,
  };
}
