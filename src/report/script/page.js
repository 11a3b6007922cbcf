/** What the script of a report does: interactive figures, tables sorted by their columns, commands copied, data saved from the page. Without it all is there to read. */
import { made, openFigure } from "./figure.js";

/** Saves a text as a file: it is in the page already, nothing is asked for. */
function save(name, type, text) {
  const link = made("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const numberIn = (cell) => {
  const text = cell.dataset.value ?? cell.textContent.trim();
  return text === "" ? NaN : Number(text.replaceAll("\u2212", "-"));
};

/** Numbers before words, missing ones last whatever the direction. */
function compare(a, b, direction) {
  const [x, y] = [numberIn(a), numberIn(b)];
  if (Number.isNaN(x) && Number.isNaN(y)) return direction * a.textContent.localeCompare(b.textContent, "en");
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
  return direction * (x - y);
}

function sortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = made("button", { type: "button", className: "sort", title: "Sort" }, ...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      const body = table.tBodies[0];
      // A row may have one cell in the place of several.
      const cell = ({ cells }) => cells[Math.min(column, cells.length - 1)];
      // One by one: as arguments of one call, 120 000 rows would be too many.
      for (const row of [...body.rows].sort((a, b) => compare(cell(a), cell(b), direction))) body.append(row);
    });
  });
}

async function copy(text, block) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page without a secure origin has no clipboard, but may copy what is selected.
    getSelection().selectAllChildren(block);
    document.execCommand("copy");
  }
}

function copyable(block) {
  const text = block.textContent;
  const button = made("button", { type: "button", className: "copy", textContent: "Copy" });
  button.addEventListener("click", async () => {
    await copy(text, block);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  const around = made("div", { className: "command" });
  block.replaceWith(around);
  around.append(block, button);
}

for (const block of document.querySelectorAll("script[type='application/json'][data-file]")) {
  const button = made("button", { type: "button", textContent: `Save ${block.dataset.file}` });
  button.addEventListener("click", () => save(block.dataset.file, block.dataset.type, JSON.parse(block.textContent)));
  block.after(button);
}
for (const figure of document.querySelectorAll("figure")) {
  const block = figure.querySelector("script[type='application/json']");
  if (block) openFigure(figure, JSON.parse(block.textContent), save);
}
for (const table of document.querySelectorAll("table")) if (table.tHead && table.tBodies[0].rows.length > 1 && !table.closest(".live")) sortable(table);
for (const block of document.querySelectorAll("pre")) copyable(block);
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => (one.open = true)));
