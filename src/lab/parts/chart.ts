/**
 * Curves against time as a drawing of the page's own size, with a legend that tells the last values. Between the looks `lower` and `upper` the bracket is shaded.
 */
import { max, min, ticks } from "d3-array";
import { drawn, element } from "./element.ts";
import { inDigits, typeset } from "./numbers.ts";
import type { ChartOf, Curve, Values } from "../protocol.ts";

/** What was measured at an observation time; it grows when the worker has measured the rest. */
export interface Seen {
  readonly t: number;
  values: Values;
}

/** A chart on the page. */
export interface Chart {
  readonly figure: HTMLElement;
  draw(seen: readonly Seen[], end: number): void;
}

const margin = { left: 46, right: 12, top: 10, bottom: 26 };
const HEIGHT = 240;
/** How far above the rest a cost is still framed. */
const ABOVE = 3;

type Point = readonly [t: number, value: number];

/** Maps a value to a pixel. */
type Scale = (x: number) => number;

export function openChart(of: ChartOf): Chart {
  const drawing = drawn("svg", { role: "img", "aria-label": `${of.title}: values are in the table of numbers` });
  const values = new Map(of.curves.map(({ series }) => [series, element("output")]));
  const entries = of.curves.map(({ series, label, look }) => element("li", { class: look }, swatch(look), `${typeset(label)} `, values.get(series)!));
  const figure = element(
    "figure",
    {},
    element("h2", {}, of.title),
    drawing,
    element("ul", { class: "legend" }, ...entries),
    element("figcaption", {}, of.meaning),
  );
  return {
    figure,
    draw(seen, end) {
      const points = new Map(of.curves.map(({ series }) => [series, pointsOf(seen, series)]));
      points.forEach((found, series) => (values.get(series)!.value = found.length === 0 ? "" : inDigits(found.at(-1)![1])));
      of.curves.forEach(({ series }, k) => (entries[k].hidden = seen.length > 0 && points.get(series)!.length === 0));
      drawing.replaceChildren(...contents(of.curves, points, end, drawing.clientWidth || 600));
      drawing.setAttribute("height", String(HEIGHT));
    },
  };
}

const pointsOf = (seen: readonly Seen[], series: string): Point[] =>
  seen.flatMap(({ t, values }) => (Object.hasOwn(values, series) ? [[t, values[series]] as const] : []));

function contents(curves: readonly Curve[], points: ReadonlyMap<string, readonly Point[]>, end: number, width: number): SVGElement[] {
  const [low, high] = rangeOf(curves, points);
  const across: Scale = (t) => margin.left + (t / end) * (width - margin.left - margin.right);
  const up: Scale = (value) => HEIGHT - margin.bottom - ((value - low) / (high - low)) * (HEIGHT - margin.top - margin.bottom);
  const clip = `frame-${curves[0].series}`;
  const frame = { x: margin.left, y: margin.top, width: Math.max(0, width - margin.left - margin.right), height: HEIGHT - margin.top - margin.bottom };
  const inside = drawn("g", { "clip-path": `url(#${clip})` });
  const place = (look: Curve["look"]) => points.get(curves.find((one) => one.look === look)?.series ?? "") ?? [];
  inside.append(bracket(place("lower"), place("upper"), across, up));
  for (const { series, look } of curves) inside.append(...drawnCurve(points.get(series)!, look, across, up));
  return [drawn("clipPath", { id: clip }, drawn("rect", frame)), ...axesOf([low, high], end, width, across, up), inside];
}

/** Of what is framed. Costs of couplings that lose their pairs, and what a theorem allows, are far above all the rest and leave the frame then; the legend has their values. */
function rangeOf(curves: readonly Curve[], points: ReadonlyMap<string, readonly Point[]>): readonly [number, number] {
  const valuesOf = (which: (look: Curve["look"]) => boolean): number[] =>
    curves.filter(({ look }) => which(look)).flatMap(({ series }) => points.get(series)!.map(([, value]) => value));
  const inside = valuesOf((look) => look !== "allowed" && look !== "upper");
  const costs = valuesOf((look) => look === "upper");
  const most = max(inside);
  const high = most === undefined ? (max(costs) ?? 1) : Math.max(most, Math.min(max(costs) ?? 0, ABOVE * most));
  const [low, room] = [Math.min(0, min(inside) ?? 0), 0.08 * high];
  return [low < 0 ? low - room : 0, high + room || 1];
}

/** Shades what lies between two curves, at the times that both have. */
function bracket(lower: readonly Point[], upper: readonly Point[], across: Scale, up: Scale): SVGElement {
  const both = upper.slice(0, lower.length);
  const outline = [...lower.slice(0, both.length), ...both.toReversed()];
  return drawn("polygon", { class: "bracket", points: outline.map(([t, value]) => `${across(t)},${up(value)}`).join(" ") });
}

function drawnCurve(points: readonly Point[], look: Curve["look"], across: Scale, up: Scale): SVGElement[] {
  const line = drawn("polyline", { class: look, points: points.map(([t, value]) => `${across(t)},${up(value)}`).join(" ") });
  if (look !== "estimate") return [line];
  return [line, ...points.map(([t, value]) => drawn("circle", { class: look, cx: across(t), cy: up(value), r: 3 }))];
}

function axesOf([low, high]: readonly [number, number], end: number, width: number, across: Scale, up: Scale): SVGElement[] {
  const rows = ticks(low, high, 5).map((value) => [
    drawn("line", { class: "grid", x1: margin.left, x2: width - margin.right, y1: up(value), y2: up(value) }),
    drawn("text", { x: margin.left - 6, y: up(value) + 4, "text-anchor": "end" }, inDigits(value)),
  ]);
  const columns = ticks(0, end, width < 420 ? 4 : 7).map((t) =>
    drawn("text", { x: across(t), y: HEIGHT - 6, "text-anchor": "middle" }, t === 0 ? "t = 0" : inDigits(t)),
  );
  return [...rows.flat(), ...columns];
}

/** The line that a legend shows. */
function swatch(look: Curve["look"]): SVGElement {
  const line = drawn("line", { class: look, x1: 1, x2: 25, y1: 6, y2: 6 });
  return drawn(
    "svg",
    { class: "swatch", width: 26, height: 12, "aria-hidden": "true" },
    line,
    ...(look === "estimate" ? [drawn("circle", { class: look, cx: 13, cy: 6, r: 3 })] : []),
  );
}
