/** `landau compare DIR FILE`: a run against the solution of another code, a density on a tensor grid in a file. */
import { join, relative } from "node:path";
import { InvalidArgumentError } from "commander";
import { ScenarioError } from "../errors.ts";
import { external } from "../files/external.ts";
import { compare, withSolutions, type Comparison } from "../study/conclude/compare.ts";
import { collect, frameOf, type StudyResult } from "../study/conclude/estimate.ts";
import { commandLine } from "../study/plan/command.ts";
import { planParts, planStudy } from "../study/plan/plan.ts";
import { difference, union } from "../study/plan/task.ts";
import { partsOf, readManifest } from "../study/folder/manifest.ts";
import { comparisonName, writeComparisonKept } from "../study/folder/comparisons.ts";
import { readConclusion } from "../study/folder/conclusion.ts";
import { loadable } from "../study/folder/source.ts";
import { writeWhole } from "../study/folder/whole-file.ts";
import { readStore } from "../study/folder/store.ts";
import { askedOf } from "./study/kept.ts";
import { comparedDocument } from "./study/conclude.ts";
import { openNotes, reopen, tellDamage, tellLost, tellMissing, tellStrangers, type Notes } from "./study/folder.ts";
import { printJson, type Io, type Verb } from "./io.ts";
import { pairs, type Pairs } from "./options.ts";

interface Options {
  readonly runCode?: boolean;
  readonly only?: Pairs;
  readonly allowance?: number;
  readonly json?: boolean;
}

export const addCompare: Verb = (program, { io, finish }) => {
  program
    .command("compare")
    .description("a run against an external grid solution (HDF5 or NPY density on a tensor grid)")
    .argument("<dir>", "run folder")
    .argument("<file>", "density, axes and times: solution.h5, solution.h5:group, or solution.npy with solution.json")
    .option("--run-code", "run the scenario's code, which alone knows what its observables are of a density; without it nothing is compared")
    .option("--only <key=value,...>", "compare only these cells", pairs)
    .option("--allowance <fraction>", "of the solution's value by which the run may be off, as by its time step", fraction)
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", examples)
    .action(async (directory: string, file: string, options: Options) => finish(await run(directory, file, options, io)));
};

async function run(directory: string, file: string, { runCode = false, only, allowance = 0, json = false }: Options, io: Io): Promise<number> {
  if (!runCode) refuseToRun(directory);
  const notes = openNotes(directory, io);
  const result = await comparedRun(directory, file, only, notes, io);
  const comparison = compare(result, allowance);
  const found = comparison.cells.flatMap(({ solutions }) => solutions.flatMap(({ compared }) => compared));
  if (found.length === 0) throw new ScenarioError(`${file}: ${await nothingShared(result, file)}`);
  const { comparisonCsv, renderComparison } = await import("../report/index.ts");
  const { writeComparison } = await import("./study/write.ts");
  const name = comparisonName(directory, file);
  const curves = result.cells.map(({ point, compared = {} }) => ({ point, reference: {}, compared }));
  writeComparisonKept(directory, { name, file, allowance, curves }, result.cells);
  const table = join(directory, "comparisons", `${name}.csv`);
  writeWhole(table, comparisonCsv(comparison));
  const agrees = found.every(({ deviations }) => deviations.every(({ excess }) => !(excess > 0)));
  if (json) printJson(io, documentOf(result, file, comparison, agrees));
  else {
    const verdict = agrees ? "they agree within noise and the stated errors" : "they differ beyond noise and the stated errors (*)";
    io.stdout(`${renderComparison(comparison, { width: io.columns ?? 100 })}\n${verdict}\n`);
  }
  const { figures, troubles } = writeComparison(directory, result, comparison, name);
  for (const trouble of troubles) io.stderr(`${file}: ${trouble}\n`);
  if (!json) io.stdout(`\n${[table, ...figures].join("\n")}\n${commandLine(["landau", "report", directory])} shows it in report.html\n`);
  return agrees ? 0 : 1;
}

/** Another person's folder runs nothing without consent. */
function refuseToRun(directory: string): never {
  const file = relative(process.cwd(), loadable(directory, readManifest(directory).scenario.path));
  throw new ScenarioError(`${directory}: comparing runs the code of its scenario, ${file}; --run-code allows it`);
}

/** The cells of a run folder with the solution in the file. Throws ScenarioError. */
async function comparedRun(directory: string, file: string, only: Pairs | undefined, notes: Notes, io: Io): Promise<StudyResult> {
  const { plan, manifest, changed } = await reopen(directory);
  if (changed !== undefined) notes.tell(`${changed} changed since this run, which is compared as the scenario reads now`);
  const stored = readStore(directory, manifest.digest);
  tellDamage(stored.damage, false, io);
  tellLost(manifest.damaged, io);
  tellMissing(directory, difference(askedOf(manifest, readConclusion(directory)), stored.parts()), notes);
  const { plan: whole, strangers } = planParts(plan.scenario, plan.edition, union(partsOf(manifest.cells), stored.parts()));
  tellStrangers(strangers, notes);
  const result = collect(frameOf(whole, manifest.digest), stored.outcomes());
  if (only?.replicate) throw new ScenarioError("invalid --only: replicate (a comparison is of all replicates)");
  const chosen = only ? planStudy(plan.scenario, plan.edition, { only }).cells.map(({ point }) => JSON.stringify(point)) : undefined;
  const cells = result.cells.filter(({ point }) => chosen?.includes(JSON.stringify(point)) ?? true);
  if (cells.every(({ replicates }) => replicates.length === 0)) throw new ScenarioError(`${directory}: found no finished replicate, expected a run to compare`);
  const { result: compared, troubles } = await withSolutions({ ...result, cells }, { solvers: [external(file)] });
  if (troubles.length > 0) throw new ScenarioError(troubles.join("; "));
  return compared;
}

/** Why nothing could be compared: no common time, or no series that a law has. */
async function nothingShared({ cells }: StudyResult, file: string): Promise<string> {
  const [{ setup, times }] = cells as [StudyResult["cells"][number]];
  const { times: known = [] } = await external(file).open(setup.system.model, setup.initial.laws);
  const shared = cells.some((cell) => cell.compared && Object.keys(cell.compared).length > 0);
  if (!shared && !known.some((t) => times.includes(t)))
    return `found times ${known.join(", ")}, expected at least one of the run's observation times (${times.join(", ")})`;
  const series = Object.keys(setup.observe).join(", ");
  return `the run observed nothing that a density has (observed: ${series}; comparable: moments, marginals, slices)`;
}

function documentOf({ study, digest }: StudyResult, file: string, { level, cells }: Comparison, agrees: boolean): unknown {
  return {
    study,
    digest,
    file,
    level,
    agrees,
    cells: cells.map(({ point, solutions }) => ({ point, solutions: comparedDocument(solutions) })),
  };
}

function fraction(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!(value >= 0 && value < 1)) throw new InvalidArgumentError("Expected a fraction, at least 0 and below 1.");
  return value;
}

const examples = `
At the times that the file and the run have in common, every moment and density that the run observed is compared with the file's, seen through
the same kernel. Exit 1 when a difference is beyond its simultaneous 99 % interval, the file's quadrature and stated errors, and the allowance.

HDF5: datasets density [n1]...[nd] or [T][n1]...[nd], axes/0 ... axes/(d-1), time; one group a species when there are several.
NPY: the density, and beside it a JSON file: { "axes": [[...], ...], "time": 0.5 }.

Examples:
  landau compare results/bkw-2d/3f2a9c01d7e4 spectral.h5 --run-code
  landau compare results/bkw-2d/3f2a9c01d7e4 density.npy --run-code --allowance 0.01 --json`;
