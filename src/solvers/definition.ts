/**
 * A solver as users meet it: by name in `landau solve --solver`, and as a function in a scenario's `compare: [exact(), fourier({ modes: 48 })]`, opened there for the
 * scenario's own model and initial laws.
 */
import type { Law, Model, Reference, Solver } from "../protocols/index.ts";
import { MAX_WORK, SPEED, type WorkOptions } from "./budget.ts";
import { refuseUnknown } from "../names/options.ts";
import { served } from "./served.ts";

/** What a solver's file says of it; solvers/named.ts collects them. */
export interface SolverDefinition<Name extends string, Options extends object> {
  /** In lower case; opens every refusal. */
  readonly name: Name;
  /** Of its solutions, in figures. */
  readonly title: string;
  /** What `modes` is to it, what it accepts and what it takes by default: for people. */
  readonly resolution: string;
  /** The names of its options. */
  readonly optionNames: readonly string[];
  /** The options that `modes`, the resolution in its own terms, stands for. Throws ScenarioError when there is none. */
  options(modes?: number): Options;
  /** Throws ScenarioError for what it does not solve. Solvers that march in time count their work. */
  open(model: Model, laws: readonly Law[], options: Options & WorkOptions): Reference;
}

/** The function by which scenarios name a solver. */
export const named =
  <Options extends object>(definition: SolverDefinition<string, Options>) =>
  (options: Options = definition.options()): Solver => {
    refuseUnknown(definition.name, "option", options, definition.optionNames);
    const name = definition.title + inWords(options);
    const { maxWork = MAX_WORK } = options as WorkOptions;
    return {
      name,
      ...(definition.optionNames.includes("maxWork") ? { atMost: maxWork / SPEED } : {}),
      open: (model, laws) => ({ ...served(definition.name, laws, () => definition.open(model, laws, options)), name }),
    };
  };

/** Options that change what a solution costs and not what it is. */
const WORK: readonly string[] = ["maxWork", "progress"] satisfies (keyof WorkOptions)[];

/** Tells solutions of one kind apart in figures. */
const inWords = (options: object): string =>
  Object.entries(options)
    .filter(([name]) => !WORK.includes(name))
    .map(([name, value]) => `, ${name} ${String(value)}`)
    .join("");
