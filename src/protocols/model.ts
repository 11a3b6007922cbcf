/** What interacts and how:  d_t f_i = sum_j (1/m_i) div_v int alpha_ij(|z|) (|z|^2 I - z z^T) (f_j(w) grad f_i(v)/m_i - f_i(v) grad f_j(w)/m_j) dw,  z = v - w. */
/** Structure of arrays: `planes[k][i]` is coordinate k of particle i; d planes of N doubles. */
export type Planes = readonly Float64Array[];

/** Interaction alpha(r) of the kernel a(z) = alpha(|z|) (|z|^2 I - z z^T); its divergence is b(z) = -(d-1) alpha(|z|) z. */
export interface Potential {
  readonly name: string;
  /** The exponent when alpha(r) = r^gamma exactly (strength included in `strength`). */
  readonly gamma?: number;
  /** Of a general alpha that is made of powers: their exponents, each in the range of a power law. */
  readonly exponents?: readonly number[];
  /** Multiplier c of alpha = c r^gamma; 1 for a general alpha. */
  readonly strength: number;
  alpha(r: number): number;
  /** Of a general alpha: hash of its table, which enters a study's digest. Reading it may throw ScenarioError, like tabulating. */
  readonly hash?: string;
}

/** A species of a mixture. */
export interface Species {
  readonly name: string;
  readonly mass: number;
  readonly density: number;
}

/** Species and the interaction of every pair, strength c_ij included; symmetric in (i, j). One species is a mixture of one. */
export interface Model {
  readonly species: readonly Species[];
  interaction(i: number, j: number): Potential;
}
