/**
 * What a scenario declared, looked at before anything is computed: its setups, its figures, the works it cites.
 *
 * The compiler sees most of this; a scenario in JavaScript, or one that was not compiled, is told here, in the same words everywhere:
 * what is wrong, and what exists.
 */
import { ScenarioError } from "../../errors.ts";
import type { FigureSpec, ReferenceSeries, Setup, Study } from "../../protocols/index.ts";
import { bibliography } from "../../bibliography.ts";
import { listOf } from "./study.ts";

const setupParts = { system: "object", initial: "object", particles: "number", time: "object", observe: "object" } as const;
const setupKeys = [...Object.keys(setupParts), "reference", "compare"];
const figureKeys = ["name", "title", "series", "facet", "where", "scale", "against", "times", "yLabel", "relativeTo", "caption"];
const scales: readonly unknown[] = [undefined, "linear", "log"];

/** Throws ScenarioError when a setup lacks a part, or has one that nobody reads. */
export function checkSetup(setup: Setup<never>): void {
  for (const [part, type] of Object.entries(setupParts)) {
    const found: unknown = (setup as Partial<Setup<never>> | null | undefined)?.[part as keyof Setup<never>];
    if (typeof found !== type || found === null) throw new ScenarioError(`invalid setup: it has no ${part}`);
  }
  refuseUnknown("setup", setup, setupKeys);
  for (const [name, observable] of Object.entries<{ open?: unknown } | null | undefined>(setup.observe)) {
    if (!/^[A-Za-z]\w*$/.test(name)) throw new ScenarioError(`invalid series in observe: ${name} (a word of letters and digits)`);
    // As `constructor`: what every object has would be taken for a series.
    if (name in {}) throw new ScenarioError(`invalid series in observe: ${name} (every object has one)`);
    if (typeof observable?.open !== "function") throw new ScenarioError(`invalid observe: ${name} is no observable`);
  }
  checkReference(setup);
  checkCompared(setup);
}

function checkReference({ reference = {} }: Setup<never>): void {
  if (typeof reference !== "object" || reference === null) throw new ScenarioError("invalid reference: an object of curves, or none");
  for (const [series, curve] of Object.entries<Partial<ReferenceSeries> | null | undefined>(reference)) {
    if (curve === undefined) continue;
    const { name, source, at, times } = curve ?? {};
    if (typeof name !== "string" || typeof source !== "string" || typeof at !== "function" || !(times === undefined || Array.isArray(times)))
      throw new ScenarioError(`invalid reference: ${series} is no curve (name, source, at)`);
  }
}

function checkCompared({ compare = [], system, initial }: Setup<never>): void {
  if (!Array.isArray(compare)) throw new ScenarioError("invalid compare: a list of solvers, or none");
  const stranger = compare.findIndex((solver: { open?: unknown } | null) => typeof solver?.open !== "function");
  if (stranger >= 0) throw new ScenarioError(`invalid compare: entry ${stranger} is no solver`);
  if (compare.length > 0 && initial.laws.length !== system.model.species.length)
    throw new ScenarioError("invalid compare: a coupled system has two solutions (compare serves a system alone)");
}

/** Throws ScenarioError when a figure cannot be drawn whatever is measured; its series are checked at every point. */
export function checkFigures({ figures = [], vary }: Pick<Study, "figures" | "vary">): void {
  if (!Array.isArray(figures)) throw new ScenarioError("invalid figures: a study needs a list (or none)");
  const names = figures.map((figure) => checkFigure(figure, Object.keys(vary)));
  const twice = names.find((name, k) => names.indexOf(name) < k);
  if (twice !== undefined) throw new ScenarioError(`invalid figures: two have the name ${twice}`);
}

function checkFigure(figure: Partial<FigureSpec> | null | undefined, varied: readonly string[]): string {
  const { name, title, series, facet, where = {}, scale, against, times, yLabel, relativeTo, caption } = figure ?? {};
  if (typeof name !== "string" || name === "") throw new ScenarioError("invalid figure: it has no name (a figure needs name, title, series)");
  if (!/^[A-Za-z0-9][\w.-]*$/.test(name)) throw new ScenarioError(`invalid figure name: ${name} (letters, digits, ".", "_" and "-")`);
  const refuse = (trouble: string) => {
    throw new ScenarioError(`invalid figure ${name}: ${trouble}`);
  };
  if (typeof title !== "string" || title === "") refuse("it has no title");
  if (!Array.isArray(series) || series.length === 0) refuse("it has no series (a list of names)");
  if (!Array.from(series ?? [], (one: unknown) => typeof one).every((type) => type === "string")) refuse("its series are no names");
  for (const [key, value] of Object.entries({ facet, against, relativeTo, yLabel, caption })) {
    if (value !== undefined && typeof value !== "string") refuse(`its ${key} is no text`);
  }
  if (times !== undefined && !(Array.isArray(times) && times.every((t) => Number.isFinite(t)))) refuse("its times are no list of numbers");
  if (!scales.includes(scale)) refuse(`unknown scale: ${String(scale)} (exists: linear, log)`);
  refuseUnknown(`figure ${name}`, figure as object, figureKeys);
  if (typeof where !== "object" || where === null || Array.isArray(where)) refuse("its where is no object of values by parameter");
  for (const [key, parameter] of [...Object.entries({ facet, against }), ...Object.keys(where).map((one) => ["where", one] as const)]) {
    if (parameter !== undefined && !varied.includes(parameter))
      throw new ScenarioError(`unknown ${key} in figure ${name}: ${parameter} (varied: ${listOf(varied)})`);
  }
  return name;
}

/** A source is a key of the bibliography, or words of its own. Throws ScenarioError for a single word that is no key. */
export function checkSources(sources: readonly string[] = []): void {
  if (!Array.isArray(sources) || !sources.every((source) => typeof source === "string"))
    throw new ScenarioError("invalid sources: a study needs a list of texts (or none)");
  const unknown = sources.find((source) => !/\s/.test(source) && !bibliography.has(source));
  if (unknown === undefined) return;
  throw new ScenarioError(`unknown key in sources: ${unknown} (exists: ${listOf([...bibliography.keys()])})`);
}

function refuseUnknown(where: string, found: object, known: readonly string[]): void {
  const unknown = Object.keys(found).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new ScenarioError(`unknown key in ${where}: ${unknown} (exists: ${listOf(known)})`);
}
