/** Links of the documentation lead somewhere, its TypeScript runs, its commands exist, and its tables name what there is. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { formsOf } from "../../src/json/form.ts";
import * as laws from "../../src/laws/index.ts";
import * as potentials from "../../src/model/index.ts";
import { solvers } from "../../src/solvers/named.ts";

const root = new URL("../../", import.meta.url).pathname;
const documents = execFileSync("git", ["ls-files", "*.md"], { cwd: root, encoding: "utf8" }).trim().split("\n");

describe("documentation", () => {
  it.each(documents)("links of %s exist", (file) => {
    const text = readFileSync(join(root, file), "utf8");
    const targets = [...text.matchAll(/\]\(([^)#]+)(#[^)]*)?\)/g)].map((m) => m[1]).filter((target) => !/^[a-z]+:/.test(target));
    // Pages made from the code exist in the site alone; test/house/guide.test.ts knows which there are.
    const made = (target: string): boolean => join(dirname(file), target).startsWith("docs/reference/");
    const missing = targets.filter((target) => !made(target) && !existsSync(join(root, dirname(file), target)));
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

  it("names every coupling and solver, and every law and potential that SPEC.json knows, in the tables that users read", () => {
    const [front, files] = ["README.md", "src/files/README.md"].map((file) => readFileSync(join(root, file), "utf8"));
    const missing = (names: readonly string[], text: string): string[] => names.filter((name) => !text.includes(`\`${name}\``));
    const couplings = [...readFileSync(join(root, "particles/index.ts"), "utf8").matchAll(/^export \{ (.*) \} from "\.\/couplings\//gm)].flatMap(([, names]) => names.split(", ")); // prettier-ignore
    expect(couplings.length).toBeGreaterThan(5);
    expect(missing([...couplings, ...solvers.map(({ name }) => name)], front)).toEqual([]);
    const types = [laws, potentials].flatMap((room) => formsOf(room).map(({ type }) => type));
    expect(missing(types, files)).toEqual([]);
  });

  it("has the README's two commands in package.json", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(["start", "test", "bench", "test:long"]));
  });
});
