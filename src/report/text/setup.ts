/**
 * What a result is a result of, in words: system, options, coupling, dimension, numbers of particles, step, species, interactions and laws of its cells.
 * What all cells have in common is told once, what differs cell by cell.
 */
import type { Cell, ParticularInteraction, Particulars, ParticularSpecies, StudyUnits } from "../../protocols/index.ts";
import { shortNumber } from "./numbers.ts";

/** A term and what it is in one cell. */
export type Fact = readonly [term: string, text: string];

/** Longer forms of laws are cut: the manifest has them whole. */
const longest = 240;

/** What is known of the setup of a cell, terms in the order of reading. A result that no run made may know nothing. */
export function factsOf({ setup, particulars, units }: Pick<Cell, "setup" | "particulars" | "units">): readonly Fact[] {
  const { system, initial, particles, time } = setup as Partial<typeof setup>;
  const words: (Fact | undefined)[] = [
    system && ["system", system.name],
    ...(particulars ? problemFacts(particulars) : []),
    particles === undefined ? undefined : ["N", countText(particles, particulars)],
    time && ["time", timeText(time, units)],
    units && ["units", unitsText(units)],
    initial && ["initial data", initial.name],
    ...(particulars ? lawFacts(particulars) : []),
  ];
  return words.filter((fact) => fact !== undefined);
}

function problemFacts({ options, couplings, dimension, species, interactions }: Particulars): Fact[] {
  const chosen = Object.entries(options).map(([name, value]) => `${name} = ${valueText(value)}`);
  return [
    ...(chosen.length > 0 ? [["options", chosen.join(", ")] as const] : []),
    ...(couplings.length > 0 ? [["coupling", couplings.join(" and ")] as const] : []),
    ...(dimension > 0 ? [["d", String(dimension)] as const] : []),
    ...(species.length > 1 ? species.map((one): Fact => [`species ${one.name}`, `mass ${shortNumber(one.mass)}, density ${shortNumber(one.density)}`]) : []),
    ...interactions.map((one): Fact => [species.length > 1 ? `alpha of ${one.between.join(", ")}` : "alpha", interactionText(one)]),
  ];
}

function interactionText({ name, strength, gamma }: ParticularInteraction): string {
  if (gamma === undefined) return name;
  return `c r^gamma, c = ${shortNumber(strength)}, gamma = ${shortNumber(gamma)}`;
}

function countText(particles: number, particulars: Particulars | undefined): string {
  const { species = [], couplings = [] } = particulars ?? {};
  const shares = species.flatMap(({ name, particles: own }) => (own === undefined ? [] : `${name} ${own}`));
  const each = couplings.length > 0 ? " in each ensemble" : "";
  return `${particles} particles${each}${species.length > 1 && shares.length > 0 ? `: ${shares.join(", ")}` : ""}`;
}

function timeText({ end, steps, observe }: Cell["setup"]["time"], units: StudyUnits | undefined): string {
  if (steps === 0) return "one look at t = 0";
  const shown = (t: number): string => (units ? `${shortNumber(t * units.time.size)} ${units.time.unit}` : shortNumber(t));
  return `${steps} steps of dt = ${shown(end / steps)} to t = ${shown(end)}, observed at ${observe} times`;
}

/** The other numbers of a setup, and those of claims, are as the equation has them. */
const unitsText = (units: StudyUnits): string => `${unitSizes(units)}; verdicts, masses, densities, strengths and laws are told in reduced units`;

/** What one reduced unit is: `one reduced unit is of time 0.2 us, of velocity ...`. */
export function unitSizes({ time, velocity, temperature }: StudyUnits): string {
  const sizes = Object.entries({ time, velocity, temperature }).map(([name, { size, unit }]) => `${name} ${shortNumber(size)} ${unit}`);
  return `one reduced unit is of ${sizes.join(", of ")}`;
}

function lawFacts({ species }: Particulars): Fact[] {
  return species.flatMap((one) => {
    const of = species.length > 1 ? ` of ${one.name}` : "";
    return one.laws.map((law, k): Fact => [one.laws.length > 1 ? `${["first", "second"][k] ?? k + 1} law${of}` : `law${of}`, lawText(law)]);
  });
}

/** `gaussian: mean (0, 0, 0), covariance ((1.8, 0, 0), ...)`. */
function lawText({ type, ...rest }: ParticularSpecies["laws"][number]): string {
  const parts = Object.entries(rest).map(([name, value]) => `${name} ${valueText(value)}`);
  const text = `${valueText(type)}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`;
  return text.length > longest ? `${text.slice(0, longest)}... (whole in manifest.json)` : text;
}

function valueText(value: unknown): string {
  if (typeof value === "number") return shortNumber(value);
  if (Array.isArray(value)) return `(${value.map(valueText).join(", ")})`;
  if (typeof value === "object" && value !== null) return `{${Object.entries(value).map(([name, each]) => `${name} ${valueText(each)}`).join(", ")}}`; // prettier-ignore
  return String(value);
}

/** Facts of several cells: those that all have in common, and the others by term, one text a cell. */
export interface Told {
  readonly common: readonly Fact[];
  readonly varying: readonly { readonly term: string; readonly texts: readonly string[] }[];
}

/** Terms in the order of first mention; a cell without one has "-". */
export function toldOf(cells: readonly Pick<Cell, "setup" | "particulars" | "units">[]): Told {
  const all = cells.map((cell) => new Map(factsOf(cell)));
  const terms = [...new Set(all.flatMap((facts) => [...facts.keys()]))];
  const rows = terms.map((term) => ({ term, texts: all.map((facts) => facts.get(term) ?? "-") }));
  const same = ({ texts }: (typeof rows)[number]): boolean => texts.every((text) => text === texts[0]);
  return { common: rows.filter(same).map(({ term, texts }) => [term, texts[0]] as const), varying: rows.filter((row) => !same(row)) };
}

/** Terms that a caption tells: the laws stand in the report and the manifest. */
const captioned = (term: string): boolean => /^(system|options|coupling|d|N|time|initial data)$/.test(term);

/** Facts that need no term. */
const spoken = new Set(["system", "N", "time"]);

/** One sentence for a caption: what the cells have in common, and what differs between them. Empty when nothing is known. */
export function setupSentence(cells: readonly Cell[]): string {
  const { common, varying } = toldOf(cells);
  const phrase = ([term, text]: Fact): string => (spoken.has(term) ? text : term === "d" ? `d = ${text}` : `${term} ${text}`);
  const told = common.filter(([term]) => captioned(term)).map(phrase);
  const others = varying.filter(({ term }) => captioned(term)).map(({ term }) => term);
  const parts = [...told, ...(others.length > 0 ? [`${others.join(", ")} by cell`] : [])];
  return parts.length === 0 ? "" : `Setup: ${parts.join("; ")}.`;
}
