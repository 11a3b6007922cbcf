/**
 * Velocities of a replicate at several times, as files: schema 1.
 *
 * HDF5, as NetCDF-4 has it: `velocity` [time, ensemble, particle, component], doubles, with the coordinates of its axes, `species` and `weight` along `particle`, units of the
 * scenario's equation. NPY: the same array, and its labels in JSON beside it.
 */
import { makeHdf5, type Dataset } from "./hdf5/write.ts";
import { npyOf } from "./npy/write.ts";

export interface Velocities {
  readonly times: readonly number[];
  readonly ensembles: readonly string[];
  /** Their particles follow each other; each stands for `weight` of the density. */
  readonly species: readonly { readonly name: string; readonly mass: number; readonly particles: number; readonly weight: number }[];
  readonly dimension: number;
  /** At each time [ensemble x particle x component]. */
  readonly values: readonly Float64Array[];
  /** What they are velocities of: texts by name. */
  readonly about: Readonly<Record<string, string>>;
}

const countOf = ({ species }: Velocities): number => species.reduce((sum, { particles }) => sum + particles, 0);

const shapeOf = (of: Velocities): number[] => [of.times.length, of.ensembles.length, countOf(of), of.dimension];

/** The array. */
export const velocitiesNpy = (of: Velocities): Uint8Array => npyOf(shapeOf(of), of.values);

/** Its labels. */
export function velocityLabels(of: Velocities): string {
  const { times, ensembles, species, about } = of;
  const axes = { time: times, ensemble: ensembles, particle: species, component: componentsOf(of) };
  return `${JSON.stringify({ schema: 1, ...about, shape: shapeOf(of), axes }, null, 2)}\n`;
}

/** Throws ScenarioError without h5wasm, or for what libhdf5 has to say. */
export function makeVelocities(file: string, of: Velocities): void {
  const { times, ensembles, species, about, values } = of;
  const count = countOf(of);
  const size = values.reduce((sum, { length }) => sum + length, 0);
  const velocity = new Float64Array(size);
  values.reduce((at, part) => (velocity.set(part, at), at + part.length), 0);
  const along = <Value>(value: (index: number) => Value): Value[] => species.flatMap(({ particles }, s) => new Array<Value>(particles).fill(value(s)));
  const datasets: Dataset[] = [
    scale("time", Float64Array.from(times), { units: "1", long_name: "time, in the unit of the equation" }),
    labelled("ensemble", ensembles, "ensemble: copy of the couple, and who of it"),
    scale("particle", Int32Array.from({ length: count }, (_, i) => i), { long_name: "particle" }), // prettier-ignore
    labelled("component", componentsOf(of), "component of velocity"),
    {
      ...labelled("species", species.map(({ name }) => name), "species"), // prettier-ignore
      data: Int32Array.from(along((s) => s)),
      shape: [count],
      scales: ["particle"],
    },
    {
      name: "weight",
      data: Float64Array.from(along((s) => species[s].weight)),
      shape: [count],
      scales: ["particle"],
      attributes: { units: "1", long_name: "density that a particle stands for" },
    },
    {
      name: "velocity",
      data: velocity,
      shape: shapeOf(of),
      scales: ["time", "ensemble", "particle", "component"],
      attributes: { units: "1", long_name: "velocity, in the unit of the equation" },
    },
  ];
  makeHdf5(file, datasets, { schema: Int32Array.of(1), ...about });
}

const componentsOf = ({ dimension }: Velocities): string[] => Array.from({ length: dimension }, (_, k) => (dimension <= 3 ? "xyz"[k] : String(k + 1)));

const scale = (name: string, data: Float64Array | Int32Array, attributes: Dataset["attributes"]): Dataset => ({ name, data, shape: [data.length], attributes });

/** Numbers from 0 with what they mean (CF conventions 3.5, whose words have no blanks; `labels` has them as they are). */
const labelled = (name: string, labels: readonly string[], title: string): Dataset =>
  scale(
    name,
    Int32Array.from(labels, (_, k) => k),
    { long_name: title, flag_values: Int32Array.from(labels, (_, k) => k), flag_meanings: labels.map((label) => label.replace(/\W+/g, "_")).join(" "), labels },
  );
