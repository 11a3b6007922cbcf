/**
 * The JSON form of laws and potentials in SPEC.json, `{ "type": "shell", "radius": 1, "sharpness": 10 }`: the constructor carries it (`shell.json`), so that a new law or
 * potential with a JSON form is known to SPEC.json as soon as its room's index names it.
 */
import * as z from "zod/mini";

export { keyed } from "./keyed.ts";
export { z as keys };

/** What the place in SPEC.json says besides the object itself. */
export interface Surroundings {
  readonly dimension: number;
  /** Of the species; 1 for potentials. */
  readonly mass: number;
  /** Of the interaction; 1 for laws. */
  readonly strength: number;
}

/** `keys`: all keys besides `type`, with what they hold. */
export interface JsonForm<Made> {
  readonly type: string;
  readonly keys: z.core.$ZodShape;
  /** Of the keys' values, absent ones left out. Throws ScenarioError. */
  make(given: never, around: Surroundings): Made;
}

/** A JSON form whose `make` sees the types that `keys` say. */
export const jsonForm = <Made, Keys extends z.core.$ZodShape>(form: {
  type: string;
  keys: Keys;
  make(given: { -readonly [Key in keyof Keys]: z.output<Keys[Key]> }, around: Surroundings): Made;
}): JsonForm<Made> => form;

/** The forms that a room's constructors carry. */
export const formsOf = <Made>(room: object): JsonForm<Made>[] =>
  Object.values(room).flatMap((made: unknown) => (typeof made === "function" && "json" in made ? [made.json as JsonForm<Made>] : []));
