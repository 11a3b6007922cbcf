/** Timing for benchmarks: CPU time of this process, variants interleaved, medians. */
import { cpus } from "node:os";

/** Node version and processor of the run, for the head of a report. */
export function machine(): string {
  return `node ${process.version}, ${cpus()[0].model.trim()}`;
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** CPU seconds of one run, and what it returned. */
export function cpuOf<T>(work: () => T): readonly [number, T] {
  const start = cpuSeconds();
  const result = work();
  return [cpuSeconds() - start, result];
}

/** Median CPU seconds of each variant; the first of `rounds + 1` rounds warms up and is not counted. */
export function interleaved(variants: readonly (() => void)[], rounds: number): number[] {
  const times = variants.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    variants.forEach((variant, k) => {
      const start = cpuSeconds();
      variant();
      if (round > 0) times[k].push(cpuSeconds() - start);
    });
  }
  return times.map((list) => list.sort((a, b) => a - b)[list.length >> 1]);
}

/** Columns padded to a common width. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0].map((_, k) => Math.max(...rows.map((row) => row[k].length)));
  for (const row of rows) process.stdout.write(`${row.map((cell, k) => cell.padStart(widths[k])).join("  ")}\n`);
  process.stdout.write("\n");
}
