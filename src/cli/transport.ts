/** `landau transport A B`: the distance between two clouds in files, by the method asked for. */
import { max } from "d3-array";
import { InvalidArgumentError } from "commander";
import { ScenarioError } from "../errors.ts";
import { type Table } from "../laws/rows.ts";
import { readCloud } from "../files/index.ts";
import {
  ASSIGNMENT_WORK,
  ENTROPIC,
  bracket,
  cloudGaussians,
  entropicDivergence,
  entropyEstimate,
  gaussianBound,
  gaussianDivergence,
  gaussianEntropic,
  lebesgueCost,
  optimalAssignment,
  radialBound,
  refuseLost,
  slicedDistance,
  type EntropicDivergence,
} from "../transport/index.ts";
import { printJson, type Verb } from "./io.ts";
import { count } from "./options.ts";
import { addTableOptions, tableOptions, warnOf, type TableFlags } from "./table-options.ts";

const methods = ["exact", "entropic", "sliced", "gaussian", "radial", "bounds"] as const;
type Method = (typeof methods)[number];

interface Options extends TableFlags {
  readonly method: Method;
  readonly epsilon?: number;
  readonly entropy?: boolean;
  readonly maxWork?: number;
  readonly maxIterations?: number;
  readonly tolerance?: number;
  readonly json?: boolean;
}

/** Options that some methods only have a use for. */
const serves = {
  epsilon: { flag: "--epsilon", methods: ["entropic", "gaussian"] },
  entropy: { flag: "--entropy", methods: ["entropic"] },
  maxWork: { flag: "--max-work", methods: ["exact"] },
  maxIterations: { flag: "--max-iterations", methods: ["entropic"] },
  tolerance: { flag: "--tolerance", methods: ["entropic"] },
} as const satisfies Partial<Record<keyof Options, { flag: string; methods: readonly Method[] }>>;

/** What a method found, in the names of the JSON document; null is "not known". */
type Found = Readonly<Record<string, unknown>> & {
  readonly squared: number | null;
  readonly dual: number | null;
  readonly gap: number | null;
};

interface Solved {
  readonly found: Found;
  /** What stopped a solve short of its end, and which option may help. */
  readonly unfinished?: string | undefined;
}

export const addTransport: Verb = (program, { io, finish }) => {
  const command = program
    .command("transport")
    .description("distance between two point clouds in files (NPY, CSV, HDF5)")
    .argument("<A>", "cloud: rows [N x d]")
    .argument("<B>", "cloud of the same dimension")
    .option("--method <name>", methods.join(", "), method, "exact")
    .option("--epsilon <e>", "of the half cost |x - y|^2/2, for the entropic method (POT's reg is twice this)", positive)
    .option("--entropy", "estimate the entropies, for C_epsilon")
    .option("--max-work <n>", `arcs and points looked at, per point, after which the exact method stops; ${ASSIGNMENT_WORK} by default`, positive)
    .option("--max-iterations <n>", `rounds after which the entropic method stops; ${ENTROPIC.rounds} by default`, count)
    .option(
      "--tolerance <x>",
      `of the entropic method: L1 error of the marginals, and gap, at which it has converged; ${ENTROPIC.tolerance} by default`,
      positive,
    )
    .option("--json", "one JSON document on stdout");
  addTableOptions(command)
    .addHelpText("after", examples)
    .action(async (first: string, second: string, options: Options) => {
      check(options);
      const clouds = [await readCloud(first, tableOptions(options)), await readCloud(second, tableOptions(options))] as const;
      warnOf(io, clouds);
      sameShape(first, second, clouds, options.method);
      const start = performance.now();
      const { found, unfinished } = solvers[options.method](clouds[0], clouds[1], options);
      const seconds = (performance.now() - start) / 1000;
      const { squared, ...rest } = found;
      const [count, dimension] = [clouds[0].count, clouds[0].dimension];
      const distance = squared === null ? null : Math.sqrt(Math.max(squared, 0));
      const document = { method: options.method, count, dimension, squared, distance, ...rest, seconds };
      if (options.json) printJson(io, document);
      else io.stdout(sheet(document));
      if (unfinished === undefined) return;
      io.stderr(`${first}, ${second}: ${unfinished}\n`);
      finish(1);
    });
};

const solvers: Record<Method, (a: Table, b: Table, options: Options) => Solved> = {
  exact(a, b, { maxWork: work = ASSIGNMENT_WORK }) {
    const { squared, dual, gap, finished } = optimalAssignment(a.planes, b.planes, { work });
    if (finished) return { found: { squared, dual, gap } };
    const stop = `the exact method stopped with relative gap ${gap.toExponential(1)}: W2^2 is between dual and squared`;
    return { found: { squared, dual, gap, finished }, unfinished: `${stop} (a larger --max-work than ${work} may close it, unless it is round-off)` };
  },
  entropic(a, b, { epsilon = Number.NaN, entropy = false, maxIterations: rounds = ENTROPIC.rounds, tolerance = ENTROPIC.tolerance }) {
    const solved = entropicDivergence(a.planes, b.planes, { epsilon, rounds, tolerance });
    const { value, lower, across, gap, converged } = solved;
    const estimates = entropy ? [entropyEstimate(a.planes), entropyEstimate(b.planes)] : [];
    const [f, g] = estimates;
    const found = {
      squared: 2 * value,
      dual: 2 * lower,
      gap,
      epsilon,
      S: across.value,
      lower: across.lower,
      upper: across.upper,
      C: f && g ? lebesgueCost(across.value, [f.mean, g.mean], epsilon, a.dimension) : null,
      ...(f && g
        ? {
            entropies: estimates.map(({ mean, standardError }) => ({ value: mean, error: standardError })),
            CError: epsilon * Math.hypot(f.standardError, g.standardError),
          }
        : {}),
      divergence: value,
      marginalError: max([across, ...solved.within], (one) => one.marginalError) ?? 0,
      iterations: across.rounds,
      converged,
    };
    return { found, unfinished: converged ? undefined : unconverged(solved, rounds, tolerance) };
  },
  sliced(a, b) {
    const { squared, standardError, lower } = slicedDistance(a.planes, b.planes);
    refuseLost(a.planes, b.planes, squared);
    return { found: { squared, dual: lower, gap: null, error: standardError } };
  },
  gaussian(a, b, { epsilon }) {
    const { squared, lower } = gaussianBound(a.planes, b.planes);
    refuseLost(a.planes, b.planes, squared);
    const [f, g] = cloudGaussians(a.planes, b.planes);
    const entropic = epsilon === undefined ? {} : { epsilon, S: gaussianEntropic(f, g, epsilon), divergence: gaussianDivergence(f, g, epsilon) };
    return { found: { squared, dual: lower, gap: null, ...entropic } };
  },
  radial(a, b) {
    const { squared, lower } = radialBound(a.planes, b.planes);
    refuseLost(a.planes, b.planes, squared);
    return { found: { squared, dual: lower, gap: null } };
  },
  bounds(a, b) {
    const { lower, upper } = bracket(a.planes, b.planes);
    const ends = { lower: lower.squared, upper: upper.squared, lowerIs: lower.name, upperIs: upper.name };
    const gap = upper.squared === lower.squared ? 0 : (upper.squared - lower.squared) / upper.squared;
    return { found: { squared: null, dual: lower.squared, gap, ...ends } };
  },
};

/** How far an entropic solve got, and what would take it on: more rounds while they ran out, otherwise round-off is in the way. */
function unconverged({ across, within, gap }: EntropicDivergence, rounds: number, tolerance: number): string {
  const parts = [across, ...within];
  const worst = max(parts, (one) => one.marginalError) ?? 0;
  const reached = `marginal error ${worst.toExponential(1)} and gap ${gap.toExponential(1)} after ${max(parts, (one) => one.rounds) ?? 0} rounds, asked ${tolerance}`;
  const ranOut = parts.some((one) => one.rounds >= rounds);
  const remedy = ranOut ? "a larger --max-iterations, --tolerance or --epsilon" : "what is left is round-off: a larger --tolerance or --epsilon";
  return `the entropic method has not converged: ${reached}; S is between lower and upper (${remedy} may help)`;
}

function check(options: Options): void {
  const { method } = options;
  if (method === "entropic" && options.epsilon === undefined) throw new ScenarioError("invalid --epsilon: nothing (the entropic method needs a number > 0)");
  for (const [key, { flag, methods: served }] of Object.entries(serves)) {
    const value = options[key as keyof typeof serves];
    if (value === undefined || served.some((name) => name === method)) continue;
    const found = value === true ? "" : ` ${value}`;
    throw new ScenarioError(`invalid ${flag}:${found} (the method ${method} has no use for it; ${served.join(" and ")} ${served.length > 1 ? "have" : "has"})`);
  }
}

/** Entropic and sliced distances serve clouds of different sizes; so do moments. */
function sameShape(first: string, second: string, [a, b]: readonly [Table, Table], method: Method): void {
  if (a.dimension !== b.dimension) throw new ScenarioError(`${second}: found rows of ${b.dimension} numbers, expected ${a.dimension} as in ${first}`);
  if (a.count !== b.count && (method === "exact" || method === "radial" || method === "bounds"))
    throw new ScenarioError(`${second}: found ${b.count} rows, expected ${a.count} as in ${first} (the method ${method} pairs points)`);
}

function method(text: string): Method {
  const found = methods.find((name) => name === text);
  if (!found) throw new InvalidArgumentError(`Expected one of ${methods.join(", ")}.`);
  return found;
}

function positive(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!(value > 0 && value < Infinity)) throw new InvalidArgumentError("Expected a number > 0.");
  return value;
}

/** One line a quantity, aligned; numbers in full. */
function sheet(document: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(document).filter(([, value]) => value !== null);
  const width = max(entries, ([key]) => key.length) ?? 0;
  return entries.map(([key, value]) => `${key.padEnd(width)}  ${typeof value === "object" ? JSON.stringify(value) : String(value)}\n`).join("");
}

const examples = `
squared and distance are W2^2 and W2 of the clouds (exact), or: twice the debiased divergence (entropic), the mean over directions (sliced),
W2^2 of the Gaussians with the clouds' moments (gaussian), of the speeds about the means (radial). dual is a lower bound of W2^2 of the
clouds, whatever round-off does; for the entropic method of twice the divergence. gap is (squared - dual)/squared (exact), (upper - lower)/upper (bounds); of the
entropic method the width of the divergence's bounds over S, or epsilon where that is larger. Exit 1 when a solve did not finish: how far it got, and what would help, is on stderr.

Examples:
  landau transport before.npy after.npy --json
  landau transport a.csv b.h5:velocities --method entropic --epsilon 0.05 --entropy`;
