/** The empirical law of velocities in a file, or of given rows (laws/samples.ts). */
import type { MomentLaw } from "../protocols/index.ts";
import { ScenarioError } from "../errors.ts";
import { jsonForm, keys } from "../json/form.ts";
import { empirical, samplesOf } from "../laws/samples.ts";
import type { TableOptions } from "./columns.ts";
import { readTable } from "./tables.ts";
import { knownOptions } from "../names/options.ts";

/** Give `file` (NPY, CSV, HDF5: rows [N x d]; `columns` chooses among them) or `rows`. Throws ScenarioError when the table is missing, ragged or not finite. */
export function samples(options: ({ file: string } & TableOptions) | { rows: readonly (readonly number[])[] }): MomentLaw {
  knownOptions("samples", options, ["file", "columns", "header", "dimension", "rows"]);
  if (!("file" in options)) return samplesOf(options.rows);
  const { file, columns, header } = options;
  return empirical(readTable(file, options), { file, ...(columns ? { columns } : {}), ...(header === undefined ? {} : { header }) });
}

samples.json = jsonForm({
  type: "samples",
  keys: {
    file: keys.optional(keys.string()),
    columns: keys.optional(keys.array(keys.string())),
    header: keys.optional(keys.boolean()),
    rows: keys.optional(keys.array(keys.array(keys.number()))),
  },
  make({ file, rows, columns, header }, { dimension }) {
    const options = { dimension, ...(columns ? { columns } : {}), ...(header === undefined ? {} : { header }) };
    if (file !== undefined && rows === undefined) return samples({ file, ...options });
    if (rows !== undefined && file === undefined) return samples({ rows });
    throw new ScenarioError("samples: expected either file or rows");
  },
});
