/** Reports: pure functions from a Result to text and pictures. */
export { captionOf } from "./figure/caption.ts";
export { renderComparison } from "./text/comparison.ts";
export { columnsOf, comparisonCsv, rows, tableCsv, type Column, type Row } from "./rows.ts";
export { drawing, type Drawing } from "./figure/curves/drawing.ts";
export { defaultFigures } from "./figure/curves/defaults.ts";
export { renderFigure, type Figure } from "./figure/figure.ts";
export { reportHtml, type Shown, type Skipped } from "./page/html.ts";
export { type Provenance } from "./page/provenance.ts";
export { renderProgress, type Underway } from "./text/progress.ts";
export { formatEstimate } from "./text/numbers.ts";
export { pngOf } from "./figure/png.ts";
export { statementsHtml, type Reviewed } from "./page/statements.ts";
export { statementLines, statementsTable } from "./text/statements.ts";
export { renderStyle, renderTable, type Judged, type TableOptions } from "./text/table.ts";
