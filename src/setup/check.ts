/**
 * A setup, looked at before anything is computed, whoever runs it: a study, or a program that calls `system.run` itself.
 *
 * The compiler sees most of this; a program in JavaScript, or one that was not compiled, is told here, in the same words everywhere: what is wrong, and what exists.
 */
import { ScenarioError } from "../errors.ts";
import { refuseUnknown } from "../names/options.ts";
import type { ReferenceSeries, Setup, Snapshots } from "../protocols/index.ts";

const parts = { system: "object", initial: "object", particles: "number", time: "object", observe: "object" } as const;
const keys = [...Object.keys(parts), "reference", "compare", "snapshots"];

/** Throws ScenarioError when a setup lacks a part, or has one that nobody reads. */
export function checkSetup(setup: Setup<never>): void {
  // First, for a misspelt part is missing too, and its own name says more.
  if (typeof (setup as unknown) === "object" && setup !== null) refuseUnknown("setup", "key", setup, keys);
  for (const [part, type] of Object.entries(parts)) {
    const found: unknown = (setup as Partial<Setup<never>> | null | undefined)?.[part as keyof Setup<never>];
    if (typeof found !== type || found === null) throw new ScenarioError(`invalid setup: it has no ${part}`);
  }
  refuseUnknown("setup.time", "key", setup.time, ["end", "steps", "observe"]);
  checkSystem(setup);
  for (const [name, observable] of Object.entries<{ open?: unknown } | null | undefined>(setup.observe)) {
    if (!/^[A-Za-z]\w*$/.test(name)) throw new ScenarioError(`invalid series in observe: ${name} (a word of letters and digits)`);
    // As `constructor`: what every object has would be taken for a series.
    if (name in {}) throw new ScenarioError(`invalid series in observe: ${name} (every object has one)`);
    if (typeof observable?.open !== "function") throw new ScenarioError(`invalid observe: ${name} is no observable`);
  }
  checkReference(setup);
  checkCompared(setup);
  if (setup.snapshots !== undefined) checkSnapshots(setup.snapshots, setup.system);
}

/** What runs and what starts, by what they can do: a particle system, or a law, in their place is a slip that types would have found. */
function checkSystem({ system, initial }: Setup<never>): void {
  const named = (one: { readonly name?: unknown }): string => (typeof one.name === "string" ? one.name : "an object without a name");
  const { run, check } = system as Partial<Setup<never>["system"]>;
  if (typeof run !== "function" || typeof check !== "function")
    throw new ScenarioError(`invalid system: ${named(system)} cannot run by itself (expected alone(system), coupled(system, coupling) or another that runs)`);
  const { fill, laws } = initial as Partial<Setup<never>["initial"]>;
  if (typeof fill !== "function" || !Array.isArray(laws))
    throw new ScenarioError(`invalid initial: ${named(initial)} starts no ensemble (expected sampled(law), independently(f, g) or coupledOptimally(f, g))`);
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

/** Throws ScenarioError when these snapshots cannot be taken of the system. */
export function checkSnapshots(snapshots: Partial<Snapshots> | null, { name, ensembles }: Pick<Setup<never>["system"], "name" | "ensembles">): void {
  if (typeof snapshots !== "object" || snapshots === null) throw new ScenarioError("invalid snapshots: an object of times and format");
  refuseUnknown("snapshots", "key", snapshots, ["times", "format"]);
  const { times, format } = snapshots;
  if (!Array.isArray(times) || times.length === 0 || !times.every((t) => Number.isFinite(t) && t >= 0))
    throw new ScenarioError("invalid snapshots: times is no list of times, at least 0");
  if (format !== "npy" && format !== "hdf5") throw new ScenarioError(`invalid snapshots: format ${String(format)} (exists: npy, hdf5)`);
  if (!ensembles) throw new ScenarioError(`invalid snapshots: ${name} has no particles`);
}
