/** Labels at the ends of curves: the room that they need, where they are put, and their text with its leader. Positions are pixels of the panel, y downwards. */
import { max } from "d3-array";
import { annotate, type Pixel } from "./annotate.ts";
import type { Axis } from "./axes.ts";
import type { Curve } from "./curves/curve.ts";
import type { Panel } from "./curves/drawing.ts";
import { fallenOf, measuredOf, placesOf, referencesOf, type Datum } from "./marks.ts";
import { size } from "./style.ts";
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
function labelLines(label: string): string[] {
  return wrapToWidth(label, size.text, widestLabel);
}

/** Room on the right for the labels of these panels. */
export function labelRoom(panels: readonly Panel[]): number {
  const widths = panels.flatMap((panel) => panel.curves.flatMap((curve) => labelLines(curve.label).map((line) => textWidth(line, size.text))));
  return gap + 10 + Math.ceil(Math.max(20, max(widths) ?? 0));
}

/** Height that the labels of a panel need. */
export function labelHeight(panel: Panel): number {
  return panel.curves.reduce((sum, curve) => sum + heightOf(labelLines(curve.label)), 0);
}

function heightOf(lines: readonly string[]): number {
  return lines.length * size.line + 4;
}

/** Last point of a curve inside the frame, else on its bottom line: what its label points to. */
function endOf(curve: Curve, x: Axis, y: Axis): Datum | undefined {
  const inside = ({ value }: Datum): boolean => value >= y.domain[0] && value <= y.domain[1];
  return measuredOf(curve, y).filter(inside).at(-1) ?? placesOf(referencesOf(curve, x, y)[0]?.points ?? []).at(-1) ?? fallenOf(curve, y).at(-1);
}

export function placed(panel: Panel, x: Axis, y: Axis, at: (datum: Datum) => Pixel, { width, height, margins }: Box): PlacedLabel[] {
  const shown = panel.curves.flatMap((curve) => {
    const end = endOf(curve, x, y);
    if (end === undefined) return [];
    const lines = labelLines(curve.label);
    const extent = { width: max(lines, (line) => textWidth(line, size.text)) ?? 0, height: heightOf(lines) };
    return [
      {
        label: curve.label,
        lines,
        colour: curve.slot.colour,
        ...extent,
        end: at(end),
        paths: [
          measuredOf(curve, y).map(at),
          ...referencesOf(curve, x, y).map(({ points }) => placesOf(points).map(at)),
          ...fallenOf(curve, y).map((datum) => [at(datum)]),
        ],
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

export function labelSvg({ label, lines, colour, left, centre, width, height, end, leader }: PlacedLabel): string {
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
