/** Quantities that several observables declare, and those that observables make of each other's. */
import type { Parts, Quantity } from "../../src/protocols/index.ts";
import { pointSeries, seriesName } from "../../src/series-name.ts";

/** A quantity made into another, and with it what is told in its place in physical units. */
function changed({ physical, ...own }: Quantity, of: (quantity: Quantity) => Quantity): Quantity {
  return { ...of(own), ...(physical ? { physical: { ...physical, quantity: of(physical.quantity) } } : {}) };
}

/** Rate of change at the start. */
export const rateOfQuantity = (quantity: Quantity): Quantity => changed(quantity, rateOfOne);

function rateOfOne({ name, short, symbol, kind, velocity, massless, meaning }: Quantity): Quantity {
  return {
    ...(massless ? { massless } : {}),
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
  Object.fromEntries(Object.entries(parts).map(([suffix, quantity]) => [suffix, changed(quantity, of)])) as Record<string, Quantity> as Parts;

/** The parts, and what is told further of every value; of a function, of each of its points. */
export function withFurther(parts: Parts, word: string, of: (quantity: Quantity) => Quantity): Parts {
  const added = Object.entries(parts).flatMap(([suffix, { along, place: _, conserved: __, ...quantity }]) =>
    (along ? along.points.map((___, k) => pointSeries("", k)) : [suffix]).map((one) => [seriesName(one, word), changed(quantity, of)] as const),
  );
  return { ...parts, ...Object.fromEntries(added) };
}

/** The same numbers of something that is not conserved by itself, such as one species: words added, no law of conservation. */
export function partly({ conserved: _, ...quantity }: Quantity, { name, short }: { readonly name: string; readonly short: string }): Quantity {
  return { ...quantity, name: `${quantity.name} ${name}`, short: `${quantity.short}, ${short}` };
}
