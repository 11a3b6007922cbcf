/**
 * The linear Fokker-Planck equation of a mixture (MP, section 1.2.1),  d_t f_i = div (grad f_i/m_i + (v - u) f_i/theta),  with equilibria mu_i = n_i N(u, theta/m_i) :
 *
 *   d/dt H(f_i|mu_i) = int d_t f_i log(f_i/mu_i) = -I_i/m_i + 2 d n_i/theta - (m_i/theta^2) int |v - u|^2 f_i,     I_i = int |grad f_i|^2/f_i,
 *   sum over i       = -sum_i I_i/m_i + (d/theta) sum_i n_i    when sum_i m_i int |v - u|^2 f_i = d theta sum_i n_i;
 *
 * MP prints both with the opposite sign of all that follows I, which does not vanish at equilibrium. Left side: quadrature of the middle expression with second
 * derivatives of f_i. Right side: Fisher information and moments. Laws: mixtures of Gaussians, d <= 3.
 */
import { sumOfValues } from "../../functionals/value.ts";
import type { GaussianComponent, Law, Nodes, Species } from "../../protocols/index.ts";
import { fisherInformation, lawMean, lawTemperature, type Value } from "../../functionals/index.ts";
import { ScenarioError } from "../../errors.ts";
import { exp, log } from "../../math/elementary.ts";
import { choleskyFactor, solveLower, solveUpper } from "../../math/cholesky.ts";
import { sumOver } from "../../math/sum.ts";
import { refinedNodes } from "./quadrature/refined-nodes.ts";
import { knownOptions } from "../../names/options.ts";

/** Both sides of an identity, the right one as printed and as corrected. */
export interface PrintedIdentity {
  readonly left: Value;
  readonly right: Value;
  readonly asPrinted: Value;
}

/** The background: the mean velocity u and the temperature theta of the mixture. */
export interface FokkerPlanckOptions {
  readonly species: readonly Pick<Species, "mass" | "density">[];
  readonly laws: readonly Law[];
  readonly velocity: readonly number[];
  readonly temperature: number;
}

/** Laplacian of f over f at v: sum of p_k (|g_k|^2 - tr A_k^-1), g_k = grad log N_k. */
function laplacianOf(components: readonly GaussianComponent[]): (v: Float64Array) => number {
  const d = components[0].mean.length;
  const parts = components.map(({ weight, mean, covariance }) => {
    const factor = choleskyFactor(covariance)!;
    let [trace, logWeight] = [0, log(weight)];
    for (let k = 0; k < d; k++) {
      const column = new Float64Array(d);
      column[k] = 1;
      solveLower(factor, column);
      trace += column.reduce((sum, x) => sum + x * x, 0);
      logWeight -= log(factor[k * d + k]);
    }
    return { mean, factor, trace, logWeight };
  });
  const [logs, excess, y] = [new Float64Array(parts.length), new Float64Array(parts.length), new Float64Array(d)];
  return (v) => {
    let largest = -Infinity;
    for (let k = 0; k < parts.length; k++) {
      const { mean, factor, trace, logWeight } = parts[k];
      for (let i = 0; i < d; i++) y[i] = v[i] - mean[i];
      solveLower(factor, y);
      let form = 0;
      for (let i = 0; i < d; i++) form += y[i] * y[i];
      solveUpper(factor, y);
      excess[k] = -trace;
      for (let i = 0; i < d; i++) excess[k] += y[i] * y[i];
      logs[k] = logWeight - form / 2;
      largest = Math.max(largest, logs[k]);
    }
    let [total, sum] = [0, 0];
    for (let k = 0; k < parts.length; k++) {
      const share = exp(logs[k] - largest);
      total += share;
      sum += share * excess[k];
    }
    return sum / total;
  };
}

/** The left side of f_i/n_i over given nodes, and the size of what it is the difference of. */
function production({ points, weights, density, gradient }: Nodes, law: Law, mass: number, { velocity, temperature }: FokkerPlanckOptions) {
  const d = velocity.length;
  const laplacian = laplacianOf(law.components!);
  const v = new Float64Array(d);
  const constant = (d / 2) * log((2 * Math.PI * temperature) / mass);
  let size = 0;
  const { sum } = sumOver(weights.length, (n) => {
    if (!(density[n] > 0)) return 0;
    let [square, drift] = [0, 0];
    for (let k = 0; k < d; k++) {
      v[k] = points[k][n];
      square += (v[k] - velocity[k]) * (v[k] - velocity[k]);
      drift += (v[k] - velocity[k]) * gradient[k][n];
    }
    const [diffusion, friction] = [(density[n] * laplacian(v)) / mass, (d * density[n] + drift) / temperature];
    const [own, other] = [log(density[n]), constant + (mass * square) / (2 * temperature)];
    size += weights[n] * (Math.abs(diffusion) + Math.abs(friction)) * (Math.abs(own) + Math.abs(other));
    return weights[n] * (diffusion + friction) * (own + other);
  });
  return { sum, size };
}

const ROUNDING = 1e-14;
/** Relative change at which refinement stops. */
const STILL = 1e-11;

function leftOf(law: Law, { mass, density }: Pick<Species, "mass" | "density">, options: FokkerPlanckOptions): Value {
  let found: Value = { value: Number.NaN, bound: Infinity };
  for (const nodes of refinedNodes(law, false)) {
    const { sum, size } = production(nodes, law, mass, options);
    const change = density * sum - found.value;
    found = { value: density * sum, bound: Number.isNaN(change) ? Infinity : Math.abs(change) + density * ROUNDING * size };
    if (Math.abs(change) <= STILL * density * size) break;
  }
  return found;
}

const plus = (...values: Value[]): Value => sumOfValues(values);
const times = (factor: number, { value, bound }: Value): Value => ({
  value: factor * value,
  bound: Math.abs(factor) * bound + ROUNDING * Math.abs(factor * value),
});
const exactly = (value: number): Value => ({ value, bound: ROUNDING * Math.abs(value) });

/** int |v - u|^2 f_i/n_i. */
function spreadOf(law: Law, { velocity }: FokkerPlanckOptions): Value {
  const shifts = lawMean(law).map(({ value, bound }, k) => ({
    value: (value - velocity[k]) * (value - velocity[k]),
    bound: 2 * Math.abs(value - velocity[k]) * bound,
  }));
  return plus(...shifts, times(velocity.length, lawTemperature(law)));
}

function check({ species, laws, velocity, temperature }: FokkerPlanckOptions): void {
  if (laws.length !== species.length) throw new ScenarioError(`invalid laws: found ${laws.length}, expected one for each of ${species.length} species`);
  if (!(temperature > 0 && temperature < Infinity)) throw new ScenarioError(`invalid temperature: found ${temperature}, expected a finite number > 0`);
  for (const { name, components, dimension } of laws) {
    if (!components) throw new ScenarioError(`invalid law: found ${name}, expected a mixture of Gaussians`);
    if (dimension !== velocity.length) throw new ScenarioError(`invalid velocity: found ${velocity.length} components, expected ${dimension} as ${name} has`);
  }
}

/**
 * The identity of each species and of their sum. The right sides of `total` are those of the sum, which hold when u and theta are the mixture's own mean velocity and
 * temperature. Throws ScenarioError for laws that are no mixtures of Gaussians, mismatched lengths and dimensions.
 */
export function fokkerPlanckIdentity(options: FokkerPlanckOptions): { species: PrintedIdentity[]; total: PrintedIdentity } {
  knownOptions("fokkerPlanckIdentity", options, ["species", "laws", "velocity", "temperature"]);
  check(options);
  const { species, laws, temperature } = options;
  const d = options.velocity.length;
  const parts = laws.map((law, i): PrintedIdentity & { information: Value } => {
    const { mass, density } = species[i];
    const information = fisherInformation(law, { mass, density });
    const rest = plus(exactly((2 * d * density) / temperature), times((-mass * density) / (temperature * temperature), spreadOf(law, options)));
    return {
      left: leftOf(law, species[i], options),
      right: plus(times(-1, information), rest),
      asPrinted: plus(times(-1, information), times(-1, rest)),
      information,
    };
  });
  const sum = (key: "left" | "information"): Value => sumOfValues(parts.map((part) => part[key]));
  const rest = exactly((d / temperature) * species.reduce((all, { density }) => all + density, 0));
  const information = times(-1, sum("information"));
  return {
    species: parts.map(({ left, right, asPrinted }) => ({ left, right, asPrinted })),
    total: { left: sum("left"), right: plus(information, rest), asPrinted: plus(information, times(-1, rest)) },
  };
}
