/**
 * One colour and one marker per quantity, the same in every figure: the distances that people compare have slots of their own, which
 * nothing else ever gets. Other series, and the cells of a figure with one series, take the remaining slots in order.
 *
 * The first five colours are those of Okabe and Ito (Color universal design, 2008) that are told apart in every form of colour
 * blindness, darkened where a label in that colour would have less contrast with white than 4.5 : 1 (WCAG 2.1, 1.4.3). With more
 * colours no such choice exists: there the marker and the label at the curve's end tell curves apart.
 */

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

export const symbols = ["circle", "square", "triangle", "diamond", "cross", "triangle2", "star", "wye"] as const;

export interface Slot {
  readonly colour: string;
  readonly symbol: (typeof symbols)[number] | "hexagon";
}

const floor: Slot = { colour: palette.olive, symbol: "cross" };
const naive: Slot = { colour: palette.slate, symbol: "triangle2" };

/** Slots of the quantities that have one; slate is near the ink of references, so nothing else gets either. */
export const fixedSlots: Readonly<Record<string, Slot>> = {
  w2: { colour: palette.blue, symbol: "circle" },
  lower: { colour: palette.orange, symbol: "square" },
  cost: { colour: palette.green, symbol: "triangle" },
  sphericalCost: { colour: palette.purple, symbol: "diamond" },
  synchronousCost: { colour: palette.crimson, symbol: "star" },
  floor,
  "w2.floor": floor,
  naive,
  "w2.raw": naive,
  rematched: { colour: palette.brown, symbol: "wye" },
  radial: { colour: palette.teal, symbol: "hexagon" },
  bound: { colour: palette.ink, symbol: "circle" },
};

const free = Object.values(palette).filter((colour) => colour !== palette.slate && colour !== palette.ink);
const taken = new Set(Object.values(fixedSlots).map(({ colour, symbol }) => `${colour} ${symbol}`));

/** What no quantity owns: all free colours once, each with another marker, then again with the next marker. */
export const remainingSlots: readonly Slot[] = symbols.flatMap((_, round) =>
  free
    .map((colour, k): Slot => ({ colour, symbol: symbols[(k + 1 + round) % symbols.length] }))
    .filter(({ colour, symbol }) => !taken.has(`${colour} ${symbol}`)),
);

/** Slots of the series of one figure; those without a slot of their own avoid the colours of those with one. */
export function seriesSlots(series: readonly string[]): readonly Slot[] {
  const owned = new Set(series.flatMap((name) => fixedSlots[name]?.colour ?? []));
  const others = remainingSlots.filter(({ colour }) => !owned.has(colour));
  const left = others.length > 0 ? others : remainingSlots;
  const unknown = series.filter((name) => fixedSlots[name] === undefined);
  return series.map((name) => fixedSlots[name] ?? left[unknown.indexOf(name) % left.length]);
}

/** Slot of the cell at an index: of one series, a remaining slot; of several, the series' colour with a marker of the cell. */
export function cellSlot(index: number, series: Slot | undefined): Slot {
  if (series === undefined) return remainingSlots[index % remainingSlots.length];
  return { colour: series.colour, symbol: symbols[index % symbols.length] };
}
