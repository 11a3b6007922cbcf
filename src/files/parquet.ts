/**
 * Tables as Parquet files (Apache Parquet format 2, Snappy pages), by hyparquet-writer, loaded only when asked for.
 *
 * A column of numbers is DOUBLE, of whole numbers INT32, any other BYTE_ARRAY of UTF-8; a value that is missing is null, a number that is infinite stays so.
 * Beside the table the file carries texts by name (key-value metadata of its footer).
 * Limits: whole numbers are below 2^31.
 */

import type { ColumnSource } from "hyparquet-writer";

/** Values of all rows under one name; undefined where there is none. A column that holds a text is one of texts, its numbers written as texts. */
export interface TableColumn {
  readonly name: string;
  readonly values: readonly (number | string | undefined)[];
  readonly whole?: true;
}

/** The bytes of a file. Throws RangeError when columns differ in length or name. */
export async function parquetOf(columns: readonly TableColumn[], texts: Readonly<Record<string, string>> = {}): Promise<Uint8Array> {
  const lengths = new Set(columns.map(({ values }) => values.length));
  if (lengths.size !== 1) throw new RangeError(`columns of ${[...lengths].join(", ")} values (a table needs columns of one length)`);
  if (new Set(columns.map(({ name }) => name)).size < columns.length) throw new RangeError("two columns have one name");
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const columnData = columns.map(({ name, values, whole }): ColumnSource => {
    const present = values.filter((value) => value !== undefined);
    const type = present.some((value) => typeof value === "string") ? "STRING" : whole ? "INT32" : "DOUBLE";
    const data = values.map((value) => (value === undefined ? null : type === "STRING" ? String(value) : value));
    return { name, data, type, nullable: present.length < values.length };
  });
  const kvMetadata = Object.entries(texts).map(([key, value]) => ({ key, value }));
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata }));
}
