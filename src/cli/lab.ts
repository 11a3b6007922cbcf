/** `landau lab`: the laboratory as one HTML file that opens from disk and asks for nothing else. `npm run build` has made it (scripts/build-lab.ts); this writes it where it is wanted. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { ScenarioError } from "../errors.ts";
import { writeWhole } from "../study/folder/whole-file.ts";
import { printJson, type Verb } from "./io.ts";

const { resolve } = createRequire(import.meta.url);

export const addLab: Verb = (program, { io, finish }) => {
  program
    .command("lab")
    .description("the laboratory: two coupled ensembles moving in a browser, as one offline HTML file")
    .option("--out <file>", "where to write it", "laboratory.html")
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", "\nExamples:\n  landau lab\n  landau lab --out talk/laboratory.html --json")
    .action(({ out, json = false }: { out: string; json?: boolean }) => {
      const page = pageOf();
      writeWhole(out, page);
      if (json) printJson(io, { file: out, bytes: page.byteLength });
      else io.stdout(`${out}\n`);
      finish(0);
    });
};

function pageOf(): Uint8Array {
  const file = resolve("landau-flow/lab.html");
  if (!existsSync(file)) throw new ScenarioError(`${file}: no such file (npm run build makes it)`);
  return readFileSync(file);
}
