/** A value by its name, for scenarios whose parameter names a thing (a system, a coupling) and may be given by `--set`. */
import { ScenarioError } from "../../errors.ts";
import { suggestion } from "../../names/nearest.ts";
import { listOf } from "./study.ts";

/** `choices[value]`. Throws ScenarioError when there is none: `unknown system: mean-fied (exists: mean-field, white-noise)`. */
export function choice<Value>(name: string, value: string, choices: Readonly<Record<string, Value>>): Value {
  const found = Object.hasOwn(choices, value) ? choices[value] : undefined;
  if (found === undefined)
    throw new ScenarioError(`unknown ${name}: ${value} (exists: ${listOf(Object.keys(choices))})${suggestion(value, Object.keys(choices))}`);
  return found;
}
