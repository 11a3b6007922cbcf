/** Builds kernels, dist and the laboratory's page before the tests, each when its sources changed, so that no test sees a stale build. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = new URL("../../", import.meta.url).pathname;

/** What the compilation of the kernels reads: the assembly, the constants that it shares, and the compiler's version. */
const kernels = ["src/kernels/assembly", "src/kernels/constants", "scripts/build-kernels.ts", "scripts/kernel-interface.ts", "package-lock.json"];
/** The laboratory is bundled from source, with the kernels. */
const lab = [...kernels, "src", "particles", "scripts/build-lab.ts"];
const program = ["src", "particles", "tsconfig.json", "tsconfig.build.json", "package-lock.json", "package.json"];

function filesBelow(path: string): string[] {
  if (/\.(ts|json|css)$/.test(path)) return [path];
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) => {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) return filesBelow(inner);
    return /\.(ts|json|css)$/.test(entry.name) ? [inner] : [];
  });
}

/** Runs a stage whose inputs are not those that its stamp in dist was written for. */
function stage(name: string, inputs: readonly string[], build: () => void): void {
  const hash = createHash("sha256");
  for (const file of inputs.flatMap(filesBelow).sort())
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)));
  const digest = hash.digest("hex");
  const stamp = join(root, "dist", `.${name}-built-from`);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  build();
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(stamp, digest);
}

export default function setup(): void {
  if (process.env["LANDAU_TESTS_PREBUILT"]) return; // a temporary copy of the project, built by whoever made it
  const run = (command: string, args: readonly string[]) => execFileSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  stage("kernels", kernels, () => {
    run(process.execPath, ["--conditions=source", "--import", "tsx", "scripts/build-kernels.ts"]);
  });
  stage("program", program, () => {
    for (const room of ["src", "particles"]) rmSync(join(root, "dist", room), { recursive: true, force: true });
    run("npx", ["tsc", "-p", "tsconfig.build.json"]);
  });
  stage("lab", lab, () => {
    run(process.execPath, ["--conditions=source", "--import", "tsx", "scripts/build-lab.ts"]);
  });
}
