/** Columns of a table in a terminal: headers above, texts right-aligned, as many side by side as fit. */
import { max } from "d3-array";
import { columns, padStart, wrap } from "./wrap.ts";

/** A column: its header lines, and its texts right-aligned to one width. */
export interface Column {
  readonly header: readonly string[];
  readonly body: readonly string[];
  readonly width: number;
}

/** The label wrapped above its texts, the name in brackets when it is another; nothing wider than `most`. */
export function column(label: string, name: string, body: readonly string[], most: number): Column {
  const widest = Math.max(8, max(body, columns) ?? 0);
  let header = wrap(label, Math.min(most, Math.max(widest, 18, max(label.split(" "), columns) ?? 0)));
  if (name !== label) header = [...header, ...wrap(`(${name})`, most)];
  return { header, body, width: Math.max(widest, max(header, columns) ?? 0) };
}

/** As many columns side by side as fit into the room, at least one. */
export function blocks(all: readonly Column[], room: number): Column[][] {
  const result: Column[][] = [];
  let used = Infinity;
  for (const each of all) {
    used += each.width + 2;
    if (used - 2 > room) {
      result.push([]);
      used = each.width + 2;
    }
    result[result.length - 1].push(each);
  }
  return result;
}

/** Header, rule, rows. */
export function sideBySide(all: readonly Column[]): string[] {
  const height = max(all, (each) => each.header.length) ?? 0;
  const header = Array.from({ length: height }, (_, row) => all.map((each) => padStart(each.header[row] ?? "", each.width)).join("  "));
  const rule = all.map((each) => "-".repeat(each.width)).join("  ");
  const body = all[0].body.map((_, row) => all.map((each) => padStart(each.body[row] ?? "", each.width)).join("  "));
  return [...header, rule, ...body];
}
