/**
 * The caption of a figure: the author's sentence, then what every reader needs and no author repeats: what markers, bands and dashes
 * are, what was divided by what, what an axis could not show, and which replicates failed.
 */
import { extent } from "d3-array";
import type { FigureSpec } from "../../protocols/index.ts";
import { pointName, tellingParameters } from "../text/cells.ts";
import type { Drawing } from "./curves/drawing.ts";
import { roundOffShare } from "./curves/round-off.ts";
import { constant, losses, verticalAxes, zero } from "./frame.ts";
import { shortNumber } from "../text/numbers.ts";
import { setupSentence } from "../text/setup.ts";

/** Caption of a drawn figure, plain text. */
export function captionOf(drawn: Drawing): string {
  return [
    // Scenarios in JavaScript may leave the caption out.
    (drawn.spec as Partial<FigureSpec>).caption?.trim() ?? "",
    ...measured(drawn),
    ...references(drawn),
    ...orders(drawn),
    ...normalised(drawn),
    ...scales(drawn),
    setupSentence(drawn.panels.flatMap(({ cells }) => cells)),
    ...failures(drawn),
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function measured({ panels }: Drawing): string[] {
  const curves = panels.flatMap((panel) => panel.curves);
  if (!curves.some((curve) => curve.points.length > 0)) return [];
  const counts = panels.flatMap((panel) => panel.cells.map((cell) => cell.replicates.length));
  const [least = 0, most = 0] = extent(counts);
  const over = `${least === most ? least : `${least} to ${most}`} ${most === 1 ? "replicate" : "replicates"}`;
  if (most === 1) return [`Markers: values of ${over}, which give no interval.`];
  return [`Markers: means over ${over}; bands: pointwise 95 % intervals (verdicts use simultaneous intervals, which are wider).`];
}

function references({ dashed }: Drawing): string[] {
  return dashed.map(({ name, source, bound }) => {
    const size = name.endsWith(", not smoothed") ? "at most" : "its own error is at most";
    const own = bound > 0 ? `; ${size} ${shortNumber(bound, 2)}` : "";
    return `Dashed: ${name} (${source}${own}).`;
  });
}

/** The order seen between the last two values of each curve against a parameter. */
function orders({ abscissa, panels, spec }: Drawing): string[] {
  if (abscissa.kind !== "parameter" || spec.scale !== "log") return [];
  const slopes = panels.flatMap((panel) =>
    panel.curves.flatMap(({ label, points }) => {
      const [a, b] = points.slice(-2);
      if (!a || !b || !(a.x > 0 && a.mean > 0 && b.mean > 0)) return [];
      const slope = Math.log(b.mean / a.mean) / Math.log(b.x / a.x);
      return [`${panel.title === "" ? "" : `${panel.title}, `}${label}: ${shortNumber(slope, 3)}`];
    }),
  );
  return slopes.length === 0 ? [] : [`Powers of ${abscissa.label} between the last two values: ${slopes.join("; ")}.`];
}

function normalised({ unit }: Drawing): string[] {
  if (unit === "") return [];
  return [`Every curve is divided by the mean of the ${unit} at the first time, whose own uncertainty is not in the bands; the dark line is at 1.`];
}

function scales(drawn: Drawing): string[] {
  const { spec, panels, absent, unlogged, rounded } = drawn;
  const scale = spec.scale ?? "linear";
  const asked = unlogged ? "log" : scale;
  const { axes, shared } = verticalAxes(drawn);
  const lost = losses(panels, axes, scale);
  return [
    lost.means > 0
      ? `Hollow markers on the bottom axis: ${lost.means} non-positive ${lost.means === 1 ? "mean" : "means"}, which a logarithmic axis cannot show.`
      : "",
    rounded > 0
      ? `Round-off is drawn as 0: ${rounded} ${rounded === 1 ? "mean" : "means"} below ${shortNumber(roundOffShare(asked))} of the largest value.`
      : "",
    unlogged ? "No value is positive: the axis is linear, not logarithmic." : "",
    panels.some(zero) ? "Means that are exactly 0 coincide." : "",
    panels.some((panel) => constant(panel) && !zero(panel)) ? "Constant to a part in a million: the axis is a window around it, not its variation." : "",
    lost.bands > 0 ? "Bands that leave the frame are cut." : "",
    lost.references > 0 ? "Dashed curves that leave the frame are cut; nothing is seen of one that is beyond it." : "",
    absent.length > 0 ? `Not measured, hence not drawn: ${absent.join("; ")}.` : "",
    shared ? "" : "Panels have vertical axes of their own.",
  ];
}

function failures({ panels }: Drawing): string[] {
  const cells = panels.flatMap((panel) => panel.cells);
  const parameters = tellingParameters(cells.map((cell) => cell.point));
  const failed = cells.filter((cell) => cell.failures.length > 0);
  return failed.map((cell) => {
    const where = pointName(cell.point, parameters);
    const total = cell.failures.length + cell.replicates.length;
    return `FAILED and not in the means: ${cell.failures.length} of ${total} replicates${where === "" ? "" : ` at ${where}`}.`;
  });
}
