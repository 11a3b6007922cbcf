/** This package: its folder, its version, and the hash of all of its code that decides numbers. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this package's package.json, from source and from dist alike. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

export const packageVersion = (): string => versionIn(join(packageRoot(), "package.json"));

const versionIn = (file: string): string => (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;

/** The folder of `src` and `particles` as they run: the package's own from source, dist otherwise. */
export const codeRoot = (): string => join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** What runs, prints, carries, judges and keeps, or shows replicates in a browser, and computes none of a study. */
const apart = /^(src\/(cli|report|claims|lab|queue|study\/(conclude|folder))|particles\/lab)\//;

/** Packages that take part in numbers. */
export const numericPackages = ["@noble/hashes", "cephes", "d3-array", "seedrandom", "simple-statistics"];

/** What runs, prints, keeps and shows, and says nothing of a statement. */
const besides = /^(src\/(cli|report|lab|queue|study)|particles\/lab)\//;

let known: string | undefined;

/**
 * SHA-256 over the code of the package as it runs (TypeScript from source, JavaScript from dist), its kernels, and the versions of the packages that it
 * computes with. A process runs one code, so it is read once.
 */
export function codeDigest(): string {
  return (known ??= hashCode());
}

/** The same of what decides verdicts about statements. */
export const verdictsDigest = (): string => hashCode(besides);

function hashCode(left = apart): string {
  const root = codeRoot();
  const named = (file: string) => relative(root, file).split(sep).join("/");
  const files = ["src", "particles"].flatMap((room) => filesBelow(join(root, room))).filter((file) => !left.test(named(file)));
  const require = createRequire(import.meta.url);
  const hash = createHash("sha256");
  for (const file of files.sort())
    hash
      .update(`${named(file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  hash.update(readFileSync(require.resolve("landau-flow/kernels.wasm")));
  for (const name of numericPackages) hash.update(`${name}\0${installed(name, require)}\0`);
  return hash.digest("hex");
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return /\.[jt]s$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
}

/** The version of a package, wherever it is installed. */
function installed(name: string, require: NodeJS.Require): string {
  const file = (require.resolve.paths(name) ?? []).map((folder) => join(folder, name, "package.json")).find((path) => existsSync(path));
  return file === undefined ? "none" : versionIn(file);
}
