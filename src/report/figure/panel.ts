/**
 * One panel of a figure: axes, bands, curves and markers by Observable Plot, and a label at the end of every curve. Positions are
 * pixels of the panel, y downwards.
 */
import * as Plot from "@observablehq/plot";
import { max } from "d3-array";
import { parseHTML } from "linkedom";
import type { Pixel } from "./annotate.ts";
import type { Axis } from "./axes.ts";
import type { Panel } from "./curves/drawing.ts";
import { labelSvg, placed, type Box, type PlacedLabel } from "./end-labels.ts";
import { axisMarks, bandMark, curveMarks, type Datum } from "./marks.ts";
import { ink, size } from "./style.ts";
import { textWidth } from "./typeset.ts";

/** Room on the left for the tick labels of these axes. */
export function tickRoom(axes: readonly Axis[]): number {
  const ticks = axes.flatMap((axis) => axis.ticks);
  return 20 + Math.ceil(max(ticks, ({ label }) => textWidth(label, size.text)) ?? 0);
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
      ...panel.curves.flatMap((curve) => curveMarks(curve, x, y)),
    ],
  });
  plot.querySelector("style")?.remove();
  const scales = { x: plot.scale("x")!, y: plot.scale("y")! };
  const at = ({ x: from, value }: Datum): Pixel => [scales.x.apply(from) as number, scales.y.apply(value) as number];
  const labels = placed(panel, x, y, at, box);
  return { svg: tidy(plot.innerHTML, id) + labels.map(labelSvg).join(""), labels };
}

/** Clip paths get names of the figure's own, and coordinates two decimals: enough for print, and the same on every machine. */
function tidy(svg: string, id: string): string {
  return svg
    .replaceAll(/plot-clip-\d+/g, `${id}-clip`)
    .replaceAll(/<[^>]*>/g, (tag) => tag.replaceAll(/-?\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100)));
}
