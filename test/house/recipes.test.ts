/** Two of CONTRIBUTING's recipes, a law and a claim, followed to the letter on a temporary copy: their blocks are written where they say, and what they add is used. */
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = new URL("../../", import.meta.url).pathname;
const blocks = [...readFileSync(join(root, "CONTRIBUTING.md"), "utf8").matchAll(/```ts\n\/\/ (added to )?(\S+)\n([\s\S]*?)```/g)];
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "landau-recipes-"));
  for (const part of ["src", "particles", "dist", "package.json", "tsconfig.json", "tsconfig.build.json", "eslint.config.js"])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  for (const [, added, path, text] of blocks) (added ? appendFileSync : writeFileSync)(join(copy, path), text);
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** What a script in the copy prints. */
function printed(script: string): unknown {
  writeFileSync(join(copy, "script.ts"), script);
  const { stdout, stderr } = spawnSync("node", ["--conditions=source", "--import", "tsx", "script.ts"], { cwd: copy, encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

describe("recipes of CONTRIBUTING.md", () => {
  it("touch two files each", () => {
    expect(blocks.map(([, added, path]) => `${added ?? ""}${path}`)).toEqual([
      "src/laws/laplace.ts",
      "added to src/laws/index.ts",
      "src/claims/never-negative.ts",
      "added to src/claims/index.ts",
    ]);
  });

  it("keep the house's style", () => {
    const files = blocks.filter(([, added]) => !added).map(([, , path]) => path);
    const { stdout, stderr } = spawnSync("node", [join(root, "node_modules/eslint/bin/eslint.js"), ...files], { cwd: copy, encoding: "utf8" });
    expect(stdout + stderr).toBe("");
  });

  it("a law: users and SPEC.json know it, and its samples have the moments that it states", () => {
    const { variance, fourth, mass, refused } = printed(`
      import { laplace, openStream, rootKey } from "landau-flow";
      import { lawFromSpec } from "landau-flow/files";
      const law = lawFromSpec({ type: "laplace", scale: 0.5 }, 2);
      const planes = [new Float64Array(200000), new Float64Array(200000)];
      law.sample(planes, openStream(rootKey("recipe")));
      const mean = (of: (x: number, y: number) => number) => planes[0].reduce((sum, x, i) => sum + of(x, planes[1][i]), 0) / planes[0].length;
      let mass = 0;
      for (let i = -400; i < 400; i++) for (let j = -400; j < 400; j++) mass += law.density([(i + 0.5) / 40, (j + 0.5) / 40]) / 1600;
      let refused = "";
      try { laplace({ scale: -1 }); } catch (error) { refused = (error as Error).message; }
      console.log(JSON.stringify({ variance: mean((x) => x * x) / law.covariance[0][0], fourth: mean((x, y) => (x * x + y * y) ** 2) / law.fourthMoment, mass, refused }));
    `) as { variance: number; fourth: number; mass: number; refused: string };
    // Relative deviations of the estimates: sqrt(5/N) = 0.005 and, by E |v|^8 = 2 * 8! b^8 + 8 * 6! 2! b^8 + 6 * (4!)^2 b^8 = 95616 b^8 against (56 b^4)^2, sqrt(29.5/N) = 0.0122.
    expect(Math.abs(variance - 1)).toBeLessThan(6 * 0.005);
    expect(Math.abs(fourth - 1)).toBeLessThan(6 * 0.0122);
    // Midpoint rule with the kink on cells' edges: relative error (h/b)^2/12 in all.
    expect(Math.abs(mass - 1)).toBeLessThan(3e-4);
    expect(refused).toBe("laplace: invalid scale: -1 (expected a finite number > 0)");
  });

  it("a claim: judges a result", () => {
    const verdicts = printed(`
      import { neverNegative, type Result } from "landau-flow";
      const resultOf = (least: number) => ({ cells: [{ point: {}, times: [0, 1], failures: [], replicates: [{ times: [0, 1], series: { x: [1, least] } }] }] }) as unknown as Result;
      console.log(JSON.stringify([0.5, -0.5].map((least) => neverNegative("x", "a square").check(resultOf(least)).verdict.kind)));
    `);
    expect(verdicts).toEqual(["consistent", "violated"]);
  });
});
