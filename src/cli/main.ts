/**
 * The command line: `main(process.argv, io)` resolves to the exit code and never throws.
 *
 * 0 fine; 1 a claim is violated or a run failed; 2 the request was wrong, said in one line on stderr. Anything else that is thrown is
 * a defect of this program and shows its stack; with LANDAU_DEBUG=1 so does what a scenario's own code threw.
 */
import { Command, CommanderError } from "commander";
import { packageVersion } from "../study/plan/package.ts";
import { isScenarioError } from "../study/plan/load.ts";
import { addCheck, addReport } from "./again.ts";
import { addCompare } from "./compare.ts";
import type { Io, Verb } from "./io.ts";
import { addList } from "./list.ts";
import { addPlan } from "./plan.ts";
import { addResume } from "./resume.ts";
import { addRun } from "./run.ts";
import { addSolve } from "./solve.ts";
import { addTransport } from "./transport.ts";

const verbs: readonly Verb[] = [addList, addPlan, addRun, addResume, addCheck, addReport, addTransport, addCompare, addSolve];

/** `argv` as in process.argv: the program's words begin at index 2. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code = 0;
  const words = argv.slice(2);
  const program = new Command("landau")
    .description("Stochastic particle systems for the spatially homogeneous Landau equation.")
    .version(packageVersion())
    .exitOverride()
    .configureOutput({ writeOut: io.stdout, writeErr: () => {}, outputError: () => {} });
  program.addHelpText("after", "\nExamples:\n  landau list\n  landau run scenarios/soft-potentials.ts --workers 2");
  const context = { io, command: ["landau", ...words].join(" "), finish: (result: number) => void (code = result) };
  for (const add of verbs) add(program, context);
  try {
    if (words.length === 0) program.outputHelp();
    else await program.parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    return complain(error, io);
  }
}

function complain(error: unknown, io: Io): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const message = error instanceof CommanderError ? usageTrouble(error) : isScenarioError(error) ? error.message : fileTrouble(error);
  if (message === undefined) {
    io.stderr(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 1;
  }
  io.stderr(`${oneLine(message)}\n`);
  const { cause } = error as Error;
  if (io.env.LANDAU_DEBUG === "1" && cause instanceof Error) io.stderr(`${cause.stack}\n`);
  return 2;
}

/** commander's message; where it would print the whole help as an error, a line. */
const usageTrouble = ({ code, message }: CommanderError): string =>
  code === "commander.help" ? "error: no such command (landau --help shows the commands)" : message;

/** A folder that cannot be read or written is the user's to mend. */
function fileTrouble(error: unknown): string | undefined {
  const { code, path, syscall } = error as { code?: string; path?: string; syscall?: string };
  const mendable = ["EACCES", "EEXIST", "EISDIR", "ENAMETOOLONG", "ENOENT", "ENOTDIR", "EPERM", "EROFS", "ERR_INVALID_ARG_VALUE"];
  if (code === undefined || !mendable.includes(code)) return undefined;
  return path === undefined ? (error as Error).message : `${path}: cannot ${syscall ?? "use"} it (${code})`;
}

const oneLine = (text: string): string => text.trim().replace(/\s*[\n\r\u2028\u2029]\s*/g, " ");
