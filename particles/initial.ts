/**
 * How ensembles start: iid samples of a law, and for a couple either its optimal image W_i = T(V_i) or a second sample.
 *
 * Two iid samples of two laws are as far apart as the noise floor N^{-2/d}; W_i = T(V_i) with T = grad phi known starts at the
 * distance of the laws. `standardise` gives an ensemble its law's momentum and energy exactly, by a shift and a dilation about the
 * mean: v -> m + s (v - mean). Composed with T this is still the gradient of a convex function, so V and W stay optimally matched.
 * Of a mixture all this holds for each species.
 *
 * Standardised particles are not independent and have not quite the law of the sample: their empirical cost is below W2^2 of the laws by O(1/N)
 * in mean (1.2 % at N = 64 and .07 % at 1024 between N(0, diag(1.8, .6, .6)) and N(0, I); four beams 2.7 % and .1 %), and the tangent bound by
 * about twice that. No standardisation is without bias: the energy of N particles cannot be fixed and each of them keep the law exactly, when the law
 * has particles of more than N times the mean energy. What is judged is compared with the start's own values (claims/grows.ts).
 */
import { ScenarioError } from "../src/errors.ts";
import { cloudEnergy, cloudMean } from "../src/functionals/index.ts";
import type { Ensemble, Initial, Key, Law, Planes, TransportMap } from "../src/protocols/index.ts";
import { openStream } from "../src/random/stream.ts";
import { optimalMap } from "../src/transport/maps/optimal.ts";
import { partOf } from "./ensemble.ts";
import type { Alone, Coupled } from "./state.ts";
import { knownOptions } from "../src/names/options.ts";

/** `standardise`: exact momentum and energy instead of their sampling fluctuations of order N^{-1/2}, for a bias of order 1/N. */
export interface StartOptions {
  readonly standardise?: boolean;
}

/** The law of a single species, or one law for each species of a mixture, in the order of its model. */
export type Start = Law | readonly Law[];

/** Independent samples of one law, or of one law a species, for a system alone. */
export function sampled(start: Start, options: StartOptions = {}): Initial<Alone> {
  knownOptions("sampled", options, ["standardise"]);
  const laws = lawsOf(start);
  return {
    of: "alone",
    name: `independent samples of ${namesOf(laws)}`,
    laws,
    ...marked(options),
    fill: ([ensemble], key) => fillSpecies(laws, ensemble, key, options),
  };
}

/** Two independent samples: the coupled cost starts at the distance of independent clouds, far above W2 of the laws. */
export function independently(first: Start, second: Start, options: StartOptions = {}): Initial<Coupled> {
  knownOptions("independently", options, ["standardise"]);
  const [from, to] = pairsOfLaws(first, second);
  const map = from.length === 1 ? optimalMap(from[0], to[0]) : undefined;
  return {
    of: "coupled",
    name: `${namesOf(from)} and ${namesOf(to)}, independently`,
    laws: [...from, ...to],
    ...(map ? { map } : {}),
    ...marked(options),
    fill: ([v, w], key) => {
      fillSpecies(from, v, key, options);
      fillSpecies(to, w, key.child("second"), options);
    },
  };
}

/**
 * W_i = T(V_i) with T the optimal map from `first` to `second`, species by species. Of a mixture `map` is absent: each species has its own.
 * Throws ScenarioError when the map between the two laws is not known in closed form (Gaussians, isotropic laws, product laws are).
 */
export function coupledOptimally(first: Start, second: Start, options: StartOptions = {}): Initial<Coupled> {
  knownOptions("coupledOptimally", options, ["standardise"]);
  const [from, to] = pairsOfLaws(first, second);
  const maps = from.map((law, s) => knownMap(law, to[s]));
  return {
    of: "coupled",
    name: `${namesOf(from)} and ${namesOf(to)}, optimally coupled`,
    laws: [...from, ...to],
    ...(maps.length === 1 ? { map: maps[0] } : {}),
    ...marked(options),
    fill: ([v, w], key) => {
      fillSpecies(from, v, key, options);
      v.groups.forEach((group, s) => {
        const [source, image] = [partOf(v, group), partOf(w, group)];
        maps[s].apply(source.planes, image.planes);
        if (options.standardise) standardise(image.planes, to[s]);
      });
    },
  };
}

const marked = ({ standardise: standardised }: StartOptions): { standardised?: true } => (standardised ? { standardised } : {});
const lawsOf = (start: Start): readonly Law[] => ("dimension" in start ? [start] : start);
const namesOf = (laws: readonly Law[]): string => laws.map(({ name }) => name).join(" + ");

function pairsOfLaws(first: Start, second: Start): readonly [readonly Law[], readonly Law[]] {
  const [from, to] = [lawsOf(first), lawsOf(second)];
  if (from.length !== to.length) throw new ScenarioError(`${from.length} law(s) for the first ensemble and ${to.length} for the second (one a species)`);
  from.forEach((law, s) => sameDimension(law, to[s]));
  return [from, to];
}

function knownMap(from: Law, to: Law): TransportMap {
  const map = optimalMap(from, to);
  if (map) return map;
  throw new ScenarioError(
    `no optimal map is known from ${from.name} to ${to.name} (known: between Gaussians, between laws isotropic about their means, between products of laws on the line); start them with independently(f, g)`,
  );
}

function sameDimension(first: Law, second: Law): void {
  if (first.dimension !== second.dimension) {
    throw new ScenarioError(`two laws of different dimension: ${first.name} has ${first.dimension}, ${second.name} has ${second.dimension}`);
  }
}

/** One species draws from the key itself, those of a mixture from its children. */
function fillSpecies(laws: readonly Law[], ensemble: Ensemble, key: Key, options: StartOptions): void {
  ensemble.groups.forEach((group, s) => {
    const { planes } = partOf(ensemble, group);
    laws[s].sample(planes, openStream(laws.length === 1 ? key : key.child("species", s)));
    if (options.standardise) standardise(planes, laws[s]);
  });
}

/** Gives a cloud the mean and the energy of the law, exactly to round-off. A second pass removes the round-off of the first. */
function standardise(planes: Planes, law: Law): void {
  const trace = law.covariance.reduce((sum, row, k) => sum + row[k], 0);
  for (let pass = 0; pass < 2; pass++) {
    const mean = cloudMean(planes);
    const central = cloudEnergy(planes) - mean.reduce((sum, m) => sum + m * m, 0);
    if (!(central > 0)) return;
    const scale = Math.sqrt(trace / central);
    planes.forEach((plane, k) => {
      for (let i = 0; i < plane.length; i++) plane[i] = law.mean[k] + scale * (plane[i] - mean[k]);
    });
  }
}
