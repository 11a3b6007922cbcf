/** `landau diff DIR DIR`: two run folders compared by what they hold: settings, estimates within their intervals, verdicts. Runs nobody's code. */
import { differences, type Differences } from "../study/conclude/difference.ts";
import { readConclusion, type Conclusion } from "../study/folder/conclusion.ts";
import { coordinatesOf, labelOf } from "../study/plan/task.ts";
import { openFolder, type OpenedFolder } from "./study/kept.ts";
import { printJson, type Io, type Verb } from "./io.ts";

export const addDiff: Verb = (program, { io, finish }) => {
  program
    .command("diff")
    .description(
      "two run folders: settings, estimates that differ by more than chance (simultaneous 99 % intervals), verdicts; exit 1 when the latter two differ",
    )
    .argument("<first>", "run folder")
    .argument("<second>", "run folder")
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", examples)
    .action((first: string, second: string, { json = false }: { json?: boolean }) => finish(diff(first, second, json, io)));
};

interface Folder extends OpenedFolder {
  readonly conclusion: Conclusion | undefined;
}

/** A setting or verdict that is not the same; null where there is none. */
interface Changed {
  readonly name: string;
  readonly first: string | null;
  readonly second: string | null;
}

function diff(first: string, second: string, json: boolean, io: Io): number {
  const [a, b]: Folder[] = [first, second].map((directory) => ({ ...openFolder(directory, io), conclusion: readConclusion(directory) }));
  const settings = changed(settingsOf(a), settingsOf(b));
  const estimates = differences(a.result, b.result);
  const verdicts = changed(verdictsOf(a), verdictsOf(b));
  if (json) printJson(io, { first, second, settings, estimates, verdicts });
  else io.stdout([...settings.map(line), ...linesOf(estimates), ...verdicts.map(line)].map((text) => `${text}\n`).join(""));
  return estimates.apart.length + verdicts.length > 0 ? 1 : 0;
}

type Named = ReadonlyMap<string, string>;

/** What decides the numbers, by name. */
function settingsOf({ manifest: { scenario, digest, edition, used, versions, cells } }: Folder): Named {
  const setups = cells.flatMap(({ point, replicates, setup: { system, initial, particles, time, tables, observe } }) => {
    const at = coordinatesOf(point).join(",") || "the only point";
    return Object.entries({ replicates, system, initial, particles, time, tables, observe }).map(([key, value]) => [`${at}: ${key}`, told(value)] as const);
  });
  const files = used.map(([name, hash]) => [name, hash.slice(0, 12)] as const);
  const edited = Object.entries(edition).map(([key, value]) => [key, told(value)] as const);
  return new Map([["scenario", scenario.name], ["digest", digest.slice(0, 12)], ...edited, ...files, ...Object.entries(versions), ...setups]);
}

const told = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const verdictsOf = ({ conclusion }: Folder): Named =>
  new Map(conclusion?.claims.map(({ claim, judgement }) => [`${claim.statement} (${claim.source})`, judgement.verdict.kind]));

const changed = (first: Named, second: Named): Changed[] =>
  [...new Set([...first.keys(), ...second.keys()])]
    .filter((name) => first.get(name) !== second.get(name))
    .map((name) => ({ name, first: first.get(name) ?? null, second: second.get(name) ?? null }));

const line = ({ name, first, second }: Changed): string => `${name}: ${first ?? "none"} | ${second ?? "none"}`;

function linesOf({ compared, equal, apart, onlyFirst, onlySecond }: Differences): string[] {
  const alone = onlyFirst + onlySecond > 0 ? `, ${onlyFirst} only in the first, ${onlySecond} only in the second` : "";
  return [
    `${compared} estimates compared: ${equal} equal, ${compared - equal - apart.length} apart by chance, ${apart.length} by more${alone}`,
    ...apart.map(
      ({ point, series, t, difference: { low, high } }) =>
        `  ${labelOf(point)} ${series} t=${t}: first - second in [${low.toPrecision(4)}, ${high.toPrecision(4)}]`,
    ),
  ];
}

const examples = `
Examples:
  landau diff results/soft-potentials/3f2a9c01d7e4 again
  landau diff results/soft-potentials/3f2a9c01d7e4 results/soft-potentials/77ab02c4e5f1 --json`;
