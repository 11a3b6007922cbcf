/**
 * Laws from their JSON form (SPEC.json and `law.spec`): `{ "type": "gaussian", "mean": [...], "variances": [...] }` and the like.
 *
 * One message per mistake: where it is, what was found, what was expected. `K` of bkw is its parameter S.
 */
import { z } from "zod";
import type { MomentLaw } from "../../laws/moment-law.ts";
import { ScenarioError } from "../../errors.ts";
import { bkw } from "../../laws/bkw.ts";
import { gaussian, maxwellian } from "../../laws/gaussian.ts";
import { mixture } from "../../laws/mixture.ts";
import type { MixtureComponent } from "../../laws/mixture.ts";
import type { NormalOptions } from "../../laws/normal.ts";
import { foremost, keyed } from "./keys.ts";
import { samples } from "../samples.ts";
import { shell } from "../../laws/shell.ts";
import { tiltedMaxwellian } from "../../laws/tilted.ts";
import { uniform } from "../../laws/uniform.ts";

const vector = z.array(z.number());
const normal = { mean: vector.optional(), covariance: z.array(vector).optional(), variances: vector.optional() };

const schema = z.discriminatedUnion("type", [
  keyed({ type: z.literal("gaussian"), ...normal }),
  keyed({ type: z.literal("maxwellian"), mean: vector.optional(), temperature: z.number().optional() }),
  keyed({ type: z.literal("mixture"), components: z.array(keyed({ weight: z.number(), ...normal })) }),
  keyed({ type: z.literal("bkw"), K: z.number() }),
  keyed({ type: z.literal("shell"), radius: z.number(), sharpness: z.number() }),
  keyed({ type: z.literal("uniform"), halfWidths: vector }),
  keyed({
    type: z.literal("tilted-maxwellian"),
    temperature: z.number(),
    epsilon: z.number(),
    delta: z.number(),
    q: z.number(),
  }),
  keyed({ type: z.literal("samples"), file: z.string().optional(), rows: z.array(vector).optional() }),
]);

type Spec = z.infer<typeof schema>;

/** Without the keys that zod leaves undefined: constructors tell an absent option from an undefined one. */
const given = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;

function build(spec: Spec, dimension: number, mass: number): MomentLaw {
  switch (spec.type) {
    case "gaussian":
      return gaussian({ ...(given(spec) as NormalOptions), dimension });
    case "maxwellian": {
      const { mean, temperature = 1 } = given(spec);
      return maxwellian({ ...(mean ? { mean } : {}), temperature: temperature / mass, dimension });
    }
    case "mixture":
      return mixture({ components: spec.components.map((c) => given(c) as MixtureComponent), dimension });
    case "bkw":
      return bkw({ S: spec.K, dimension });
    case "shell":
      return shell({ radius: spec.radius, sharpness: spec.sharpness, dimension });
    case "uniform":
      return uniform({ halfWidths: spec.halfWidths });
    case "tilted-maxwellian":
      return tiltedMaxwellian({ ...spec, dimension, mass });
    case "samples": {
      if (spec.file !== undefined && spec.rows === undefined) return samples({ file: spec.file });
      if (spec.rows !== undefined && spec.file === undefined) return samples({ rows: spec.rows });
      throw new ScenarioError("samples: expected either file or rows");
    }
  }
}

/** Says in a line what zod found wrong with `spec`: `path` and the way inside, the value there, what was expected; or the unknown key. */
export function describe(issues: readonly z.core.$ZodIssue[], spec: unknown, path: string): string {
  const issue = foremost(issues);
  const place = issue.path.reduce<string>((text, key) => text + (typeof key === "number" ? `[${key}]` : `.${String(key)}`), path).replace(/^\./, "");
  if (issue.code === "unrecognized_keys") return place === "" ? issue.message : `${place}: ${issue.message}`;
  const found = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], spec);
  return `invalid ${place}: ${JSON.stringify(found) ?? "nothing"} (${issue.message.replace(/^Invalid input: /, "")})`;
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
    law = build(parsed.data, dimension, mass);
  } catch (error) {
    throw error instanceof ScenarioError ? new ScenarioError(`${path}: ${error.message}`) : error;
  }
  if (law.dimension !== dimension) throw new ScenarioError(`invalid ${path}: a law in dimension ${law.dimension} (expected ${dimension})`);
  return law;
}
