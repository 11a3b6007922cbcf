/** A text to take along, in a dialog: to copy, and to save under a name. */
import { button, element } from "./element.ts";

/** The dialog. */
export interface TextDialog {
  readonly dialog: HTMLDialogElement;
  show(text: string): void;
}

/** `file`: the name to save it under. */
export function openTextDialog(title: string, file: string): TextDialog {
  const area = element("textarea", { name: "scenario", readonly: "", rows: "22", "aria-label": title, spellcheck: "false", wrap: "off" });
  const said = element("output");
  const copy = button("Copy", {}, () => {
    void copied(area).then((done) => (said.value = done ? "copied" : "press Ctrl-C"));
  });
  const save = button(`Save ${file}`, {}, () => {
    const address = URL.createObjectURL(new Blob([area.value], { type: "text/plain" }));
    element("a", { href: address, download: file }).click();
    URL.revokeObjectURL(address);
  });
  const dialog = element("dialog", { "aria-label": title });
  const close = button("Close", {}, () => dialog.close());
  dialog.append(element("h2", {}, title), area, element("p", { class: "buttons" }, copy, save, close, said));
  return {
    dialog,
    show(text) {
      area.value = text;
      said.value = "";
      dialog.showModal();
      area.scrollTo(0, 0);
    },
  };
}

/** Where a page from a disk may not use the clipboard, the selected text is left to the reader. */
async function copied(area: HTMLTextAreaElement): Promise<boolean> {
  area.select();
  try {
    await navigator.clipboard.writeText(area.value);
    return true;
  } catch {
    return false;
  }
}
