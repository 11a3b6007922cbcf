/** Numbers and words of the page: four digits, one minus sign, gamma as a letter. */
const minus = "\u2212";

export function inDigits(x: number): string {
  const text = String(Number(x.toPrecision(4)));
  return (text === "-0" ? "0" : text).replaceAll("-", minus);
}

/** Words in ASCII set for reading. */
export const typeset = (words: string): string => words.replaceAll("gamma", "\u03b3").replace(/-(?=\d)/g, minus);
