/**
 * SPEC.json: species with their laws, the interaction of every pair, and what is asked about them.
 *
 *   { "dimension": 3,
 *     "species": [{ "name": "e", "mass": 1, "density": 1, "law": { "type": "gaussian", ... } }, ...],
 *     "interactions": [{ "between": ["e", "e"], "gamma": -3, "strength": 1 }, ...],
 *     "second": [law, ...], "epsilon": [0.1, 1] }
 *
 * One species may leave out name, mass and density (1) and give `gamma` or `alpha` beside `species` in place of `interactions`. `"alpha": { "type": ... }`
 * in place of `gamma` is a potential that is no power. Their types and those of laws: README.md. One message per mistake: file, path inside it, what was
 * found, what was expected.
 */
import { z } from "zod";
import type { Law, Model, Potential } from "../../protocols/index.ts";
import { ScenarioError } from "../../errors.ts";
import { checkExponent, powerLaw } from "../../model/power-law.ts";
import { model, singleSpecies } from "../../model/species.ts";
import { formsOf } from "../../json/form.ts";
import * as potentials from "../../model/index.ts";
import { anyOf, describe, lawFromSpec, made } from "./law.ts";
import { keyed } from "../../json/keyed.ts";
import { jsonOf } from "../source.ts";

/** What a SPEC.json states. */
export interface Problem {
  readonly dimension: number;
  readonly model: Model;
  /** One law for each species. */
  readonly laws: readonly Law[];
  /** The second solution, for distances and couplings: one law for each species. */
  readonly second?: readonly Law[];
  /** Parameters of entropic costs (of the half cost). */
  readonly epsilon?: readonly number[];
}

const shapes = formsOf<Potential>(potentials);
const alpha = anyOf(shapes);

const kernel = { gamma: z.number().optional(), alpha: alpha.optional(), strength: z.number().optional() };

const schema = keyed({
  dimension: z.number().int().min(2).max(10),
  species: z
    .array(
      keyed({
        name: z.string().optional(),
        mass: z.number().optional(),
        density: z.number().optional(),
        law: z.unknown().refine((law) => law !== undefined, "expected a law"),
      }),
    )
    .min(1),
  interactions: z.array(keyed({ between: z.tuple([z.string(), z.string()]), ...kernel })).optional(),
  ...kernel,
  second: z.array(z.unknown()).optional(),
  epsilon: z.array(z.number().positive()).optional(),
});

type Spec = z.infer<typeof schema>;

/** Runs `make`; a refusal inside gets `path` in front. */
function within<Value>(path: string, make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    throw error instanceof ScenarioError ? new ScenarioError(path ? `${path}: ${error.message}` : error.message) : error;
  }
}

function potentialOf(spec: Pick<Spec, "gamma" | "alpha" | "strength">, dimension: number): Potential {
  const { gamma, alpha: general, strength = 1 } = spec;
  if ((gamma === undefined) === (general === undefined)) throw new ScenarioError("expected either gamma or alpha");
  if (gamma !== undefined) {
    const potential = powerLaw(gamma, { strength });
    checkExponent(potential, dimension);
    return potential;
  }
  return made(shapes, general as { type: string }, { dimension, mass: 1, strength });
}

function modelOf(spec: Spec): Model {
  const { species, interactions, dimension } = spec;
  if (interactions) {
    const extra = (["gamma", "alpha", "strength"] as const).find((key) => spec[key] !== undefined);
    if (extra) throw new ScenarioError(`invalid ${extra}: ${JSON.stringify(spec[extra])} (expected inside interactions, which are given)`);
    return model({
      species: species.map(({ name, mass = 1, density = 1 }, i) => ({ name: name ?? `species ${i}`, mass, density })),
      interactions: interactions.map((one, k) => ({
        between: one.between,
        potential: within(`interactions[${k}]`, () => potentialOf(one, dimension)),
      })),
    });
  }
  if (species.length > 1) throw new ScenarioError(`missing interactions (expected one for each pair of ${species.length} species)`);
  const potential = potentialOf(spec, dimension);
  const { name = "f", mass = 1, density = 1 } = species[0];
  if (mass === 1 && density === 1 && name === "f") return singleSpecies(potential);
  return model({ species: [{ name, mass, density }], interactions: [{ between: [name, name], potential }] });
}

function lawsOf(specs: readonly unknown[], spec: Spec, path: (i: number) => string): Law[] {
  return specs.map((law, i) => lawFromSpec(law, spec.dimension, path(i), spec.species[i].mass ?? 1));
}

/** The problem that a parsed SPEC.json states; `where` (a file's name) opens messages. Throws ScenarioError. */
export function problemFromSpec(json: unknown, where = ""): Problem {
  const prefix = where ? `${where}: ` : "";
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new ScenarioError(prefix + describe(parsed.error.issues, json, ""));
  const spec = parsed.data;
  return within(where, () => {
    const { dimension, second, epsilon, species } = spec;
    if (second && second.length !== species.length)
      throw new ScenarioError(`invalid second: ${second.length} laws (expected ${species.length}, one for each species)`);
    return {
      dimension,
      // The model first: masses are checked before laws divide temperatures by them.
      model: modelOf(spec),
      laws: lawsOf(
        species.map(({ law }) => law),
        spec,
        (i) => `species[${i}].law`,
      ),
      ...(second ? { second: lawsOf(second, spec, (i) => `second[${i}]`) } : {}),
      ...(epsilon ? { epsilon } : {}),
    };
  });
}

/** Reads a SPEC.json. Throws ScenarioError naming the file, the path inside it, what was found and what was expected. */
export function readProblem(file: string): Problem {
  return problemFromSpec(jsonOf(file), file);
}
