/**
 * Exchange of energy between Maxwellians of several species at rest, alpha_ij = c_ij r^gamma_ij, exact at that instant (always, for gamma = 0):
 *
 *   d/dt T_i = sum_j (2(d-1)/d) c_ij n_j (T_j - T_i)/(m_i m_j s^2) E|z|^(gamma+2),   z ~ N(0, s^2 I),  s^2 = T_i/m_i + T_j/m_j,
 *   E|z|^q = (2 s^2)^(q/2) Gamma((d+q)/2)/Gamma(d/2).
 *
 * Source: the weak form with phi = |v|^2 (MP, eq. 1.1); for Coulomb interaction in dimension 3 it is the classical rate of L. Spitzer,
 * "Physics of Fully Ionized Gases" (1962), with the denominator (m_i T_j + m_j T_i)^(3/2).
 *
 * One step of pair collisions of length dt turns z on its sphere by a mean cosine m1, and a pair exchanges energy in proportion to
 * (1 - m1) z_c.z, where E[z_c.z | z] = (T_i - T_j)/(M s^2) |z|^2: the same rate with (d-1) kappa |z|^gamma dt replaced by 1 - m1.
 * Here m1 = e^(-(d-1) tau'). Without the correction, tau' = tau, close pairs with tau > 1 turn by less than they should on average: the relative defect of
 * gamma = -3 in d = 3 is 0.804 x^(2/3), x = (d-1) kappa dt/s^3.
 */
import type { Model } from "../../src/protocols/index.ts";
import { ScenarioError } from "../../src/errors.ts";
import { exp, expm1, pow } from "../../src/math/elementary.ts";
import { logGamma } from "../../src/math/special.ts";
import { crossCorrection, lengthening, metDensity, type Correction } from "../systems/correction.ts";
import { knownOptions } from "../../src/names/options.ts";

/** Two species, with the constants of their rate. */
interface Pair {
  readonly dimension: number;
  readonly gamma: number;
  /** s^2. */
  readonly square: number;
  /** (d-1) kappa of the diffusion on the sphere at |z| = 1, at the density for which they meet. */
  readonly rate: number;
  /** Of the diffusion times of pairs. */
  readonly correction: Correction;
}

/** E|z|^(2+gamma). */
const exactMean = ({ dimension, gamma, square }: Pair): number =>
  pow(2 * square, 1 + gamma / 2) * exp(logGamma((dimension + 2 + gamma) / 2) - logGamma(dimension / 2));

/** sum_j of the rates with `mean` in the place of E|z|^(gamma+2). */
function rates(model: Model, temperatures: readonly number[], dimension: number, mean: (pair: Pair) => number): number[] {
  const { species, interaction } = model;
  if (temperatures.length !== species.length)
    throw new ScenarioError(`${temperatures.length} temperature(s) for ${species.length} species (expected one each)`);
  return species.map((a, i) =>
    species.reduce((sum, b, j) => {
      if (i === j) return sum;
      const potential = interaction(i, j);
      const { gamma, strength, name } = potential;
      if (gamma === undefined || !(gamma > -dimension - 2))
        throw new ScenarioError(`no closed exchange rate for the interaction ${name} (known: power laws, gamma > ${-dimension - 2})`);
      const square = temperatures[i] / a.mass + temperatures[j] / b.mass;
      const inverse = (a.mass + b.mass) / (a.mass * b.mass);
      const rate = (dimension - 1) * strength * inverse * inverse * metDensity(a, b);
      const gap = (temperatures[j] - temperatures[i]) / (a.mass * b.mass * square);
      return (
        sum +
        ((2 * (dimension - 1)) / dimension) *
          strength *
          b.density *
          gap *
          mean({ dimension, gamma, square, rate, correction: crossCorrection(a, b, potential) })
      );
    }, 0),
  );
}

/** dT_i/dt for every species; T in energy units. Throws ScenarioError unless every interaction is a power law with gamma > -d-2. */
export function maxwellianExchangeRates(model: Model, temperatures: readonly number[], dimension: number): number[] {
  return rates(model, temperatures, dimension, exactMean);
}

/**
 * Mean change of T_i in the first step of pair collisions, corrected or not, over dt, when each two species meet at the start of the step. Relative error
 * 1e-12. Throws as above, and where the step is too long for constant alpha.
 */
export function pairExchangeRates(
  model: Model,
  temperatures: readonly number[],
  dimension: number,
  dt: number,
  options: { readonly corrected?: boolean } = {},
): number[] {
  const { corrected = true } = knownOptions("pairExchangeRates", options, ["corrected"]);
  return rates(model, temperatures, dimension, ({ gamma, square, rate, correction }) => {
    const longer = lengthening({ gamma }, corrected ? correction : undefined, dimension);
    // 1 - m1 of (d-1) tau = x.
    const turn = (x: number): number => -expm1(-(dimension - 1) * longer(x / (dimension - 1)));
    // E[|z|^2 turn(rate dt |z|^gamma)]/(rate dt) with |z|^2 = 2 s^2 e^x; the trapezoidal rule converges geometrically.
    const half = dimension / 2;
    let sum = 0;
    for (let n = -1400; n <= 80; n++) {
      const x = n * STEP;
      const strength = rate * dt * pow(2 * square, gamma / 2) * exp((gamma / 2) * x);
      sum += exp((half + 1) * x - exp(x)) * turn(strength);
    }
    return (2 * square * sum * STEP * exp(-logGamma(half))) / (rate * dt);
  });
}

const STEP = 0.05;
