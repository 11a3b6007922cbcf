/** `landau cite NAME...`: BibTeX of the works that a scenario or a statement rests on; what a scenario names without a key is a comment. */
import { bibliography, bibtex } from "../bibliography.ts";
import { loadScenario } from "../study/plan/load.ts";
import { scenarioFile } from "./find.ts";
import { printJson, type Verb } from "./io.ts";
import { isNamed, listStatements } from "./statements.ts";

export const addCite: Verb = (program, { io, finish }) => {
  program
    .command("cite")
    .description("BibTeX of every method and theorem that scenarios or statements use")
    .argument("<names...>", "scenarios (name or file), statements or their rooms")
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", "\nExamples:\n  landau cite soft-potentials\n  landau cite contractivity/lemma-4 scenarios/uniqueness.ts --json")
    .action(async (names: string[], { json = false }: { json?: boolean }) => {
      const keys = [...new Set((await Promise.all(names.map(keysOf))).flat())];
      const known = keys.filter((key) => bibliography.has(key));
      const others = keys.filter((key) => !bibliography.has(key));
      if (json) printJson(io, { keys: known, others, bibtex: bibtex(known) });
      else if (keys.length === 0) io.stderr(`${names.join(", ")}: no sources are named\n`);
      else io.stdout([...others.map((text) => `% ${text}\n`), `${bibtex(known)}\n`].join(""));
      finish(0);
    });
};

async function keysOf(name: string): Promise<readonly string[]> {
  const listed = await listStatements();
  const named = listed.filter((one) => isNamed(one, name) && one.statement.evidence !== "particles");
  if (named.length > 0) return named.flatMap(({ statement }) => statement.cites);
  const { study, statement } = await loadScenario(scenarioFile(name));
  return [...study.sources, ...(statement?.cites ?? [])];
}
