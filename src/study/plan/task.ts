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

export interface Failed extends Task {
  readonly message: string;
  readonly replay: string;
}

/** A task without its streams. */
export type Coordinate = Pick<Task, "point" | "replicate">;

/** `gamma=-1`, `N=256`, ... in the order of the point. */
export const coordinatesOf = (point: Point): string[] => Object.entries(point).map(([name, value]) => `${name}=${value}`);

/** One name for a coordinate, whatever the order of its parameters. */
export const nameOfTask = ({ point, replicate }: Coordinate): string => [...coordinatesOf(point).sort(), `replicate=${replicate}`].join("/");
