/**
 * The kernels as TypeScript sees them, and a call of one as data.
 */

/** Functions of the module. Addresses are byte offsets into the memory; 32-bit words may be given signed or unsigned. */
export interface Kernels {
  heapBase(): number;
  /** Bytes of the scratch memory of `collide`. */
  scratchBytes(): number;
  /** Pair collisions of one run of pairs; arguments as in src/kernels/assembly/index.ts. */
  collide(
    dimension: number,
    mode: number,
    coupling: number,
    first: number,
    second: number,
    stride: number,
    lower: number,
    upper: number,
    pairs: number,
    firstBlock: number,
    k0: number,
    k1: number,
    salt: number,
    step: number,
    sign: number,
    factor: number,
    bend: number,
    halfPower: number,
    heat: number,
    tail: number,
    table: number,
    indexBits: number,
    lowerShare: number,
    upperShare: number,
    scratch: number,
  ): void;
  /** Rows of one step of the white noise; arguments as in src/kernels/assembly/white-noise.ts. */
  whiteNoise(
    dimension: number,
    mode: number,
    coupling: number,
    first: number,
    second: number,
    partners: number,
    secondPartners: number,
    row: number,
    secondRow: number,
    stride: number,
    count: number,
    begin: number,
    end: number,
    k0: number,
    k1: number,
    salt: number,
    index: number,
    sign: number,
    soft: number,
    factor: number,
    halfPower: number,
    table: number,
    indexBits: number,
    scratch: number,
  ): void;
  /** Mean-field sums of rows; arguments as in src/kernels/assembly/mean-field.ts. */
  meanFieldSums(
    dimension: number,
    mode: number,
    first: number,
    stride: number,
    count: number,
    begin: number,
    end: number,
    soft: number,
    factor: number,
    halfPower: number,
    table: number,
    indexBits: number,
    out: number,
    outStride: number,
    scratch: number,
  ): void;
  /** Writes the images of begin ... end-1 under a relabelling of 0 ... count-1, as 32-bit indices. */
  relabelList(
    list: number,
    begin: number,
    end: number,
    count: number,
    bits: number,
    m0: number,
    m1: number,
    m2: number,
    m3: number,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
  ): void;
  /** copy[i] = plane[list[i]] for begin <= i < end. */
  gather(plane: number, list: number, copy: number, begin: number, end: number): void;
  /** plane[i] = copy[i] for begin <= i < end. */
  restore(plane: number, copy: number, begin: number, end: number): void;
  /** Soft sums of Sinkhorn's algorithm; arguments as in src/kernels/assembly/sinkhorn.ts. */
  softSums(
    dimension: number,
    x: number,
    xStride: number,
    rowLevel: number,
    sums: number,
    rowBegin: number,
    rowEnd: number,
    y: number,
    yStride: number,
    columnLevel: number,
    begin: number,
    end: number,
  ): void;
  /** The same in single precision, in three dimensions; the sums stay double. */
  softSumsSingle(
    x: number,
    xStride: number,
    rowLevel: number,
    sums: number,
    rowBegin: number,
    rowEnd: number,
    y: number,
    yStride: number,
    columnLevel: number,
    begin: number,
    end: number,
  ): void;
  /** Transforms complex lines in place; arguments as in src/kernels/assembly/fft.ts. */
  fftColumns(plan: number, x: number, stride: number, columns: number, slabs: number, slabStride: number, width: number, work: number): void;
  /** Real lines to their coefficients. */
  fftRealLines(plan: number, turns: number, x: number, xStride: number, given: number, y: number, yStride: number, rows: number, work: number): void;
  /** Coefficients to real lines. */
  fftRealLinesInverse(plan: number, turns: number, x: number, xStride: number, y: number, yStride: number, kept: number, rows: number, work: number): void;
  /** Loops of the Fourier solver; arguments as in src/kernels/assembly/landau.ts. */
  derivative(axis: number, n: number, ny: number, factor: number, source: number, target: number): void;
  flux(dimension: number, bytes: number, a: number, b: number, g: number, u: number): void;
  chebyshevTerm(
    dimension: number,
    n: number,
    ball: number,
    j: number,
    bytes: number,
    current: number,
    target: number,
    sum: number,
    scale: number,
    shift: number,
    back: number,
    weight: number,
  ): void;
  convolve(dimension: number, plan: number, count: number, terms: number, inverse: number, result: number, bytes: number, width: number, work: number): void;
  /** Greatest exponents of rows. */
  peaks(
    dimension: number,
    x: number,
    xStride: number,
    greatest: number,
    rowBegin: number,
    rowEnd: number,
    y: number,
    yStride: number,
    columnLevel: number,
    begin: number,
    end: number,
  ): void;
}

/** A kernel's name and its arguments. */
export type Call = readonly [name: keyof Kernels, ...arguments: number[]];

/** Makes a call here and now. */
export function make(exports: Kernels, [name, ...values]: Call): void {
  const kernel: (...values: number[]) => unknown = exports[name];
  kernel(...values);
}
