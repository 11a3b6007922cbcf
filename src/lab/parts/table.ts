/** All that was measured as a table, a row an observation: what the charts draw, for those who read. Each value has all its digits in its `data` element. */
import type { Seen } from "./chart.ts";
import { element } from "./element.ts";
import { inDigits } from "./numbers.ts";
import type { Curve } from "../protocol.ts";

/** The table and what fills it. */
export interface Table {
  readonly table: HTMLTableElement;
  fill(seen: readonly Seen[]): void;
}

export function openTable(curves: readonly Curve[]): Table {
  const [head, body] = [element("thead"), element("tbody")];
  const cell = ({ values }: Seen, series: string): HTMLTableCellElement => {
    if (!Object.hasOwn(values, series)) return element("td");
    return element("td", {}, element("data", { value: String(values[series]), "data-series": series }, inDigits(values[series])));
  };
  return {
    table: element("table", {}, head, body),
    fill(seen) {
      const measured = curves.filter(({ series }) => seen.some(({ values }) => Object.hasOwn(values, series)));
      head.replaceChildren(element("tr", {}, ...["t", ...measured.map(({ label }) => label)].map((label) => element("th", { scope: "col" }, label))));
      body.replaceChildren(
        ...seen.map((one) => element("tr", {}, element("th", { scope: "row" }, inDigits(one.t)), ...measured.map(({ series }) => cell(one, series)))),
      );
    },
  };
}
