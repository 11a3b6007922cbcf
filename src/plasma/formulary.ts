/**
 * Rates of the NRL Plasma Formulary (Trubnikov 1965, Spitzer 1962) in reduced units, for alpha_ab = c r^-3 in dimension 3 (c: `strength`). With
 * c = 2 pi q_a^2 q_b^2 ln Lambda in Gaussian units, the formulary's
 *
 *   equilibration   dT_a/dt = nu (T_b - T_a),                nu = (4/3) (2/pi)^1/2 c n_b (m_a m_b)^1/2 / (m_a T_b + m_b T_a)^3/2,   two Maxwellians at rest;
 *   friction        du_a/dt = -nu (u_a - u_b),               nu = (2/3) (2/pi)^1/2 c n_b (1/m_a) (1/m_a + 1/m_b) / (T_a/m_a + T_b/m_b)^3/2,   slow drifts;
 *   isotropisation  dT_perp/dt = -(1/2) dT_par/dt = -nu (T_perp - T_par),
 *                   nu = pi^-1/2 c n m^-1/2 T_par^-3/2 A^-2 [-3 + (A + 3) atan(A^1/2)/A^1/2],   A = T_perp/T_par - 1   (artanh((-A)^1/2) for A < 0);
 *   test particle   nu_0 = 2 c n_b / (m_a^2 v^3),   x = m_b v^2 / (2 T_b),   psi(x) = P(3/2, x)   (regularised incomplete gamma function),
 *                   d<v>/dt = -nu_s v,  nu_s = (1 + m_a/m_b) psi nu_0;        d<(v - <v>)_perp^2>/dt = nu_perp v^2,  nu_perp = 2 ((1 - 1/(2x)) psi + psi') nu_0;
 *                   d<(v - <v>)_par^2>/dt = nu_par v^2,  nu_par = (psi/x) nu_0;      d<v^2>/dt = -nu_eps v^2,  nu_eps = 2 ((m_a/m_b) psi - psi') nu_0.
 *
 * All are exact rates of the Landau equation at the instant when the laws are these. The formulary's printed constant of equilibration, 1.8e-19, is
 * (8/3) (2 pi)^1/2 e^4 / (1 eV)^3/2 = 1.754e-19 rounded: 2.6 % too large.
 */
import { ScenarioError } from "../errors.ts";
import { atan, exp, log1p } from "../math/elementary.ts";
import { lowerGamma } from "../math/special.ts";
import { knownOptions } from "../names/options.ts";

/** A Maxwellian species in reduced units: mass, density, temperature (`law variance times mass`). */
export interface MaxwellianSpecies {
  readonly mass: number;
  readonly density: number;
  readonly temperature: number;
}

const ROOT = Math.sqrt(2 / Math.PI);

function check(values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values))
    if (!(value > 0 && value < Infinity)) throw new ScenarioError(`invalid ${name}: found ${value}, expected a positive number`);
}

/** nu of dT_a/dt = nu (T_b - T_a), per unit time, a the first. Throws ScenarioError for numbers that are not positive. */
export function equilibrationRate(one: MaxwellianSpecies, other: MaxwellianSpecies, strength: number): number {
  check({ mass: Math.min(one.mass, other.mass), density: other.density, temperature: Math.min(one.temperature, other.temperature), strength });
  const square = one.mass * other.temperature + other.mass * one.temperature;
  return ((4 / 3) * ROOT * strength * other.density * Math.sqrt(one.mass * other.mass)) / (square * Math.sqrt(square));
}

/** nu of du_a/dt = -nu (u_a - u_b) as the drift goes to 0, per unit time, a the first. Throws ScenarioError for numbers that are not positive. */
export function frictionRate(one: MaxwellianSpecies, other: MaxwellianSpecies, strength: number): number {
  check({ mass: Math.min(one.mass, other.mass), density: other.density, temperature: Math.min(one.temperature, other.temperature), strength });
  const variance = one.temperature / one.mass + other.temperature / other.mass;
  return ((2 / 3) * ROOT * strength * other.density * (1 / one.mass + 1 / other.mass)) / (one.mass * variance * Math.sqrt(variance));
}

/** nu of dT_perp/dt = -nu (T_perp - T_par) of one species with itself, per unit time. Throws ScenarioError for numbers that are not positive. */
export function isotropisationRate(
  species: Pick<MaxwellianSpecies, "mass" | "density">,
  temperatures: { readonly parallel: number; readonly perpendicular: number },
  strength: number,
): number {
  const { parallel, perpendicular } = knownOptions("isotropisationRate", temperatures, ["parallel", "perpendicular"]);
  const { mass, density } = species;
  check({ mass, density, parallel, perpendicular, strength });
  const factor = (strength * density) / (Math.sqrt(Math.PI * mass) * parallel * Math.sqrt(parallel));
  return factor * anisotropyFactor(perpendicular / parallel - 1);
}

/** A^-2 [-3 + (A + 3) atan(A^1/2)/A^1/2], by its series 4 sum_k (-A)^k (k+1)/((2k+3)(2k+5)) near 0, where the closed form cancels. */
function anisotropyFactor(a: number): number {
  if (Math.abs(a) < 0.1) {
    let [sum, power] = [0, 1];
    for (let k = 0; k < 20; k++, power *= -a) sum += (power * (k + 1)) / ((2 * k + 3) * (2 * k + 5));
    return 4 * sum;
  }
  const root = Math.sqrt(Math.abs(a));
  return (((a + 3) * (a > 0 ? atan(root) : artanh(root))) / root - 3) / (a * a);
}

const artanh = (x: number): number => (log1p(x) - log1p(-x)) / 2;

/** Rates of a test particle among a Maxwellian species, per unit time. */
export interface TestParticleRates {
  readonly slowingDown: number;
  readonly perpendicular: number;
  readonly parallel: number;
  /** Of energy loss: negative where the particle gains. */
  readonly energy: number;
}

/** Of a particle of this mass and speed relative to the field species' mean. Throws ScenarioError for numbers that are not positive. */
export function testParticleRates(options: { readonly mass: number; readonly speed: number }, field: MaxwellianSpecies, strength: number): TestParticleRates {
  const { mass, speed } = knownOptions("testParticleRates", options, ["mass", "speed"]);
  check({ mass, speed, "field mass": field.mass, density: field.density, temperature: field.temperature, strength });
  const x = (field.mass * speed * speed) / (2 * field.temperature);
  const psi = lowerGamma(1.5, x);
  const slope = (2 / Math.sqrt(Math.PI)) * Math.sqrt(x) * exp(-x);
  const unit = (2 * strength * field.density) / (mass * mass * speed * speed * speed);
  return {
    slowingDown: (1 + mass / field.mass) * psi * unit,
    perpendicular: 2 * (psi - psi / (2 * x) + slope) * unit,
    parallel: (psi / x) * unit,
    energy: 2 * ((mass / field.mass) * psi - slope) * unit,
  };
}
