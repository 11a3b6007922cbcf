/**
 * The command line: `main(process.argv, io)` resolves to the exit code and never throws.
 *
 * 0 fine; 1 a claim is violated or a run failed; 2 the request was wrong, said in one line on stderr. Anything else that is thrown is
 * a defect of this program: a line that names the file with its stack. With --debug stacks are printed, also of what a scenario's own code threw.
 */
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { commandLine } from "../study/plan/command.ts";
import { packageVersion } from "../study/plan/package.ts";
import { isScenarioError } from "../study/plan/load.ts";
import type { Context, Io } from "./io.ts";
import { withoutPassword } from "./options.ts";
import { verbs } from "./verbs.ts";

/** `argv` as in process.argv: the program's words begin at index 2. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code = 0;
  const words = argv.slice(2);
  const program = new Command("landau")
    .description("Stochastic particle systems for the spatially homogeneous Landau equation.")
    .version(packageVersion())
    .option("--debug", "print the stack of an error")
    .exitOverride()
    .configureOutput({ writeOut: io.stdout, writeErr: () => {}, outputError: () => {} });
  program.addHelpText("after", "\nExamples:\n  landau list\n  landau run scenarios/soft-potentials.ts --workers 2");
  const context = { io, command: commandLine(["landau", ...words.map(withoutPassword)]), finish: (result: number) => void (code = result) };
  try {
    await addVerbs(program, context, words);
    if (words.length === 0) program.outputHelp();
    else await program.parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    return complain(error, program.opts<{ debug?: boolean }>().debug === true || words.includes("--debug") || io.env.LANDAU_DEBUG === "1", io);
  }
}

/** Those that the words name are loaded, and of the others their heads are there. An option of the program, or `help`, may come first. */
async function addVerbs(program: Command, context: Context, words: readonly string[]): Promise<void> {
  for (const { usage, description, load, loadsScenarios } of verbs) {
    const named = words.includes(usage.split(" ")[0]);
    if (named) (await load())(program, context);
    else program.command(usage).description(description).option("--json");
    if (named && loadsScenarios) await context.io.prepare?.();
  }
}

function complain(error: unknown, debug: boolean, io: Io): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const message = error instanceof CommanderError ? usageTrouble(error) : isScenarioError(error) ? error.message : fileTrouble(error);
  const shown = message === undefined ? error : (error as Error).cause;
  io.stderr(`${withoutPassword(message === undefined ? unexpected(error, debug) : oneLine(message))}\n`);
  if (debug && shown instanceof Error) io.stderr(`${shown.stack}\n`);
  return message === undefined || isFull(error) ? 1 : 2;
}

/** A line for a defect, with the file that has its stack unless that is printed. */
function unexpected(error: unknown, debug: boolean): string {
  const line = oneLine(`unexpected error: ${error instanceof Error ? `${error.name}: ${error.message.split("\n")[0]}` : String(error)}`);
  if (debug || !(error instanceof Error)) return line;
  const file = join(tmpdir(), `landau-error-${process.pid}.log`);
  try {
    writeFileSync(file, `${error.stack}\n`);
    return `${line} (its stack is in ${file})`;
  } catch {
    return `${line} (--debug shows its stack)`;
  }
}

/** The disk's trouble, and not a wrong request. */
function isFull(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: string; cause?: { code?: string } };
  return ["ENOSPC", "EDQUOT", "EIO"].includes(code ?? cause?.code ?? "");
}

/** commander's message; where it would print the whole help as an error, a line. */
const usageTrouble = ({ code, message }: CommanderError): string =>
  code === "commander.help" ? "error: no such command (landau --help shows the commands)" : message;

/** A folder that cannot be read or written is the user's to mend. */
function fileTrouble(error: unknown): string | undefined {
  const { code, path, syscall } = (error ?? {}) as { code?: string; path?: string; syscall?: string };
  // Whatever a call of the system complains of by a code.
  if (code === undefined || (syscall === undefined && code !== "ERR_INVALID_ARG_VALUE")) return undefined;
  return path === undefined ? (error as Error).message : `${path}: cannot ${syscall ?? "use"} it (${code})`;
}

const oneLine = (text: string): string => text.trim().replace(/\s*[\n\r\u2028\u2029]\s*/g, " ");
