/**
 * Loads the compiled kernels over one shared memory of fixed size, one per simulation.
 *
 * The memory never grows, so views into it stay valid; allocation only advances and nothing is freed before the memory itself. The compiled
 * module is found through the package's own exports (`landau-flow/kernels.wasm`), so it works from src and from dist.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { openCrew, type Crew } from "./crew.ts";

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

export interface KernelMemory {
  readonly buffer: SharedArrayBuffer;
  readonly exports: Kernels;
  /** A view of fresh doubles, aligned to a cache line. Throws RangeError when the memory is too small: a defect of the caller. */
  allocate(doubles: number): Float64Array;
  /** Working memory that does not outlive a call: everybody who asks for the same size gets the same region. */
  scratch(doubles: number): Float64Array;
  /** A copy of constant data, made once however often it is asked for. */
  constant(data: Float64Array): Float64Array;
  /** Threads that share this memory, opened once for each number. */
  crew(threads: number): Crew;
  /** Ends the crews' threads. The memory itself is collected like any other. */
  close(): void;
}

const PAGE = 65536;
const LINE = 64;
/** Below the heap lies what the compiler put there; ample for these kernels, which have no data. */
const RESERVE = PAGE;

/** The part of the WebAssembly interface that is used here; TypeScript declares it for browsers only. */
interface WebAssemblyInterface {
  readonly Memory: new (options: { initial: number; maximum: number; shared: true }) => { readonly buffer: SharedArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}
const { Memory, Module, Instance } = (globalThis as unknown as { readonly WebAssembly: WebAssemblyInterface }).WebAssembly;

let compiled: object | undefined;

function kernelModule(): object {
  compiled ??= new Module(readFileSync(createRequire(import.meta.url).resolve("landau-flow/kernels.wasm")));
  return compiled;
}

/** Bytes that an allocation of this many doubles takes. */
export function allocationBytes(doubles: number): number {
  return Math.ceil((8 * doubles) / LINE) * LINE;
}

/** Opens a memory with room for `bytes` of allocations and the kernels over it. */
export function openMemory(bytes: number): KernelMemory {
  const pages = Math.ceil((bytes + RESERVE) / PAGE);
  const memory = new Memory({ initial: pages, maximum: pages, shared: true });
  const exports = new Instance(kernelModule(), { env: { memory } }).exports as Kernels;
  let top = Math.ceil(exports.heapBase() / LINE) * LINE;
  function allocate(doubles: number): Float64Array {
    const view = new Float64Array(memory.buffer, top, doubles);
    top += allocationBytes(doubles);
    return view;
  }
  const regions = new Map<number, Float64Array>();
  const constants = new Map<Float64Array, Float64Array>();
  const crews = new Map<number, Crew>();
  return {
    buffer: memory.buffer,
    exports,
    allocate,
    scratch(doubles) {
      const region = regions.get(doubles) ?? allocate(doubles);
      regions.set(doubles, region);
      return region;
    },
    constant(data) {
      const known = constants.get(data);
      if (known) return known;
      const copy = allocate(data.length);
      copy.set(data);
      constants.set(data, copy);
      return copy;
    },
    crew(threads) {
      const crew = crews.get(threads) ?? openCrew(kernelModule(), memory, exports, threads);
      crews.set(threads, crew);
      return crew;
    },
    close() {
      crews.forEach((crew) => crew.close());
      crews.clear();
    },
  };
}
