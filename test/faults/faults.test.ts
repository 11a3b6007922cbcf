/**
 * Planted bugs: each is a patch of the sources, applied to a temporary copy of the project, and a test that must then fail there.
 * The same test passes on the untouched sources (it is part of this suite). All are planted in the long suite; here one, and every patch must fit.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { faults, type Fault } from "./planted.ts";
import { long } from "../support/long.ts";

const root = new URL("../../", import.meta.url).pathname;

describe("planted faults", () => {
  it.each(faults)("$fault: the patch fits", ({ file, find, replace, test: [path] }: Fault) => {
    patched(join(root, file), find, replace);
    expect(existsSync(join(root, path)), path).toBe(true);
  });

  it.each(long ? faults : faults.slice(0, 1))("$fault fails $test", ({ file, find, replace, test }: Fault) => {
    const copy = mkdtempSync(join(tmpdir(), "landau-fault-"));
    try {
      for (const part of ["src", "particles", "scenarios", "scripts", "test", "package.json", "tsconfig.json", "tsconfig.build.json", "vitest.config.ts"]) {
        cpSync(join(root, part), join(copy, part), { recursive: true });
      }
      cpSync(join(root, "dist"), join(copy, "dist"), { recursive: true });
      symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
      writeFileSync(join(copy, file), patched(join(root, file), find, replace));
      if (file.includes("/assembly/")) build(copy);
      const [path, name] = test;
      const run = spawnSync("npx", ["vitest", "run", path, "-t", literally(name), "--reporter=json"], {
        cwd: copy,
        encoding: "utf8",
        env: { ...process.env, LANDAU_TESTS_PREBUILT: "1" },
      });
      const report = JSON.parse(run.stdout.slice(run.stdout.indexOf("{"))) as { numFailedTests: number; numPassedTests: number };
      expect(report.numFailedTests, `the fault planted in ${file} was not caught by ${path}: ${name}`).toBeGreaterThan(0);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
});

/** A pattern of the name as it stands; only `$` at its end keeps its meaning. */
const literally = (name: string): string => name.replace(/[.*+?^{}()|[\]\\]/g, "\\$&");

/** The text must occur exactly once, so that a patch that no longer fits fails loudly. */
function patched(path: string, find: string, replace: string): string {
  const text = readFileSync(path, "utf8");
  expect(text.split(find).length - 1, `occurrences of ${JSON.stringify(find)} in ${path}`).toBe(1);
  return text.replace(find, replace);
}

function build(copy: string): void {
  const run = spawnSync("node", ["--conditions=source", "--import", "tsx", "scripts/build-kernels.ts"], {
    cwd: copy,
    encoding: "utf8",
  });
  expect(run.status, run.stderr).toBe(0);
}
