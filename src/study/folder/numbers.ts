/** Numbers of replicates as people write them: `0-15`, `0,4,7-9`. */

export function writeNumbers(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run[1] + 1 === number) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(",");
}

/** The inverse; undefined for anything else, and for more than a million numbers. */
export function readNumbers(text: string): number[] | undefined {
  const numbers: number[] = [];
  for (const run of text.split(",")) {
    const [, first, last = first] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(run) ?? [];
    if (first === undefined || Number(last) < Number(first) || Number(last) - Number(first) > 1e6 - numbers.length) return undefined;
    for (let number = Number(first); number <= Number(last); number++) numbers.push(number);
  }
  return numbers.every((number, k) => k === 0 || number > numbers[k - 1]) ? numbers : undefined;
}

/** Whether all cells name replicates, and not more than a million in all. */
export function countable(cells: readonly { readonly replicates: string }[]): boolean {
  let left = 1e6;
  return cells.every(({ replicates }) => (left -= readNumbers(replicates)?.length ?? Infinity) >= 0);
}
