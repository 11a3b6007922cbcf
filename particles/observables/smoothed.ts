/**
 * Fisher information and L^p norm of the density seen through a Gaussian kernel, K_h * f, with both ends of their bias and a standard error (src/functionals/smoothed/smoothed.ts).
 *
 * What is covered is the functional of the smoothed density: in mean `lower` <= F(K_h * f) <= `upper` for independent particles, and the interval from lower - 2 standard errors to upper +
 * 2 standard errors holds it in 95 % of ensembles at least. What smoothing changes, F(f) - F(K_h * f), is known from solutions, as `smoothing`.
 */
import { checkSmoothed, fisherInformation, lpNorm, smoothedEstimate, smoothedFunctional, type Convex } from "../../src/functionals/index.ts";
import { gaussianMixtureSmoothed } from "../../src/functionals/smoothed/smoothed-mixture.ts";
import type { Law, Observable, Parts, Quantity } from "../../src/protocols/index.ts";
import type { Alone } from "../state.ts";
import { ofOneSpecies, onlySpeciesOf, valuesOf } from "./expected.ts";
import { onlySpecies } from "./species.ts";
import { knownOptions } from "../../src/names/options.ts";

interface Smoothed {
  readonly width: number;
  readonly functional: Convex;
  readonly quantity: Quantity;
  /** Of the law itself. */
  readonly of: (law: Law) => number;
  /** Factor for f = density times the law of particles of this mass. */
  readonly factor: (species: { readonly mass: number; readonly density: number }) => number;
}

function partsOf({ width, quantity }: Smoothed): Parts {
  const part = (name: string, symbol: string, meaning: string): Quantity => ({
    ...quantity,
    name: `${quantity.name}, ${name}`,
    short: `${quantity.short}, ${name}`,
    symbol,
    meaning,
  });
  return {
    "": {
      ...quantity,
      residue: "residue",
      meaning: `${quantity.meaning} Free of the leading bias in N; what smoothing by the width ${width} changes is not in it.`,
    },
    lower: part("lower end", `lower ${quantity.symbol}`, "Tangent of the functional at one half of the particles, evaluated at the other: below it in mean."),
    upper: part("upper end", `upper ${quantity.symbol}`, "The functional of the kernel estimate itself: above it in mean, by convexity."),
    residue: part("bias that may be left", "2 (upper - lower)/3", "The larger distance of the estimate to the ends: bounds its bias in mean."),
    error: part("standard error", `SE(${quantity.symbol})`, "Standard error within one ensemble, from the spread of the tangent over particles."),
    smoothing: part("what smoothing changes", `F(f) - F(K_h f)`, "Of a solution: the functional of the density minus that of the smoothed density."),
  };
}

/** Particle-steps that a particle is worth, and a grid of a few thousand to a million points a particle. */
const WORK = 300;

function smoothedObservable(options: Smoothed): Observable<Alone> {
  const { functional, width, of, factor, quantity } = options;
  checkSmoothed(1, { functional, width });
  return {
    of: "alone",
    check: ofOneSpecies(quantity.name),
    parts: partsOf(options),
    cost: (particles) => WORK * particles,
    expected(solution, model) {
      const scale = factor(onlySpeciesOf(model, quantity.name));
      return valuesOf(solution, 0, (law) => {
        const mixture = gaussianMixtureSmoothed(law, width);
        const smooth = mixture ? of(mixture) : smoothedFunctional(law, { width, functional });
        return { "": scale * smooth, smoothing: scale * (of(law) - smooth) };
      });
    },
    open: () => ({
      measure(state) {
        const scale = factor(onlySpecies(state, quantity.name));
        const { value, ...rest } = smoothedEstimate(state.ensemble.planes, { width, functional });
        return Object.fromEntries(Object.entries({ "": value, ...rest }).map(([name, x]) => [name, scale * x]));
      },
    }),
  };
}

/** (1/m) int |grad K_h f|^2 / K_h f of one species, d <= 3. Sub-series `lower`, `upper`, `residue`, `error`; of solutions `smoothing`. Throws ScenarioError for a width that is not positive. */
export function smoothedFisher(options: { width: number }): Observable<Alone> {
  const { width } = knownOptions("smoothedFisher", options, ["width"]);
  return smoothedObservable({
    width,
    functional: "fisher",
    quantity: {
      name: `Fisher information smoothed by ${width}`,
      short: `smoothed I, h = ${width}`,
      symbol: "I(K_h f)",
      kind: "Fisher information",
      velocity: -2,
      meaning: `Fisher information of the density seen through a Gaussian kernel of width ${width}.`,
    },
    of: (law) => fisherInformation(law).value,
    factor: ({ mass, density }) => density / mass,
  });
}

/** |K_h f|_p of one species, 1 < p < infinity, d <= 3. Sub-series as of `smoothedFisher`. Throws ScenarioError for a width or a p out of range. */
export function smoothedNorm(options: { p: number; width: number }): Observable<Alone> {
  const { p, width } = knownOptions("smoothedNorm", options, ["p", "width"]);
  return smoothedObservable({
    width,
    functional: { p },
    quantity: {
      name: `L^${p} norm smoothed by ${width}`,
      short: `smoothed L^${p} norm, h = ${width}`,
      symbol: `|K_h f|_${p}`,
      kind: `L^${p} norm`,
      // Of order -d (1 - 1/p), whatever d is.
      velocity: "-d",
      meaning: `L^${p} norm of the density seen through a Gaussian kernel of width ${width}.`,
    },
    of: (law) => lpNorm(law, { p }).value,
    factor: ({ density }) => density,
  });
}
