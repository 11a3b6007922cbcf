/** What a verb may touch of the outside world; tests pass their own. Data go to stdout, progress and complaints to stderr. */
import type { Command } from "commander";

export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether stderr is a terminal: then progress is a bar. */
  readonly isTTY: boolean;
  /** Columns of the terminal; 100 when absent. */
  readonly columns?: number;
  /** Asked once, when a run can be stopped in good order: a signal that aborts on Ctrl-C. */
  readonly interrupt?: () => AbortSignal;
  /** Awaited before a verb that loads scenarios. */
  readonly prepare?: () => Promise<void>;
}

export interface Context {
  readonly io: Io;
  /** The command as it was typed, for the manifest. */
  readonly command: string;
  /** The verb's exit code: 0 fine, 1 a claim is violated or a run failed. */
  readonly finish: (code: number) => void;
}

/** Adds one verb to the program. */
export type Verb = (program: Command, context: Context) => void;

/** Colours only on a terminal, and never under NO_COLOR (no-color.org). */
export const wantsColor = ({ env, isTTY }: Io): boolean => isTTY && !env.NO_COLOR;

/** One JSON document; a number that is not finite (an interval of one replicate) is null. */
export const printJson = (io: Io, document: unknown): void => io.stdout(`${JSON.stringify(document, null, 2)}\n`);
