/**
 * The bound of Theorem 3 (i) over time (src/theory/contractivity/theorem3-in-time.ts), in the place of something measured, so that tables and figures
 * show it beside the distance. The same in every replicate; absent where the theorem, or its bounds of the norms, do not apply.
 */
import type { Observable } from "../../src/protocols/index.ts";
import { theorem3Bound } from "../../src/theory/index.ts";
import type { Coupled } from "../state.ts";
import { squaredDistance } from "./squared-distances.ts";

/** What Theorem 3 allows W2^2 to be. */
export function theorem3Allows(): Observable<Coupled> {
  return {
    of: "coupled",
    parts: {
      "": squaredDistance({
        name: "bound of Theorem 3 (i)",
        short: "Theorem 3",
        symbol: "W2^2(0) e^(rate t)",
        meaning:
          "What Theorem 3 (i) of the contractivity paper allows W2^2 to be, with the constant 2 in the place of the printed 6 and norms bounded by the Fisher information " +
          "of the initial laws; at gamma = 0 it is W2^2 of the start. Not measured.",
        place: "upper",
      }),
    },
    open: () => ({
      measure({ initial, model }, t) {
        const bound = theorem3Bound({ initial, system: { model } });
        return bound ? { "": bound.at(t).value } : {};
      },
    }),
  };
}
