/** Builds kernels and dist before the tests, when their sources changed, so that no test sees a stale build. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = new URL("../../", import.meta.url).pathname;
const inputs = ["src", "particles", "scripts/build-kernels.ts", "scripts/kernel-interface.ts", "tsconfig.json", "tsconfig.build.json", "package.json"];

function filesBelow(path: string): string[] {
  const whole = join(root, path);
  if (/\.(ts|json)$/.test(path)) return [path];
  return readdirSync(whole, { withFileTypes: true }).flatMap((entry) => {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) return filesBelow(inner);
    return /\.(ts|json)$/.test(entry.name) ? [inner] : [];
  });
}

export default function setup(): void {
  if (process.env["LANDAU_TESTS_PREBUILT"]) return; // a temporary copy of the project, built by whoever made it
  const hash = createHash("sha256");
  for (const file of inputs.flatMap(filesBelow).sort())
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)));
  const digest = hash.digest("hex");
  const stamp = join(root, "dist", ".built-from");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  execFileSync("npm", ["run", "--silent", "build"], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  writeFileSync(stamp, digest);
}
