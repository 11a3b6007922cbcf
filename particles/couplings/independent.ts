/**
 * No coupling: the second ensemble has its own pairing, relabelling and draws, from the key's child `independent`. It knows no noise, so it
 * serves every system.
 */
import type { Coupling } from "../protocols.ts";

/** Nothing is shared: two independent ensembles. */
export function independent(): Coupling<unknown, unknown> {
  return { name: "independent", shares: false, map: () => {} };
}
