/**
 * A thread that loads a scenario and plans it, watching what it uses; the answer is a list of names with hashes: of every module that the loader took, of
 * every file and folder read on the way, of every variable of the environment asked for.
 *
 * Of the scenario's own modules what decides numbers is hashed (slice.ts); what only a claim or a figure imports is left out. This package's own code is
 * hashed by itself (package.ts); modules in node_modules count whole.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire, register } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { MessageChannel, receiveMessageOnPort, type MessagePort } from "node:worker_threads";
import { loadScenario } from "./load.ts";
import { codeRoot, packageRoot } from "./package.ts";
import { planStudy } from "./plan.ts";
import { watchReads, type Reads } from "./reads.ts";
import type { Told } from "./recording-hooks.ts";
import { fromSource, registerScenarioLoader } from "./register.ts";
import type { Edition } from "./request.ts";
import { slice, type Slice } from "./slice.ts";

/** Names and hashes, in the order of the names. */
export type Used = readonly (readonly [name: string, hash: string])[];

export default async function inspect({ path, name, edition }: { readonly path: string; readonly name: string; readonly edition: Edition }): Promise<Used> {
  await registerScenarioLoader();
  const { port1: port, port2 } = new MessageChannel();
  register(fromSource ? "./recording-hooks.ts" : "./recording-hooks.js", { parentURL: import.meta.url, data: { port: port2 }, transferList: [port2] });
  const { cache } = createRequire(import.meta.url);
  const before = new Set(Object.keys(cache));
  const reads = watchReads();
  planStudy(await loadScenario(path, name), edition);
  const modules = modulesUsed(pathToFileURL(path).href, name, port, cache);
  port.close();
  // What the scenario's own CommonJS requires is known to no loader's hooks.
  const required = Object.keys(cache).filter((file) => !before.has(file) && !file.includes(packages) && !isOwn(file));
  for (const file of required) addRequired(file, modules, cache);
  const own = named([...modules], path).map(([file, hash]): [string, string] => [file === basename(path) ? `${name}${extname(path)}` : file, hash]);
  return [...own, ...filesRead(reads, (file) => modules.has(file) || file in cache, path), ...variablesRead(reads)].sort(([a], [b]) => (a < b ? -1 : 1));
}

const packages = `${sep}node_modules${sep}`;

const hashOf = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** By path, the hashes of the modules that the numbers of the scenario need. */
function modulesUsed(entry: string, name: string, port: MessagePort, cache: NodeJS.Dict<NodeModule>): Map<string, string> {
  const edges = new Map<string, Map<string, string>>();
  const sources = new Map<string, string>();
  for (let told = receiveMessageOnPort(port); told; told = receiveMessageOnPort(port)) {
    const message = told.message as Told;
    if ("source" in message) sources.set(plain(message.url), message.source);
    else edges.set(plain(message.parent), (edges.get(plain(message.parent)) ?? new Map<string, string>()).set(message.specifier, plain(message.url)));
  }
  const used = new Map<string, string>();
  const visit = (url: string): void => {
    if (!url.startsWith("file:") || used.has(fileURLToPath(url)) || isOwn(fileURLToPath(url))) return;
    const file = fileURLToPath(url);
    const source = sources.get(url);
    if (source === undefined) return addRequired(file, used, cache);
    const whole = file.includes(packages);
    const own = url === entry ? underItsName(source, file, name) : source;
    const { text, specifiers, all }: Slice = whole ? { text: readFileSync(file, "latin1"), specifiers: [], all: [] } : slice(own);
    used.set(file, hashOf(text));
    for (const [specifier, to] of edges.get(url) ?? []) if (!all.includes(specifier) || specifiers.includes(specifier)) visit(to);
  };
  visit(entry);
  return used;
}

/** esbuild calls a default export by the name of the file, which is not the scenario's where that is loaded from the copy in its run folder. */
function underItsName(source: string, file: string, name: string): string {
  const [own, copied] = [name, basename(file, extname(file))].map((stem) => `${stem.replace(/\W/g, "_")}_default`);
  return source.replaceAll(copied, own);
}

/** A module of CommonJS, or data, with all that it requires. */
function addRequired(file: string, used: Map<string, string>, cache: NodeJS.Dict<NodeModule>): void {
  if (used.has(file) || isOwn(file)) return;
  used.set(file, contentHash(file));
  for (const { filename } of cache[file]?.children ?? []) addRequired(filename, used, cache);
}

/** A URL without what loaders add to tell one import from another. */
const plain = (url: string): string => url.replace(/[?#].*$/, "");

function isOwn(file: string): boolean {
  const inCode = relative(codeRoot(), file).split(sep)[0] ?? "";
  const dist = join(packageRoot(), "dist");
  return inCode === "src" || inCode === "particles" || file.startsWith(dist + sep);
}

/** Names from the scenario's folder, so that a project may lie anywhere; of a package from node_modules, which may lie elsewhere. */
function named(files: readonly (readonly [string, string])[], scenario: string): [string, string][] {
  return files.map(([file, hash]) => {
    const inPackages = file.lastIndexOf(packages);
    const name = inPackages < 0 ? relative(dirname(scenario), file) : file.slice(inPackages + 1);
    return [name.split(sep).join("/"), hash];
  });
}

function filesRead({ paths }: Reads, loaded: (path: string) => boolean, scenario: string): [string, string][] {
  // What tsx keeps of its translations, and maps to what was translated.
  const translated = join(tmpdir(), "tsx-");
  const files = [...paths].filter((path) => path !== scenario && !loaded(path) && !isOwn(path) && !path.startsWith(translated) && !path.endsWith(".map"));
  return named(
    files.map((path) => [path, contentHash(path)]),
    scenario,
  ).map(([name, hash]) => [`read ${name}`, hash]);
}

/** Of a file its content, of a folder the names in it. */
function contentHash(path: string): string {
  if (!existsSync(path)) return "none";
  return hashOf(statSync(path).isDirectory() ? readdirSync(path).sort().join("\n") : readFileSync(path));
}

/** What Node and tsx ask for whenever they load a module. */
const ofLoaders = /^(NODE_V8_COVERAGE|WATCH_REPORT_DEPENDENCIES|TSX_\w+|ESBUILD_\w+)$/;

const variablesRead = ({ variables }: Reads): [string, string][] =>
  [...variables].filter((name) => !ofLoaders.test(name)).map((name) => [`env ${name}`, hashOf(process.env[name] ?? "")]);
