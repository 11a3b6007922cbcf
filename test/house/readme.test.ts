/** Links of the documentation lead somewhere, its TypeScript runs, and its commands exist. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const root = new URL("../../", import.meta.url).pathname;
const documents = execFileSync("git", ["ls-files", "*.md"], { cwd: root, encoding: "utf8" }).trim().split("\n");

describe("documentation", () => {
  it.each(documents)("links of %s exist", (file) => {
    const text = readFileSync(join(root, file), "utf8");
    const targets = [...text.matchAll(/\]\(([^)#]+)(#[^)]*)?\)/g)].map((m) => m[1]).filter((target) => !/^[a-z]+:/.test(target));
    const missing = targets.filter((target) => !existsSync(join(root, dirname(file), target)));
    expect(missing).toEqual([]);
  });

  it("runs the README's script", () => {
    const [block] = [...readFileSync(join(root, "README.md"), "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map((m) => m[1]);
    const folder = join(root, "dist", "readme");
    mkdirSync(folder, { recursive: true });
    const file = join(folder, "script.ts");
    writeFileSync(file, block);
    try {
      const options = { cwd: root, encoding: "utf8" as const };
      const output = execFileSync("node", ["--conditions=source", "--import", "tsx", file], options);
      const lines = output.trim().split("\n");
      expect(lines).toHaveLength(5);
      for (const line of lines) expect(line).toMatch(/^t = [\d.]+ {2}W2\^2 = -?[\d.e-]+ {2}coupled cost = [\d.e-]+$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("has the README's two commands in package.json", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(["start", "test", "bench", "test:long"]));
  });
});
