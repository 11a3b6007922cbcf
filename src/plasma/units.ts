/**
 * Units of a plasma. Charged particles collide by the Landau equation with
 *
 *   alpha_ij(r) = c_ij r^-3,   c_ij = q_i^2 q_j^2 ln Lambda_ij / (8 pi eps0^2)   (SI),   2 pi q_i^2 q_j^2 ln Lambda_ij   (Gaussian cgs).
 *
 * With a reference density n, temperature T, mass m and charge q, velocities in units of v = (T/m)^1/2, masses in m, densities in n and times in
 *
 *   t = m^2 v^3 / (n c),   c = c_ij of two reference charges and the reference logarithm,
 *
 * the equation is the one of this program, with the strengths (Z_i Z_j)^2 ln Lambda_ij / ln Lambda, Z = q_i/q.
 */
import { ScenarioError } from "../errors.ts";
import { knownOptions } from "../names/options.ts";

/** The elementary charge in coulomb, and the joules of an electronvolt: exact by definition (SI, 2019). */
const ELEMENTARY = 1.602176634e-19;
/** F/m (CODATA 2022). */
const VACUUM = 8.8541878188e-12;
/** statC per coulomb: c/10 with c in cm/s. */
const STATCOULOMB = 2997924580;
const ERG = 1e7;

/** Masses in kg (CODATA 2022); a thousand times that in g. */
export const particleMasses = {
  electron: 9.1093837139e-31,
  proton: 1.67262192595e-27,
  deuteron: 3.343583776e-27,
  atomic: 1.66053906892e-27,
} as const;

/** The reference that reduced quantities are counted in. */
export interface UnitsOptions {
  /** "SI": m, kg, s; "CGS": cm, g, s. Default SI. Temperatures are in eV and charges in elementary charges in both. */
  readonly system?: "SI" | "CGS";
  /** Per m^3 or cm^3. */
  readonly density: number;
  /** eV. */
  readonly temperature: number;
  /** kg or g. */
  readonly mass: number;
  /** Elementary charges, of either sign; default 1. */
  readonly charge?: number;
  readonly coulombLogarithm: number;
}

/** One reduced unit of each quantity, in the units of the reference. */
export interface PlasmaUnits extends Required<UnitsOptions> {
  /** m/s or cm/s. */
  readonly velocity: number;
  /** s. */
  readonly time: number;
  /** m v^2, the reference temperature as an energy: J or erg. */
  readonly energy: number;
  /** Strength of r^-3 between two charges (elementary charges), with their own logarithm if they have one. Throws ScenarioError unless it is positive. */
  strength(one: number, other: number, coulombLogarithm?: number): number;
}

const square = (x: number): number => x * x;

function positive(name: string, value: number, unit: string): number {
  if (!(value > 0 && value < Infinity)) throw new ScenarioError(`invalid ${name}: found ${value}, expected a positive number${unit ? ` (${unit})` : ""}`);
  return value;
}

/** Throws ScenarioError for a reference that is not positive and finite, a charge of 0 and an unknown system of units. */
export function plasmaUnits(options: UnitsOptions): PlasmaUnits {
  knownOptions("plasmaUnits", options, ["system", "density", "temperature", "mass", "charge", "coulombLogarithm"]);
  const { system = "SI", charge = 1, density, temperature, mass, coulombLogarithm } = options;
  if (system !== "SI" && system !== "CGS") throw new ScenarioError(`invalid system: found ${String(system)}, expected "SI" or "CGS"`);
  const [length, weight] = system === "SI" ? ["m", "kg"] : ["cm", "g"];
  positive("density", density, `per ${length}^3`);
  positive("temperature", temperature, "eV");
  positive("mass", mass, weight);
  positive("charge squared", charge * charge, "elementary charges");
  positive("coulombLogarithm", coulombLogarithm, "");
  const energy = temperature * ELEMENTARY * (system === "SI" ? 1 : ERG);
  const velocity = Math.sqrt(energy / mass);
  const collision =
    system === "SI"
      ? square(square(charge * ELEMENTARY) / VACUUM) * (coulombLogarithm / (8 * Math.PI))
      : 2 * Math.PI * square(square(charge * ELEMENTARY * STATCOULOMB)) * coulombLogarithm;
  return {
    system,
    density,
    temperature,
    mass,
    charge,
    coulombLogarithm,
    energy,
    velocity,
    time: (mass * velocity * mass * velocity * velocity) / (density * collision),
    strength: (one, other, logarithm = coulombLogarithm) =>
      positive("strength of an interaction", square((one * other) / (charge * charge)) * (logarithm / coulombLogarithm), "charges and logarithm not 0"),
  };
}
