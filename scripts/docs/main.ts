/** `npm run docs`: the guide, the reference and every public name as a site of files in `site` (or the folder that is named), which opens from disk. About a minute. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { scenarioFiles } from "../../src/cli/find.ts";
import { guidePages, madePages, ownPages, withMadeLinks } from "./pages.ts";
import { makeSite } from "./site.ts";

const root = new URL("../../", import.meta.url).pathname;
process.chdir(root);
const out = resolve(process.argv[2] ?? "site");
const scenarios = scenarioFiles().map((file) => file.replace(/^scenarios\/|\.ts$/g, ""));
const start = { path: "docs/start.md", group: "Start here", text: withMadeLinks("docs/start.md", readFileSync(join(root, "docs/start.md"), "utf8")) };
const pages = [...guidePages(root), ...(await madePages(root, scenarios)), ...ownPages(root)];
await makeSite(root, out, start, pages);
console.log(join(out, "index.html"));
