/**
 * What figures and report of a study tell its plasma in: one reduced unit of time, velocity and temperature (units.ts) in units of a size to read, as t in us and T in eV.
 */
import { ScenarioError } from "../errors.ts";
import { knownOptions } from "../names/options.ts";
import type { StudyUnits } from "../protocols/index.ts";
import type { PlasmaUnits } from "./units.ts";

/** Prefixes of the second, and of the electronvolt. */
const seconds = { s: 1, ms: 1e3, us: 1e6, ns: 1e9, ps: 1e12, fs: 1e15 } as const;
const electronvolts = { eV: 1, keV: 1e-3 } as const;

/** Units to read times and temperatures in. */
export interface PhysicalOptions {
  /** By default the largest of which the reference's time is one or more. */
  readonly time?: keyof typeof seconds;
  /** Default eV. */
  readonly temperature?: keyof typeof electronvolts;
}

/** For `units` of a study. Velocities are told in km/s (SI) or cm/s (CGS). Throws ScenarioError for other units. */
export function physicalUnits(units: PlasmaUnits, options: PhysicalOptions = {}): StudyUnits {
  const { time = readable(units.time), temperature = "eV" } = knownOptions("physicalUnits", options, ["time", "temperature"]);
  const velocity = units.system === "SI" ? { unit: "km/s", size: units.velocity / 1000 } : { unit: "cm/s", size: units.velocity };
  return {
    time: { unit: time, size: units.time * sizeOf("time", seconds, time) },
    velocity,
    temperature: { unit: temperature, size: units.temperature * sizeOf("temperature", electronvolts, temperature) },
  };
}

const readable = (time: number): keyof typeof seconds => (Object.keys(seconds) as (keyof typeof seconds)[]).find((unit) => time * seconds[unit] >= 1) ?? "fs";

function sizeOf<Unit extends string>(name: string, sizes: Readonly<Record<Unit, number>>, unit: Unit): number {
  if (!Object.hasOwn(sizes, unit)) throw new ScenarioError(`physicalUnits: invalid ${name}: found ${unit}, expected one of ${Object.keys(sizes).join(", ")}`);
  return sizes[unit];
}
