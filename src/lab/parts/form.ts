/** The controls as a form: a change of any is a new arrangement. */
import { element } from "./element.ts";
import { typeset } from "./numbers.ts";
import type { Arrangement, Control } from "../protocol.ts";

type Field = HTMLSelectElement | HTMLInputElement;

/** The form and what fills it. */
export interface Form {
  readonly form: HTMLFormElement;
  show(arrangement: Arrangement): void;
}

/** `changed` is told all fields by name, when each of them is what it may be. */
export function openForm(controls: readonly Control[], changed: (fields: Readonly<Record<string, string>>) => void): Form {
  const fields = new Map(controls.map((control) => [control.name, fieldOf(control)]));
  const labels = controls.map(({ name, label, kind }) => element("label", { class: kind }, element("span", {}, label), fields.get(name)!));
  const form = element("form", { "aria-label": "what is shown" }, ...labels);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    if (form.reportValidity()) changed(Object.fromEntries([...fields].map(([name, { value }]) => [name, value])));
  });
  return { form, show: (arrangement) => fields.forEach((field, name) => (field.value = arrangement[name])) };
}

function fieldOf(control: Control): Field {
  const { name } = control;
  if (control.kind === "list") return element("select", { name }, ...control.options.map(({ value, label }) => element("option", { value }, typeset(label))));
  if (control.kind === "name") return element("input", { name, required: "", pattern: control.pattern, autocomplete: "off", spellcheck: "false" });
  return element("input", { name, required: "", type: "number", min: String(control.from), max: String(control.to), step: "1" });
}
