/**
 * Longer diffusion times, so that one matching a step leaves less bias: tau' for the time tau = kappa dt of a pair.
 *
 * A species with itself. One matching multiplies the anisotropy of the second moment by 1 - (1 - m2)/2, m2 = e^(-2 d tau'), where Maxwell molecules
 * have e^(-d tau). They agree for  e^(-2 d tau') = 2 e^(-d tau) - 1,  which needs tau < ln 2/d (dt < ln 2/(4d) for unit mass and density): a
 * matching cannot relax by more than a half. When alpha varies, tau' = tau + (d/2) tau^2, the same to second order, at every tau.
 *
 * Two species. With u = (d-1) tau a matching exchanges F = 1 - e^(-u') of what two species could, where T_i - T_j of two Maxwell species alone needs
 * F = (1 - e^(-k u))/k,  k = (2 m_i m_j/M^2)(1 + n_min/n_max): exact for constant alpha (F < 1 needed), else u' = u + (1 - k)/2 u^2.
 * For steep alpha = r^gamma the bias comes from close pairs, E[|z|^2 (F(u) - u)] with |z| ~ u^(1/gamma), and is of the order
 * dt^((d+2)/|gamma| - 1) of the rate (2/3 for Coulomb in d = 3) when p = (d+2)/|gamma| < 2. Then u' = u + b u^2 with
 *     int_0^oo u^(-1-p) (1 - e^(-u - b u^2) - u) du = 0,
 * which cancels it whatever the masses and temperatures (b = 0.994 for Coulomb in d = 3) and leaves order 1.
 */
import { ScenarioError } from "../../src/errors.ts";
import { exp, expm1, log, log1p } from "../../src/math/elementary.ts";
import { TAU_LIMIT } from "../../src/kernels/constants/rotation.ts";
import type { Potential, Species } from "../../src/protocols/index.ts";

/** The bend of diffusion times against the bias of one matching a step. */
export interface Correction {
  /** tau' of constant alpha. Throws ScenarioError beyond what one matching can do. */
  constant(dimension: number, tau: number): number;
  /** tau' = tau + bend tau^2 of an alpha that varies. */
  bend(dimension: number): number;
}

/** Of a species with itself. */
export const ownCorrection: Correction = {
  constant(d, tau) {
    const rest = 2 * exp(-d * tau) - 1;
    if (!(rest > 0)) refuse(tau, log(2) / d, "with itself");
    return -log(rest) / (2 * d);
  },
  bend: (d) => d / 2,
};

/** Of two species. */
export function crossCorrection(a: Species, b: Species, { gamma }: Potential): Correction {
  const total = a.mass + b.mass;
  const ratio = Math.min(a.density, b.density) / Math.max(a.density, b.density);
  const k = ((2 * a.mass * b.mass) / (total * total)) * (1 + ratio);
  const steep = new Map<number, number>();
  return {
    constant(d, tau) {
      const exchanged = -expm1(-k * (d - 1) * tau) / k;
      if (!(exchanged < 1)) refuse(tau, -log1p(-k) / (k * (d - 1)), `of ${a.name} and ${b.name}`);
      return -log1p(-exchanged) / (d - 1);
    },
    bend(d) {
      const p = gamma === undefined || gamma >= 0 ? Infinity : (d + 2) / -gamma;
      if (p < 2 && !steep.has(d)) steep.set(d, steepBend(p));
      return (d - 1) * (steep.get(d) ?? (1 - k) / 2);
    },
  };
}

function refuse(tau: number, most: number, whose: string): never {
  throw new ScenarioError(
    `invalid steps: a matching ${whose} runs for ${tau.toPrecision(3)} (second moments can be exact up to ${most.toPrecision(4)}: take ${(tau / most).toPrecision(3)} times the steps or more)`,
  );
}

/** The root b of the integral above, 1 < p < 2, by bisection; it falls like the integral rises with b. */
function steepBend(p: number): number {
  const excess = (b: number): number => {
    // u = e^x. Below x = -20 the integrand is (b - 1/2) u^(1-p), above 40 it is -u^-p: both are added in closed form.
    const [low, high, h] = [-20, 40, 0.02];
    let sum = 0;
    for (let n = 0; n <= (high - low) / h; n++) {
      const x = low + n * h;
      const u = exp(x);
      const end = n === 0 || n === (high - low) / h ? 0.5 : 1;
      sum += end * exp(-p * x) * (-expm1(-u - b * u * u) - u);
    }
    return h * sum + ((b - 0.5) * exp((2 - p) * low)) / (2 - p) - exp((1 - p) * high) / (p - 1);
  };
  let [least, most] = [0.5, 1];
  while (excess(most) < 0) most *= 2;
  for (let n = 0; n < 60; n++) {
    const middle = (least + most) / 2;
    if (excess(middle) < 0) least = middle;
    else most = middle;
  }
  return most;
}

/** tau + bend tau^2 at most TAU_LIMIT, in the order of the kernels. */
export function bent(tau: number, bend: number): number {
  return bend === 0 ? tau : Math.min(bend * tau * tau + tau, TAU_LIMIT);
}
