/**
 * A result in the physical units that its study states (`units` of a study): times, values, intervals, known curves and solutions, and the axes of functions of velocity. Of
 * a quantity that is a power p of velocity, masses counted in the unit of mass, the unit is the temperature's to the power p/2 for even p and the velocity's to the power p
 * for odd p, or without a mass in it; what lacks the mass is told as the quantity that has it (`Quantity.physical`); of a density in R^d, velocity^-d; of a rate, that per time. What is stored, and the numbers of setups (end, dt, laws), stay in reduced units.
 */
import type {
  Cell,
  Estimate,
  Expected,
  Measure,
  ParticularSpecies,
  Profile,
  Quantity,
  ReferenceSeries,
  Result,
  StudyUnits,
  Trajectory,
} from "../protocols/index.ts";
import { quantityOf } from "../claims/quantities.ts";
import { pow } from "../math/elementary.ts";

/** The result as figures and report tell it; itself when no units are stated. */
export const inUnits = <R extends Pick<Result, "cells">>(result: R, units: StudyUnits | undefined): R =>
  units === undefined ? result : { ...result, cells: result.cells.map((cell) => cellIn(cell, units)) };

/** Times are labels that estimates, curves and axes are joined by: rounded alike everywhere. */
export const timeIn = (t: number, { time }: StudyUnits): number => Number((t * time.size).toPrecision(12));

function cellIn(cell: Cell, units: StudyUnits): Cell {
  const dimension = cell.particulars?.dimension ?? cell.setup.initial?.laws[0]?.dimension ?? 3;
  const species: readonly Massive[] = cell.particulars?.species ?? (cell.setup.system as Partial<Cell["setup"]["system"]> | undefined)?.model?.species ?? [];
  const sizeOf = (series: string): number => {
    const quantity = quantityOf(cell, series);
    return quantity ? measureOf(quantity, units, dimension).size * massesOf(quantity, species) : 1;
  };
  const curve = (series: string, one: ReferenceSeries): ReferenceSeries => curveIn(one, sizeOf(series), units);
  const { reference, ...setup } = cell.setup;
  const curves = reference && Object.fromEntries(Object.entries(reference).map(([series, one]) => [series, one && curve(series, one)]));
  const { compared } = cell;
  return {
    ...cell,
    units,
    setup: { ...setup, ...(curves ? { reference: curves } : {}) },
    times: cell.times.map((t) => timeIn(t, units)),
    quantities: mapped(cell.quantities, (quantity) => quantityIn(quantity, units, dimension)),
    replicates: cell.replicates.map((one) => trajectoryIn(one, sizeOf, units)),
    series: mapped(cell.series, (estimates, series) => estimates.map((one) => estimateIn(one, sizeOf(series), units))),
    ...(compared ? { compared: mapped(compared, (all, series) => all.map((one) => curve(series, one))) } : {}),
  };
}

const mapped = <From, To>(all: Readonly<Record<string, From>>, to: (one: From, name: string) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, to(one, name)]));

type Massive = Pick<ParticularSpecies, "name" | "mass" | "density">;

/** How many of what is told in the place of a quantity make one of it. */
function massesOf({ physical, velocity: power }: Quantity, species: readonly Massive[]): number {
  if (!physical || typeof power !== "number") return 1;
  const own = species.filter(({ name }) => physical.species === undefined || name === physical.species);
  const sum = (of: (one: Massive) => number): number => own.reduce((total, one) => total + of(one), 0);
  const mass = own.length === 0 ? 1 : sum((one) => one.mass * one.density) / sum((one) => one.density);
  return physical.times * pow(mass, power / 2);
}

/** What one reduced unit of a quantity is; of a pure number 1 of no unit. */
function measureOf({ velocity: power, massless, perTime }: Quantity, { time, velocity, temperature }: StudyUnits, dimension: number): Measure {
  const value = power === "-d" ? raised(velocity, -dimension) : power % 2 === 0 && !massless ? raised(temperature, power / 2) : raised(velocity, power);
  if (!perTime) return value;
  return { unit: `${value.unit === "" ? "1" : value.unit}/${time.unit}`, size: value.size / time.size };
}

function raised({ unit, size }: Measure, power: number): Measure {
  let value = 1;
  for (let k = 0; k < Math.abs(power); k++) value *= size;
  const whole = /\W/.test(unit) && power !== 1 ? `(${unit})` : unit;
  return { unit: power === 0 ? "" : power === 1 ? unit : `${whole}^${power}`, size: power < 0 ? 1 / value : value };
}

function quantityIn(reduced: Quantity, units: StudyUnits, dimension: number): Quantity {
  const quantity = reduced.physical?.quantity ?? reduced;
  const { unit } = measureOf(quantity, units, dimension);
  return { ...quantity, ...(unit === "" ? {} : { unit }), ...(quantity.along ? { along: profileIn(quantity.along, units) } : {}) };
}

const profileIn = ({ axis, points }: Profile, { velocity }: StudyUnits): Profile => ({
  axis: `${axis} (${velocity.unit})`,
  points: points.map((x) => x * velocity.size),
});

const estimateIn = ({ t, mean, low, high, standardError, count }: Estimate, size: number, units: StudyUnits): Estimate => ({
  t: timeIn(t, units),
  mean: mean * size,
  low: low * size,
  high: high * size,
  standardError: standardError * size,
  count,
});

function trajectoryIn({ times, series }: Trajectory, sizeOf: (series: string) => number, units: StudyUnits): Trajectory {
  return {
    times: times.map((t) => timeIn(t, units)),
    series: mapped(series, (values, name) => values.map((value) => (value === null ? null : value * sizeOf(name)))),
  };
}

/** A curve that is a table is asked for its own times, which a quotient would miss by an ulp. */
function curveIn({ name, source, times, at }: ReferenceSeries, size: number, units: StudyUnits): ReferenceSeries {
  const own = new Map((times ?? []).map((t) => [timeIn(t, units), t]));
  return {
    name,
    source,
    ...(times ? { times: [...own.keys()] } : {}),
    at: (t) => expectedIn(at(own.get(t) ?? t / units.time.size), size),
  };
}

const expectedIn = ({ value, bound, bias, ...rest }: Expected, size: number): Expected => ({
  ...rest,
  value: value * size,
  bound: bound * size,
  ...(bias === undefined ? {} : { bias: bias * size }),
});
