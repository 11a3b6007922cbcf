/** `landau watch DIR`: a running study in the terminal, until it is through: its progress and estimates so far; verdicts so far by the scenario's code, if that may be run. It only reads. */
import { setTimeout } from "node:timers/promises";
import { rows } from "../report/rows.ts";
import { duration } from "./progress.ts";
import { lookAt, openLook, type Look } from "./study/look.ts";
import { printJson, wantsColor, type Io, type Verb } from "./io.ts";

interface WatchOptions {
  readonly runCode?: boolean;
  readonly once?: boolean;
  readonly json?: boolean;
}

export const addWatch: Verb = (program, { io, finish }) => {
  program
    .command("watch")
    .description("a running study: progress and estimates so far, and verdicts so far where its code may be run; ends with the study, writes nothing")
    .argument("<dir>", "run folder")
    .option("--run-code", "judge what is there by the scenario as it reads today, which runs its code (default: show what was judged)")
    .option("--once", "look once")
    .option("--json", "look once: one JSON document on stdout")
    .addHelpText("after", examples)
    .action(async (directory: string, options: WatchOptions) => finish(await watch(directory, options, io)));
};

/** Milliseconds between two looks; a look that takes long is taken ten times as seldom as it could be. */
const pause = 2000;
const seldom = 10;

async function watch(directory: string, { runCode = false, once = false, json = false }: WatchOptions, io: Io): Promise<number> {
  const look = runCode ? await openLook(directory) : () => lookAt(directory);
  const { renderProgress, renderStyle } = await import("../report/index.ts");
  const signal = once || json ? undefined : io.interrupt?.();
  const style = renderStyle({ color: wantsColor(io), width: io.columns ?? 100 });
  // Over what was shown before, where that is a screen.
  const clear = !once && io.isTTY && io.columns !== undefined ? "\u001b[H\u001b[2J" : "";
  const begun = performance.now();
  let first: number | undefined;
  let shown = "";
  for (;;) {
    const at = performance.now();
    const seen = await look();
    if (json) {
      printJson(io, documentOf(directory, seen));
      return 0;
    }
    const done = doneOf(seen);
    first ??= done;
    const left = seen.missing > 0 && done > first ? `${duration(((at - begun) / 1000 / (done - first)) * seen.missing)} left` : undefined;
    const asked = seen.asked.map(({ point, replicates }) => ({ point, replicates: replicates.length }));
    const { result, judged, running, notes } = seen;
    const text = renderProgress(result, judged, { asked, running, notes, ...(left ? { left } : {}) }, style);
    // Elsewhere than on a screen a line that says the same again says nothing.
    if (clear !== "" || text !== shown) io.stdout(`${clear}${clear === "" && shown !== "" ? "\n" : ""}${text}`);
    shown = text;
    if (once || seen.missing === 0 || !(await waited(Math.max(pause, seldom * (performance.now() - at)), signal))) return 0;
  }
}

/** False when interrupted. */
async function waited(milliseconds: number, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await setTimeout(milliseconds, undefined, signal ? { signal } : {});
    return true;
  } catch {
    return false;
  }
}

const doneOf = ({ result: { cells } }: Look): number => cells.reduce((sum, { replicates, failures }) => sum + replicates.length + failures.length, 0);

function documentOf(directory: string, seen: Look): unknown {
  const { result, judged, asked, missing, running, notes } = seen;
  return {
    study: result.study,
    title: result.title,
    digest: result.digest,
    directory,
    done: doneOf(seen),
    missing,
    running,
    cells: result.cells.map((cell) => ({ point: cell.point, replicates: cell.replicates.length, failures: cell.failures, estimates: rows(cell) })),
    asked: asked.map(({ point, replicates }) => ({ point, replicates: replicates.length })),
    claims: judged.map(({ claim: { statement, source }, judgement: { verdict, cells } }) => ({ statement, source, verdict, cells })),
    notes,
  };
}

const examples = `
Examples:
  landau watch results/soft-potentials/3f2a9c01d7e4
  landau watch results/soft-potentials/3f2a9c01d7e4 --run-code --once`;
