/** The command line in process, in a working folder of the test file's own, with scenarios made from the toy walk. */
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { toyPath } from "./engine.ts";

/** The package's folder. */
export const home = process.cwd();
export const walk = toyPath("toy-walk");
const support = new URL("./", import.meta.url).pathname;

/** Every test of the file runs in a new folder, which goes with them. */
export function inFolderOfItsOwn(): void {
  const here = realpathSync(mkdtempSync(join(tmpdir(), "landau-cli-")));
  beforeAll(() => process.chdir(here));
  afterAll(() => {
    process.chdir(home);
    rmSync(here, { recursive: true });
  });
}

/** The text of a toy scenario as it reads from anywhere. */
export const toyText = (name = "toy-walk"): string =>
  readFileSync(toyPath(name), "utf8").replaceAll("../../../", `${home}/`).replaceAll("../toy.ts", `${support}toy.ts`);

/** A scenario of one's own in the working folder, made from the toy walk's text. */
export function writeScenario(name: string, edit: (text: string) => string = (text) => text): string {
  writeFileSync(name, edit(toyText()));
  return name;
}

/** What `--json` prints of a run. */
export interface Document {
  readonly study: string;
  readonly title: string;
  readonly digest: string;
  readonly directory?: string;
  readonly cells: readonly {
    readonly point: Readonly<Record<string, unknown>>;
    readonly replicates: number;
    readonly series: Readonly<Record<string, readonly { t: number; mean: number; low: number; high: number; count: number; error: number }[]>>;
    readonly failures: readonly { replicate: number; message: string; replay: string }[];
  }[];
  readonly claims: readonly { statement: string; source: string; verdict: { kind: string }; cells: readonly unknown[] }[];
  readonly notes?: readonly string[];
}
