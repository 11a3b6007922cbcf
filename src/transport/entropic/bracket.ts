/**
 * Value of an entropic problem with two-sided bounds, from potentials whose plan P has its second marginal exact (sinkhorn.ts).
 *
 * Lower: the dual, epsilon (sum_i a_i phi_i + sum_j b_j psi_j), since P has mass one. It is short of the value by the square of the
 * marginal error only, so it is the value that is reported.
 *
 * Upper: the value of a feasible plan (Altschuler, Weed and Rigollet 2017). Rows that are too heavy are scaled down, Q_ij = min(1, 1/r_i)
 * P_ij, and what is then missing, u = a - Q 1 and v = b - Q^T 1 of mass delta each, is filled in as R = u v^T / delta. Relative entropy is
 * convex, hence with hats for plans of mass one
 *
 *   S_epsilon <= (1 - delta) [E_Qhat c + epsilon KL(Qhat | a b)] + delta [E_Rhat c + epsilon (KL(uhat | a) + KL(vhat | b))],
 *
 * in whose first part the cost cancels: log dQhat/d(ab) = phi + psi - c/epsilon + log min(1, 1/r) - log(1 - delta). One more half pass.
 * The product a x b is a plan as well, of cost E c and no entropy: far from balance it is the better bound. Round-off of the sums (soft-kernel.ts)
 * is added to both ends: of the mass one, and of sums of potentials.
 */
import { exp, log, log1p } from "../../math/elementary.ts";
import type { Potentials } from "./sinkhorn.ts";
import type { Pair, SoftKernel } from "./soft-kernel.ts";
import { Sum } from "../../math/sum.ts";

/** Two-sided bounds of an entropic cost. */
export interface Bracket {
  /** S_epsilon: the lower end, but for round-off. */
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** S_epsilon is not negative. */
export function bracketOf(kernel: SoftKernel, { potentials, logRatio }: Potentials): Bracket {
  const [a, b] = kernel.weights;
  const [phi, psi] = potentials;
  const size = mean(a, phi, Math.abs) + mean(b, psi, Math.abs);
  const value = kernel.epsilon * (mean(a, phi) + mean(b, psi));
  const lower = Math.max(0, value - kernel.epsilon * (kernel.roundOff + Number.EPSILON * size));
  const independent = kernel.cost(a, b);
  const upper = Math.min(roundedCost(kernel, potentials, logRatio), independent + Number.EPSILON * (independent + kernel.epsilon * size));
  return { value, lower: Math.min(value, lower), upper: Math.max(value, upper) };
}

/**
 * The cost of the plan made feasible; Infinity where nothing of it can be kept. Masses of rows and columns are known to the round-off of the sums
 * only, and what is missing or too much of them costs as much as their potentials say.
 */
function roundedCost(kernel: SoftKernel, [phi, psi]: Pair, logRatio: Float64Array): number {
  const [a, b] = kernel.weights;
  const scaled = phi.map((value, i) => value - Math.max(logRatio[i], 0));
  const rows = a.map((weight, i) => weight * exp(Math.min(logRatio[i], 0)));
  const logColumn = new Float64Array(b.length);
  kernel.half(1, [scaled, psi], logColumn, false);
  const columns = b.map((weight, j) => weight * exp(Math.min(logColumn[j], 0)));
  const [u, v] = [a.map((weight, i) => weight - rows[i]), b.map((weight, j) => weight - columns[j])];
  const delta = (total(u) + total(v)) / 2;
  if (!(delta < 1)) return Infinity;
  const room = kernel.roundOff * (1 + mean(rows, scaled, Math.abs) + mean(columns, psi, Math.abs));
  const kept = mean(rows, scaled) + mean(columns, psi) + room;
  if (!(delta > 0)) return kernel.epsilon * kept;
  const filled = kernel.cost(u, v) / delta + delta * kernel.epsilon * (divergence(u, a) + divergence(v, b));
  return kernel.epsilon * (kept - (1 - delta) * log1p(-delta)) + filled;
}

const itself = (value: number): number => value;

function mean(weights: Float64Array, values: Float64Array, of: (value: number) => number = itself): number {
  const sum = new Sum();
  for (let i = 0; i < weights.length; i++) if (weights[i] > 0) sum.add(weights[i] * of(values[i]));
  return sum.value();
}

function total(mass: Float64Array): number {
  const sum = new Sum();
  for (const m of mass) sum.add(m);
  return sum.value();
}

/** KL(u/|u| | weights), masses zero where nothing is missing. */
function divergence(mass: Float64Array, weights: Float64Array): number {
  const whole = total(mass);
  if (!(whole > 0)) return 0;
  const sum = new Sum();
  for (let i = 0; i < mass.length; i++) if (mass[i] > 0) sum.add((mass[i] / whole) * log(mass[i] / (whole * weights[i])));
  return sum.value();
}
