/**
 * A scenario is prose, then data, then claims: `study({...})` turns one into a Study.
 *
 * The types carry the contract: the point has the literal keys of `vary`; a claim reads only series that are observed; the state that
 * the system evolves (alone or coupled) is the state that the initial data fill and the observables read.
 * Limits: what depends on a point (observed series against claims, particle numbers) is checked when the study is planned.
 */
import { ScenarioError } from "../../errors.ts";
import type {
  Claim,
  Dynamics,
  FigureSpec,
  Horizon,
  Initial,
  Measure,
  Observable,
  ReferenceSeries,
  Setup,
  Snapshots,
  Solver,
  Study,
  StudyUnits,
  Until,
} from "../../protocols/index.ts";
import { suggestion } from "../../names/nearest.ts";
import { knownOptions, refuseUnknown } from "../../names/options.ts";

/** The points of `vary`: one of its values for each of its names. */
export type PointOf<Vary> = { readonly [Name in keyof Vary]: Vary[Name] extends readonly (infer Value)[] ? Value : never };

/** A Setup as a scenario's function returns it. The state is read off the system; initial data and observables must fit it. */
export interface Declared<State, Series extends string> {
  readonly system: Dynamics<State>;
  readonly initial: Initial<NoInfer<State>>;
  readonly particles: number;
  readonly time: Horizon;
  readonly observe: Readonly<Record<Series, Observable<NoInfer<State>>>>;
  readonly reference?: Readonly<Partial<Record<string, ReferenceSeries>>>;
  readonly compare?: readonly Solver[];
  readonly snapshots?: Snapshots;
}

/** What `study` takes. */
export interface Declaration<Vary, State, Series extends string> {
  readonly title: string;
  /** Default: the opening comment of the scenario's file. */
  readonly question?: string;
  readonly vary: Vary;
  /** Independent repetitions of every point, or by point, numbered from 0; at least 2, since one has no interval. */
  readonly replicates: number | ((point: PointOf<Vary>) => number);
  /** Ends the study when fewer will do: looks after complete batches, 1/2, 1/4, ... of the replicates, at corrected levels (study/declare/looks.ts). */
  readonly until?: Until<NoInfer<Series> | `${NoInfer<Series>}.${string}`>;
  readonly sources?: readonly string[];
  /** Parameters whose values share their random numbers: left out of the stream addresses, so that differences are paired. */
  readonly share?: readonly (keyof Vary & string)[];
  /** The setup of a point: what runs, from where, for how long, and what is observed. No randomness of its own. */
  readonly scenario: (point: PointOf<Vary>) => Declared<State, Series>;
  readonly claims: readonly Claim<NoInfer<Series> | `${NoInfer<Series>}.${string}`>[];
  readonly figures?: readonly DeclaredFigure[];
  /** Figures and report in physical units: `physicalUnits(plasmaUnits({ ... }))`. Numbers that are stored and judged stay reduced. */
  readonly units?: StudyUnits;
}

/** A figure as a scenario asks for it: the caption may be left out. */
export type DeclaredFigure = Omit<FigureSpec, "caption"> & Partial<Pick<FigureSpec, "caption">>;

/** A Study with its common random numbers. */
export interface DeclaredStudy extends Study {
  readonly share: readonly string[];
}

/** Throws ScenarioError when the data that do not depend on a point are wrong. */
export function study<const Vary extends Readonly<Record<string, readonly (number | string)[]>>, State, Series extends string>(
  declaration: Declaration<Vary, State, Series>,
): DeclaredStudy {
  knownOptions("study", declaration, ["title", "question", "vary", "replicates", "until", "sources", "share", "scenario", "claims", "figures", "units"]);
  checkDeclaration(declaration);
  const { figures, units } = declaration;
  return {
    title: declaration.title,
    question: declaration.question ?? "",
    vary: declaration.vary,
    replicates: declaration.replicates as Study["replicates"],
    sources: declaration.sources ?? [],
    share: declaration.share ?? [],
    ...(declaration.until === undefined ? {} : { until: declaration.until }),
    // The state is existential from here on: only the scenario's own system, initial data and observables ever touch it.
    scenario: declaration.scenario as unknown as (point: Readonly<Record<string, number | string>>) => Setup<never>,
    claims: declaration.claims,
    ...(figures ? { figures: captioned(figures) } : {}),
    ...(units ? { units } : {}),
  };
}

// A list of something else is refused when the study is planned, by name.
const captioned = (figures: readonly DeclaredFigure[]): readonly FigureSpec[] =>
  (Array.isArray(figures) ? figures.map((figure: DeclaredFigure) => ({ ...figure, caption: figure?.caption ?? "" })) : figures) as readonly FigureSpec[];

type AnyDeclaration = Pick<Study, "title" | "claims"> & {
  replicates: unknown;
  vary: Study["vary"];
  share?: readonly string[];
  until?: unknown;
  units?: unknown;
  scenario: unknown;
};

function checkDeclaration(declaration: AnyDeclaration): void {
  const { title, vary, replicates, claims, share = [], until, scenario } = declaration;
  if (typeof title !== "string" || title === "") throw new ScenarioError("invalid title: a study needs one");
  if (typeof scenario !== "function") throw new ScenarioError("invalid scenario: a study needs a function of the point");
  if (!Array.isArray(claims)) throw new ScenarioError("invalid claims: a study needs a list (it may be empty)");
  claims.forEach(checkClaim);
  checkUnits(declaration.units);
  if (typeof replicates !== "function") checkReplicates(replicates);
  checkUntil(until, claims);
  if (typeof vary !== "object" || vary === null) throw new ScenarioError("invalid vary: a study needs an object of lists");
  for (const [name, values] of Object.entries(vary)) checkVaried(name, values);
  for (const name of share) {
    if (!Object.hasOwn(vary, name))
      throw new ScenarioError(`unknown parameter in share: ${name} (varied: ${listOf(Object.keys(vary))})${suggestion(name, Object.keys(vary))}`);
  }
}

function checkUntil(until: unknown, claims: readonly Claim[]): void {
  if (until === undefined) return;
  if (until === "decided") {
    if (claims.length === 0) throw new ScenarioError('invalid until: "decided" (the study has no claims to decide)');
    return;
  }
  const { halfWidth, ...others } = (typeof until === "object" && until !== null ? until : {}) as { halfWidth?: Partial<Record<string, unknown>> | null };
  const { series, relative, ...more } = halfWidth ?? {};
  const known = typeof series === "string" && typeof relative === "number" && relative > 0 && relative < 1;
  if (!known || Object.keys({ ...others, ...more }).length > 0) {
    throw new ScenarioError(`invalid until: ${JSON.stringify(until)} ("decided", or { halfWidth: { series, relative } } with 0 < relative < 1)`);
  }
}

const measured = ["time", "velocity", "temperature"] as const;

function checkUnits(units: unknown): void {
  if (units === undefined) return;
  refuseUnknown("units", "key", units as object, measured);
  for (const name of measured) {
    const { unit, size } = (units as Partial<Record<string, Partial<Measure>>>)[name] ?? {};
    if (typeof unit !== "string" || !(typeof size === "number" && size > 0 && size < Infinity))
      throw new ScenarioError(`invalid units: ${name} is no { unit, size } with a text and a positive number`);
  }
}

function checkClaim(claim: Partial<Claim> | null | undefined, k: number): void {
  const { statement, source, reads, check } = claim ?? {};
  const texts: unknown[] = [statement, source, ...(Array.isArray(reads) ? reads : [undefined])];
  if (typeof check !== "function" || texts.some((text) => typeof text !== "string")) {
    throw new ScenarioError(`invalid claims: entry ${k} is no claim (statement, source, reads, check)`);
  }
}

/** Throws ScenarioError when a cell cannot have so many replicates. */
export function checkReplicates(replicates: unknown): void {
  if (!(typeof replicates === "number" && Number.isInteger(replicates) && replicates >= 2 && replicates <= mostReplicates)) {
    throw new ScenarioError(`invalid replicates: ${String(replicates)} (a whole number from 2, since one has no interval, to ${mostReplicates})`);
  }
}

/** Of a cell, and of all cells that a command asks for: more are a slip of the hand. */
export const mostReplicates = 1e6;

/** Throws ScenarioError when a varied parameter cannot name streams. Also serves the values given by `--set`. */
export function checkVaried(name: string, values: readonly (number | string)[]): void {
  if (!/^[A-Za-z]\w*$/.test(name) || name === "replicate" || name in {}) {
    throw new ScenarioError(`invalid parameter in vary: ${name} (a word of letters and digits, other than "replicate")`);
  }
  if (!Array.isArray(values) || values.length === 0) throw new ScenarioError(`invalid vary: ${name} has no values`);
  const seen = new Set<string>();
  for (const value of values) {
    const valid = typeof value === "number" ? Number.isFinite(value) : typeof value === "string" && /^[^\s/,=]+$/.test(value);
    if (!valid) throw new ScenarioError(`invalid ${name} in vary: ${String(value)} (a finite number, or a text without space / , =)`);
    if (seen.has(String(value))) throw new ScenarioError(`invalid vary: ${name} lists ${value} twice (it would repeat the same streams)`);
    seen.add(String(value));
  }
}

/** Names for a message: `a, b`, or `nothing`. */
export const listOf = (names: readonly (string | number)[]): string => (names.length ? names.join(", ") : "nothing");
