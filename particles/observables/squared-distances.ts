/** What distances between clouds declare themselves to be: estimates and bounds of W2^2 of the laws, raw costs, floors. */
import type { Quantity } from "../../src/protocols/index.ts";

/** A squared distance between velocities, to be compared with W2^2 of two laws. */
export const squaredDistance = (declared: Omit<Quantity, "kind" | "velocity">): Quantity => ({
  kind: "squared distance between velocities",
  velocity: 2,
  ...declared,
});

/** `count`: assign the first `count` particles of each species only (all by default); D_N is then that of `count` particles. */
export interface CloudOptions {
  readonly count?: number;
}

/** Words for the particles that a distance is measured on, where they are not all. */
export const ofCount = ({ count }: CloudOptions): string => (count === undefined ? "" : `, N = ${count}`);

export const debiased = (options: CloudOptions): Quantity =>
  squaredDistance({
    name: `W2^2 debiased${ofCount(options)}`,
    short: `debiased W2^2${ofCount(options)}`,
    symbol: "W2^2",
    meaning:
      "Estimator of W2^2 between the two laws from two independent replicas (V, W) and (V', W'): " +
      "D_N = 1/2 [W_N(V, W') + W_N(V', W) - W_N(V, V') - W_N(W, W')], each W_N an exact assignment cost, so that the finite-N floor " +
      "cancels; what is left of it between different laws, of order N^(-2/d), is removed by the same estimator on blocks of the " +
      "particles. No bound, and it may be negative.",
    place: "estimate",
    residue: "residue",
  });

export const residue = (options: CloudOptions): Quantity =>
  squaredDistance({
    name: `bias that W2^2 debiased may keep${ofCount(options)}`,
    short: `residue${ofCount(options)}`,
    symbol: "E_N - D_N",
    meaning:
      "What the extrapolation over blocks changed (the whole floor, where there are too few particles for blocks): the bias that is left in the debiased " +
      "distance is smaller, in mean.",
  });

export const plain = (options: CloudOptions): Quantity =>
  squaredDistance({
    name: `debiased D_N, not extrapolated${ofCount(options)}`,
    short: `D_N${ofCount(options)}`,
    symbol: "D_N",
    meaning: "D_N itself, before the bias that is left between different laws is removed.",
    place: "estimate",
  });

export const raw = (options: CloudOptions): Quantity =>
  squaredDistance({
    name: `raw assignment cost W2_N^2${ofCount(options)}`,
    short: `raw cost W2_N^2${ofCount(options)}`,
    symbol: "W2_N^2",
    meaning: "Exact assignment cost W2_N^2 between two clouds of N points: not W2 of the laws, and far above it in dimension 3 at any affordable N.",
    place: "raw",
  });

export const floor = (options: CloudOptions): Quantity =>
  squaredDistance({
    name: `assignment cost of one law, W2_N^2${ofCount(options)}`,
    short: `floor${ofCount(options)}`,
    symbol: "W2_N^2(f, f)",
    meaning: "Mean of W_N(V, V') and W_N(W, W'): what two independent clouds of one law show; D_N subtracts it.",
    place: "floor",
  });

export const sample = squaredDistance({
  name: "W2^2 from one sample of each law",
  short: "from one sample",
  symbol: "W2^2",
  meaning: "Estimate of W2^2 of the laws from two independent samples, cut in halves and blocks, with the ends of its 95 % interval.",
});

export const radial = squaredDistance({
  name: "W2^2 of the speeds",
  short: "sorted speeds",
  symbol: "W2^2",
  meaning: "For laws that are isotropic about a common mean W2 is that of the speeds: computed by sorting, with a floor of order 1/N only.",
});
