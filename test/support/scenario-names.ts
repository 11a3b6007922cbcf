/** The scenarios of the package, those of sub-folders with their room: `contractivity/uniqueness`. */
import { readdirSync } from "node:fs";

const folder = new URL("../../scenarios/", import.meta.url).pathname;

export const scenarioNames: readonly string[] = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.replace(/\.ts$/, ""))
  .sort();
