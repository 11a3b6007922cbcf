/** Parquet files as another program reads them: values to the last bit, types, missing values, and the texts of the footer. */
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { parquetOf } from "../../src/files/parquet.ts";

const bufferOf = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer;

describe("a table in Parquet", () => {
  const awkward = [0.1 + 0.2, -0, 5e-324, 1.7976931348623157e308, -Infinity, -1 / 3];
  const columns = [
    { name: "x", values: awkward },
    { name: "missing", values: [1.5, undefined, -2, undefined, 0, 7] },
    { name: "texts", values: ['Gu\u00e9rin, "and"\r\nothers', "", "b", "b", "a", "\u03b3"] },
    { name: "mixed", values: ["all", 0.25, -3, undefined, "1", 1e21] },
    { name: "count", values: [16, 1, 2 ** 31 - 1, 0, 3, 3], whole: true as const },
  ];

  it("reads back to the same bits, types and nulls", async () => {
    const file = bufferOf(await parquetOf(columns));
    const read = await parquetReadObjects({ file });
    expect(read).toHaveLength(6);
    read.forEach((row, k) => expect(Object.is(row.x, awkward[k]), `row ${k}`).toBe(true));
    expect(read.map((row) => row.missing)).toEqual([1.5, null, -2, null, 0, 7]);
    expect(read.map((row) => row.texts)).toEqual(columns[2].values);
    expect(read.map((row) => row.mixed)).toEqual(["all", "0.25", "-3", null, "1", "1e+21"]);
    expect(read.map((row) => row.count)).toEqual(columns[4].values);
    const { schema } = parquetMetadata(file);
    expect(schema.slice(1).map(({ name, type, repetition_type }) => [name, type, repetition_type])).toEqual([
      ["x", "DOUBLE", "REQUIRED"],
      ["missing", "DOUBLE", "OPTIONAL"],
      ["texts", "BYTE_ARRAY", "REQUIRED"],
      ["mixed", "BYTE_ARRAY", "OPTIONAL"],
      ["count", "INT32", "REQUIRED"],
    ]);
  });

  it("keeps its texts, and gives the same bytes for the same table", async () => {
    const texts = { "landau.study": "walk", "landau.manifest": JSON.stringify({ name: "\u03b1\u2192\u03b2", n: 1e-300 }) };
    const bytes = await parquetOf(columns, texts);
    const kept = parquetMetadata(bufferOf(bytes)).key_value_metadata ?? [];
    expect(Object.fromEntries(kept.map(({ key, value }) => [key, value]))).toMatchObject(texts);
    expect(await parquetOf(columns, texts)).toEqual(bytes);
  });

  it("may have no rows", async () => {
    const file = bufferOf(await parquetOf([{ name: "t", values: [] }, { name: "count", values: [], whole: true }])); // prettier-ignore
    expect(await parquetReadObjects({ file })).toEqual([]);
  });

  it("refuses columns that make no table", async () => {
    await expect(parquetOf([{ name: "t", values: [1] }, { name: "u", values: [1, 2] }])).rejects.toThrow("columns of 1, 2 values"); // prettier-ignore
    await expect(parquetOf([{ name: "t", values: [1] }, { name: "t", values: [2] }])).rejects.toThrow("two columns have one name"); // prettier-ignore
  });
});
