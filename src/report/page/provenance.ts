/** Where the numbers of a report come from, and the commands that make them again. Machine and times are in the manifest only: the same run gives the same page anywhere. */
import type { Result } from "../../protocols/index.ts";
import { escapeMarkup } from "../figure/typeset.ts";
import { runnable } from "../text/command.ts";

/** Where a run came from: what its manifest says. */
export interface Provenance {
  readonly commands: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
  /** Addresses of the random streams, one per replicate. */
  readonly seeds: readonly string[];
  /** SHA-256 of the scenario's file and of the lock file beside or above it; the commit of its repository, and whether files of it differed. */
  readonly origin?: {
    readonly scenario: string;
    readonly lock?: string;
    readonly git?: { readonly commit: string; readonly dirty: boolean };
  };
  /** Options that changed numbers of the scenario, as a command line spells them. */
  readonly edition?: readonly string[];
}

/** Without provenance, study and digest only. */
export function provenanceHtml(result: Result, provenance: Provenance | undefined): string {
  const versions = Object.entries(provenance?.versions ?? {}).map(([name, version]) => [name, version] as const);
  const facts = [["study", result.study], ["digest", result.digest], ...originFacts(provenance?.origin), ...versions].map(
    ([name, value]) => `<dt>${escapeMarkup(name)}</dt><dd><code>${escapeMarkup(value)}</code></dd>`,
  );
  const seeds = ranges(provenance?.seeds ?? []).map((address) => `<code>${escapeMarkup(address)}</code>`);
  const streams = seeds.length === 0 ? "" : `\n<details open><summary>Addresses of the random streams</summary><p>${seeds.join("<br>\n")}</p></details>`;
  return `${provenance === undefined ? "" : commandsHtml(provenance.commands)}<dl>${facts.join("")}</dl>${streams}`;
}

const inFolder: readonly (readonly [string, string])[] = [
  ["In the run folder: the same again, bit for bit or not at all", "landau run --from manifest.json --out again"],
  ["In the run folder: verdicts and report again, by the scenario as it reads today", "landau report . --run-code"],
];

function commandsHtml(commands: readonly string[]): string {
  const block = (command: string) => `<pre>${escapeMarkup(runnable(command))}</pre>`;
  const further = inFolder.map(([words, command]) => `<p class="note">${words}:</p>\n${block(command)}`);
  return `${[...commands.map(block), ...further].join("\n")}\n<p class="note">Machine, processor, begin, end and time per replicate: manifest.json.</p>\n`;
}

function originFacts(origin: Provenance["origin"]): [string, string][] {
  if (origin === undefined) return [];
  const { scenario, lock, git } = origin;
  return [
    ["scenario (SHA-256)", scenario],
    ...(lock === undefined ? [] : [["lock file (SHA-256)", lock] as [string, string]]),
    ...(git === undefined ? [] : [["commit", `${git.commit}${git.dirty ? ", with tracked files that differed" : ""}`] as [string, string]]),
  ];
}

/** Addresses that differ in a last number only, together: `study/gamma=0/replicate=0..15`. */
export function ranges(addresses: readonly string[]): string[] {
  const runs: { stem: string; first: number; last: number }[] = [];
  const lines: string[] = [];
  for (const address of addresses) {
    const [, stem, digits] = /^(.*=)(\d+)$/.exec(address) ?? [];
    const run = runs.find((each) => each.stem === stem && each.last + 1 === Number(digits));
    if (run !== undefined) run.last += 1;
    else if (stem !== undefined) runs.push({ stem, first: Number(digits), last: Number(digits) });
    else lines.push(address);
  }
  return [...lines, ...runs.map(({ stem, first, last }) => `${stem}${first === last ? first : `${first}..${last}`}`)];
}
