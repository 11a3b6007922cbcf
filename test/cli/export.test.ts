/** `landau export DIR`: one table behind table.csv, table.parquet and --json. */
import { existsSync, readFileSync } from "node:fs";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { expect, it } from "vitest";
import { inFolderOfItsOwn, walk, type Document } from "../support/cli.ts";
import { landau } from "../support/landau.ts";

inFolderOfItsOwn();

const bufferOf = (file: string): ArrayBuffer => new Uint8Array(readFileSync(file)).buffer;

it("writes the estimates of a run, in both formats, with where they come from", async () => {
  const run = await landau("run", walk, "--out", "one", "--workers", "1", "--json");
  const { cells, digest } = JSON.parse(run.out) as Document;
  const rows = cells.flatMap(({ point, series }) =>
    Object.entries(series).flatMap(([name, estimates]) => estimates.map((estimate) => ({ ...point, series: name, ...estimate }))),
  );
  expect(rows.length).toBeGreaterThan(20);

  const exported = await landau("export", "one", "--json");
  expect([exported.code, exported.err]).toEqual([0, ""]);
  const columns = ["drift", "kind", "t", "series", "mean", "low", "high", "error", "count"];
  expect(JSON.parse(exported.out)).toEqual({ file: "one/table.parquet", format: "parquet", rows: rows.length, columns });
  const file = bufferOf("one/table.parquet");
  // -0 and 0 are one number to JSON: the series `position.minus` starts at -0.
  const read = (await parquetReadObjects({ file })).map((row) => JSON.parse(JSON.stringify(row)) as unknown);
  expect(read).toEqual(rows);

  const texts = new Map((parquetMetadata(file).key_value_metadata ?? []).map(({ key, value = "" }) => [key, value]));
  expect([texts.get("landau.schema"), texts.get("landau.study"), texts.get("landau.digest")]).toEqual(["1", "toy-walk", digest]);
  const manifest = JSON.parse(readFileSync("one/manifest.json", "utf8")) as unknown;
  expect(JSON.parse(texts.get("landau.manifest") ?? "")).toEqual(manifest);
  expect(JSON.parse(texts.get("landau.quantities") ?? "")).toMatchObject({
    position: { symbol: "<x>", velocity: 1 },
    square: { symbol: "<x^2>", velocity: 2 },
  });
  expect(Object.keys(JSON.parse(texts.get("landau.columns") ?? "") as object)).toEqual(columns.slice(2));

  expect((await landau("export", "one", "--format", "csv", "--out", "copy.csv")).out).toBe("copy.csv\n");
  expect(readFileSync("copy.csv", "utf8")).toBe(readFileSync("one/table.csv", "utf8"));
});

it("refuses what is no run folder, and formats that it does not have", async () => {
  const none = await landau("export", "nowhere");
  expect([none.code, none.err]).toEqual([2, "nowhere: not a run folder (it has no requests)\n"]);
  expect(existsSync("nowhere")).toBe(false);
  const format = await landau("export", "one", "--format", "xlsx");
  expect([format.code, format.err]).toEqual([2, expect.stringMatching(/^error: option '--format <name>' argument 'xlsx' is invalid\. Allowed choices are parquet, csv\.\n$/)]); // prettier-ignore
});
