/**
 * What users are served of a solver: its reference, where t = 0 is the datum itself (exact to rounding, whatever a discretisation makes of it), and every
 * refusal, now or when a time is asked for, opens with the solver's name: `fourier: samples: an empirical law has no density`.
 */
import type { Law, Reference } from "../protocols/index.ts";
import { ScenarioError } from "../errors.ts";

/** Relative rounding of a few elementary operations. */
export const ROUNDING = 4e-15;

/** The reference that `open` gives for these laws; ScenarioErrors of it, and of its `at`, have `name` in front once. */
export function served(name: string, laws: readonly Law[], open: () => Reference): Reference {
  const law = (species: number): Law => {
    const found = laws[species];
    if (!found) throw new ScenarioError(`invalid species: ${species} (the model has ${laws.length})`);
    return found;
  };
  const reference = named(name, open);
  return { ...reference, at: (t) => (t === 0 ? { law, bound: ROUNDING } : named(name, () => reference.at(t))) };
}

function named<Value>(name: string, make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof ScenarioError) || error.message.startsWith(`${name}: `)) throw error;
    throw new ScenarioError(`${name}: ${error.message}`);
  }
}
