/**
 * Laws from their JSON form (SPEC.json and `law.spec`): `{ "type": "gaussian", "mean": [...], "variances": [...] }` and the like.
 *
 * One message per mistake: where it is, what was found, what was expected. `K` of bkw is its parameter S.
 */
import type { MomentLaw } from "../../protocols/index.ts";
import { z } from "zod";
import { ScenarioError } from "../../errors.ts";
import { formsOf, type JsonForm, type Surroundings } from "../../json/form.ts";
import * as laws from "../../laws/index.ts";
import { samples } from "../samples.ts";
import { foremost, keyed } from "../../json/keyed.ts";

const forms: readonly JsonForm<MomentLaw>[] = [...formsOf<MomentLaw>(laws), ...formsOf<MomentLaw>({ samples })];

/** Objects that their `type` tells apart, each with the keys of its form and no others. */
export function anyOf<Made>(forms: readonly JsonForm<Made>[]) {
  const [first, ...others] = forms.map(({ type, keys }) => keyed({ type: z.literal(type), ...keys }));
  return z.discriminatedUnion("type", [first, ...others]);
}

const schema = anyOf(forms);

/** What the form of this `type` makes of the values given; keys that zod leaves undefined count as absent. */
export function made<Made>(forms: readonly JsonForm<Made>[], { type, ...values }: { readonly type: string }, around: Surroundings): Made {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  return forms.find((form) => form.type === type)!.make(given as never, around);
}

/** Of a value found, in characters. */
const LONGEST = 200;

/** Says in a line what zod found wrong with `spec`: `path` and the way inside, the value there, what was expected; or the unknown key. */
export function describe(issues: readonly z.core.$ZodIssue[], spec: unknown, path: string): string {
  const issue = foremost(issues);
  const place = issue.path.reduce<string>((text, key) => text + (typeof key === "number" ? `[${key}]` : `.${String(key)}`), path).replace(/^\./, "");
  if (issue.code === "unrecognized_keys") return place === "" ? issue.message : `${place}: ${issue.message}`;
  const found = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], spec);
  const shown = JSON.stringify(found) ?? "nothing";
  return `invalid ${place}: ${shown.length > LONGEST ? `${shown.slice(0, LONGEST)}...` : shown} (${issue.message.replace(/^Invalid input: /, "")})`;
}

/**
 * The law that `spec` describes in dimension d, for particles of the given mass: a temperature T gives the covariance (T/mass) I.
 * `path` opens messages, for instance `species[0].law`. Throws ScenarioError.
 */
export function lawFromSpec(spec: unknown, dimension: number, path = "law", mass = 1): MomentLaw {
  const parsed = schema.safeParse(spec);
  if (!parsed.success) throw new ScenarioError(describe(parsed.error.issues, spec, path));
  let law: MomentLaw;
  try {
    law = made(forms, parsed.data, { dimension, mass, strength: 1 });
  } catch (error) {
    throw error instanceof ScenarioError ? new ScenarioError(`${path}: ${error.message}`) : error;
  }
  if (law.dimension !== dimension) throw new ScenarioError(`invalid ${path}: a law in dimension ${law.dimension} (expected ${dimension})`);
  return law;
}
