// What the module exports. Addresses are byte offsets in the shared memory; the module keeps no state of its own.
export { fftColumns, fftRealLines, fftRealLinesInverse } from "./fft";
export { chebyshevTerm, convolve, derivative, flux } from "./landau";
export { planeSums, stretchPlane } from "./balance";
export { collide } from "./pairs/collide";
export { gather, relabelList, restore } from "./pairs/relabel";
export { turnEveryPair } from "./pairs/every-pair";
export { meanFieldSums } from "./mean-field";
export { coupleSums } from "./white-noise";
export { coupleSumsSingle, meanFieldSumsSingle } from "./single-sums/rows";
export { peaks, softSums, softSumsSingle } from "./sinkhorn";

export function heapBase(): usize {
  return __heap_base;
}

