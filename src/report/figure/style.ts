/**
 * How figures look. A panel is 640 pixels wide for a printed column of 85 mm (7.5 pixels a millimetre), so text of 22 pixels is
 * printed at 8 points; figures with panels side by side are 1280 pixels for a page of 170 mm.
 */
export const size = { panel: 640, frame: 340, text: 22, title: 24, line: 28, tick: 6 } as const;

export const ink = "#1a1a1a";
export const faint = "#dcdcdc";

/** Of references, one after another. */
export const dashes = ["11 7", "3 5", "16 5 3 5", "7 3"] as const;

/** Families with the metrics of DejaVu Sans first: it is what the PNG is drawn with, and what label widths are computed from. */
export const fontFamily = "DejaVu Sans, Bitstream Vera Sans, Verdana, sans-serif";
