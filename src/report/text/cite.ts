/**
 * Works as people read them, from the bibliography's BibTeX fields: author, title, year. Knows the TeX that the bibliography uses:
 * braces, and accents as in {\"u}.
 */
import { bibliography } from "../../bibliography.ts";

/** Combining characters of the accents of TeX. */
const accents: Readonly<Record<string, string>> = { '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", c: "\u0327" };

/** A BibTeX field as plain text. */
function plainTex(field: string): string {
  return field
    .replace(/\\(["'`^~]|c(?= |\{))\s*\{?([A-Za-z])\}?/g, (_, accent: string, letter: string) => (letter + accents[accent]).normalize("NFC"))
    .replaceAll(/[{}]/g, "")
    .replaceAll("--", "\u2013");
}

/** `Villani, C.` becomes `C. Villani`. */
function natural(name: string): string {
  const [last, first] = name.split(", ");
  return first === undefined ? last : `${first} ${last}`;
}

/** Author, title and year of a work by its key; a key that the bibliography does not have stands for itself. */
export function citation(key: string): string {
  const fields = bibliography.get(key)?.fields;
  if (fields === undefined) return key;
  const { author, title, year } = fields;
  const authors = author === undefined ? undefined : plainTex(author).split(" and ").map(natural).join(", ");
  const work = [authors, title === undefined ? undefined : plainTex(title)].filter((part) => part !== undefined).join(": ");
  return year === undefined ? work : `${work} (${year})`;
}
