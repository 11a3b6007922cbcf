/** Command lines that can be copied into a shell. */
import type { Edition } from "./request.ts";
import { coordinatesOf, type Coordinate } from "./task.ts";

/** A command whose words a POSIX shell reads back as they are. */
export const commandLine = (words: readonly string[]): string => words.map(quoted).join(" ");

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** What is to be run again, as a command would name it. */
export interface Rerun {
  /** The scenario's file. */
  readonly shown: string;
  readonly edition: Edition;
  /** Replicates that the scenario declares for the point; a later one has to be asked for. */
  readonly declared: number;
}

/** The command that runs one replicate again, up to `time`. */
export function replayCommand({ shown, edition, declared }: Rerun, { point, replicate }: Coordinate, time = Infinity): string {
  const until = Math.min(time, edition.until ?? Infinity);
  return commandLine([
    ...["landau", "run", shown, ...editionOptions(edition)],
    ...(replicate >= declared ? ["--replicates", String(replicate + 1)] : []),
    ...["--only", [...coordinatesOf(point), `replicate=${replicate}`].join(",")],
    ...(until === Infinity ? [] : ["--until", String(until)]),
  ]);
}

/** The options of an edition as a command line spells them; `until` is the caller's. */
export function editionOptions({ seed, smoke, set = {} }: Edition): string[] {
  const options = Object.entries(set).flatMap(([key, values]) => ["--set", `${key}=${values.join(",")}`]);
  if (seed !== undefined) options.push("--seed", seed);
  if (smoke) options.push("--smoke");
  return options;
}
