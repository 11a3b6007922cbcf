/**
 * A figure as SVG: title, a key that says what markers, bands and dashes are, and panels in one or two columns. Pure: the same drawing
 * gives the same bytes. No script, no style sheet, no reference to anything outside.
 */
import { extent, max, min } from "d3-array";
import { linearAxis, logAround, type Axis } from "./axes.ts";
import type { Drawing, Panel } from "./curves/drawing.ts";
import { losses, verticalAxes } from "./frame.ts";
import { labelHeight, labelRoom, type PlacedLabel } from "./end-labels.ts";
import { renderPanel, tickRoom } from "./panel.ts";
import { dashes, fontFamily, ink, size } from "./style.ts";
import { escapeMarkup, textWidth, typesetSvg, wrapToWidth } from "./typeset.ts";

export interface Figure {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** Labels at curve ends, panel by panel, in pixels of their panel. */
  readonly labels: readonly (readonly PlacedLabel[])[];
}

const left = 16;
const letters = "abcdefghijklmnopqrstuvwxyz";

/** Draws a figure. */
export function renderFigure(drawn: Drawing): Figure {
  const { spec, panels } = drawn;
  const perRow = panels.length > 1 ? 2 : 1;
  const width = perRow * size.panel;
  const title = textLines(spec.title, 0, size.title, width - 2 * left, 'font-weight="bold"');
  const y = verticalAxes(drawn).axes;
  const key = keySvg(drawn, losses(panels, y, spec.scale ?? "linear").means > 0, title.height + 4, width);
  const faceted = panels.some((panel) => panel.title !== "");
  const axisTitle = wrapToWidth(drawn.yLabel, size.text, size.panel - 2 * left);
  const top = 10 + (faceted ? size.line + 4 : 0) + axisTitle.length * size.line + 14;
  const margins = { left: tickRoom(y), right: labelRoom(panels), top, bottom: 74 };
  const frame = Math.max(size.frame, max(panels, labelHeight) ?? 0);
  const box = { width: size.panel, height: top + frame + margins.bottom, margins };
  const from = title.height + key.height + 10;
  const rendered = panels.map((panel, k) => {
    const { svg, labels } = renderPanel(panel, horizontalAxis(panel, drawn), y[k], box, {
      id: `${spec.name}-${k}`,
      relative: spec.relativeTo !== undefined,
    });
    const heading = panelHeading(panel, panels.length > 1 ? `(${letters[k % 26]}) ` : "", axisTitle, faceted) + axisLabel(drawn.abscissa.label, box);
    const corner = `translate(${(k % perRow) * size.panel},${from + Math.floor(k / perRow) * box.height})`;
    return { svg: `<g transform="${corner}">${heading}${svg}</g>`, labels };
  });
  const height = Math.ceil(from + Math.ceil(panels.length / perRow) * box.height);
  const body = title.svg + key.svg + rendered.map((panel) => panel.svg).join("\n");
  return { svg: document(spec.title, width, height, body), width, height, labels: rendered.map((panel) => panel.labels) };
}

function document(title: string, width: number, height: number, body: string): string {
  const font = `font-family="${fontFamily}" font-size="${size.text}" fill="${ink}" color="${ink}" text-anchor="middle"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" ${font}>` +
    `<title>${escapeMarkup(title)}</title><rect width="${width}" height="${height}" fill="white"/>\n${body}\n</svg>\n`
  );
}

function textLines(text: string, top: number, pixels: number, most: number, attributes: string): { svg: string; height: number } {
  // Bold text is up to a sixth wider than the regular one that widths are computed for.
  const lines = wrapToWidth(text, pixels * 1.17, most);
  const spacing = Math.round(pixels * 1.27);
  const svg = lines.map(
    (line, k) =>
      `<text x="${left}" y="${top + 10 + pixels + k * spacing}" font-size="${pixels}" text-anchor="start" ${attributes}>${typesetSvg(line, pixels)}</text>`,
  );
  return { svg: svg.join(""), height: 14 + lines.length * spacing };
}

/** The key: what a marker with its band is, what a hollow one is when there are any, and what each dashed curve is. */
function keySvg({ panels, dashed }: Drawing, hollow: boolean, top: number, width: number): { svg: string; height: number } {
  const curves = panels.flatMap((panel) => panel.curves);
  const banded = curves.some((curve) => curve.points.some(({ low, high }) => Number.isFinite(low) && Number.isFinite(high)));
  const entries = [
    ...(curves.some((curve) => curve.points.length > 0)
      ? [banded ? { kind: "banded", text: "mean, pointwise 95 % band" } : { kind: "mean", text: "one replicate, no band" }]
      : []),
    ...(hollow ? [{ kind: "hollow", text: "mean not positive, below the axis" }] : []),
    ...dashed.filter(({ overlay }) => overlay).map(({ name, style }) => ({ kind: style, text: name })),
  ];
  let [x, y] = [left, top];
  const parts: string[] = [];
  for (const { kind, text } of entries) {
    const lines = wrapToWidth(text, size.text, width - left - 70);
    const wide = 54 + (max(lines, (line) => textWidth(line, size.text)) ?? 0) + 30;
    if (x > left && x + wide > width) [x, y] = [left, y + size.line];
    parts.push(keyGlyph(kind, x, y + size.line / 2));
    lines.forEach((line, k) => parts.push(`<text x="${x + 54}" y="${y + 22 + k * size.line}" text-anchor="start">${typesetSvg(line, size.text)}</text>`));
    if (lines.length > 1) [x, y] = [left, y + lines.length * size.line];
    else x += Math.ceil(wide);
  }
  return { svg: parts.join(""), height: entries.length === 0 ? 0 : y - top + (x > left ? size.line : 0) + 6 };
}

/** `kind` is a number for the dashes of a reference. */
function keyGlyph(kind: string | number, x: number, y: number): string {
  const line = (attributes: string): string => `<path d="M${x},${y}h44" fill="none" ${attributes}/>`;
  if (typeof kind === "number") return line(`stroke="${ink}" stroke-width="2.2" stroke-dasharray="${dashes[kind % dashes.length]}"`);
  if (kind === "hollow") return `<circle cx="${x + 22}" cy="${y}" r="6" fill="white" stroke="#777" stroke-width="1.8"/>`;
  const band = kind === "mean" ? "" : `<rect x="${x}" y="${y - 9}" width="44" height="18" fill="#777" fill-opacity="0.25"/>`;
  return `${band}${line('stroke="#777" stroke-width="2.4"')}<circle cx="${x + 22}" cy="${y}" r="6" fill="#777" stroke="white" stroke-width="1.5"/>`;
}

/** Of time: the observation times; else what the curves of the panel are drawn over. Powers of a parameter are straight on two logarithmic axes. */
export function horizontalAxis(panel: Panel, { abscissa, spec }: Drawing): Axis {
  if (abscissa.kind === "time") return spanning(panel.cells.flatMap((cell) => cell.times));
  const drawn = panel.curves.flatMap(({ points, references }) => [points, ...references.map((one) => one.points)].flat());
  const values = drawn.map(({ x }) => x);
  const logarithmic = abscissa.kind === "parameter" && spec.scale === "log" && values.length > 1 && min(values)! > 0;
  return logarithmic ? logAround(values) : spanning(values);
}

function spanning(values: readonly number[]): Axis {
  const [begin, end] = extent(values);
  if (begin === undefined) return linearAxis([0, 1], 4);
  return linearAxis(end > begin ? [begin, end] : [begin - 1, begin + 1], 4);
}

function panelHeading(panel: Panel, letter: string, axisTitle: readonly string[], faceted: boolean): string {
  let y = 10 + size.text;
  const lines: string[] = [];
  if (faceted) {
    lines.push(
      `<text x="${left}" y="${y}" text-anchor="start" font-weight="bold" aria-label="${escapeMarkup(panel.title)}">${typesetSvg(letter + panel.title, size.text)}</text>`,
    );
    y += size.line + 4;
  }
  axisTitle.forEach((line, k) => lines.push(`<text x="${left}" y="${y + k * size.line}" text-anchor="start">${typesetSvg(line, size.text)}</text>`));
  return lines.join("");
}

function axisLabel(
  label: string,
  box: { readonly width: number; readonly height: number; readonly margins: { readonly left: number; readonly right: number } },
): string {
  const middle = (box.margins.left + box.width - box.margins.right) / 2;
  return `<text x="${middle}" y="${box.height - 16}">${typesetSvg(label, size.text)}</text>`;
}
