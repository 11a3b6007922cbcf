/** `landau run --types`: what the compiler finds ends a run before the scenario is loaded; what it does not find runs. */
import { writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { checkTypes } from "../../src/cli/study/types.ts";
import { inFolderOfItsOwn } from "../support/cli.ts";
import { landau } from "../support/landau.ts";
import { refusal } from "../support/refusal.ts";

inFolderOfItsOwn();

const write = (name: string, text: string): string => {
  writeFileSync(name, text);
  return name;
};

it("names file, line and column of what is wrong, before anything of it runs", async () => {
  const file = write("wrong.ts", 'const end = { 0: 0.4 };\nexport const late: string = end[0];\nthrow new Error("it was loaded");\n');
  const { code, err } = await landau("run", file, "--types");
  expect(code).toBe(2);
  expect(err).toMatch(/^wrong\.ts: its types are wrong/);
  expect(err).toContain("wrong.ts:2:14: Type 'number' is not assignable to type 'string'.");
  expect(err).not.toContain("loaded");
  const unchecked = await landau("run", file);
  expect(unchecked.err).toContain("it was loaded");
});

it("checks JavaScript and what a scenario imports, and counts what it does not tell", () => {
  write("imported.ts", "export const six: string[] = [1, 2, 3, 4, 5, 6];\n");
  const said = refusal(() => checkTypes(write("importing.js", 'import { six } from "./imported.ts";\nexport default six.length.toFixd();\n')));
  expect(said).toContain("imported.ts:1:31: Type 'number' is not assignable to type 'string'.");
  expect(said).toContain("and 2 more");
});

it("takes the options of the nearest tsconfig.json", () => {
  const file = write("loose.ts", "export const double = (x) => 2 * x;\n");
  expect(refusal(() => checkTypes(file))).toContain("loose.ts:1:24: Parameter 'x' implicitly has an 'any' type.");
  write("tsconfig.json", '{ "compilerOptions": { "strict": false, "target": "ES2023", "module": "NodeNext", "types": [] } }');
  expect(refusal(() => checkTypes(file))).toBe("");
});
