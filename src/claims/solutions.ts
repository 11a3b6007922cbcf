/**
 * The solutions that a scenario compares with, as curves: for every observable that a solution has (`expected`), what its series would be
 * at the observation times. Solved once, in the order of the times; a table from then on, so that claims, tables and figures agree.
 */
import type { Cell, Expected, Reference, ReferenceSeries, Setup, Solver } from "../protocols/index.ts";
import { filed } from "../series-name.ts";

/** Curves by series; several solutions give several curves, in the order of `compare`. */
export type Curves = Readonly<Record<string, readonly ReferenceSeries[]>>;

/**
 * Opens the solvers for the setup's model and initial laws. Throws ScenarioError when a solver does not serve them, when the solution has
 * none of the times, or when an observable cannot be had of it. `looks`: at most so many times, the first that each solution has. Solutions
 * of one name, as of files in different folders, are numbered.
 */
export async function solutionCurves(setup: Setup<never>, times: readonly number[], solvers: readonly Solver[], looks = Infinity): Promise<Curves> {
  const curves: Record<string, ReferenceSeries[]> = {};
  const names: string[] = [];
  for (const solver of solvers) {
    const reference = await solver.open(setup.system.model, setup.initial.laws);
    const earlier = names.filter((one) => one === reference.name).length;
    names.push(reference.name);
    const name = earlier === 0 ? reference.name : `${reference.name} (${earlier + 1})`;
    const first = commonTimes(times, reference).slice(0, looks);
    for (const [series, values] of tableOf(setup, first, reference)) (curves[series] ??= []).push(curveOf(name, values));
  }
  return curves;
}

/** Values by series and time. */
function tableOf({ observe, system }: Setup<never>, times: readonly number[], reference: Reference): Map<string, Map<number, Expected>> {
  const table = new Map<string, Map<number, Expected>>();
  for (const t of times) {
    const solution = reference.at(t);
    for (const [name, observable] of Object.entries<Setup<never>["observe"][string]>(observe)) {
      for (const [series, value] of filed(name, observable.expected?.(solution, system.model) ?? {})) {
        if (!table.has(series)) table.set(series, new Map());
        table.get(series)?.set(t, value);
      }
    }
  }
  return table;
}

/** The observation times at which the solution is known. */
const commonTimes = (times: readonly number[], { times: known }: Pick<Reference, "times">): number[] =>
  known ? times.filter((t) => known.some((one) => Math.abs(one - t) <= 1e-9 * Math.max(1, Math.abs(t)))) : [...times];

const curveOf = (name: string, values: ReadonlyMap<number, Expected>): ReferenceSeries => ({
  name,
  source: "deterministic solution",
  times: [...values.keys()],
  at: (t) => values.get(t) as Expected,
});

/** All that is known of a series independently of the particles: the scenario's own curve, then those of its solutions. */
export function referencesOf({ setup, compared }: Cell, series: string): readonly ReferenceSeries[] {
  const own = setup.reference?.[series];
  return [...(own ? [own] : []), ...(compared?.[series] ?? [])];
}
