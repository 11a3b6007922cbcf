/**
 * ASCII mathematics set for reading: `W2^2`, `W2_N^2` and `D_N` with raised and lowered parts, parameters as letters,
 * `= -1` with a minus sign (U+2212, in every report and figure; commands, files and the terminal keep the hyphen, since they are read again). What stands between
 * backticks is code in a page, and bare in a picture. Also the width of a label in DejaVu Sans, without which labels cannot be kept apart.
 */

/** A run of characters on the line (0), lowered (-1) or raised (1). */
export interface Run {
  readonly text: string;
  readonly level: -1 | 0 | 1;
}

const notations: readonly [pattern: string, runs: readonly Run[]][] = [
  ["W2_N", [run("W", 0), run("2,N", -1)]],
  ["W_N", [run("W", 0), run("N", -1)]],
  ["D_N", [run("D", 0), run("N", -1)]],
  ["W2", [run("W", 0), run("2", -1)]],
  ...["x", "y", "z"].map((axis): [string, readonly Run[]] => [`v_${axis}`, [run("v", 0), run(axis, -1)]]),
];

const letters: Readonly<Record<string, string>> = {
  particles: "N",
  dimension: "d",
  alpha: "\u03b1",
  beta: "\u03b2",
  gamma: "\u03b3",
  delta: "\u03b4",
  epsilon: "\u03b5",
  kappa: "\u03ba",
  lambda: "\u03bb",
  theta: "\u03b8",
  tau: "\u03c4",
};

function run(text: string, level: Run["level"]): Run {
  return { text, level };
}

/** A power: a number, one letter or the name of one, or what stands in parentheses. */
const raised = "\\^(?:\u2212?[0-9]+(?:\\.[0-9]+)?|\\([^()^]{1,20}\\)|(?:[a-z]|alpha|beta|gamma|lambda|tau)(?![A-Za-z0-9_(]))";

/** What is raised (`^2`), or a letter with what is lowered after it (`T_xx`). */
const scripted = (found: string): Run[] => (found.startsWith("^") ? [run(power(found.slice(1)), 1)] : [run(found[0], 0), run(found.slice(2), -1)]);

/** Without its parentheses, and Greek letters as such. */
const power = (text: string): string => text.replace(/^\((.*)\)$/, "$1").replace(/[a-z]{3,}/g, (word) => letters[word] ?? word);

/** Signs of numbers, before a letter or bar after what opens a term, in exponents, and between two terms; hyphens of words, ranges and options stay. */
const signs = /(?<=^|[\s([{=<>,;:^\u00b1])-(?=\.?\d|inf\b)|(?<=\de)-(?=\d)|(?<=[([{=<>^])-(?=[A-Za-z|\u0370-\u03ff])|(?<= )-(?= )/g;

/** The text with one minus sign, U+2212, whoever wrote it. */
export const minusSigns = (text: string): string => text.replace(signs, "\u2212");

/** Runs of a text. Parameters are set as letters only before a sign of relation (`gamma = -1`), so prose keeps its words. */
export function typeset(text: string): readonly Run[] {
  const plain = minusSigns(text.replaceAll("`", "").replace(/\b(\w+)(?= ?[=<>])/g, (word) => letters[word] ?? word));
  const pattern = new RegExp(
    `(?<![A-Za-z0-9])(?:W2_N|W_N|D_N|W2(?![0-9])|v_[xyz](?![A-Za-z0-9]))|(?<![A-Za-z0-9_])[A-Za-z]_[A-Za-z0-9]{1,4}(?![A-Za-z0-9_])|${raised}`,
    "g",
  );
  const runs: Run[] = [];
  let from = 0;
  for (const match of plain.matchAll(pattern)) {
    if (match.index > from) runs.push(run(plain.slice(from, match.index), 0));
    const known = notations.find(([written]) => written === match[0]);
    for (const part of known?.[1] ?? scripted(match[0])) runs.push(part);
    from = match.index + match[0].length;
  }
  if (from < plain.length) runs.push(run(plain.slice(from), 0));
  return runs;
}

/** Size of lowered and raised runs, and their shift, in sizes of the text. */
export const script = { size: 0.72, shift: 0.26 } as const;

export function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** As HTML, with sub and sup, and code where there are backticks. */
export function typesetHtml(text: string): string {
  return text
    .split(/`([^`]+)`/)
    .map((part, k) => (k % 2 === 1 ? `<code>${escapeMarkup(part)}</code>` : proseHtml(part)))
    .join("");
}

function proseHtml(text: string): string {
  const tags = { "-1": "sub", "0": "", "1": "sup" } as const;
  return typeset(text)
    .map(({ text: part, level }) => (level === 0 ? escapeMarkup(part) : `<${tags[level]}>${escapeMarkup(part)}</${tags[level]}>`))
    .join("");
}

/** As the content of an SVG text element of the given size (pixels). */
export function typesetSvg(text: string, size: number): string {
  const round = (x: number): string => String(Math.round(x * 100) / 100);
  let at = 0;
  return typeset(text)
    .map(({ text: part, level }) => {
      const shift = -level * script.shift * size;
      const move = shift === at ? "" : ` dy="${round(shift - at)}"`;
      at = shift;
      if (move === "" && level === 0) return escapeMarkup(part);
      const small = level === 0 ? "" : ` font-size="${round(script.size * size)}"`;
      return `<tspan${move}${small}>${escapeMarkup(part)}</tspan>`;
    })
    .join("");
}

/** Advance widths of U+0020 to U+007E in thousandths of the size: table hmtx of DejaVu Sans 2.37. */
const advances = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838,
  531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390,
  838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337,
  636, 838,
];

/** The same for characters beyond ASCII that ticks and labels use: raised digits and minus, middle dot, Greek letters. */
function advance(letter: string): number {
  const ascii = advances[letter.codePointAt(0)! - 32];
  if (ascii !== undefined) return ascii;
  if (/[\u2070-\u2079\u00b2\u00b3\u00b9]/.test(letter)) return 401;
  if (letter === "\u207b") return 528;
  if (letter === "\u00b7") return 318;
  return /[\u03b1-\u03c9]/.test(letter) ? 659 : 838;
}

/** Width in pixels of a text as typeset, in DejaVu Sans (bold is up to a sixth wider). Unlisted characters count as wide ones. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const { text: part, level } of typeset(text)) {
    for (const letter of part) width += advance(letter) * (level === 0 ? 1 : script.size);
  }
  return (width * size) / 1000;
}

/** Lines no wider than `most` pixels where words allow it. */
export function wrapToWidth(text: string, size: number, most: number): string[] {
  const lines: string[] = [];
  // A parameter keeps its value on its line: `gamma = -1` breaks nowhere.
  const words = text.replaceAll(/ = /g, "\u00a0=\u00a0").split(" ");
  for (const word of words) {
    const last = lines[lines.length - 1];
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => line.replaceAll("\u00a0", " "));
}
