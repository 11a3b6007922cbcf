/** Engines other than Node as the kernels' host: the program brings the module's bytes, and one thread makes all calls, with the same bits. */
import type { Host } from "./host.ts";

export const host: Host = {
  moduleBytes() {
    throw new Error("the kernels are not open: call openKernels(bytes) with the bytes of landau-flow/kernels.wasm first");
  },
};
