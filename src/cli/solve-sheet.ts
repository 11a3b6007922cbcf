/** The table of `landau solve`: for each time and species one line a quantity, value and error. */
import { max } from "d3-array";
import type { Value } from "../functionals/index.ts";

/** What is measured of one species at one time; the same shape holds the values and, apart, their errors. */
export interface Measured<Number> {
  readonly mass: Number;
  readonly mean: readonly Number[];
  readonly covariance: readonly (readonly Number[])[];
  readonly temperature: Number;
  readonly M4: Number;
  readonly entropy: Number;
  readonly fisher: Number;
  readonly relativeL2: Number;
  readonly atOrigin: Number;
  readonly density?: readonly Number[];
}

export interface Solutions {
  readonly solver: string;
  /** Largest bound of the relative L1 error of the laws; Infinity when nothing is known. */
  readonly bound: number;
  /** Times at which the solution has not converged. */
  readonly unresolved: readonly number[];
  readonly times: readonly { readonly t: number; readonly species: readonly { name: string; values: Measured<Value> }[] }[];
}

/** As many digits as the error leaves, at most 15; the error with two. */
function text({ value, bound }: Value): string {
  if (!Number.isFinite(value)) return value > 0 ? "infinite" : "unknown";
  if (!Number.isFinite(bound)) return `${value.toPrecision(6)} (not converged)`;
  const known = bound > 0 && value !== 0 ? Math.floor(Math.log10(Math.abs(value) / bound)) + 2 : 15;
  const digits = Math.min(15, Math.max(2, known));
  return `${value.toPrecision(digits)} +- ${bound.toPrecision(2)}`;
}

function lines(values: Measured<Value>): [string, string][] {
  const { mean, covariance, density = [], ...scalars } = values;
  const rows = Object.entries(scalars as Readonly<Record<string, Value>>).map(([name, value]): [string, string] => [name, text(value)]);
  const vectors = mean.map((value, k): [string, string] => [`mean ${k + 1}`, text(value)]);
  const tensor = covariance.flatMap((row, i) => row.slice(0, i + 1).map((value, j): [string, string] => [`covariance ${i + 1}${j + 1}`, text(value)]));
  const points = density.map((value, k): [string, string] => [`density, row ${k}`, text(value)]);
  return [...vectors, ...tensor, ...rows, ...points];
}

export function sheet({ solver, bound, times }: Solutions): string {
  const blocks = times.flatMap(({ t, species }) =>
    species.map(({ name, values }) => {
      const rows = lines(values);
      const width = max(rows, ([label]) => label.length) ?? 0;
      return `\nt = ${t}, species ${name}\n${rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}\n`).join("")}`;
    }),
  );
  return `${solver}; ${Number.isFinite(bound) ? `relative L1 error of the laws at most ${bound.toPrecision(2)}` : "not converged"}\n${blocks.join("")}`;
}
