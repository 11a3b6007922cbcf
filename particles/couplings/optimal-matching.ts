/**
 * The optimal assignment of two clouds as a matching of particles: what re-matching renames by (rematch.ts) and partners are met by (partners.ts).
 */
import { NumericalError } from "../../src/errors.ts";
import { optimalAssignment } from "../../src/transport/index.ts";
import { assignmentWork } from "../observables/clouds.ts";
import type { Matching } from "../protocols.ts";

/** `order` throws NumericalError when the assignment is not found within the work limit. */
export const optimalMatching: Matching = {
  order(first, second) {
    const { assignment, finished, gap } = optimalAssignment(first, second);
    if (!finished) throw new NumericalError(`the optimal matching of two ensembles stopped at its work limit with relative gap ${gap.toExponential(1)}`, 0);
    return assignment;
  },
  work: assignmentWork,
};
