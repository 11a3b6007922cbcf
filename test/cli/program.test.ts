/** The program as it is installed, from dist: scenarios anywhere, in TypeScript or JavaScript. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Document, home, inFolderOfItsOwn, walk } from "../support/cli.ts";
import { linesOf, newFolder } from "../support/engine.ts";
import { landau } from "../support/landau.ts";

inFolderOfItsOwn();

// The suite's setup builds dist; a single room may have none.
const built = join(home, "dist/src/cli/landau.js");
describe.skipIf(!existsSync(built))("the program from dist", () => {
  it("runs a TypeScript scenario on 2 workers with the bits of the source", async () => {
    const [fromDist, fromSource] = [newFolder(), newFolder()];
    const out = execFileSync(process.execPath, [built, "run", walk, "--out", fromDist, "--workers", "2", "--json"], {
      encoding: "utf8",
      stdio: "pipe",
    });
    const document = JSON.parse(out) as Document;
    expect(document.directory).toBe(fromDist);
    const source = JSON.parse((await landau("run", walk, "--out", fromSource, "--workers", "1", "--json")).out) as Document;
    // Two builds are two runs: their folders are not mixed.
    expect(document).toEqual({ ...source, directory: fromDist, digest: expect.not.stringMatching(source.digest) as string });
    const numbers = (directory: string) => linesOf(directory).map((line) => (JSON.parse(line) as { series: unknown }).series);
    expect(new Set(numbers(fromDist).map((one) => JSON.stringify(one)))).toEqual(new Set(numbers(fromSource).map((one) => JSON.stringify(one))));
  });

  it("finds the package from a folder where it is not installed, without type: module", () => {
    writeFileSync("elsewhere.ts", 'import { horizon } from "landau-flow";\nhorizon({ end: 1 as number, steps: 800, observe: 12 });\nexport default 1;\n');
    const said = (() => {
      try {
        return execFileSync(process.execPath, [built, "run", "elsewhere.ts"], { encoding: "utf8", stdio: "pipe" });
      } catch (error) {
        return (error as { stderr: string }).stderr;
      }
    })();
    expect(said).toBe("scenario elsewhere: invalid observe: 12 (800 steps do not divide into 11 equal intervals)\n");
  });

  it.each(["ts", "js"])("loads a %s scenario whose helper passes on others, without type: module", (ending) => {
    mkdirSync(`passing-${ending}`);
    const at = (name: string) => `passing-${ending}/${name}.${ending}`;
    writeFileSync(at("deep"), "export const deep = 5;\n");
    writeFileSync(at("helper"), `export * from "./deep.${ending}";\nexport const end = 2;\n`);
    writeFileSync(at("bare"), "export const steps = 800;\n");
    const imports = `import { horizon } from "landau-flow"; import { deep, end } from "./helper.${ending}"; import { steps } from "./bare.${ending}";`;
    writeFileSync(at("main"), `${imports}\nhorizon({ end, steps, observe: deep + 7 });\nexport default 1;\n`);
    const { stderr } = spawnSync(process.execPath, [built, "plan", at("main")], { encoding: "utf8" });
    expect(stderr).toBe("scenario main: invalid observe: 12 (800 steps do not divide into 11 equal intervals)\n");
  });
});
