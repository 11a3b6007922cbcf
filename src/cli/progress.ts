/**
 * Progress on stderr: on a terminal a bar with the time left, elsewhere a line every few seconds. The only clock of the program.
 */
import type { Plan } from "../study/plan/plan.ts";
import type { Advance } from "../study/run/drive.ts";
import type { Io } from "./io.ts";

const barWidth = 24;
/** Milliseconds between two lines, on a terminal and elsewhere. */
const every = { terminal: 100, elsewhere: 5000 };

/** Of the part that is done, 0 to 1, and what is to be said of it. */
export interface Bar {
  readonly draw: (part: number, text: string) => void;
  /** Leaves the line of the bar. */
  readonly end: () => void;
}

export interface Meter {
  readonly show: (state: Advance) => void;
  readonly end: () => void;
}

export function openMeter(io: Io, label: string, now?: () => number): Meter {
  const { draw, end } = openBar(io, now);
  return { show: ({ done, total, fraction }) => draw(fraction, `${label}: ${done} of ${counted(total)}`), end };
}

export function openBar(io: Io, now: () => number = () => performance.now()): Bar {
  const begun = now();
  let shown = io.isTTY ? -Infinity : begun;
  let drawn = false;
  const pace = io.isTTY ? every.terminal : every.elsewhere;
  return {
    draw(part, text) {
      const at = now();
      if (at - shown < pace) return;
      shown = at;
      const line = `${text}, ${timeLeft(at - begun, part)}`;
      drawn = io.isTTY;
      io.stderr(io.isTTY ? `\r[${bar(part)}] ${line}\u001b[K` : `${line}\n`);
    },
    end: () => {
      if (drawn) io.stderr("\r\u001b[K");
    },
  };
}

/** What the systems of a plan have to say beforehand, each thing once however many cells say it. */
export function tellNotes(io: Io, { scenario, cells }: Plan): void {
  for (const note of new Set(cells.flatMap(({ notes }) => notes))) io.stderr(`${scenario.name}: ${note}\n`);
}

function bar(fraction: number): string {
  const full = Math.round(barWidth * Math.min(1, fraction));
  return "#".repeat(full) + "-".repeat(barWidth - full);
}

/** From the elapsed milliseconds, supposing that the rest goes as fast. */
function timeLeft(elapsed: number, fraction: number): string {
  if (!(fraction > 0)) return "time left unknown";
  return `${duration((elapsed / 1000) * (1 / fraction - 1))} left`;
}

/** `1 replicate`, `7 replicates`. */
export const counted = (replicates: number): string => `${replicates} ${replicates === 1 ? "replicate" : "replicates"}`;

/** `8 s`, `12 min`, `3.5 h`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
