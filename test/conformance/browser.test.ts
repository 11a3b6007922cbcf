/**
 * A browser runs what Node runs: the public entries bundle for it as they are, without a module of Node and without polyfills, and a page in headless
 * Chromium computes the same bits. The bundle is made of dist, as a user's would be. Without Chromium on the path the page is skipped.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, type BuildOptions, type Metafile } from "esbuild";
import { afterAll, describe, expect, it } from "vitest";
import { program } from "../support/browser-program.ts";

const root = new URL("../../", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "landau-browser-"));
afterAll(() => rmSync(folder, { recursive: true }));

const names = ["chromium", "chromium-browser", "google-chrome"];
const chromium = names.find((name) => spawnSync(name, ["--version"]).status === 0);

/** The page asks for one thread more than it has: it makes all calls itself. */
const page = `
  import { openKernels } from "landau-flow";
  import { program } from "./test/support/browser-program.ts";
  import kernels from "landau-flow/kernels.wasm";
  const show = (text) => { document.body.textContent = "<" + text + ">"; };
  openKernels(kernels);
  program(2).then(show, (error) => show("failed: " + error.stack));
`;
const everything = ["landau-flow", ...["particles", "transport", "functionals", "solvers", "theory"].map((room) => `landau-flow/${room}`)];

const options = {
  bundle: true,
  target: "es2023",
  write: false,
  platform: "browser",
  format: "esm",
  metafile: true as const,
  logLevel: "silent",
  loader: { ".wasm": "binary" },
} satisfies BuildOptions;

/** Bundles a program that stands in the project's folder; rejects when a module cannot be resolved. */
async function bundled(contents: string): Promise<{ readonly code: string; readonly inputs: Metafile["inputs"] }> {
  const { metafile, outputFiles } = await build({ ...options, stdin: { contents, resolveDir: root, loader: "ts" } });
  return { code: outputFiles[0].text, inputs: metafile.inputs };
}

describe("a bundle of the public entries", () => {
  it("needs nothing of Node and leaves nothing out", async () => {
    const { inputs } = await bundled(everything.map((entry, k) => `import * as entry${k} from "${entry}"; globalThis.landau${k} = entry${k};`).join("\n"));
    const imports = Object.entries(inputs).flatMap(([file, { imports }]) => imports.map(({ path, external }) => ({ file, path, external })));
    expect(imports.filter(({ path, external }) => external === true || path.startsWith("node:"))).toEqual([]);
    const shipped = Object.keys(inputs).filter((file) => !file.startsWith("node_modules/"));
    expect(shipped).toEqual(expect.arrayContaining(["dist/src/kernels/browser.js", "dist/src/portable.js", "dist/particles/index.js"]));
    expect(shipped.filter((file) => /kernels\/node\.js|\/(files|report|cli)\/|study\/(?!declare\/)/.test(file))).toEqual([]);
  });

  it("would tell: what reads a disk does not bundle", async () => {
    await expect(bundled(`import { external } from "landau-flow"; external("f.npy");`)).rejects.toThrow('No matching export in "dist/src/portable.js"');
    await expect(bundled(`import * as files from "landau-flow/files"; globalThis.files = files;`)).rejects.toThrow('Could not resolve "node:fs"');
  });

  it("says that the kernels are to be opened, and then computes Node's bits in one thread, whatever number is asked for", async () => {
    const { code } = await bundled(`
      import { openKernels } from "landau-flow";
      import { program } from "./test/support/browser-program.ts";
      import kernels from "landau-flow/kernels.wasm";
      await program(1).catch((error) => console.log(error.message));
      openKernels(kernels);
      console.log(await program(3));
    `);
    writeFileSync(join(folder, "page.mjs"), code);
    const said = execFileSync("node", [join(folder, "page.mjs")], { encoding: "utf8" });
    const refusal = "the kernels are not open: call openKernels(bytes) with the bytes of landau-flow/kernels.wasm first";
    expect(said).toBe(`${refusal}\n${await program(1)}\n`);
  });
});

describe("a page", () => {
  it.skipIf(!chromium)(`in headless Chromium computes Node's bits (skipped where none of ${names.join(", ")} is found)`, async () => {
    const { code } = await bundled(page);
    writeFileSync(join(folder, "page.html"), `<!doctype html><meta charset="utf-8"><body><script type="module">${code}</script></body>`);
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${join(folder, "profile")}`, "--virtual-time-budget=60000", "--dump-dom"];
    const { stdout } = spawnSync(chromium!, [...flags, `file://${join(folder, "page.html")}`], { encoding: "utf8", timeout: 120_000 });
    const [, shown] = /&lt;([^]*)&gt;/.exec(stdout) ?? [undefined, stdout];
    const expected = await program(1);
    expect(shown).toBe(expected);
    expect(expected.split("\n").length).toBeGreaterThan(30);
  });
});
