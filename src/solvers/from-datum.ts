/** At t = 0 the solution is its datum: exact to rounding, whatever a discretisation makes of it. */
import type { Law, Reference } from "../protocols.ts";
import { ScenarioError } from "../errors.ts";
import { ROUNDING } from "./exact.ts";

/** The reference that starts at `laws`, with these themselves at its start. */
export function fromDatum(reference: Reference, laws: readonly Law[]): Reference {
  const law = (species: number): Law => {
    const found = laws[species];
    if (!found) throw new ScenarioError(`invalid species: ${species} (the model has ${laws.length})`);
    return found;
  };
  return { ...reference, at: (t) => (t === 0 ? { law, error: ROUNDING } : reference.at(t)) };
}
