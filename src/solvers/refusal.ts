/** What a solver refuses, now or when a time is asked for, opens with its name: `fourier: samples: an empirical law has no density`. */
import type { Reference } from "../protocols.ts";
import { ScenarioError } from "../errors.ts";

/** The reference that `open` gives; every ScenarioError of it, and of its `at`, has `name` in front once. */
export function refusing(name: string, open: () => Reference): Reference {
  const reference = named(name, open);
  return { ...reference, at: (t) => named(name, () => reference.at(t)) };
}

function named<Value>(name: string, make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof ScenarioError) || error.message.startsWith(`${name}: `)) throw error;
    throw new ScenarioError(`${name}: ${error.message}`);
  }
}
