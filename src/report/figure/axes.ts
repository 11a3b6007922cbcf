/**
 * Domains and ticks. Linear axes have round steps of 1, 2 or 5; logarithmic axes label powers of ten, and 1, 2, 5 within fewer than two
 * decades, or as many other integers as have room, with the rest as unlabelled ticks.
 */
import { extent, max, ticks, tickStep } from "d3-array";

/** Relative variation under which a quantity counts as constant. */
export const flat = 1e-6;

export interface Axis {
  readonly type: "linear" | "log";
  readonly domain: readonly [number, number];
  /** Labelled ticks. */
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
  /** Ticks without a label. */
  readonly minor: readonly number[];
}

const superscripts = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

function power(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join("");
  return `10${exponent < 0 ? "\u207b" : ""}${digits}`;
}

/** Fixed decimals with a minus sign proper. */
function decimal(value: number, decimals: number): string {
  return value.toFixed(decimals).replace("-", "\u2212");
}

/** Ticks of a linear axis on a given domain. */
export function linearAxis(domain: readonly [number, number], count = 5): Axis {
  const values = ticks(domain[0], domain[1], count);
  const step = Math.abs(tickStep(domain[0], domain[1], count));
  const decimals = Math.min(15, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  const largest = max(values, Math.abs) ?? 0;
  const powers = step >= 1e4 || decimals > 5;
  const digits = Math.ceil(Math.log10(largest / step) + 1e-9);
  const label = (value: number): string => (powers ? scientific(value, digits) : decimal(value, decimals));
  return {
    type: "linear",
    domain,
    ticks: values.map((value) => ({ value, label: value === 0 ? "0" : label(value) })),
    minor: [],
  };
}

/** Linear axis that holds all values with a margin; reaches down to zero when zero is near; a constant gets a window of 2 %. */
export function linearAround(values: readonly number[]): Axis {
  let [low = 0, high = 0] = extent(values);
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (high - low <= flat * size || size === 0) {
    const half = size === 0 ? 1 : 0.01 * size;
    return linearAxis([(low + high) / 2 - half, (low + high) / 2 + half]);
  }
  const margin = 0.05 * (high - low);
  const floor = low >= 0 && low < 0.5 * high;
  const ceiling = high <= 0 && high > 0.5 * low;
  low = floor ? 0 : low - margin;
  high = ceiling ? 0 : high + margin;
  return linearAxis([low, high]);
}

/** Logarithmic axis that holds all (positive) values. */
export function logAround(values: readonly number[]): Axis {
  const [low, high] = extent(values).map((value = 1) => Math.log10(value));
  const margin = Math.max(0.04 * (high - low), 0.02);
  const domain = [10 ** (low - margin), 10 ** (high + margin)] as const;
  const first = Math.floor(low - margin);
  const last = Math.ceil(high + margin);
  const inside = (value: number): boolean => value >= domain[0] && value <= domain[1];
  const integers = decades(first, last)
    .flatMap((e) => [1, 2, 3, 4, 5, 6, 7, 8, 9].map((m) => Number(`${m}e${e}`)))
    .filter(inside);
  if (high - low + 2 * margin < 2) return fewDecades(domain, integers);
  const every = Math.ceil((last - first) / 7);
  const labelled = decades(first, last).filter((e) => e % every === 0 && inside(Number(`1e${e}`)));
  const ticked = labelled.map((e) => ({ value: Number(`1e${e}`), label: power(e) }));
  const minor =
    every > 1
      ? decades(first, last)
          .map((e) => Number(`1e${e}`))
          .filter(inside)
      : integers;
  return { type: "log", domain, ticks: ticked, minor: minor.filter((value) => !ticked.some((tick) => tick.value === value)) };
}

/** The axis with a labelled tick at a small integer inside its domain; labels that would touch it give way. */
export function withTick(axis: Axis, value: number): Axis {
  if (axis.ticks.some((tick) => tick.value === value)) return axis;
  const height = (x: number): number => (axis.type === "log" ? Math.log(x) : x);
  const length = height(axis.domain[1]) - height(axis.domain[0]);
  const apart = axis.ticks.filter((tick) => Math.abs(height(tick.value) - height(value)) > 0.08 * length);
  const ticked = [...apart, { value, label: String(value) }].sort((a, b) => a.value - b.value);
  return { ...axis, ticks: ticked, minor: axis.minor.filter((minor) => minor !== value) };
}

function decades(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, k) => first + k);
}

/** Which leading digits are labelled first where not all have room. */
const PREFERRED = [1, 5, 2, 3, 7, 4, 6, 8, 9];
/** Labels are at least this part of an axis apart: five characters of a narrow panel. */
const ROOM = 0.13;

/** The integers whose labels do not touch, those of preferred digits first. */
function withRoom(integers: readonly number[], domain: readonly [number, number]): number[] {
  const length = Math.log(domain[1] / domain[0]);
  const inOrder = PREFERRED.flatMap((digit) => integers.filter((value) => leading(value) === digit));
  const kept: number[] = [];
  for (const value of inOrder) if (kept.every((other) => Math.abs(Math.log(value / other)) >= ROOM * length)) kept.push(value);
  return kept.sort((a, b) => a - b);
}

const leading = (value: number): number => Number(value.toExponential(0)[0]);

/** Under two decades: 1, 2, 5 where that gives three ticks, else the integers that have room, else round linear steps. */
function fewDecades(domain: readonly [number, number], integers: readonly number[]): Axis {
  const coarse = integers.filter((value) => [1, 2, 5].includes(leading(value)));
  const chosen = coarse.length >= 3 ? coarse : integers.length >= 3 ? withRoom(integers, domain) : ticks(domain[0], domain[1], 4);
  const labelled = chosen.map((value) => ({ value, label: plain(value) }));
  return { type: "log", domain, ticks: labelled, minor: integers.filter((value) => !chosen.includes(value)) };
}

/** 0.002, 0.05, 3, 200; beyond that powers. */
function plain(value: number): string {
  const exponent = Number(value.toExponential().split("e")[1]);
  return exponent >= -3 && exponent <= 4 ? String(Number(value.toPrecision(6))) : scientific(value, 3);
}

/** A mantissa with so many decimals at most, times a power of ten; the power alone for a mantissa of one. */
function scientific(value: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(Math.min(15, digits)).split("e");
  const factor = Number(mantissa);
  const text = Math.abs(factor) === 1 ? `${factor < 0 ? "-" : ""}${power(Number(exponent))}` : `${factor}\u00b7${power(Number(exponent))}`;
  return text.replace("-", "\u2212");
}
