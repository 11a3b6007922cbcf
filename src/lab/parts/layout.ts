/** Where everything stands on the page. */
import { drawn, element } from "./element.ts";

/** The parts of the page. */
export interface Parts {
  readonly about: string;
  readonly canvas: HTMLElement;
  readonly tools: readonly HTMLElement[];
  readonly status: HTMLElement;
  readonly message: HTMLElement;
  readonly form: HTMLElement;
  readonly figures: readonly HTMLElement[];
  readonly table: HTMLElement;
  readonly dialog: HTMLElement;
}

const keys = "Keys: space runs and pauses, right arrow takes a step, Home starts again.";

export function layOut({ about, canvas, tools, status, message, form, figures, table, dialog }: Parts): void {
  const buttons = element("div", { class: "buttons" }, ...tools);
  document.body.append(
    element("header", {}, element("h1", {}, "Landau laboratory"), element("p", {}, about)),
    element(
      "main",
      {},
      element("section", { class: "stage", "aria-label": "particles" }, canvas, clouds(), buttons, status, message),
      element("section", { "aria-label": "choices" }, form, element("p", { class: "keys" }, keys)),
      ...figures,
      element("details", {}, element("summary", {}, "Numbers"), element("div", { class: "scroll", tabindex: "0" }, table)),
    ),
    dialog,
  );
}

/** Which cloud is which. */
function clouds(): HTMLElement {
  const dot = (name: string) =>
    drawn("svg", { class: "swatch", width: 12, height: 12, "aria-hidden": "true" }, drawn("circle", { class: name, cx: 6, cy: 6, r: 4 }));
  const entry = (name: string) => element("li", {}, dot(name), `${name} ensemble`);
  return element("ul", { class: "legend" }, entry("first"), entry("second"));
}
