/** A site of files in a folder: which links of its pages lead nowhere, which requests they would make, and formulas that are not set. */
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** All pages, relative to the folder. */
export const htmlBelow = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));

/** `page -> target` for every link, picture, script and style sheet that is not there, and for every anchor that its page does not have. */
export function deadLinks(folder: string): string[] {
  const texts = new Map(htmlBelow(folder).map((page) => [page, readFileSync(join(folder, page), "utf8")]));
  const anchors = new Map([...texts].map(([page, text]) => [page, new Set([...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))]));
  return [...texts].flatMap(([page, text]) =>
    targets(text).flatMap((target) => {
      const [path, anchor] = target.split("#").map(decodeURIComponent);
      const file = path === "" ? page : relative(folder, join(folder, dirname(page), path));
      const missing = !existsSync(join(folder, file)) || !statSync(join(folder, file)).isFile();
      const unknown = anchor !== undefined && anchor !== "" && anchors.has(file) && !anchors.get(file)!.has(anchor);
      return missing || unknown ? [`${page} -> ${target}`] : [];
    }),
  );
}

const targets = (html: string): string[] => addresses(html).filter((target) => !/^[a-z]+:/.test(target));

/** Of a page without its scripts and code, whose texts may look like attributes. */
const addresses = (html: string): string[] =>
  [...html.replace(/<script[^>]*>[^<][\s\S]*?<\/script>/g, "").matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, target]) => target.replaceAll("&amp;", "&"));

/** What a page would fetch from elsewhere when it is opened (a link that is followed is the reader's doing). */
export function requests(folder: string): string[] {
  return htmlBelow(folder).flatMap((page) => {
    const text = readFileSync(join(folder, page), "utf8");
    return [...text.matchAll(/<(?:script|img|link)[^>]*\s(?:src|href)="(https?:[^"]*)"/g)].map(([, target]) => `${page} -> ${target}`);
  });
}

/** Pages with a formula that KaTeX could not set, or left as it was written. */
export function unsetFormulas(folder: string): string[] {
  return htmlBelow(folder).filter((page) => {
    const text = readFileSync(join(folder, page), "utf8");
    return /katex-error/.test(text) || /\$\$/.test(text.replace(/<(pre|code|script|annotation)[\s\S]*?<\/\1>/g, ""));
  });
}
