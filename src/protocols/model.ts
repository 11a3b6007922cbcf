/** What interacts and how:  d_t f_i = sum_j (1/m_i) div_v int alpha_ij(|z|) (|z|^2 I - z z^T) (f_j(w) grad f_i(v)/m_i - f_i(v) grad f_j(w)/m_j) dw,  z = v - w. */
/** Structure of arrays: `planes[k][i]` is coordinate k of particle i; d planes of N doubles. */
export type Planes = readonly Float64Array[];

/** The term coefficient r^gamma of an interaction. */
export interface Power {
  readonly coefficient: number;
  readonly gamma: number;
}

/** Interaction alpha(r) of the kernel a(z) = alpha(|z|) (|z|^2 I - z z^T); its divergence is b(z) = -(d-1) alpha(|z|) z. */
export interface Potential {
  readonly name: string;
  /** The exponent when alpha(r) = r^gamma exactly (strength included in `strength`). */
  readonly gamma?: number;
  /** Of a general alpha that is made of powers: their exponents, each in the range of a power law. */
  readonly exponents?: readonly number[];
  /** Multiplier c of alpha = c r^gamma; 1 for a general alpha. */
  readonly strength: number;
  /** alpha(r), r > 0. */
  alpha(r: number): number;
  /** alpha'(r), r > 0. */
  derivative(r: number): number;
  /**
   * K = sup_r alpha'(r)^2 / (alpha(r) r^(gamma-2)), the constant of CP, Theorem 3, with a bound of its error; Infinity where there is none, which is the rule
   * unless gamma is the exponent of alpha.
   */
  growthConstant(gamma: number): { readonly value: number; readonly bound: number };
  /** Present when alpha is a sum of powers, one or more: its terms, of different exponents. */
  readonly powers?: readonly Power[];
  /** Of a general alpha: hash of its table, which enters a study's digest. Reading it may throw ScenarioError, like tabulating. */
  readonly hash?: string;
}

/** A species of a mixture. */
export interface Species {
  readonly name: string;
  readonly mass: number;
  readonly density: number;
  /**
   * What the particles of an ensemble are shared out by; by default the density, so that all particles weigh the same. N_i particles weigh n_i/N_i each: a trace
   * species may have as many as any other.
   */
  readonly share?: number;
}

/** Species and the interaction of every pair, strength c_ij included; symmetric in (i, j). One species is a mixture of one. */
export interface Model {
  readonly species: readonly Species[];
  /** The interaction of species i and j, by their places in `species`. */
  interaction(i: number, j: number): Potential;
}
