/** What is drawn inside the frame of a panel: axes, bands, curves and markers as marks of Observable Plot, and which of their points can be drawn. */
import * as Plot from "@observablehq/plot";
import type { Axis } from "./axes.ts";
import type { Curve } from "./curves/curve.ts";
import { clipped, type Point } from "./clip.ts";
import { drawable } from "./frame.ts";
import { dashes, faint, ink, size } from "./style.ts";

/** Markers on one curve; of more measured times only every second, third, ... is marked. */
const mostMarkers = 15;

export interface Datum {
  readonly x: number;
  readonly value: number;
}

export function axisMarks(x: Axis, y: Axis): Plot.Markish[] {
  const label = (axis: Axis) => (value: number) => axis.ticks.find((tick) => tick.value === value)?.label ?? "";
  const values = (axis: Axis): number[] => axis.ticks.map((tick) => tick.value);
  // Without this number a logarithmic scale leaves out labels of its own choice (d3-scale), 500 between 200 and 1000.
  const text = { fontSize: size.text, fill: ink, ticks: Infinity };
  const crossesZero = y.type === "linear" && y.domain[0] < 0 && y.domain[1] > 0;
  return [
    Plot.gridY(values(y), { stroke: faint, strokeOpacity: 1, strokeWidth: 1.2 }),
    ...(crossesZero ? [Plot.ruleY([0], { stroke: ink, strokeWidth: 1.2 })] : []),
    Plot.frame({ stroke: ink, strokeWidth: 1.5, anchor: "left" }),
    Plot.frame({ stroke: ink, strokeWidth: 1.5, anchor: "bottom" }),
    Plot.axisY(values(y), { ...text, tickFormat: label(y), tickSize: size.tick, label: null, color: ink }),
    ...(y.minor.length > 0 ? [Plot.axisY([...y.minor], { ...text, tickFormat: () => "", tickSize: size.tick / 2, label: null })] : []),
    Plot.axisX(values(x), { ...text, tickFormat: label(x), tickSize: size.tick, label: null, color: ink }),
    ...(x.minor.length > 0 ? [Plot.axisX([...x.minor], { ...text, tickFormat: () => "", tickSize: size.tick / 2, label: null })] : []),
  ];
}

/** Bands reach beyond the frame by its height at most, so that no coordinate is out of a picture's range. */
export function bandMark(curve: Curve, y: Axis): Plot.Markish {
  const [bottom, top] = y.domain;
  const most = y.type === "log" ? top * (top / bottom) : top + (top - bottom);
  const band = curve.points
    .filter(({ low, high }) => Number.isFinite(low) && Number.isFinite(high))
    .map(({ x, low, high }) => (high > bottom ? { x, low: Math.max(low, bottom), high: Math.min(high, most) } : { x, low: null, high: null }));
  return Plot.areaY(band, { x: "x", y1: "low", y2: "high", fill: curve.slot.colour, fillOpacity: 0.2, clip: true });
}

export function curveMarks(curve: Curve, x: Axis, y: Axis): Plot.Markish[] {
  const { colour, symbol } = curve.slot;
  const means = measuredOf(curve, y);
  const line = curve.points.map(({ x: at, mean }) => ({ x: at, value: drawable(mean, y.type) ? mean : null }));
  const every = curve.scattered ? 1 : markerStride(curve.points.length);
  const marked = line.filter(({ value }, k) => value !== null && k % every === 0);
  const low = fallenOf(curve, y);
  return [
    ...(curve.scattered ? [] : [Plot.lineY(line, { x: "x", y: "value", stroke: colour, strokeWidth: 2.4, clip: true })]),
    ...referencesOf(curve, x, y).map(({ points, style }) =>
      Plot.lineY(points, {
        x: "x",
        y: "value",
        stroke: means.length > 0 && !curve.scattered ? ink : colour,
        strokeWidth: 2.2,
        strokeDasharray: dashes[style % dashes.length],
        strokeLinecap: "butt",
        clip: true,
      }),
    ),
    Plot.dot(marked, {
      x: "x",
      y: "value",
      symbol,
      r: 6,
      fill: colour,
      stroke: "white",
      strokeWidth: 1.5,
    }),
    ...(low.length === 0 ? [] : [Plot.dot(low, { x: "x", y: "value", symbol, r: 6, fill: "white", stroke: colour, strokeWidth: 1.8 })]),
  ];
}

/** Every how many points a marker is drawn: such that the first and the last have one, if there is such a number. */
function markerStride(count: number): number {
  const least = Math.ceil(count / mostMarkers);
  for (let stride = least; stride < 2 * least; stride += 1) if ((count - 1) % stride === 0) return stride;
  return least;
}

export function measuredOf(curve: Curve, y: Axis): Datum[] {
  return curve.points.filter(({ mean }) => drawable(mean, y.type)).map(({ x, mean }) => ({ x, value: mean }));
}

/** Means that a logarithmic axis cannot represent, put on its bottom line. */
export function fallenOf(curve: Curve, y: Axis): Datum[] {
  return curve.points.filter(({ mean }) => Number.isFinite(mean) && !drawable(mean, y.type)).map(({ x }) => ({ x, value: y.domain[0] }));
}

/** What can be drawn of the references, cut at the frame: each a line with breaks or, when there is one value only, nothing. */
export function referencesOf(curve: Curve, x: Axis, y: Axis): { points: readonly Point[]; style: number }[] {
  const drawn = curve.references.map(({ points, style }) => ({ points: clipped(points.filter(({ value }) => drawable(value, y.type)), x, y), style })); // prettier-ignore
  return drawn.filter(({ points }) => points.length > 0);
}

/** The places of a line with breaks. */
export const placesOf = (points: readonly Point[]): Datum[] => points.filter((point): point is Datum => point.value !== null);
