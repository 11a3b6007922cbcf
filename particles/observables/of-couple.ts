/** An observable of one ensemble on the first or on the second ensembles of a couple, the mean over its two copies. */
import type { Observable } from "../../src/protocols/index.ts";
import type { Alone, Couple, Coupled } from "../state.ts";
import { eachPart } from "./declared.ts";

/** An observable of one ensemble, on the first ensembles of a couple: mean over the two copies. */
export function first(observable: Observable<Alone>): Observable<Coupled> {
  return ofCouple(observable, "first");
}

/** The same on the second ensembles. */
export function second(observable: Observable<Alone>): Observable<Coupled> {
  return ofCouple(observable, "second");
}

function ofCouple(observable: Observable<Alone>, which: "first" | "second"): Observable<Coupled> {
  const { cost, probes, check } = observable;
  return {
    of: "coupled",
    ...(cost ? { cost: (particles: number) => 2 * cost(particles) } : {}),
    ...(probes ? { probes } : {}),
    ...(check ? { check } : {}),
    parts: eachPart(observable.parts, (quantity) => ({
      ...quantity,
      name: `${quantity.name} of the ${which} ensemble`,
      meaning: `${quantity.meaning} Of the ${which} ensembles, mean over both copies.`,
    })),
    open() {
      const meters = [observable.open(), observable.open()];
      return {
        memory: {
          save: () => meters.map(({ memory }) => memory?.save()),
          restore: (saved) => meters.forEach(({ memory }, c) => memory?.restore((saved as unknown[])[c])),
        },
        measure(state, t) {
          const [a, b] = state.copies.map((copy, c) => meters[c].measure(aloneOf(state, copy[0], which), t));
          return Object.fromEntries(Object.keys(a).map((name) => [name, (a[name] + b[name]) / 2]));
        },
      };
    },
  };
}

/** One ensemble of a couple, seen as a system alone. Rates are those of the couple's own probes. */
function aloneOf({ model, dt }: Coupled, couple: Couple, which: "first" | "second"): Alone {
  const rate: Alone["rate"] = (functional, options) => couple.rate(([v, w]) => functional([which === "first" ? v : w]), options);
  return { kind: "alone", model, ensemble: couple[which], rate, dt, once: (_, compute) => compute() };
}
