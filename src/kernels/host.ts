/** What the kernels take from the engine they run in. `#kernels/host` is node.ts in Node and browser.ts elsewhere (package.json, imports). */

/** What a thread starts with (thread.js). */
export interface ThreadData {
  readonly module: object;
  readonly memory: object;
  /** Generation and number of threads that are done with it. */
  readonly control: Int32Array;
  /** The calls of a generation: how many, then for each the index of its name, the number of its arguments, and these. */
  readonly commands: Float64Array;
  readonly names: readonly string[];
}

export interface Host {
  /** The bytes of kernels.wasm. Throws Error where a program has to bring them. */
  moduleBytes(): Uint8Array;
  /** Starts a thread and returns what ends it; absent where one thread does all the work. */
  readonly startThread?: (data: ThreadData) => () => void;
}
