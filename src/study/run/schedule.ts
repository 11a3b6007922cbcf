/**
 * A schedule proposes what to run next from what is there. A batch is run whole before the next is proposed, so that a rule that looks at outcomes
 * sees the same complete batches in any order of finishing, on any number of workers.
 */
import type { Plan } from "../plan/plan.ts";
import type { Coordinate, Outcome, Task } from "../plan/task.ts";

/** What has finished so far. */
export interface Held {
  has(coordinate: Coordinate): boolean;
  /** Read anew at every call. */
  outcomes(): Iterable<Outcome>;
}

export interface Schedule {
  /** The next batch; tasks that are held already are not run again. An empty batch, or one that is held whole, ends the run. */
  propose(held: Held): readonly Task[] | Promise<readonly Task[]>;
}

/** The tasks of a plan: a number of replicates fixed beforehand, cell by cell. */
export const fixed = ({ tasks }: Pick<Plan, "tasks">): Schedule => ({ propose: () => tasks });
