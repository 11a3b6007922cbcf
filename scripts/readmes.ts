/**
 * `npm run readmes`: writes the list of files into the README of every room of src and particles, from the first sentence of each file's header, and the table of statements
 * into that of the scenarios, from the code, and CITATION.cff and codemeta.json. The tests (test/house) call it too, and fail when a README says otherwise, or when a file has no header.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { listStatements } from "../src/cli/statements.ts";
import { statementsTable } from "../src/report/text/statements.ts";
import { citationFile, codemetaFile } from "./citation.ts";

const BEGIN = "<!-- files: made by `npm run readmes` from the files' headers -->";
const END = "<!-- end of files -->";

const STATEMENTS = "<!-- statements: made by `npm run readmes` from the code -->";
const END_OF_STATEMENTS = "<!-- end of statements -->";

/** The first sentence of a file's header, on one line; a formula that the sentence announces is left to the file. Throws Error without a header. */
export function headline(path: string): string {
  const text = readFileSync(path, "utf8").replace(/^#!.*\n/, "");
  const header = /^\s*\/\*\*([\s\S]*?)\*\//.exec(text)?.[1] ?? lineComments(text);
  if (header === undefined) throw new Error(`${path}: found no header, expected a comment that says what the file holds`);
  const paragraph = header
    .replace(/^\s*\* ?/gm, "")
    .trim()
    .split(/\n\s*\n/)[0]
    .replace(/\s+/g, " ");
  return paragraph.replace(/(?<!\b(?:et al|e\.g|i\.e|vs))[.:](\s.*)?$|[.](\s[A-Z(].*)$/, "").replace(/\. [A-Z(].*$/, "");
}

/** The assembly's headers are line comments. */
const lineComments = (text: string): string | undefined => /^(?:\/\/ ?.*\n)+/.exec(text)?.[0].replace(/^\/\/ ?/gm, "");

/** Source files of a room, those of its sub-rooms after its own; rooms with a README of their own are left to it. */
function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const own = entries.filter((entry) => entry.isFile() && /(?<!\.d)\.(ts|js)$/.test(entry.name)).map(({ name }) => join(folder, name));
  const rooms = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  return [...own, ...rooms.filter((room) => !readdirSync(room).includes("README.md")).flatMap(filesOf)];
}

/** The README of a room as it should be: what stands outside the markers is kept. */
export function readmeOf(folder: string): string {
  const text = readFileSync(join(folder, "README.md"), "utf8");
  const rows = filesOf(folder).map((file) => `| \`${relative(folder, file)}\` | ${headline(file).replaceAll("|", "\\|")} |`);
  return replaced(text, BEGIN, `| file | holds |\n|---|---|\n${rows.join("\n")}`, END);
}

/** The scenarios' README as it should be: every statement that `landau verify` knows. */
export async function readmeOfScenarios(root: string): Promise<string> {
  const listed = await listStatements();
  const table = statementsTable(listed.map(({ statement }) => statement));
  return replaced(readFileSync(join(root, "scenarios/README.md"), "utf8"), STATEMENTS, table, END_OF_STATEMENTS);
}

/** A text with what stands between two markers replaced, or added at its end. */
function replaced(text: string, begin: string, content: string, end: string): string {
  const list = `${begin}\n\n${content}\n\n${end}`;
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  return from < 0 ? `${text.trimEnd()}\n\n${list}\n` : text.slice(0, from) + list + text.slice(to + end.length);
}

/** Rooms of src and particles that have a README; src's own README lists rooms. */
export function roomsWithReadme(root: string): string[] {
  const below = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => [join(folder, name), ...below(join(folder, name))]);
  const rooms = [...below(join(root, "src")), join(root, "particles"), ...below(join(root, "particles"))];
  return rooms.filter((room) => readdirSync(room).includes("README.md"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL("../", import.meta.url));
  for (const room of roomsWithReadme(root)) writeFileSync(join(room, "README.md"), readmeOf(room));
  writeFileSync(join(root, "scenarios/README.md"), await readmeOfScenarios(root));
  writeFileSync(join(root, "CITATION.cff"), citationFile(root));
  writeFileSync(join(root, "codemeta.json"), codemetaFile(root));
}
