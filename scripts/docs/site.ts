/**
 * The site by TypeDoc: pages and the documentation of every public name in one folder of files that opens from disk and asks no server for anything.
 * Formulas are set by KaTeX while the site is made; its style sheet and fonts lie beside the pages.
 */
import { appendFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { Application, JSX, type TypeDocOptions } from "typedoc";
import { stage, type Page } from "./stage.ts";

const require = createRequire(import.meta.url);

const entries = [
  "src/index.ts",
  "particles/index.ts",
  ...["transport", "functionals", "solvers", "rates", "theory", "files"].map((room) => `src/${room}/index.ts`),
];

/** Functions and types, and what they consist of, must say what they are; a field may be told by its name and its type. */
const documented: NonNullable<TypeDocOptions["requiredToBeDocumented"]> = ["Module", "Variable", "Function", "Class", "Interface", "TypeAlias"];

// A CommonJS module, whose default export its types do not tell.
const { default: math } = require("@vscode/markdown-it-katex") as { default: unknown };

/**
 * Writes the site to `out`. `start` is its first page. Throws Error when TypeDoc complains of anything: a link that leads nowhere, a public name without documentation,
 * a type that a public signature names and no entry exports.
 */
export async function makeSite(root: string, out: string, start: Page, pages: readonly Page[]): Promise<void> {
  const staging = mkdtempSync(join(tmpdir(), "landau-docs-"));
  try {
    const [readme, ...projectDocuments] = stage(root, staging, [start, ...pages]);
    const app = await Application.bootstrap({
      name: "landau-flow",
      entryPoints: entries.map((entry) => join(root, entry)),
      tsconfig: join(root, "tsconfig.build.json"),
      readme,
      projectDocuments: [...projectDocuments],
      disableSources: true,
      includeVersion: true,
      excludeExternals: true,
      sort: ["source-order"],
      groupOrder: [...new Set(pages.map(({ group }) => group)), "*"],
      navigation: { includeGroups: true, includeCategories: false, includeFolders: false },
      requiredToBeDocumented: documented,
      highlightLanguages: ["typescript", "bash", "json", "python", "julia"],
      validation: { notExported: true, invalidLink: true, invalidPath: true, notDocumented: true, unusedMergeModuleWith: true },
      treatWarningsAsErrors: true,
      markdownItLoader: (parser: { use(plugin: unknown, options: object): void }) => void parser.use(math, { output: "htmlAndMathml", throwOnError: true }),
    });
    withStyleOfFormulas(app, out);
    const project = await app.convert();
    if (!project) throw new Error("the code does not compile");
    app.validate(project);
    if (app.logger.hasWarnings() || app.logger.hasErrors()) throw new Error("TypeDoc complains (above)");
    await app.generateDocs(project, out);
    if (app.logger.hasWarnings() || app.logger.hasErrors()) throw new Error("TypeDoc complains (above)");
    nameFirstPage(out);
    copyKatex(out);
  } finally {
    rmSync(staging, { recursive: true });
  }
}

function withStyleOfFormulas(app: Application, out: string): void {
  app.renderer.hooks.on("head.end", (context) =>
    JSX.createElement("link", { rel: "stylesheet", href: context.relativeURL(relative(out, join(out, "katex/katex.min.css"))) }),
  );
}

/** TypeDoc links to the first page by its folder, of which a disk shows the files. */
function nameFirstPage(out: string): void {
  for (const page of readdirSync(out, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"))) {
    const text = readFileSync(join(out, page), "utf8");
    const named = text.replace(/href="((?:\.\.\/)+)"/g, 'href="$1index.html"');
    if (named !== text) writeFileSync(join(out, page), named);
  }
}

/** woff2 alone: every browser of the last ten years reads it. */
function copyKatex(out: string): void {
  const from = dirname(require.resolve("katex/dist/katex.min.css"));
  cpSync(join(from, "katex.min.css"), join(out, "katex/katex.min.css"));
  // A formula that is wider than its column is moved in it, and not over what stands beside.
  appendFileSync(join(out, "katex/katex.min.css"), "\n.katex-display { overflow-x: auto; overflow-y: hidden; }\n");
  for (const font of readdirSync(join(from, "fonts")).filter((name) => name.endsWith(".woff2")))
    cpSync(join(from, "fonts", font), join(out, "katex/fonts", font));
}
