/**
 * The kernels' memory: one for each simulation, and its only owner. Nobody counts bytes: allocation advances, and the memory grows when it must.
 *
 * A shared memory that grows keeps its place, so views made before stay valid and see what later ones see. Nothing is freed before the memory itself,
 * which is collected like any other. Addresses have 32 bits: a memory holds at most 4 GiB.
 */
import { host } from "#kernels/host";
import { ScenarioError } from "../errors.ts";
import { named, type Kernels, type Positional } from "./interface.ts";
import { openCrew, type Crew } from "./threads.ts";

/** The memory in which ensembles live, with the kernels over it. */
export interface KernelMemory {
  readonly kernels: Kernels;
  /** A view of fresh doubles, zero, aligned to a cache line. Throws ScenarioError when the memory would be larger than LARGEST_MEMORY or than the machine's. */
  allocate(doubles: number): Float64Array;
  /** Working memory that does not outlive a call: everybody who asks for the same size gets the same region, so it is not handed on. */
  scratch(doubles: number): Float64Array;
  /** A copy of constant data, made once however often it is asked for. */
  constant(data: Float64Array): Float64Array;
  /** Threads that share this memory, opened once for each number. */
  crew(threads: number): Crew;
  /** Ends the crews' threads. */
  close(): void;
}

const PAGE = 65536;
const LINE = 64;
/** Pages to begin with, so that small problems never grow. */
const FIRST = 16;

/** Bytes that 32-bit addresses reach. */
export const LARGEST_MEMORY = PAGE * PAGE;

/** The part of the WebAssembly interface that is used here; TypeScript declares it for browsers only. */
interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
  grow(pages: number): void;
}
interface WebAssemblyInterface {
  readonly Memory: new (options: { initial: number; maximum: number; shared: true }) => SharedMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}
const { Memory, Module, Instance } = (globalThis as unknown as { readonly WebAssembly: WebAssemblyInterface }).WebAssembly;

let compiled: object | undefined;

/**
 * Compiles the kernels from the bytes of `landau-flow/kernels.wasm`, for all memories opened from now on. Node needs no such call: it finds the file itself.
 * Compiles at once, which a browser may refuse outside a worker when it is old.
 */
export function openKernels(bytes: Uint8Array): void {
  compiled = new Module(bytes);
}

function kernelModule(): object {
  compiled ??= new Module(host.moduleBytes());
  return compiled;
}

/** Grows a memory to hold `bytes`, and by half at least, so that many small allocations grow it few times; untouched pages cost nothing. */
function reach(memory: SharedMemory, bytes: number): void {
  const held = memory.buffer.byteLength;
  if (bytes <= held) return;
  const words = `${(bytes / 1e9).toPrecision(3)} GB in one memory of the kernels`;
  if (bytes > LARGEST_MEMORY) throw new ScenarioError(`too large: ${words} (32-bit addresses reach ${(LARGEST_MEMORY / 1e9).toPrecision(3)} GB)`);
  try {
    memory.grow(Math.ceil((Math.min(Math.max(bytes, 1.5 * held), LARGEST_MEMORY) - held) / PAGE));
  } catch {
    throw new ScenarioError(`too large for this machine: ${words}`);
  }
}

/** Opens an empty memory and the kernels over it. */
export function openMemory(): KernelMemory {
  const memory = new Memory({ initial: FIRST, maximum: PAGE, shared: true });
  const module = kernelModule();
  const { heapBase, ...exports } = new Instance(module, { env: { memory } }).exports as Positional & { heapBase(): number };
  const kernels = named(exports);
  let top = Math.ceil(heapBase() / LINE) * LINE;
  function allocate(doubles: number): Float64Array {
    const begin = top;
    const end = begin + Math.ceil((8 * doubles) / LINE) * LINE;
    reach(memory, end);
    top = end;
    return new Float64Array(memory.buffer, begin, doubles);
  }
  const regions = new Map<number, Float64Array>();
  const constants = new Map<Float64Array, Float64Array>();
  const crews = new Map<number, Crew>();
  return {
    kernels,
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
      const crew = crews.get(threads) ?? openCrew({ module, memory, exports, kernels }, threads);
      crews.set(threads, crew);
      return crew;
    },
    close() {
      crews.forEach((crew) => crew.close());
      crews.clear();
    },
  };
}
