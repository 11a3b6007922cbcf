/** Text within a width: counted in code points, which is what the characters used here (± and plain ASCII) take on a terminal. */

/** Characters on a terminal. */
export function columns(text: string): number {
  return [...text].length;
}

/**
 * Lines of at most `width` columns, broken at spaces; a word that is longer is cut. Lines after the first begin with `hang`;
 * `continued` ends every line but the last (a backslash keeps a broken command fit to be pasted).
 */
export function wrap(text: string, width: number, hang = "", continued = ""): string[] {
  const room = Math.max(1, width - columns(hang) - columns(continued));
  const words = text.split(/\s+/).filter((word) => word !== "");
  const lines: string[] = [];
  let line = "";
  for (const word of words.flatMap((whole) => pieces(whole, room))) {
    if (line !== "" && columns(line) + 1 + columns(word) > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((each, index) => (index === 0 ? "" : hang) + each + (index < lines.length - 1 ? continued : ""));
}

function pieces(word: string, room: number): string[] {
  const letters = [...word];
  return Array.from({ length: Math.ceil(letters.length / room) }, (_, k) => letters.slice(k * room, (k + 1) * room).join(""));
}

export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - columns(text))) + text;
}

export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - columns(text)));
}
