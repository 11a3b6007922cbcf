/**
 * The figure of a statement: one line a comparison, both sides on one axis in units of the larger one. A filled disc is the left side, a ring the right side; the line between
 * them is what the statement allows (left of the ring, for inequalities) or the difference (for equalities). Sides that differ by more than is visible are told apart by numbers
 * at the right. Pure: the same comparisons give the same bytes.
 */
import { marginOf } from "../../claims/verdict.ts";
import type { CheckedCase, Comparison } from "../../protocols/index.ts";
import { shortNumber } from "../text/numbers.ts";
import { faint, fontFamily, ink, size } from "./style.ts";
import { escapeMarkup, typesetSvg, wrapToWidth } from "./typeset.ts";

/** Of a page's width: names, the axis, numbers. */
const width = 2 * size.panel;
const axis = { from: 560, to: 900 } as const;
const text = 18;
const line = 24;

const colours: Readonly<Record<string, string>> = { consistent: "#1b6e3c", violated: "#b3261e", undecided: "#8a5a00" };

interface Drawn {
  readonly svg: string;
  readonly height: number;
}

/** At most this many lines are drawn: those with the least room. */
export const mostSides = 40;

/** The figure as SVG; undefined when nothing was compared. */
export function sidesFigure(title: string, cases: readonly CheckedCase[]): { readonly svg: string; readonly width: number } | undefined {
  const compared = cases.flatMap(({ comparison, ...rest }) => (comparison && drawable(comparison) ? [{ ...rest, comparison }] : []));
  if (compared.length === 0) return undefined;
  let top = 44;
  const rows = tightest(compared).map((one) => {
    const drawn = row(one.comparison, colours[one.verdict.kind], top);
    top += drawn.height;
    return drawn.svg;
  });
  const grid = [-1, 0, 1].map((x) => {
    const at = place(x);
    return `<path d="M${at},34V${top}" stroke="${faint}"/><text x="${at}" y="24">${typesetSvg(String(x), text)}</text>`;
  });
  const font = `font-family="${fontFamily}" font-size="${text}" fill="${ink}" text-anchor="middle"`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top + 8}" width="${width}" height="${top + 8}" role="img" ${font}>` +
    `<title>${escapeMarkup(title)}</title><rect width="${width}" height="${top + 8}" fill="white"/>\n${grid.join("")}\n${rows.join("\n")}\n</svg>\n`;
  return { svg, width };
}

/** Those that are drawn, in their order. */
function tightest<Case extends { readonly comparison: Comparison }>(compared: readonly Case[]): readonly Case[] {
  const room = compared.map(({ comparison }) => marginOf(comparison));
  const drawn = new Set(compared.map((_, k) => k).toSorted((a, b) => room[a] - room[b] || a - b).slice(0, mostSides)); // prettier-ignore
  return compared.filter((_, k) => drawn.has(k));
}

const drawable = ({ left, right }: Comparison): boolean => Number.isFinite(left) && Number.isFinite(right);
const place = (x: number): number => Math.round(100 * (axis.from + ((x + 1) / 2) * (axis.to - axis.from))) / 100;

function row({ name, relation, left, right }: Comparison, colour: string, top: number): Drawn {
  const lines = wrapToWidth(name, text, axis.from - 40);
  const height = Math.max(1, lines.length) * line + 4;
  const y = top + height / 2;
  const scale = Math.max(Math.abs(left), Math.abs(right)) || 1;
  const [l, r] = [place(left / scale), place(right / scale)];
  const label = lines.map((one, k) => `<text x="16" y="${top + text + k * line}" text-anchor="start">${typesetSvg(one, text)}</text>`).join("");
  const numbers = `<text x="${axis.to + 24}" y="${y + 6}" text-anchor="start">${escapeMarkup(`${shortNumber(left)} ${relation} ${shortNumber(right)}`)}</text>`;
  const marks =
    `<path d="M${l},${y}H${r}" stroke="${colour}" stroke-width="3"/>` +
    `<circle cx="${r}" cy="${y}" r="8" fill="white" fill-opacity="0.6" stroke="${colour}" stroke-width="2.4"/><circle cx="${l}" cy="${y}" r="4" fill="${colour}"/>`;
  return { svg: label + marks + numbers, height };
}
