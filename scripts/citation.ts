/**
 * CITATION.cff and codemeta.json, made by `npm run readmes` from package.json and the bibliography, so that they name the version and the works that there are. Formats: Citation
 * File Format 1.2.0 (YAML, of which JSON's texts are a part), CodeMeta 2.0.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bibliography, type WorkCited } from "../src/bibliography.ts";

interface Package {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly keywords: readonly string[];
  readonly engines: { readonly node: string };
}

const packageOf = (root: string): Package => JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Package;

const TITLE = "landau-flow";
const AUTHORS = "The landau-flow authors";

/** Accents that the bibliography writes in TeX, after the letter in Unicode's combining form. */
const accents: Readonly<Record<string, string>> = { '"': "\u0308", "'": "\u0301", "`": "\u0300", c: "\u0327" };

/** TeX's accents and braces as plain text. */
export const plainText = (tex: string): string =>
  tex
    .replace(/\{?\\(["'`]|c )\{?([a-zA-Z])\}?\}?/g, (_, accent: string, letter: string) => `${letter}${accents[accent.trim()]}`.normalize("NFC"))
    .replace(/[{}]/g, "")
    .replaceAll("--", "-");

/** CITATION.cff as it should be. */
export function citationFile(root: string): string {
  const { version, license, keywords, description } = packageOf(root);
  return [
    "# made by `npm run readmes` from package.json and src/bibliography.ts",
    "cff-version: 1.2.0",
    "message: If you use landau-flow, please cite it and the papers that the scenario names (landau cite).",
    `title: ${TITLE}`,
    `abstract: ${JSON.stringify(description)}`,
    "type: software",
    `version: ${version}`,
    `license: ${license}`,
    "authors:",
    `  - name: ${AUTHORS}`,
    "keywords:",
    ...keywords.map((keyword) => `  - ${keyword}`),
    "references:",
    ...[...bibliography.values()].flatMap(reference),
    "",
  ].join("\n");
}

const kinds: Readonly<Record<WorkCited["type"], string>> = { article: "article", book: "book", misc: "generic", incollection: "generic" };

/** A work as a list entry of `references`. */
function reference({ type, fields }: WorkCited): string[] {
  const text = (key: string, value: string | undefined): string[] => (value === undefined ? [] : [`    ${key}: ${JSON.stringify(plainText(value))}`]);
  const [start, end] = plainText(fields.pages ?? "").split("-");
  return [
    `  - type: ${kinds[type]}`,
    ...text("title", fields.title),
    "    authors:",
    ...authorsOf(fields.author).flatMap(([family, given]) => [
      `      - family-names: ${JSON.stringify(family)}`,
      ...(given ? [`        given-names: ${JSON.stringify(given)}`] : []),
    ]),
    ...(fields.year === undefined ? [] : [`    year: ${fields.year}`]),
    ...text("journal", fields.journal),
    ...text("collection-title", fields.booktitle),
    ...text("volume", fields.volume),
    ...text("start", start || undefined),
    ...text("end", end),
    ...text("edition", fields.edition),
    ...(fields.publisher === undefined ? [] : ["    publisher:", `      name: ${JSON.stringify(plainText(fields.publisher))}`]),
    ...text("notes", fields.note),
  ];
}

/** Family and given names. */
const authorsOf = (names = ""): readonly (readonly [string, string?])[] => names.split(" and ").map((name) => plainText(name).split(", ") as [string, string?]);

/** codemeta.json as it should be. */
export function codemetaFile(root: string): string {
  const { name, version, license, keywords, description, engines } = packageOf(root);
  const citation = [...bibliography.values()].map(({ fields }) => ({
    "@type": "CreativeWork",
    name: plainText(fields.title),
    author: authorsOf(fields.author).map(([family, given]) => ({ "@type": "Person", familyName: family, ...(given ? { givenName: given } : {}) })),
    ...(fields.year === undefined ? {} : { datePublished: fields.year }),
  }));
  const document = {
    "@context": "https://doi.org/10.5063/schema/codemeta-2.0",
    "@type": "SoftwareSourceCode",
    name,
    description,
    version,
    license: `https://spdx.org/licenses/${license}`,
    author: [{ "@type": "Organization", name: AUTHORS }],
    keywords,
    programmingLanguage: "TypeScript",
    runtimePlatform: `Node.js ${engines.node}`,
    citation,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
