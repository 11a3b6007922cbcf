/**
 * `landau export DIR`: the tidy table of a run folder (report/rows.ts) as one file that tells where it comes from. Runs nobody's code.
 *
 * A Parquet file carries, as texts by name, `landau.schema` (the version of this layout, 1), `landau.study`, `landau.title`, `landau.digest`, `landau.manifest`
 * (JSON, as manifest.json has it), `landau.quantities` (JSON: what each series is, by its name) and `landau.columns` (JSON: what each column is). CSV has no place for it.
 */
import { join } from "node:path";
import { Option } from "commander";
import { writeWhole } from "../study/folder/whole-file.ts";
import { openFolder, type OpenedFolder } from "./study/kept.ts";
import { printJson, type Io, type Verb } from "./io.ts";

interface ExportOptions {
  readonly format: "parquet" | "csv";
  readonly out?: string;
  readonly json?: boolean;
}

export const addExport: Verb = (program, { io, finish }) => {
  program
    .command("export")
    .description("the table of all estimates as one file; a Parquet file tells where it comes from")
    .argument("<dir>", "run folder")
    .addOption(new Option("--format <name>", "of the file").choices(["parquet", "csv"]).default("parquet"))
    .option("--out <file>", "where to write it (default: table.parquet or table.csv in the run folder)")
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", examples)
    .action(async (directory: string, options: ExportOptions) => finish(await exportTable(directory, options, io)));
};

async function exportTable(directory: string, { format, out = join(directory, `table.${format}`), json = false }: ExportOptions, io: Io): Promise<number> {
  const opened = openFolder(directory, io);
  const { columnsOf, tableCsv } = await import("../report/rows.ts");
  const columns = columnsOf(opened.result);
  const content = format === "csv" ? tableCsv(opened.result) : await (await import("../files/parquet.ts")).parquetOf(columns, provenance(opened));
  writeWhole(out, content);
  if (json) printJson(io, { file: out, format, rows: columns[0].values.length, columns: columns.map(({ name }) => name) });
  else io.stdout(`${out}\n`);
  return 0;
}

/** What the columns are, but for the parameters. */
const meaning = {
  t: "time of the observation",
  series: "name of the quantity in the scenario",
  mean: "mean over replicates",
  low: "lower end of the pointwise 95 % Student interval of the mean",
  high: "upper end of the pointwise 95 % Student interval of the mean",
  error: "standard error of the mean",
  count: "replicates that measured",
};

const provenance = ({ manifest, result }: OpenedFolder): Record<string, string> => ({
  "landau.schema": "1",
  "landau.study": result.study,
  "landau.title": result.title,
  "landau.digest": result.digest,
  "landau.manifest": JSON.stringify(manifest),
  "landau.quantities": JSON.stringify(Object.assign({}, ...result.cells.map(({ quantities }) => quantities))),
  "landau.columns": JSON.stringify(meaning),
});

const examples = `
Examples:
  landau export results/soft-potentials/3f2a9c01d7e4
  landau export results/soft-potentials/3f2a9c01d7e4 --format csv --out soft-potentials.csv --json`;
