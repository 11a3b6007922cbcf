/** The empirical law of velocities in a file, or of given rows (laws/samples.ts). */
import type { MomentLaw } from "../protocols/index.ts";
import { ScenarioError } from "../errors.ts";
import { jsonForm, keys } from "../json/form.ts";
import { empirical, samplesOf } from "../laws/samples.ts";
import { readTable } from "./tables.ts";

/** Give `file` (.npy or .csv, rows [N x d]) or `rows`. Throws ScenarioError when the table is missing, ragged or not finite. */
export function samples(options: { file: string } | { rows: readonly (readonly number[])[] }): MomentLaw {
  return "file" in options ? empirical(readTable(options.file), { file: options.file }) : samplesOf(options.rows);
}

samples.json = jsonForm({
  type: "samples",
  keys: { file: keys.optional(keys.string()), rows: keys.optional(keys.array(keys.array(keys.number()))) },
  make({ file, rows }) {
    if (file !== undefined && rows === undefined) return samples({ file });
    if (rows !== undefined && file === undefined) return samples({ rows });
    throw new ScenarioError("samples: expected either file or rows");
  },
});
