/**
 * How ensembles start: iid samples of a law, and for a couple either its optimal image W_i = T(V_i) or a second sample.
 *
 * Two iid samples of two laws are as far apart as the noise floor N^{-2/d}; W_i = T(V_i) with T = grad phi known starts at the
 * distance of the laws. `standardise` gives an ensemble its law's momentum and energy exactly, by a shift and a dilation about the
 * mean: v -> m + s (v - mean). Composed with T this is still the gradient of a convex function, so V and W stay optimally matched.
 */
import { ScenarioError } from "../src/errors.ts";
import { energy, meanVelocity } from "../src/functionals/index.ts";
import type { Ensemble, Initial, Key, Law, Planes } from "../src/protocols.ts";
import { openStream } from "../src/random/stream.ts";
import { optimalMap } from "../src/transport/maps.ts";
import type { Alone, Coupled } from "./state.ts";

/** `standardise`: exact momentum and energy instead of their sampling fluctuations of order N^{-1/2}. */
export interface StartOptions {
  readonly standardise?: boolean;
}

/** Independent samples of one law, for a system alone. */
export function sampled(law: Law, options: StartOptions = {}): Initial<Alone> {
  return {
    name: `independent samples of ${law.name}`,
    laws: [law],
    fill: ([ensemble], key) => fillFirst(law, ensemble!, key, options),
  };
}

/** Two independent samples: the coupled cost starts at the distance of independent clouds, far above W2 of the laws. */
export function independently(first: Law, second: Law, options: StartOptions = {}): Initial<Coupled> {
  sameDimension(first, second);
  const map = optimalMap(first, second);
  return {
    name: `${first.name} and ${second.name}, independently`,
    laws: [first, second],
    ...(map ? { map } : {}),
    fill: ([v, w], key) => {
      fillFirst(first, v!, key, options);
      fillFirst(second, w!, key.child("second"), options);
    },
  };
}

/**
 * W_i = T(V_i) with T the optimal map from `first` to `second`.
 * Throws ScenarioError when the map between the two laws is not known in closed form (Gaussians, isotropic laws, product laws are).
 */
export function coupledOptimally(first: Law, second: Law, options: StartOptions = {}): Initial<Coupled> {
  sameDimension(first, second);
  const map = optimalMap(first, second);
  if (!map) {
    throw new ScenarioError(
      `no optimal map is known from ${first.name} to ${second.name} (known: between Gaussians, between laws isotropic about their means, between products of laws on the line); start them with independently(f, g)`,
    );
  }
  return {
    name: `${first.name} and ${second.name}, optimally coupled`,
    laws: [first, second],
    map,
    fill: ([v, w], key) => {
      fillFirst(first, v!, key, options);
      map.apply(v!.planes, w!.planes);
      if (options.standardise) standardise(w!.planes, second);
    },
  };
}

function sameDimension(first: Law, second: Law): void {
  if (first.dimension !== second.dimension) {
    throw new ScenarioError(
      `two laws of different dimension: ${first.name} has ${first.dimension}, ${second.name} has ${second.dimension}`,
    );
  }
}

function fillFirst(law: Law, ensemble: Ensemble, key: Key, options: StartOptions): void {
  law.sample(ensemble.planes, openStream(key));
  if (options.standardise) standardise(ensemble.planes, law);
}

/** Gives a cloud the mean and the energy of the law, exactly to round-off. A second pass removes the round-off of the first. */
function standardise(planes: Planes, law: Law): void {
  const trace = law.covariance.reduce((sum, row, k) => sum + row[k]!, 0);
  for (let pass = 0; pass < 2; pass++) {
    const mean = meanVelocity(planes);
    const central = energy(planes) - mean.reduce((sum, m) => sum + m * m, 0);
    if (!(central > 0)) return;
    const scale = Math.sqrt(trace / central);
    planes.forEach((plane, k) => {
      for (let i = 0; i < plane.length; i++) plane[i] = law.mean[k]! + scale * (plane[i]! - mean[k]!);
    });
  }
}
