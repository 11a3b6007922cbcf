/**
 * Ensembles: N particles in R^d as d planes of N doubles, in the kernels' memory.
 *
 * The planes of an ensemble follow each other at a fixed distance, a little more than N doubles, so that equal indices of different planes
 * do not fall into the same cache set when N is a power of two.
 */
import { allocationBytes, type KernelMemory } from "../src/kernels/load.ts";
import type { Ensemble } from "../src/protocols.ts";

/** Distance of planes in doubles. */
function strideOf(count: number): number {
  return 8 * Math.ceil(count / 8) + 72;
}

/** Bytes that an ensemble takes. */
export function ensembleBytes(count: number, dimension: number): number {
  return allocationBytes(dimension * strideOf(count));
}

/** An ensemble of one species at rest at the origin, each particle of weight 1/count. */
export function createEnsemble(memory: KernelMemory, count: number, dimension: number): Ensemble {
  const stride = strideOf(count);
  const room = memory.allocate(dimension * stride);
  const planes = Array.from({ length: dimension }, (_, k) => room.subarray(k * stride, k * stride + count));
  return { count, dimension, planes, groups: [{ species: 0, begin: 0, end: count, weight: 1 / count }] };
}

/** Copies the velocities of `from` to `into`, an ensemble of the same shape. */
export function copyEnsemble(into: Ensemble, from: Ensemble): void {
  from.planes.forEach((plane, k) => into.planes[k]!.set(plane));
}
