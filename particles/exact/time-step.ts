/**
 * The time step of pair collisions from a tolerance on the temperature tensor (one species of mass and density 1, alpha = c r^gamma).
 *
 * Of a Maxwellian of temperature T with a small anisotropy, Gaussian in shape, one step relaxes the part
 *
 *   E_4[1 - m2]/2,  m2 = e^(-2 d tau'),  tau = 4 c dt |z|^gamma, tau' of systems/correction.ts,  E_4 the mean with the density |z|^(d+3) e^(-|z|^2/(4T)) of |z|,
 *
 * where the equation relaxes 1 - e^(-lambda dt) at its rate lambda = 4 d c E_4 |z|^gamma = 4 d c (4T)^(gamma/2) Gamma((d+gamma+4)/2)/Gamma((d+4)/2).
 * The relative difference is the bias of the rate in a step: none for Maxwell molecules, whatever the data (uncorrected, tau' = tau, -2 d c dt). For other
 * interactions the shape leaves the Gaussian and the relaxation is no exponential, to an order dt of its own: then it is an estimate, right in size.
 */
import type { Potential } from "../../src/protocols/index.ts";
import { ScenarioError } from "../../src/errors.ts";
import { exp, expm1, pow } from "../../src/math/elementary.ts";
import { logGamma } from "../../src/math/special.ts";
import { lengthening, ownCorrection } from "../systems/correction.ts";
import { knownOptions } from "../../src/names/options.ts";

/** A time step from a tolerance on the temperature tensor. */
export interface TemperatureStep {
  readonly potential: Potential;
  readonly dimension: number;
  /** Of the normalised equation, tr P/d; 1 by default. */
  readonly temperature?: number;
  /** False: of pair collisions without longer diffusion times (systems/correction.ts). */
  readonly corrected?: boolean;
}

/** Relative bias of the rate at which a small anisotropy relaxes in one step of length dt; negative: too slow. Throws ScenarioError for a general alpha. */
export function temperatureStepBias(options: TemperatureStep, dt: number): number {
  knownOptions("temperatureStepBias", options, ["potential", "dimension", "temperature", "corrected"]);
  const { potential, dimension: d, temperature = 1, corrected = true } = options;
  const { gamma, strength } = potential;
  if (gamma === undefined) throw new ScenarioError(`no closed bias for the interaction ${potential.name} (known: power laws)`);
  const half = (d + 4) / 2;
  const longer = lengthening(potential, corrected ? ownCorrection(potential) : undefined, d);
  // |z|^2 = 4 T e^x; the trapezoidal rule converges geometrically.
  let relaxed = 0;
  for (let n = -1400; n <= 80; n++) {
    const x = 0.05 * n;
    const tau = 4 * strength * dt * pow(4 * temperature, gamma / 2) * exp((gamma / 2) * x);
    relaxed += 0.05 * exp(half * x - exp(x) - logGamma(half)) * (-expm1(-2 * d * longer(tau)) / 2);
  }
  const rate = 4 * d * strength * pow(4 * temperature, gamma / 2) * exp(logGamma(half + gamma / 2) - logGamma(half));
  return relaxed / -expm1(-rate * dt) - 1;
}

/** The longest step whose bias of the rate is at most `tolerance` in size, and that pair collisions take, to 1e-6 of itself. Throws ScenarioError unless 0 < tolerance < 0.4. */
export function stepForTemperature(options: TemperatureStep & { readonly tolerance: number }): number {
  knownOptions("stepForTemperature", options, ["potential", "dimension", "temperature", "corrected", "tolerance"]);
  const { tolerance, ...step } = options;
  if (!(tolerance > 0 && tolerance < 0.4)) throw new ScenarioError(`invalid tolerance: ${tolerance} (expected 0 < tolerance < 0.4)`);
  const { potential, dimension, corrected = true } = options;
  // A matching of constant alpha is right up to its longest step.
  const longest = corrected && potential.gamma === 0 ? Math.LN2 / (4 * dimension * potential.strength) : Infinity;
  const fits = (dt: number): boolean => dt < longest && Math.abs(temperatureStepBias(step, dt)) <= tolerance;
  let [low, high] = [1, 1];
  while (!fits(low)) low /= 2;
  while (fits(high)) high *= 2;
  while (high > low * (1 + 1e-6)) {
    const middle = Math.sqrt(low * high);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}
