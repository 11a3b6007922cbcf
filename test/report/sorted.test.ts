/** A table of a report that is sorted by a column: 200 000 rows, more than one call takes as arguments. The browser is a stub; test/report/page has a real one. */
import { expect, it, vi } from "vitest";

it("sorts as many rows as there are, up and down", async () => {
  const COUNT = 200_000;
  // 7919 is prime to the number of rows: every value once.
  const rows = Array.from({ length: COUNT }, (_, k) => ({ cells: [{ dataset: { value: String((7919 * k) % COUNT) } }] }));
  const sorted: (typeof rows)[number][] = [];
  const clicks: (() => void)[] = [];
  const attributes = new Map<string, string>();
  const element = (): object => ({ append: () => {}, setAttribute: () => {}, addEventListener: (_: string, heard: () => void) => void clicks.push(heard) });
  const head = {
    childNodes: [],
    append: () => {},
    getAttribute: (name: string) => attributes.get(name) ?? null,
    setAttribute: (name: string, value: string) => void attributes.set(name, value),
    removeAttribute: (name: string) => void attributes.delete(name),
  };
  const body = { rows, append: (...more: typeof rows) => more.forEach((row) => sorted.push(row)) };
  const table = { tHead: { rows: [{ cells: [head] }] }, tBodies: [body], closest: () => null };
  vi.stubGlobal("document", { querySelectorAll: (what: string) => (what === "table" ? [table] : []), createElement: element });
  vi.stubGlobal("addEventListener", () => {});
  try {
    const page = "../../src/report/script/page.js";
    await import(page);
    const [click] = clicks;
    click();
    click();
    const values = sorted.map(({ cells }) => Number(cells[0].dataset.value));
    const up = Array.from({ length: COUNT }, (_, k) => k);
    expect(values.slice(0, COUNT)).toEqual(up);
    expect(values.slice(COUNT)).toEqual(up.reverse());
  } finally {
    vi.unstubAllGlobals();
  }
});
