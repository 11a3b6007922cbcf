/** The site of the documentation as `npm run docs` makes it, which refuses undocumented names by itself: no dead link, no dead anchor, no request, every formula set. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deadLinks, htmlBelow, requests, unsetFormulas } from "../support/site.ts";

const root = new URL("../../", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "landau-site-"));

beforeAll(() => {
  execFileSync("node", ["--conditions=source", "--import", "tsx", "scripts/docs/main.ts", folder], { cwd: root, stdio: "pipe" });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the site of the documentation", () => {
  it("has the guide, the reference and every public name", () => {
    const pages = htmlBelow(folder);
    for (const page of ["index", "documents/Gallery_of_scenarios", "documents/Statements_of_the_papers", "functions/landau-flow_particles.pairCollisions"])
      expect(pages).toContain(`${page}.html`);
  });

  it("has no link that leads nowhere", () => {
    expect(deadLinks(folder)).toEqual([]);
  });

  it("asks nobody for anything", () => {
    expect(requests(folder)).toEqual([]);
  });

  it("sets its formulas, with the fonts beside them", () => {
    expect(unsetFormulas(folder)).toEqual([]);
    expect(readFileSync(join(folder, "index.html"), "utf8")).toContain('class="katex"');
    const fonts = [...readFileSync(join(folder, "katex/katex.min.css"), "utf8").matchAll(/url\((fonts\/[^)]*\.woff2)\)/g)].map(([, font]) => font);
    expect(fonts.length).toBeGreaterThan(10);
    expect(fonts.filter((font) => !existsSync(join(folder, "katex", font)))).toEqual([]);
  });
});
