/**
 * One colour and one marker per place in the bracket, the same in every figure: the distances that people compare have slots of their own, which
 * nothing else ever gets. Where a study has several quantities of one place (costs of several couplings), they take the place's slots in the order
 * in which they are observed. Other series, and the cells of a figure with one series, take the remaining slots in order.
 *
 * The first five colours are those of Okabe and Ito (Color universal design, 2008) that are told apart in every form of colour
 * blindness, darkened where a label in that colour would have less contrast with white than 4.5 : 1 (WCAG 2.1, 1.4.3). With more
 * colours no such choice exists: there the marker and the label at the curve's end tell curves apart.
 */
import type { Cell, Place } from "../../../protocols/index.ts";
import { isMain } from "../../../series-name.ts";

export const palette = {
  blue: "#0072b2",
  orange: "#b84300",
  green: "#00734c",
  purple: "#8b3a8c",
  olive: "#6b5b00",
  brown: "#7a2e12",
  teal: "#007a87",
  crimson: "#c2185b",
  slate: "#5f6b7a",
  ink: "#1a1a1a",
} as const;

const symbols = ["circle", "square", "triangle", "diamond", "cross", "triangle2", "star", "wye"] as const;

export interface Slot {
  readonly colour: string;
  readonly symbol: (typeof symbols)[number] | "hexagon";
}

/** Slots of the places, first come first served; slate is near the ink of references, so nothing else gets either. */
export const placeSlots: Readonly<Record<Place, readonly Slot[]>> = {
  estimate: [
    { colour: palette.blue, symbol: "circle" },
    { colour: palette.teal, symbol: "hexagon" },
  ],
  lower: [{ colour: palette.orange, symbol: "square" }],
  upper: [
    { colour: palette.green, symbol: "triangle" },
    { colour: palette.purple, symbol: "diamond" },
    { colour: palette.crimson, symbol: "star" },
    { colour: palette.brown, symbol: "wye" },
  ],
  floor: [{ colour: palette.olive, symbol: "cross" }],
  raw: [{ colour: palette.slate, symbol: "triangle2" }],
  slope: [],
};

/** Slots that series own by their places: main series of any cell first, then further parts, each in the order observed. */
export function ownedSlots(cells: readonly Pick<Cell, "quantities">[]): ReadonlyMap<string, Slot> {
  const declared = new Map(cells.flatMap(({ quantities }) => Object.entries(quantities)));
  const series = [...declared.keys()];
  const ordered = [...series.filter(isMain), ...series.filter((name) => !isMain(name))];
  const counts = new Map<Place, number>();
  const owned = ordered.flatMap((name): [string, Slot][] => {
    const place = declared.get(name)?.place;
    if (place === undefined) return [];
    const index = counts.get(place) ?? 0;
    counts.set(place, index + 1);
    return placeSlots[place].slice(index, index + 1).map((slot) => [name, slot]);
  });
  return new Map(owned);
}

const free = Object.values(palette).filter((colour) => colour !== palette.slate && colour !== palette.ink);
const taken = new Set(
  Object.values(placeSlots)
    .flat()
    .map(({ colour, symbol }) => `${colour} ${symbol}`),
);

/** What no place owns: all free colours once, each with another marker, then again with the next marker. */
export const remainingSlots: readonly Slot[] = symbols.flatMap((_, round) =>
  free
    .map((colour, k): Slot => ({ colour, symbol: symbols[(k + 1 + round) % symbols.length] }))
    .filter(({ colour, symbol }) => !taken.has(`${colour} ${symbol}`)),
);

/** Slots of the series of one figure; those without a slot of their own avoid the colours of those with one. */
export function seriesSlots(series: readonly string[], owned: ReadonlyMap<string, Slot>): readonly Slot[] {
  const colours = new Set(series.flatMap((name) => owned.get(name)?.colour ?? []));
  const others = remainingSlots.filter(({ colour }) => !colours.has(colour));
  const left = others.length > 0 ? others : remainingSlots;
  const unknown = series.filter((name) => !owned.has(name));
  return series.map((name) => owned.get(name) ?? left[unknown.indexOf(name) % left.length]);
}

/** Slot of the cell at an index: of one series, a remaining slot; of several, the series' colour with a marker of the cell. */
export function cellSlot(index: number, series: Slot | undefined): Slot {
  if (series === undefined) return remainingSlots[index % remainingSlots.length];
  return { colour: series.colour, symbol: symbols[index % symbols.length] };
}
