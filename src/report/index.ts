/** Reports: pure functions from a Result to text and pictures, and the one that writes them into a run folder. */
export { captionOf } from "./caption.ts";
export { renderComparison } from "./comparison.ts";
export { comparisonCsv, tableCsv } from "./csv.ts";
export { drawing, type Drawing } from "./curves.ts";
export { defaultFigures } from "./default-figures.ts";
export { renderFigure, type Figure } from "./figure.ts";
export { reportHtml, type Provenance, type Shown, type Skipped } from "./html.ts";
export { seriesLabel, type SeriesLabel } from "./labels.ts";
export { formatEstimate } from "./numbers.ts";
export { pngOf } from "./png.ts";
export { renderTable, type Judged, type TableOptions } from "./table.ts";
export { writeComparison, writeReport, type Written } from "./write.ts";
