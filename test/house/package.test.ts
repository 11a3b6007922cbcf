/** What npm and bundlers see: one name costs what it needs, the program's help loads no mathematics, the links of its Markdown are in the package, citations are those of the code. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { citationFile, codemetaFile, plainText } from "../../scripts/citation.ts";
import { targetsOf } from "../../scripts/docs/stage.ts";

const root = new URL("../../", import.meta.url).pathname;
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const { files, sideEffects } = JSON.parse(read("package.json")) as { files: string[]; sideEffects: string[] };

/** Bytes of a minified bundle for browsers of the program `text`. */
async function bundled(text: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: text, resolveDir: root },
    conditions: ["source"],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  return outputFiles[0].contents.length;
}

describe("the package", () => {
  it("costs a bundle what the imported name needs", async () => {
    // A horizon is twenty lines; a power law some more; neither needs the solvers, the plots or the statistics.
    expect(await bundled('import { horizon } from "landau-flow"; console.log(horizon({ end: 1, steps: 1, observe: 2 }));')).toBeLessThan(2000);
    expect(await bundled('import { powerLaw } from "landau-flow"; console.log(powerLaw(-3).name);')).toBeLessThan(8000);
  });

  it("names every file that does something when it is imported", () => {
    for (const file of sideEffects.filter((one) => !one.startsWith("./dist/"))) expect(read(file).length).toBeGreaterThan(0);
    const built = sideEffects.filter((one) => one.startsWith("./dist/")).map((file) => file.replace("./dist/", "./").replace(/\.js$/, ".ts"));
    expect(sideEffects.filter((file) => file.endsWith(".ts")).sort()).toEqual(built.sort());
  });

  it("says what it can do without loading what does it", async () => {
    const { metafile } = await build({
      entryPoints: [join(root, "src/cli/landau.ts")],
      absWorkingDir: root,
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      packages: "external",
      outdir: "out",
      write: false,
      metafile: true,
    });
    const [entry] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === "src/cli/landau.ts")!;
    const reached = new Set([entry]);
    for (const chunk of reached)
      for (const { path, kind } of metafile.outputs[chunk]?.imports ?? []) if (kind === "import-statement" && metafile.outputs[path]) reached.add(path);
    const loaded = [...reached].flatMap((chunk) => Object.keys(metafile.outputs[chunk].inputs));
    expect(loaded).toContain("src/cli/main.ts");
    expect(loaded.filter((file) => !/^src\/(cli|study\/plan|protocols)\/|^src\/errors\.ts$/.test(file))).toEqual([]);
    const external = [...reached].flatMap((chunk) => metafile.outputs[chunk].imports).filter((one) => one.external && one.kind === "import-statement");
    expect([...new Set(external.map(({ path }) => path).filter((path) => !path.startsWith("node:")))]).toEqual(["commander"]);
  });

  it("contains what its Markdown links to", () => {
    const known = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" }).trim().split("\n");
    const named = [...files, "README.md", "LICENSE", "package.json"];
    const packed = known.filter((file) => named.some((one) => file === one || file.startsWith(`${one}/`)));
    const found = new Set(packed.flatMap((file) => [file, ...file.split("/").map((_, k, parts) => parts.slice(0, k).join("/"))]));
    const pages = packed.filter((file) => file.endsWith(".md"));
    const links = pages.flatMap((page) =>
      targetsOf(read(page)).map((target) => ({ page, target, to: normalize(join(dirname(page), target)).replace(/\/$/, "") })),
    );
    expect(links.filter(({ to }) => !found.has(to)).map(({ page, target }) => `${page}: ${target}`)).toEqual([]);
    expect(links.filter(({ page }) => page.startsWith("docs/")).length).toBeGreaterThan(20);
  });

  it("is cited as the code says (npm run readmes)", () => {
    expect(read("CITATION.cff")).toBe(citationFile(root));
    expect(read("codemeta.json")).toBe(codemetaFile(root));
  });

  it("sets TeX's accents", () => {
    expect(plainText(`Gu{\\'e}rin, H{\\'e}l{\\\`e}ne and Yolda{\\c s} f{\\"u}r {L}andau, 2542--2560`)).toBe("Guérin, Hélène and Yoldaş für Landau, 2542-2560");
  });
});
