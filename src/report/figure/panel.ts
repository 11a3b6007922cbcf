/**
 * One panel of a figure: axes, bands, curves and markers by Observable Plot, and a label at the end of every curve. Positions are
 * pixels of the panel, y downwards.
 */
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { annotate, type Pixel } from "./annotate.ts";
import type { Axis } from "./axes.ts";
import type { Curve, Panel } from "./curves.ts";
import { drawable } from "./frame.ts";
import { dashes, faint, ink, size } from "./style.ts";
import { escapeMarkup, textWidth, typesetSvg, wrapToWidth } from "./typeset.ts";

/** Room around the frame, common to the panels of a figure. */
export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Box {
  readonly width: number;
  readonly height: number;
  readonly margins: Margins;
}

/** A label where it was put: its centre and height, and the end of the curve that it names. */
export interface PlacedLabel {
  readonly label: string;
  readonly lines: readonly string[];
  readonly colour: string;
  readonly left: number;
  readonly centre: number;
  readonly width: number;
  readonly height: number;
  readonly end: Pixel;
  /** Whether a line joins the label to its end. */
  readonly leader: boolean;
}

/** Pixels between the frame and its labels, room for a leader. */
const gap = 26;
const widestLabel = 190;
/** Keeps a label legible over a grid line or a band. */
const halo = 'stroke="white" stroke-width="5" stroke-linejoin="round" paint-order="stroke"';
/** Markers on one curve; of more measured times only every second, third, ... is marked. */
const mostMarkers = 15;

export function labelLines(label: string): string[] {
  return wrapToWidth(label, size.text, widestLabel);
}

/** Room on the right for the labels of these panels. */
export function labelRoom(panels: readonly Panel[]): number {
  const widths = panels.flatMap((panel) => panel.curves.flatMap((curve) => labelLines(curve.label).map((line) => textWidth(line, size.text))));
  return gap + 10 + Math.ceil(Math.max(20, ...widths));
}

/** Room on the left for the tick labels of these axes. */
export function tickRoom(axes: readonly Axis[]): number {
  return 20 + Math.ceil(Math.max(...axes.flatMap((axis) => axis.ticks.map((tick) => textWidth(tick.label, size.text)))));
}

/** Height that the labels of a panel need. */
export function labelHeight(panel: Panel): number {
  return panel.curves.reduce((sum, curve) => sum + heightOf(labelLines(curve.label)), 0);
}

function heightOf(lines: readonly string[]): number {
  return lines.length * size.line + 4;
}

interface Datum {
  readonly x: number;
  readonly value: number;
}

/** SVG of a panel (the content of a group) and its labels. `id` makes its clip path unique; `relative` curves get a rule at 1. */
export function renderPanel(
  panel: Panel,
  x: Axis,
  y: Axis,
  box: Box,
  { id, relative }: { readonly id: string; readonly relative: boolean },
): { readonly svg: string; readonly labels: readonly PlacedLabel[] } {
  const { margins, width, height } = box;
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const plot = Plot.plot({
    document,
    width,
    height,
    marginLeft: margins.left,
    marginRight: margins.right,
    marginTop: margins.top,
    marginBottom: margins.bottom,
    x: { type: x.type, domain: [...x.domain], axis: null },
    y: { type: y.type, domain: [...y.domain], axis: null },
    marks: [
      ...axisMarks(x, y),
      ...(relative ? [Plot.ruleY([1], { stroke: ink, strokeWidth: 1.6, ariaDescription: "1" })] : []),
      // All bands lie under all curves, else a band would tint the curves drawn before it.
      ...panel.curves.map((curve) => bandMark(curve, y)),
      ...panel.curves.flatMap((curve) => curveMarks(curve, y)),
    ],
  });
  plot.querySelector("style")?.remove();
  const scales = { x: plot.scale("x")!, y: plot.scale("y")! };
  const at = ({ x: from, value }: Datum): Pixel => [scales.x.apply(from) as number, scales.y.apply(value) as number];
  const labels = placed(panel, y, at, box);
  return { svg: tidy(plot.innerHTML, id) + labels.map(labelSvg).join(""), labels };
}

/** Clip paths get names of the figure's own, and coordinates two decimals: enough for print, and the same on every machine. */
function tidy(svg: string, id: string): string {
  return svg
    .replaceAll(/plot-clip-\d+/g, `${id}-clip`)
    .replaceAll(/<[^>]*>/g, (tag) => tag.replaceAll(/-?\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100)));
}

function axisMarks(x: Axis, y: Axis): Plot.Markish[] {
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

function bandMark(curve: Curve, y: Axis): Plot.Markish {
  const band = curve.points
    .filter(({ low, high }) => Number.isFinite(low) && Number.isFinite(high))
    .map(({ x, low, high }) => (drawable(high, y.type) ? { x, low: Math.max(low, y.domain[0]), high } : { x, low: null, high: null }));
  return Plot.areaY(band, { x: "x", y1: "low", y2: "high", fill: curve.slot.colour, fillOpacity: 0.2, clip: true });
}

function curveMarks(curve: Curve, y: Axis): Plot.Markish[] {
  const { colour, symbol } = curve.slot;
  const means = measuredOf(curve, y);
  const line = curve.points.map(({ x, mean }) => ({ x, value: drawable(mean, y.type) ? mean : null }));
  const every = curve.scattered ? 1 : markerStride(curve.points.length);
  const marked = means.filter(({ x }) => curve.points.findIndex((point) => point.x === x) % every === 0);
  const low = fallenOf(curve, y);
  return [
    ...(curve.scattered ? [] : [Plot.lineY(line, { x: "x", y: "value", stroke: colour, strokeWidth: 2.4, clip: true })]),
    ...referencesOf(curve, y).map(({ points, style }) =>
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

function measuredOf(curve: Curve, y: Axis): Datum[] {
  return curve.points.filter(({ mean }) => drawable(mean, y.type)).map(({ x, mean }) => ({ x, value: mean }));
}

/** Means that a logarithmic axis cannot represent, put on its bottom line. */
function fallenOf(curve: Curve, y: Axis): Datum[] {
  return curve.points.filter(({ mean }) => Number.isFinite(mean) && !drawable(mean, y.type)).map(({ x }) => ({ x, value: y.domain[0] }));
}

/** What can be drawn of the references, each a line or, when there is one value only, nothing. */
function referencesOf(curve: Curve, y: Axis): { points: Datum[]; style: number }[] {
  return curve.references
    .map(({ points, style }) => ({ points: points.filter(({ value }) => drawable(value, y.type)), style }))
    .filter(({ points }) => points.length > 0);
}

/** Last point of a curve inside the frame, else on its bottom line: what its label points to. */
function endOf(curve: Curve, y: Axis): Datum | undefined {
  const inside = ({ value }: Datum): boolean => value >= y.domain[0] && value <= y.domain[1];
  return measuredOf(curve, y).filter(inside).at(-1) ?? referencesOf(curve, y)[0]?.points.filter(inside).at(-1) ?? fallenOf(curve, y).at(-1);
}

function placed(panel: Panel, y: Axis, at: (datum: Datum) => Pixel, { width, height, margins }: Box): PlacedLabel[] {
  const shown = panel.curves.flatMap((curve) => {
    const end = endOf(curve, y);
    if (end === undefined) return [];
    const lines = labelLines(curve.label);
    const extent = { width: Math.max(...lines.map((line) => textWidth(line, size.text))), height: heightOf(lines) };
    return [
      {
        label: curve.label,
        lines,
        colour: curve.slot.colour,
        ...extent,
        end: at(end),
        paths: [measuredOf(curve, y).map(at), ...referencesOf(curve, y).map(({ points }) => points.map(at)), ...fallenOf(curve, y).map((datum) => [at(datum)])],
      },
    ];
  });
  const frame = {
    left: margins.left,
    right: width - margins.right,
    top: margins.top,
    bottom: height - margins.bottom,
    margin: width - margins.right + gap,
  };
  const places = annotate(shown, frame);
  return shown.map(({ paths: _, ...label }, k) => ({ ...label, ...places[k] }));
}

function labelSvg({ label, lines, colour, left, centre, width, height, end, leader }: PlacedLabel): string {
  const round = (value: number): number => Math.round(value * 100) / 100;
  const text = lines.map((line, k) => {
    const baseline = centre + (k - (lines.length - 1) / 2) * size.line + 0.36 * size.text;
    return `<text x="${round(left)}" y="${round(baseline)}" fill="${colour}" font-size="${size.text}" ${halo}>${typesetSvg(line, size.text)}</text>`;
  });
  // The leader meets the label at its left edge, or at its foot or head when the label stands over the end.
  const beside = left > end[0];
  const to = beside ? [left - 4, centre] : [left + width / 2, centre + Math.sign(end[1] - centre) * (height / 2)];
  const away = Math.hypot(to[0] - end[0], to[1] - end[1]) || 1;
  const from = [end[0] + (9 * (to[0] - end[0])) / away, end[1] + (9 * (to[1] - end[1])) / away];
  const line = leader
    ? `<path d="M${round(from[0])},${round(from[1])}L${round(to[0])},${round(to[1])}" stroke="${colour}" stroke-width="1.2" fill="none"/>`
    : "";
  return `<g aria-label="${escapeMarkup(label)}" text-anchor="start">${line}${text.join("")}</g>`;
}
