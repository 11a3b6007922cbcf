/**
 * Options of functions: objects of known names. The compiler refuses others where types are checked; scripts run unchecked, and an option that nobody reads
 * would be a default without a word.
 */
import { ScenarioError } from "../errors.ts";
import { nearest, unknownName } from "./nearest.ts";

/** The names of an object's fields; of alternatives, those of all. */
export type NamesOf<T> = T extends unknown ? keyof T & string : never;

/** Does not compile for a list that leaves some of `All` out. */
type Complete<Listed extends string, All extends string> = [All] extends [Listed] ? unknown : { readonly missing: Exclude<All, Listed> };

/**
 * Returns `options`. Throws ScenarioError when they have another name than those listed, which the compiler holds to be all of their type, or are no object:
 * `gaussian: unknown option "variance". Did you mean variances? Known: mean, covariance, variances, dimension`.
 */
export function knownOptions<T extends object, const Names extends readonly NamesOf<T>[]>(
  where: string,
  options: T,
  names: Names & Complete<Names[number], NamesOf<T>>,
): T {
  refuseUnknown(where, "option", options, names);
  return options;
}

/** Throws ScenarioError, with the name that was meant, when an object has a name besides these; `kind` is what its names are called. */
export function refuseUnknown(where: string, kind: string, found: object, names: readonly string[]): void {
  if (typeof (found as unknown) !== "object" || found === null)
    throw new ScenarioError(`${where}: invalid ${kind}s: ${String(found)} (expected an object of: ${names.join(", ")})`);
  const given = Object.keys(found);
  const unknown = given.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const free = names.filter((name) => !given.includes(name));
  throw new ScenarioError(`${where}: ${unknownName(kind, unknown, nearest(unknown, free), names)}`);
}
