/**
 * Reference curves of mixtures of Maxwell molecules for particle runs: the exact moments (mixture.ts), with an error that holds the bias of the
 * pair system's time step, the distance to what the system itself has in the mean for many particles.
 */
import type { Law, Model, ReferenceSeries } from "../../src/protocols/index.ts";
import { ScenarioError } from "../../src/errors.ts";
import { ROUNDING } from "../../src/solvers/served.ts";
import { maxwellMixture, mixtureMoments, type MixtureMoments } from "../../src/solvers/maxwell/mixture.ts";
import { pairMixture } from "./mixture-scheme.ts";
import { suggestion } from "../../src/names/nearest.ts";
import { knownOptions } from "../../src/names/options.ts";

/** The mixture whose curve is wanted. */
export interface MixtureSeriesOptions {
  readonly model: Model;
  /** One for each species. */
  readonly laws: readonly Law[];
  readonly species: string;
  /** Length of a time step of the run. */
  readonly dt: number;
}

const SOURCE = "moment equations of Maxwell molecules; the error holds the bias of the time step";

function curve(options: MixtureSeriesOptions, what: string, of: (moments: MixtureMoments, index: number) => number): ReferenceSeries {
  const { model, laws, species, dt } = options;
  if (!(Number.isFinite(dt) && dt > 0)) throw new ScenarioError(`invalid dt: ${dt} (expected a finite number > 0)`);
  const names = model.species.map(({ name }) => name);
  const index = names.indexOf(species);
  if (index < 0) throw new ScenarioError(`unknown species: ${species} (known: ${names.join(", ")})${suggestion(species, names)}`);
  const start = mixtureMoments(model, laws);
  const scale = Math.max(...laws.map((_, i) => Math.abs(of(start, i))));
  return {
    name: `${what} of ${species}, exact`,
    source: SOURCE,
    at(t) {
      const value = of(maxwellMixture(model, start, t), index);
      const system = of(pairMixture(model, start, dt, Math.round(t / dt)), index);
      return { value, bound: Math.abs(system - value) + 10 * ROUNDING * scale };
    },
  };
}

/** Temperature (m/d) <|v - u|^2> of one species. Throws ScenarioError for dt <= 0, an unknown species, an interaction that is not constant. */
export function maxwellMixtureTemperature(options: MixtureSeriesOptions): ReferenceSeries {
  knownOptions("maxwellMixtureTemperature", options, ["model", "laws", "species", "dt"]);
  return curve(options, "temperature", ({ temperatures }, i) => temperatures[i]);
}

/** One component of the mean velocity of one species. Throws as `maxwellMixtureTemperature`. */
export function maxwellMixtureMean(options: MixtureSeriesOptions & { readonly component: number }): ReferenceSeries {
  knownOptions("maxwellMixtureMean", options, ["model", "laws", "species", "dt", "component"]);
  return curve(options, `mean velocity ${"xyz"[options.component] ?? options.component + 1}`, ({ means }, i) => means[i][options.component]);
}
