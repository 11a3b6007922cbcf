/** Keys of the whole page; what has a use for a key of its own (fields, buttons, an open dialog) keeps it. */

const own = "input, select, textarea, button, summary, a, dialog, .scroll";

export function listenToKeys(acts: Readonly<Record<string, () => void>>): void {
  addEventListener("keydown", (event) => {
    const { key, target, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey || !Object.hasOwn(acts, key)) return;
    if ((target instanceof Element && target.closest(own)) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    acts[key]();
  });
}
