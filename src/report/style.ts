/**
 * How figures look. A panel is 640 pixels wide for a printed column of 85 mm (7.5 pixels a millimetre), so text of 22 pixels is
 * printed at 8 points; figures with panels side by side are 1280 pixels for a page of 170 mm.
 *
 * Colours are those of Okabe and Ito (Color universal design, 2008) that are told apart in every form of colour blindness, darkened
 * where a label in that colour would have less contrast with white than 4.5 : 1 (WCAG 2.1, 1.4.3). Markers differ as well; dashes are
 * kept for references.
 */
export const size = { panel: 640, frame: 340, text: 22, title: 24, line: 28, tick: 6 } as const;

export const ink = "#1a1a1a";
export const faint = "#dcdcdc";

export const palette = ["#0072b2", "#b84300", "#00734c", "#8b3a8c", "#6b5b00", "#1a1a1a"] as const;

export const symbols = ["circle", "square", "triangle", "diamond", "cross", "triangle2", "star", "wye"] as const;

export const dashes = "11 7";

/** Families with the metrics of DejaVu Sans first: it is what the PNG is drawn with, and what label widths are computed from. */
export const fontFamily = "DejaVu Sans, Bitstream Vera Sans, Verdana, sans-serif";

export function colourOf(index: number): string {
  return palette[index % palette.length]!;
}

export function symbolOf(index: number): (typeof symbols)[number] {
  return symbols[index % symbols.length]!;
}
