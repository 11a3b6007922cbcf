/** Prints, as one line of JSON, the verdicts of the statements named on the command line, from a smoke run, of the sources in the working folder. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Check } from "../../src/protocols/index.ts";

const { checks } = (await import(pathToFileURL(join(process.cwd(), "src/theory/index.ts")).href)) as { checks: readonly Check[] };
const verdicts = process.argv.slice(2).map((id) => {
  const check = checks.find((one) => one.id === id);
  if (!check) throw new RangeError(`no statement ${id}`);
  try {
    return { id, expected: check.expected, kind: check.run("smoke").kind };
  } catch (error) {
    return { id, expected: check.expected, kind: `failed: ${error instanceof Error ? error.message : String(error)}` };
  }
});
process.stdout.write(`${JSON.stringify(verdicts)}\n`);
