/** Figures of results with known numbers, and what their SVG says. */
import type { FigureSpec, Result } from "../../src/protocols/index.ts";
import { drawing, renderFigure } from "../../src/report/index.ts";

export const spec = (more: Partial<FigureSpec>): FigureSpec => ({
  name: "figure",
  title: "Title",
  series: ["w2"],
  caption: "Caption.",
  ...more,
});
export const render = (result: Result, more: Partial<FigureSpec> = {}) => renderFigure(drawing(result, spec(more)));
export const numbers = (text: string): number[] => [...text.matchAll(/-?\d+(?:\.\d+)?/g)].map(([number]) => Number(number));

/** Centres of the round markers of the first curve, from the SVG itself (the key's marker is grey). */
export function circles(svg: string): { x: number; y: number }[] {
  const group = /<g[^>]*fill="#0072b2"[^>]*aria-label="dot"[^>]*>(.*?)<\/g>/s.exec(svg)![1];
  return [...group.matchAll(/<circle[^>]*>/g)].map(([tag]) => ({
    x: Number(/cx="([^"]*)"/.exec(tag)![1]),
    y: Number(/cy="([^"]*)"/.exec(tag)![1]),
  }));
}

/** Paths of dashed curves in the panels, not those of the key. */
export function dashedPaths(svg: string): string[] {
  return [...svg.matchAll(/<g[^>]*stroke-dasharray[^>]*>\s*<path d="([^"]*)"/g)].map((match) => match[1]);
}
