// The kernels' front: memories, and the kernels over them.
export { LARGEST_MEMORY, openKernels, openMemory, type KernelMemory } from "./memory.ts";
export type { Kernels } from "./interface.ts";
export type { Crew } from "./threads.ts";
