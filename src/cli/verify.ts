/**
 * `landau verify [NAME...]`: statements of the papers, and ours, with their verdicts. Goes on from what is there: verdicts of checks are kept in a folder that is named after
 * the digest of the code that judges, replicates of studies in their own run folders. Nothing but that code and --smoke decides a verdict.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { ScenarioError, told } from "../errors.ts";
import type { CheckVerdict, Statement } from "../protocols/index.ts";
import { commandLine } from "../study/plan/command.ts";
import { verdictsDigest } from "../study/plan/package.ts";
import { writeWhole } from "../study/folder/whole-file.ts";
import type { Reviewed } from "../report/index.ts";
import { printJson, type Io, type Verb } from "./io.ts";
import { openBar } from "./progress.ts";
import { chosen, listStatements, type Listed } from "./statements.ts";
import { openVerdicts, type Verdicts } from "./verdicts.ts";
import { interrupted, witness, type Witnessed } from "./witness.ts";

interface Options {
  readonly smoke?: boolean;
  readonly json?: boolean;
  readonly list?: boolean;
  readonly out?: string;
}

export const addVerify: Verb = (program, { io, finish }) => {
  program
    .command("verify")
    .description("statements of both papers and beyond, as printed and as corrected: verdicts with what they rest on; goes on from what is there")
    .argument("[names...]", "statements: a name, or a whole room (contractivity, multispecies, beyond); all by default")
    .option("--smoke", "few data each, and tiny studies, which may be undecided: less than a minute in all")
    .option("--list", "names, places and expected verdicts; runs nothing")
    .option("--out <dir>", "folder of verdicts and report.html (default: results/verify/<digest>)")
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", examples)
    .action(async (names: string[], options: Options) => finish(await verify(names, options, io)));
};

async function verify(names: readonly string[], { smoke = false, json = false, list = false, out }: Options, io: Io): Promise<number> {
  const listed = await listStatements();
  const asked = chosen(listed, names);
  if (list) {
    const statements = asked.map(({ statement }) => statement);
    if (json) printJson(io, { statements });
    else for (const { id, source, evidence, expected } of statements) io.stdout(`${id}\n  ${source}; by ${evidence}, expected ${expected}\n`);
    return 0;
  }
  const digest = createHash("sha256")
    .update(`${verdictsDigest()} ${smoke ? "smoke" : "full"}`)
    .digest("hex");
  const directory = out ?? join("results", "verify", digest.slice(0, 12));
  const store = openVerdicts(join(directory, digest.slice(0, 12)));
  try {
    return await judgeAll({ asked, listed, store, digest, directory, smoke, json }, io);
  } finally {
    store.close();
  }
}

interface Judging {
  readonly asked: readonly Listed[];
  readonly listed: readonly Listed[];
  readonly store: Verdicts;
  readonly digest: string;
  readonly directory: string;
  readonly smoke: boolean;
  readonly json: boolean;
}

async function judgeAll({ asked, listed, store, digest, directory, smoke, json }: Judging, io: Io): Promise<number> {
  const { statementLines, statementsHtml } = await import("../report/index.ts");
  const bar = openBar(io);
  const found = new Map<string, Reviewed>();
  const review = ({ statement }: Listed, { verdict, ...study }: Judged): Reviewed => ({
    statement,
    verdict,
    asExpected: agrees(statement, verdict),
    command: commandLine(["landau", "verify", statement.id, ...(smoke ? ["--smoke"] : [])]),
    ...study,
  });
  let failed = 0;
  for (const [k, one] of asked.entries()) {
    const { id } = one.statement;
    bar.draw(k / asked.length, `verify: ${k} of ${asked.length}, ${id}`);
    try {
      const judged = await verdictOf(one, { store, smoke, directory }, io);
      found.set(id, review(one, judged));
      if (!json) io.stdout(statementLines(one.statement, judged.verdict, found.get(id)!.asExpected, io.columns ?? 100));
    } catch (error) {
      if (error === interrupted) return (bar.end(), interrupted.code);
      failed += 1;
      io.stderr(`${id}: failed: ${told(error)}\n`);
    }
  }
  bar.end();
  const reviewed = [...found.values()];
  const html = join(directory, "report.html");
  // All that the folder holds, however little was asked for last.
  const shown = listed.flatMap((one) => found.get(one.statement.id) ?? heldOf(one, store, review));
  const notes = [
    ...(smoke ? ["A smoke run: few data each, and studies too small for a verdict."] : []),
    ...(shown.length < listed.length
      ? [`${shown.length} of ${listed.length} statements: all that were judged in this folder, and of those by particles the ones that were asked for last.`]
      : []),
  ];
  writeWhole(html, statementsHtml(shown, notes));
  const differing = reviewed.filter(({ asExpected }) => !asExpected);
  if (json) {
    const statements = reviewed.map(({ statement, verdict, asExpected, command }) => ({ ...statement, command, verdict, asExpected }));
    printJson(io, { digest, directory, smoke, statements, failed });
  } else io.stdout(`${reviewed.length} statements, ${differing.length} other than expected${failed ? `, ${failed} FAILED` : ""}\n${html}\n`);
  return differing.length + failed > 0 ? 1 : 0;
}

type Judged = Pick<Witnessed, "verdict"> & Partial<Witnessed>;

/** Undecided and inapplicable contradict nothing. */
export const agrees = ({ expected }: Statement, { kind }: CheckVerdict): boolean => kind === expected || kind === "undecided" || kind === "inapplicable";

function heldOf(one: Listed, { held }: Verdicts, review: (one: Listed, judged: Judged) => Reviewed): Reviewed[] {
  const verdict = held.get(one.statement.id);
  return verdict ? [review(one, { verdict })] : [];
}

async function verdictOf(
  { statement, judge }: Listed,
  { store, smoke, directory }: { store: Verdicts; smoke: boolean; directory: string },
  io: Io,
): Promise<Judged> {
  if (!("run" in judge)) return witness(judge, { smoke, directory, expected: statement.expected }, io);
  const held = store.held.get(statement.id);
  if (held) return { verdict: held };
  const verdict = judge.run(smoke ? "smoke" : "full");
  if (verdict.cases.length === 0) throw new ScenarioError(`${statement.id}: compared nothing`);
  store.keep(statement.id, verdict);
  return { verdict };
}

const examples = `
Verdicts: consistent, violated, undecided (and what would decide), inapplicable (and which hypothesis fails). A printed statement that is known to be false is expected to be
violated. Exit 1 when a verdict contradicts the expected one.

Examples:
  landau verify --smoke
  landau verify contractivity/lemma-2 theorem-2-printed --json`;
