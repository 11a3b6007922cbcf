/**
 * The documents of the site in a folder of their own, laid out as in the repository, so that links between them stay as they are written: every page of `docs`, the READMEs,
 * ERRATA, RESULTS, and the pages made from the code. What they link to beside each other is copied with them.
 */
import { copyFileSync, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** A page: its path in the repository (which made pages have too), where the navigation shows it, and its Markdown, which opens with its title. */
export interface Page {
  readonly path: string;
  readonly group: string;
  readonly text: string;
  /** In the navigation; the page's first heading by default. */
  readonly title?: string;
}

/** Targets of links and pictures to files of the repository, without their anchors. */
export const targetsOf = (markdown: string): string[] =>
  [...prose(markdown).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => target).filter((target) => !/^[a-z]+:/.test(target));

/** Without blocks and snippets of code, which link to nothing. */
const prose = (markdown: string): string => markdown.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "");

export const headingOf = (markdown: string): string => /^# (.*)$/m.exec(markdown)?.[1] ?? "";

/** Writes the pages below `folder` and returns their files in the same order. Throws Error for a page without a title, and for a link to nothing. */
export function stage(root: string, folder: string, pages: readonly Page[]): readonly string[] {
  const known = new Set(pages.map(({ path }) => path));
  return pages.map(({ path, group, text, title = headingOf(text) }) => {
    if (title === "") throw new Error(`${path}: found no heading, expected "# Title"`);
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `---\ntitle: ${JSON.stringify(title)}\ngroup: ${group}\n---\n\n${text}`);
    for (const target of targetsOf(text)) {
      const linked = normalize(join(dirname(path), target));
      if (!known.has(linked)) bring(root, folder, linked, path);
    }
    return file;
  });
}

function bring(root: string, folder: string, linked: string, from: string): void {
  const source = join(root, linked);
  if (!existsSync(source) || !statSync(source).isFile()) throw new Error(`${from}: links to ${linked}, which is no file`);
  const copy = join(folder, linked);
  mkdirSync(dirname(copy), { recursive: true });
  copyFileSync(source, copy);
}
