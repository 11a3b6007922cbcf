/** Randomness: an address of randomness is a key, from which streams and kernels draw. */
/**
 * An address of randomness. Children are named by name and value, never by position, so that adding a value to a study moves no
 * other stream. `words` are derived from the address alone (SHA-256, then seedrandom's alea).
 */
export interface Key {
  /** For instance `soft-potentials/gamma=-1/replicate=17/copy=b`. */
  readonly address: string;
  /** Four 32-bit words: two key a block generator, the third salts its counter, the fourth is spare. */
  readonly words: Uint32Array;
  /** `key.child("replicate", 17)` has the address `.../replicate=17`; without a value, `.../name`. */
  child(name: string, value?: string | number): Key;
}

/** Sequential draws on the host, for sampling laws. (Kernels draw by (key, step, block) instead.) */
export interface Stream {
  /** Uniform on the open interval (0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal, computed with this project's own elementary functions. */
  normal(): number;
}
