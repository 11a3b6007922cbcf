/** `landau solve SPEC.json`: a deterministic solution's moments, entropy, Fisher information, relative L2 and density, with their errors. */
import { InvalidArgumentError } from "commander";
import { max } from "d3-array";
import { NumericalError, ScenarioError } from "../errors.ts";
import {
  densityAt,
  lawEntropy,
  fisherInformation,
  lawCovariance,
  lawFourthMoment,
  lawMass,
  lawMean,
  lawTemperature,
  relativeL2,
  solved,
  type Value,
} from "../functionals/index.ts";
import { type Table } from "../laws/rows.ts";
import { readCloud, readProblem, type Problem } from "../files/index.ts";
import type { Law, ReferenceState } from "../protocols/index.ts";
import { MAX_WORK, openReference, type SolverName } from "../solvers/index.ts";
import { solvers } from "../solvers/named.ts";
import { printJson, type Io, type Verb } from "./io.ts";
import { count, times } from "./options.ts";
import { openBar, type Bar } from "./progress.ts";
import { sheet, type Measured, type Solutions } from "./solve-sheet.ts";
import { addTableOptions, tableOptions, warnOf, type TableFlags } from "./table-options.ts";

interface Options extends TableFlags {
  readonly times: readonly number[];
  readonly solver?: SolverName;
  readonly modes?: number;
  readonly maxWork?: number;
  readonly points?: string;
  readonly json?: boolean;
}

export const addSolve: Verb = (program, { io, finish }) => {
  const command = program
    .command("solve")
    .description("reference solution of a SPEC.json, without particles: moments, H, Fisher, relative L2, density")
    .argument("<spec>", "SPEC.json: species with their laws, and interactions")
    .requiredOption("--times <t1,t2,...>", "times of the equation, at least 0", times)
    .option("--solver <name>", `${solvers.map(({ name }) => name).join(", ")}; by default the first of them that solves the problem`, solver)
    .option("--modes <n>", "resolution in the solver's own terms (below)", count)
    .option("--max-work <n>", `multiplications after which a solver that marches in time gives up; ${MAX_WORK} by default, some ten minutes`, work)
    .option("--points <file>", "velocities (NPY, CSV, HDF5: rows [N x d]) at which to give the density")
    .option("--json", "one JSON document on stdout");
  addTableOptions(command)
    .addHelpText("after", examples)
    .action(async (file: string, options: Options) => {
      const problem = readProblem(file);
      const points = options.points === undefined ? undefined : await pointsOf(options.points, problem.dimension, options, io);
      const bar = openBar(io);
      try {
        const found = solve(file, problem, options, points, bar);
        bar.end();
        if (options.json) printJson(io, documentOf(found));
        else io.stdout(sheet(found));
        if (found.unresolved.length === 0) return;
        io.stderr(
          `${file}: ${found.solver} has not converged at t = ${found.unresolved.join(", ")}: ${about(found.bound)} (more --modes may resolve its laws)\n`,
        );
        finish(1);
      } catch (error) {
        bar.end();
        if (!(error instanceof NumericalError)) throw error;
        io.stderr(`${file}: at t = ${error.time}, ${error.message}\n`);
        finish(1);
      }
    });
};

async function pointsOf(name: string, dimension: number, flags: TableFlags, io: Io): Promise<Table> {
  const table = await readCloud(name, { ...tableOptions(flags), dimension });
  if (table.dimension !== dimension)
    throw new ScenarioError(`${name}: found rows of ${table.dimension} numbers, expected ${dimension} as in the specification`);
  warnOf(io, [table]);
  return table;
}

function solve(file: string, problem: Problem, options: Options, points: Table | undefined, bar: Bar): Solutions {
  try {
    checkLaws(problem.laws, options.solver);
    let goal = 0;
    const progress = (part: number): void => bar.draw(part, `${file}: on the way to t = ${goal}`);
    const { solver, modes, maxWork } = options;
    const chosen = { ...(solver === undefined ? {} : { solver }), ...(modes === undefined ? {} : { modes }), ...(maxWork === undefined ? {} : { maxWork }) };
    const { solver: taken, reference } = openReference(problem, { ...chosen, progress });
    let bound = 0;
    const unresolved: number[] = [];
    const found = [...options.times]
      .sort((a, b) => a - b)
      .map((t) => {
        goal = t;
        const state = reference.at(t);
        bound = Math.max(bound, state.bound);
        if (!(state.bound < 1)) unresolved.push(t);
        const species = problem.model.species.map(({ name }, i) => ({ name, values: measured(problem, state, i, points) }));
        return { t, species };
      });
    return { solver: taken, bound, unresolved, times: found };
  } catch (error) {
    throw error instanceof ScenarioError ? new ScenarioError(`${file}: ${error.message}`) : error;
  }
}

/** Refuses laws where their path in the file can be told: samples, which no solver serves, and what is not isotropic for the radial solver. */
function checkLaws(laws: readonly Law[], solver?: SolverName): void {
  laws.forEach((law, i) => {
    const place = `invalid species[${i}].law: ${law.name}`;
    if (law.atomic) throw new ScenarioError(`${place} (expected a density, which samples are not: use landau transport, or particles)`);
    if (solver === "radial" && !law.radial) throw new ScenarioError(`radial: ${place} (expected a law that is isotropic about its mean)`);
  });
}

function measured({ model, dimension }: Problem, state: ReferenceState, i: number, points?: Table): Measured<Value> {
  const { mass, density } = model.species[i];
  const law = solved(state, i);
  const rows = points && Array.from({ length: points.count }, (_, n) => points.planes.map((plane) => plane[n]));
  return {
    mass: lawMass(law, { density }),
    mean: lawMean(law),
    covariance: lawCovariance(law),
    temperature: lawTemperature(law, { mass }),
    M4: lawFourthMoment(law),
    entropy: lawEntropy(law, { density }),
    fisher: fisherInformation(law, { mass, density }),
    relativeL2: relativeL2(law, { density }),
    atOrigin: densityAt(law, new Float64Array(dimension), { density }),
    ...(rows ? { density: rows.map((v) => densityAt(law, v, { density })) } : {}),
  };
}

const about = (bound: number): string => (bound < Infinity ? `relative error up to ${bound.toPrecision(2)}` : "the relative error is unknown");

type Nested = Value | readonly Nested[];

const isValue = (value: Nested): value is Value => "bound" in value;

/** The values or the bounds alone, in the same nesting. */
const pick = (value: Nested, key: keyof Value): unknown => (isValue(value) ? value[key] : value.map((inner) => pick(inner, key)));

function documentOf({ solver, bound, times }: Solutions) {
  const all = (values: Measured<Value>, key: keyof Value) =>
    Object.fromEntries(Object.entries(values as unknown as Record<string, Nested>).map(([name, value]) => [name, pick(value, key)]));
  return {
    solver,
    error: bound,
    times: times.map(({ t, species }) => ({
      t,
      species: species.map(({ name, values }) => ({ name, ...all(values, "value"), errors: all(values, "bound") })),
    })),
  };
}

function work(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!(value > 0)) throw new InvalidArgumentError("Expected a number above 0, as in 1e12.");
  return value;
}

function solver(text: string): SolverName {
  const found = solvers.find(({ name }) => name === text);
  if (!found) throw new InvalidArgumentError(`Expected one of ${solvers.map(({ name }) => name).join(", ")}.`);
  return found.name;
}

const longest = max(solvers, ({ name }) => name.length) ?? 0;

const examples = `
--modes is, for
${solvers.map(({ name, resolution }) => `  ${name.padEnd(longest)}  ${resolution}`).join("\n")}

Per species, f = density times a probability law: mass int f; mean, covariance, temperature (mass of a particle times tr covariance / d) and
M4 = E|v|^4 of the law; entropy int f log f; fisher (1/m) int f |grad log f|^2; relativeL2 int (f/M - 1)^2 M, M the Maxwellian of the same mass,
momentum and energy; atOrigin and density: f. A value that is infinite is null. "errors" bounds the distance of each to the truth; "error" is the
largest bound of the laws' relative L1 error. A solution that has not converged says so, errors that are not known are null, and the exit code is 1. Times are put in order.

Examples:
  landau solve spec.json --times 0,0.1,0.5
  landau solve spec.json --times 0.1 --solver hermite --modes 40 --points velocities.csv --json`;
