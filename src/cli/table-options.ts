/** Options of verbs that read tables, and what their readers warn of. */
import { InvalidArgumentError, type Command } from "commander";
import type { Cloud, TableOptions } from "../files/index.ts";
import type { Io } from "./io.ts";

export interface TableFlags {
  readonly columns?: readonly string[];
  readonly header?: boolean;
}

export const addTableOptions = (command: Command): Command =>
  command
    .option("--columns <list>", "which columns are coordinates: names of the header, as vx,vy,vz, or numbers from 0 where there is none", columns)
    .option("--header", "the first line of a CSV file holds names, even if they look like numbers")
    .option("--no-header", "the first line of a CSV file is a point");

export const tableOptions = ({ columns: chosen, header }: TableFlags): TableOptions => ({
  ...(chosen ? { columns: chosen } : {}),
  ...(header === undefined ? {} : { header }),
});

export function warnOf(io: Io, clouds: readonly Cloud[]): void {
  for (const warning of new Set(clouds.flatMap(({ warnings }) => warnings))) io.stderr(`warning: ${warning}\n`);
}

function columns(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.includes("") || new Set(names).size < names.length)
    throw new InvalidArgumentError("Expected names or numbers, each once, as in vx,vy,vz or 1,2,3.");
  return names;
}
