/**
 * The frame of a page: one HTML file that needs nothing else. Style, pictures, script and data are inline, and a content security policy forbids everything but its own
 * style sheet and its own script: it can ask nobody for anything.
 */
import { createHash } from "node:crypto";
import { escapeMarkup, typesetHtml } from "../figure/typeset.ts";
import { pageScript } from "./script.ts";
import { styleSheet } from "./style-sheet.ts";

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The whole document around its sections; empty ones are left out. */
export function documentHtml(title: string, sections: readonly string[]): string {
  const script = pageScript();
  const policy = `default-src 'none'; style-src ${hashOf(styleSheet)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeMarkup(title)}</title>
<style>${styleSheet}</style>
</head>
<body>
${sections.filter((each) => each !== "").join("\n")}
<script>${script}</script>
</body>
</html>
`;
}

/** A list of terms and what they are. */
export function definitions(entries: readonly (readonly [string, string])[], attributes = ""): string {
  const items = entries.map(([term, text]) => `<dt>${typesetHtml(term)}</dt><dd>${typesetHtml(text)}</dd>`);
  return `<dl${attributes}>${items.join("")}</dl>`;
}

/** A verdict as a badge. */
export function kindHtml(kind: string): string {
  return `<span class="kind ${kind}">${kind}</span>`;
}
