/**
 * The script of a page, one text of the modules in report/script: in their order, without the lines that import and the word that exports, in one scope. They are
 * plain JavaScript, shipped as they are, so that a page has the same bytes from source and from dist.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const modules = ["axis.js", "panel.js", "figure.js", "page.js"];

let known: string | undefined;

/** The text, read once. */
export function pageScript(): string {
  return (known ??= joined());
}

function joined(): string {
  const folder = dirname(createRequire(import.meta.url).resolve("landau-flow/report.js"));
  const texts = modules.map((name) => readFileSync(join(folder, name), "utf8").replace(/^import .*\n/gm, "").replace(/^export /gm, "")); // prettier-ignore
  return `\n(() => {\n"use strict";\n${texts.join("\n")}})();\n`;
}

/** A text inside the page as data for its script: nothing in it ends the element. */
export const dataBlock = (json: string, attributes = ""): string => `<script type="application/json"${attributes}>${json.replaceAll("<", "\\u003c")}</script>`;
