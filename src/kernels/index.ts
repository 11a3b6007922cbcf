// The kernels' front: memories, and calls to kernels.
export { LARGEST_MEMORY, openMemory, type KernelMemory } from "./memory.ts";
export { make, type Call, type Kernels } from "./interface.ts";
