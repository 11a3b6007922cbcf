/**
 * What a study declared, looked at before anything is computed: its figures, the works it cites (its setups: src/setup/check.ts).
 *
 * The compiler sees most of this; a scenario in JavaScript, or one that was not compiled, is told here, in the same words everywhere:
 * what is wrong, and what exists.
 */
import { ScenarioError } from "../../errors.ts";
import type { FigureSpec, Study } from "../../protocols/index.ts";
import { bibliography } from "../../bibliography.ts";
import { suggestion } from "../../names/nearest.ts";
import { refuseUnknown } from "../../names/options.ts";
import { listOf } from "./study.ts";

const figureKeys = ["name", "title", "series", "facet", "where", "scale", "against", "times", "xLabel", "yLabel", "relativeTo", "caption"];
const scales: readonly unknown[] = [undefined, "linear", "log"];

/** Throws ScenarioError when a figure cannot be drawn whatever is measured; its series are checked at every point. */
export function checkFigures({ figures = [], vary }: Pick<Study, "figures" | "vary">): void {
  if (!Array.isArray(figures)) throw new ScenarioError("invalid figures: a study needs a list (or none)");
  const names = figures.map((figure) => checkFigure(figure, Object.keys(vary)));
  const twice = names.find((name, k) => names.indexOf(name) < k);
  if (twice !== undefined) throw new ScenarioError(`invalid figures: two have the name ${twice}`);
}

function checkFigure(figure: Partial<FigureSpec> | null | undefined, varied: readonly string[]): string {
  const { name, title, series, facet, where = {}, scale, against, times, xLabel, yLabel, relativeTo, caption } = figure ?? {};
  if (typeof name !== "string" || name === "") throw new ScenarioError("invalid figure: it has no name (a figure needs name, title, series)");
  if (!/^[A-Za-z0-9][\w.-]*$/.test(name)) throw new ScenarioError(`invalid figure name: ${name} (letters, digits, ".", "_" and "-")`);
  const refuse = (trouble: string) => {
    throw new ScenarioError(`invalid figure ${name}: ${trouble}`);
  };
  if (typeof title !== "string" || title === "") refuse("it has no title");
  if (!Array.isArray(series) || series.length === 0) refuse("it has no series (a list of names)");
  if (!Array.from(series ?? [], (one: unknown) => typeof one).every((type) => type === "string")) refuse("its series are no names");
  for (const [key, value] of Object.entries({ facet, against, relativeTo, xLabel, yLabel, caption })) {
    if (value !== undefined && typeof value !== "string") refuse(`its ${key} is no text`);
  }
  if (times !== undefined && !(Array.isArray(times) && times.every((t) => Number.isFinite(t)))) refuse("its times are no list of numbers");
  if (!scales.includes(scale)) refuse(`unknown scale: ${String(scale)} (exists: linear, log)`);
  refuseUnknown(`figure ${name}`, "key", figure as object, figureKeys);
  if (typeof where !== "object" || where === null || Array.isArray(where)) refuse("its where is no object of values by parameter");
  for (const [key, parameter] of [...Object.entries({ facet, against }), ...Object.keys(where).map((one) => ["where", one] as const)]) {
    if (parameter !== undefined && !varied.includes(parameter))
      throw new ScenarioError(`unknown ${key} in figure ${name}: ${parameter} (varied: ${listOf(varied)})${suggestion(parameter, varied)}`);
  }
  return name;
}

/** A source is a key of the bibliography, or words of its own. Throws ScenarioError for a single word that is no key. */
export function checkSources(sources: readonly string[] = []): void {
  if (!Array.isArray(sources) || !sources.every((source) => typeof source === "string"))
    throw new ScenarioError("invalid sources: a study needs a list of texts (or none)");
  const unknown = sources.find((source) => !/\s/.test(source) && !bibliography.has(source));
  if (unknown === undefined) return;
  const keys = [...bibliography.keys()];
  throw new ScenarioError(`unknown key in sources: ${unknown} (exists: ${listOf(keys)})${suggestion(unknown, keys)}`);
}
