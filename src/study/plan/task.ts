/**
 * One replicate at one point, and what it leaves behind. A task is a coordinate, not a closure: serial loop, threads and other machines receive
 * the same words.
 */
import type { Point, Trajectory } from "../../protocols/index.ts";

export interface Task {
  readonly point: Point;
  readonly replicate: number;
  /** Of its random streams. */
  readonly address: string;
}

/** What a replicate left behind: one line of the store. */
export type Outcome = Finished | Failed;

export interface Finished extends Task, Trajectory {}

/** A replicate that gave no numbers. With a time it left the domain of its own mathematics there, as it always will; without, running it may help. */
export interface Failed extends Task {
  readonly message: string;
  readonly time?: number;
}

/** A task without its streams. */
export type Coordinate = Pick<Task, "point" | "replicate">;

/** Some of the replicates of a point. */
export interface Part {
  readonly point: Point;
  /** Their numbers, increasing. */
  readonly replicates: readonly number[];
}

/** `gamma=-1`, `N=256`, ... in the order of the point. */
export const coordinatesOf = (point: Point): string[] => Object.entries(point).map(([name, value]) => `${name}=${value}`);

/** One name for a point, whatever the order of its parameters. */
export const labelOf = (point: Point): string => coordinatesOf(point).sort().join("/");

/** One name for a coordinate. */
export const nameOfTask = ({ point, replicate }: Coordinate): string => [...coordinatesOf(point).sort(), `replicate=${replicate}`].join("/");

/** All that is in one of the lists, points in the order of their first mention. */
export function union(...lists: readonly (readonly Part[])[]): Part[] {
  const found = new Map<string, { point: Point; numbers: Set<number> }>();
  for (const { point, replicates } of lists.flat()) {
    const label = labelOf(point);
    const { numbers } = found.get(label) ?? { numbers: new Set<number>() };
    for (const number of replicates) numbers.add(number);
    found.set(label, { point: found.get(label)?.point ?? point, numbers });
  }
  return [...found.values()].map(({ point, numbers }) => ({ point, replicates: [...numbers].sort((a, b) => a - b) }));
}

/** What is in the first list and not in the second; points of which nothing is left are left out. */
export function difference(parts: readonly Part[], others: readonly Part[]): Part[] {
  const held = new Map(others.map(({ point, replicates }) => [labelOf(point), new Set(replicates)]));
  return parts.flatMap(({ point, replicates }) => {
    const left = replicates.filter((number) => !held.get(labelOf(point))?.has(number));
    return left.length === 0 ? [] : [{ point, replicates: left }];
  });
}

export const sizeOf = (parts: readonly Part[]): number => parts.reduce((sum, { replicates }) => sum + replicates.length, 0);
