/** `landau transport A B`: the distance between two clouds in files, by the method asked for. */
import { max } from "d3-array";
import { InvalidArgumentError } from "commander";
import { ScenarioError } from "../errors.ts";
import { type Table } from "../laws/rows.ts";
import { readCloud } from "../files/index.ts";
import {
  bracket,
  entropicDivergence,
  entropyEstimate,
  gaussianDivergence,
  gaussianEntropic,
  gaussianSquared,
  lebesgueCost,
  moments,
  optimalAssignment,
  radialSquared,
  slicedDistance,
} from "../transport/index.ts";
import { printJson, type Verb } from "./io.ts";
import { addTableOptions, tableOptions, warnOf, type TableFlags } from "./table-options.ts";

const methods = ["exact", "entropic", "sliced", "gaussian", "radial", "bounds"] as const;
type Method = (typeof methods)[number];

interface Options extends TableFlags {
  readonly method: Method;
  readonly epsilon?: number;
  readonly entropy?: boolean;
  readonly json?: boolean;
}

/** What a method found, in the names of the JSON document; null is "not known". */
type Found = Readonly<Record<string, unknown>> & {
  readonly squared: number | null;
  readonly dual: number | null;
  readonly gap: number | null;
};

export const addTransport: Verb = (program, { io, finish }) => {
  const command = program
    .command("transport")
    .description("distance between two point clouds in files (NPY, CSV, HDF5)")
    .argument("<A>", "cloud: rows [N x d]")
    .argument("<B>", "cloud of the same dimension")
    .option("--method <name>", methods.join(", "), method, "exact")
    .option("--epsilon <e>", "of the half cost |x - y|^2/2, for the entropic method (POT's reg is twice this)", positive)
    .option("--entropy", "estimate the entropies, for C_epsilon")
    .option("--json", "one JSON document on stdout");
  addTableOptions(command)
    .addHelpText("after", examples)
    .action(async (first: string, second: string, options: Options) => {
      check(options);
      const clouds = [await readCloud(first, tableOptions(options)), await readCloud(second, tableOptions(options))] as const;
      warnOf(io, clouds);
      sameShape(first, second, clouds, options.method);
      const start = performance.now();
      const found = solvers[options.method](clouds[0], clouds[1], options);
      const seconds = (performance.now() - start) / 1000;
      const { squared, ...rest } = found;
      const [count, dimension] = [clouds[0].count, clouds[0].dimension];
      const distance = squared === null ? null : Math.sqrt(Math.max(squared, 0));
      const document = { method: options.method, count, dimension, squared, distance, ...rest, seconds };
      if (options.json) printJson(io, document);
      else io.stdout(sheet(document));
      finish(found.converged === false || found.finished === false ? 1 : 0);
    });
};

const solvers: Record<Method, (a: Table, b: Table, options: Options) => Found> = {
  exact(a, b) {
    const { squared, dual, gap, finished } = optimalAssignment(a.planes, b.planes);
    return { squared, dual, gap, ...(finished ? {} : { finished }) };
  },
  entropic(a, b, { epsilon = Number.NaN, entropy = false }) {
    const { value, lower, upper, across, within, converged } = entropicDivergence(a.planes, b.planes, { epsilon });
    const estimates = entropy ? [entropyEstimate(a.planes), entropyEstimate(b.planes)] : [];
    const [f, g] = estimates;
    return {
      squared: 2 * value,
      dual: 2 * lower,
      gap: value === lower && value === upper ? 0 : value > 0 ? (upper - lower) / value : null,
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
      marginalError: Math.max(across.marginalError, max(within, (one) => one.marginalError) ?? 0),
      iterations: across.rounds,
      converged,
    };
  },
  sliced(a, b) {
    const { squared, standardError, lower } = slicedDistance(a.planes, b.planes);
    return { squared, dual: lower, gap: null, error: standardError };
  },
  gaussian(a, b, { epsilon }) {
    const [f, g] = [moments(a.planes), moments(b.planes)];
    const squared = gaussianSquared(f.mean, f.covariance, g.mean, g.covariance);
    const entropic = epsilon === undefined ? {} : { epsilon, S: gaussianEntropic(f, g, epsilon), divergence: gaussianDivergence(f, g, epsilon) };
    return { squared, dual: squared, gap: null, ...entropic };
  },
  radial(a, b) {
    const squared = radialSquared(a.planes, b.planes);
    return { squared, dual: squared, gap: null };
  },
  bounds(a, b) {
    const { lower, upper } = bracket(a.planes, b.planes);
    const ends = { lower: lower.squared, upper: upper.squared, lowerIs: lower.name, upperIs: upper.name };
    return {
      squared: null,
      dual: lower.squared,
      gap: upper.squared === lower.squared ? 0 : (upper.squared - lower.squared) / upper.squared,
      ...ends,
    };
  },
};

function check({ method, epsilon, entropy }: Options): void {
  if (method === "entropic" && epsilon === undefined) throw new ScenarioError("invalid --epsilon: nothing (the entropic method needs a number > 0)");
  if (epsilon !== undefined && method !== "entropic" && method !== "gaussian")
    throw new ScenarioError(`invalid --epsilon: ${epsilon} (the method ${method} has none; entropic and gaussian have)`);
  if (entropy && method !== "entropic") throw new ScenarioError(`invalid --entropy: the method ${method} has no use for it (entropic has)`);
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
clouds; for the entropic method of twice the divergence. Exit 1 when a solve did not finish.

Examples:
  landau transport before.npy after.npy --json
  landau transport a.csv b.h5:velocities --method entropic --epsilon 0.05 --entropy`;
