/**
 * Ensembles: N particles in R^d as d planes of N doubles, in the kernels' memory.
 *
 * The planes of an ensemble follow each other at a fixed distance, a little more than N doubles, so that equal indices of different planes
 * do not fall into the same cache set when N is a power of two.
 */
import { LARGEST_MEMORY, type KernelMemory } from "../src/kernels/index.ts";
import { ScenarioError } from "../src/errors.ts";
import type { Ensemble, Group, Model, Planes } from "../src/protocols/index.ts";

/** Distance of planes in doubles. */
export function strideOf(count: number): number {
  return 8 * Math.ceil(count / 8) + 72;
}

/** Distance of the planes of an ensemble, or of a part of one, in doubles. */
export const distanceOf = (planes: Planes): number => (planes[1].byteOffset - planes[0].byteOffset) / 8;

/** Throws ScenarioError, with the largest number that does, when so many ensembles of `count` particles do not fit into one memory. */
export function checkRoom(count: number, dimension: number, ensembles: number): void {
  const bytes = (n: number): number => 8 * ensembles * dimension * strideOf(n);
  if (bytes(count) <= LARGEST_MEMORY) return;
  const most = Math.floor(LARGEST_MEMORY / (8 * ensembles * dimension)) - 80;
  const [needed, held] = [bytes(count), LARGEST_MEMORY].map((size) => `${(size / 1e9).toPrecision(3)} GB`);
  throw new ScenarioError(
    `invalid particles: ${count} (${ensembles === 1 ? "an ensemble" : `${ensembles} ensembles`} in dimension ${dimension} would take ${needed} of a memory that holds ${held}: at most ${most})`,
  );
}

/** An ensemble at rest at the origin; by default of one species of density 1. `groups` as of `groupsOf`. */
export function createEnsemble(
  memory: KernelMemory,
  count: number,
  dimension: number,
  groups: readonly Group[] = [{ species: 0, begin: 0, end: count, weight: 1 / count }],
): Ensemble {
  const stride = strideOf(count);
  const room = memory.allocate(dimension * stride);
  const planes = Array.from({ length: dimension }, (_, k) => room.subarray(k * stride, k * stride + count));
  return { count, dimension, planes, groups };
}

/** The particles of one species, as an ensemble of their own over the same memory. */
export function partOf({ dimension, planes }: Ensemble, { begin, end, species, weight }: Group): Ensemble {
  const count = end - begin;
  return {
    count,
    dimension,
    planes: planes.map((plane) => plane.subarray(begin, end)),
    groups: [{ species, begin: 0, end: count, weight }],
  };
}

/**
 * `count` particles shared by the species of a model in proportion to their densities, or to the `share` of those that have one. N_i particles of species i weigh
 * n_i/N_i each. Throws ScenarioError, with the nearest numbers that do, when the parts are not whole (to 1e-12 of the whole).
 */
export function groupsOf({ species }: Model, count: number): Group[] {
  const shares = species.map(({ density, share = density }) => share);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const partsOf = (n: number): number[] => shares.map((share) => (n * share) / total);
  const whole = (n: number): boolean => partsOf(n).every((x) => Math.abs(x - Math.round(x)) <= 1e-12 * n && Math.round(x) >= 2);
  if (species.length > 1 && !whole(count)) {
    const near = [below(whole, count), above(whole, count)].filter((n) => n !== undefined);
    const advice = near.length ? `the nearest numbers that do: ${near.join(", ")}` : "no number near it does: shares in whole proportions are needed";
    throw new ScenarioError(`invalid particles: ${count} does not share out over species as ${shares.join(" : ")} with at least two of each (${advice})`);
  }
  let end = 0;
  return partsOf(count).map((part, index) => {
    const begin = end;
    end += Math.round(part);
    return { species: index, begin, end, weight: species[index].density / (end - begin) };
  });
}

const REACH = 1e6;

function below(fits: (n: number) => boolean, from: number): number | undefined {
  for (let n = from - 1; n > Math.max(0, from - REACH); n--) if (fits(n)) return n;
  return undefined;
}

function above(fits: (n: number) => boolean, from: number): number | undefined {
  for (let n = from + 1; n < from + REACH; n++) if (fits(n)) return n;
  return undefined;
}

/** Copies the velocities of `from` to `into`, an ensemble of the same shape. */
export function copyEnsemble(into: Ensemble, from: Ensemble): void {
  from.planes.forEach((plane, k) => into.planes[k].set(plane));
}
