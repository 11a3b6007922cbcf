/** Clouds of particles in memory: what initial conditions fill and distances between species read. */
import type { Planes } from "./model.ts";

/** A contiguous run of particles of one species, each standing for `weight` of its density. */
export interface Group {
  readonly species: number;
  readonly begin: number;
  readonly end: number;
  readonly weight: number;
}

/** N particles in R^d: d planes of N doubles in kernel memory, sized once. Rows [N x d] exist only for output. */
export interface Ensemble {
  readonly count: number;
  readonly dimension: number;
  readonly planes: Planes;
  readonly groups: readonly Group[];
}
