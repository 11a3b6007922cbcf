/** Quantities that several observables declare, and those that observables make of each other's. */
import type { Parts, Quantity } from "../../src/protocols/index.ts";
import { pointSeries, seriesName } from "../../src/series-name.ts";

/** Rate of change at the start. */
export function rateOfQuantity({ name, short, symbol, kind, velocity, meaning }: Quantity): Quantity {
  return {
    name: `rate of ${name}`,
    short: `rate of ${short}`,
    symbol: `d ${symbol}/dt`,
    kind: `rate of ${kind}`,
    velocity,
    perTime: true,
    meaning: `Rate of change at t = 0 of the ${name}. ${meaning}`,
  };
}

/** Every part, made into another. */
export const eachPart = (parts: Parts, of: (quantity: Quantity) => Quantity): Parts =>
  Object.fromEntries(Object.entries(parts).map(([suffix, quantity]) => [suffix, of(quantity)])) as Record<string, Quantity> as Parts;

/** The parts, and what is told further of every value; of a function, of each of its points. */
export function withFurther(parts: Parts, word: string, of: (quantity: Quantity) => Quantity): Parts {
  const added = Object.entries(parts).flatMap(([suffix, { along, place: _, conserved: __, ...quantity }]) =>
    (along ? along.points.map((___, k) => pointSeries("", k)) : [suffix]).map((one) => [seriesName(one, word), of(quantity)] as const),
  );
  return { ...parts, ...Object.fromEntries(added) };
}

/** The same numbers of something that is not conserved by itself, such as one species: words added, no law of conservation. */
export function partly({ conserved: _, ...quantity }: Quantity, { name, short }: { readonly name: string; readonly short: string }): Quantity {
  return { ...quantity, name: `${quantity.name} ${name}`, short: `${quantity.short}, ${short}` };
}
