/** The guide's pages (docs) and the blocks of code in them: a TypeScript block names its file in its first line, `// ten.ts`; a block of text right after it is what it prints. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { markdownBelow } from "../../scripts/docs/pages.ts";

const root = new URL("../../", import.meta.url).pathname;

/** A block of TypeScript. */
export interface Block {
  readonly page: string;
  readonly file: string;
  readonly text: string;
  /** What the page says that it prints. */
  readonly output?: string;
  readonly isScenario: boolean;
}

export const guide: readonly { readonly page: string; readonly text: string }[] = markdownBelow(root, "docs").map((page) => ({
  page,
  text: readFileSync(join(root, page), "utf8"),
}));

export const blocks: readonly Block[] = guide.flatMap(({ page, text }) =>
  [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map((match): Block => {
    const after = text.slice(match.index + match[0].length);
    // Words in between, and no other block.
    const output = /^[^`]*(?:`[^`\n]+`[^`]*)*```text\n([\s\S]*?)```/.exec(after)?.[1];
    const file = /^\/\/ (\S+\.ts)\n/.exec(match[1])?.[1] ?? "";
    return { page, file, text: match[1], ...(output === undefined ? {} : { output }), isScenario: match[1].includes("export default study(") };
  }),
);

/** The blocks of one language, of all pages, line by line where they are commands. */
export const commands: readonly { readonly page: string; readonly command: string }[] = guide.flatMap(({ page, text }) =>
  [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) =>
    block
      .trim()
      .split("\n")
      .map((command) => ({ page, command })),
  ),
);

/** Writes blocks where they find the package as they do in a project of its own: `landau-flow` by its name. The caller removes the folder. */
export function write(name: string, chosen: readonly Block[]): string {
  const folder = join(root, "dist", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { file, text } of chosen) writeFileSync(join(folder, file), text);
  return folder;
}
