/**
 * What an interactive figure knows of a drawing: curves with their intervals, known curves, and the axes on both scales, as JSON for the page's script. Numbers have
 * seven digits, more than a screen shows; full precision is the table's affair.
 */
import type { Drawing, Panel } from "./curves/drawing.ts";
import { horizontalAxis } from "./figure.ts";
import { drawable, verticalAxes, type Scale } from "./frame.ts";
import { dashes } from "./style.ts";
import { typesetHtml } from "./typeset.ts";

/** Text is HTML; a number that is not finite (an interval of one replicate) is null. */
export function liveData(drawn: Drawing): string {
  const { spec, panels, dashed, abscissa, yLabel } = drawn;
  const curves = panels.flatMap((panel) => panel.curves);
  const keys = [...new Map(curves.map(({ label, slot }) => [keyOf({ label, slot }), { label: typesetHtml(label), ...slot }]))];
  const axes = (scale: Scale) => verticalAxes({ panels, spec: { ...spec, scale } }).axes;
  const [linear, log] = [axes("linear"), axes("log")];
  const content = {
    title: typesetHtml(spec.title),
    x: typesetHtml(abscissa.label),
    y: typesetHtml(yLabel),
    scale: spec.scale ?? "linear",
    relative: spec.relativeTo !== undefined,
    legend: keys.map(([, entry]) => entry),
    dashed: dashed.map(({ name, style }) => ({ name: typesetHtml(name), dash: dashes[style % dashes.length] })),
    panels: panels.map((panel, k) => {
      const { type, domain } = horizontalAxis(panel, drawn);
      return {
        title: typesetHtml(panel.title),
        x: { type, domain },
        linear: linear[k].domain,
        ...(showsLog(panel) ? { log: log[k].domain } : {}),
        curves: panel.curves.map((curve) => ({
          key: keys.findIndex(([key]) => key === keyOf(curve)),
          scattered: curve.scattered ?? false,
          points: curve.points.map(({ x, mean, low, high }) => [x, mean, low, high].map(short)),
          references: curve.references.map(({ style, points }) => ({ style, points: points.map(({ x, value }) => [x, value].map(short)) })),
        })),
      };
    }),
  };
  return JSON.stringify(content);
}

const keyOf = ({ label, slot: { colour, symbol } }: Pick<Panel["curves"][number], "label" | "slot">): string => [label, colour, symbol].join("\n");

const short = (value: number): number => Number(value.toPrecision(7));

/** Whether a logarithmic axis shows anything. */
const showsLog = ({ curves }: Panel): boolean => curves.some(({ points }) => points.some(({ mean }) => drawable(mean, "log")));
