/**
 * Densities of an ensemble along a line: the marginal along an axis, and the density itself on a line parallel to one, by kernels.
 *
 * Each point of the profile is a mean over particles, hence an unbiased estimate of the solution's density seen through the same kernel;
 * solutions are looked at that way (src/functionals/smoothed/kernel-density.ts), so that no bias of smoothing enters the comparison. What the
 * kernel changes of a solution's own density is its bias, known from the solution.
 */
import { ScenarioError } from "../../src/errors.ts";
import { kernelPeak, smoothedCloud, smoothedLaw, unsmoothedLaw, type Window } from "../../src/functionals/index.ts";
import type { Observable, Quantity } from "../../src/protocols/index.ts";
import { pointSeries } from "../../src/series-name.ts";
import type { Alone } from "../state.ts";
import { onlySpeciesOf, valuesOf } from "./expected.ts";
import { onlySpecies } from "./species.ts";
import { knownOptions } from "../../src/names/options.ts";

/** Where a profile is measured, and through which kernel. */
export interface ProfileOptions {
  readonly from: number;
  readonly to: number;
  /** Equally spaced, both ends included. */
  readonly points: number;
  /** Standard deviation of the kernel. */
  readonly width: number;
  /** 2, the Gaussian, by default; 4 has less bias and may be negative. */
  readonly order?: 2 | 4;
}

/** A coordinate axis of space. */
export type AxisName = "x" | "y" | "z";

/** Marginal density of one velocity component: `marginal("x", { from: -4, to: 4, points: 33, width: 0.2 })`. */
export function marginal(axis: AxisName, options: ProfileOptions): Observable<Alone> {
  knownOptions("marginal", options, ["from", "to", "points", "width", "order"]);
  const k = "xyz".indexOf(axis);
  const window = { ...options, axes: [k], points: pointsOf(options).map((x) => [x]) };
  const declared = {
    name: `marginal density of v_${axis}`,
    short: `density of v_${axis}`,
    symbol: `f(v_${axis})`,
    velocity: -1,
    meaning: `Kernel estimate (width ${options.width}) of the density of one velocity component. ${alike}`,
  };
  return profile(declared, axis, options, () => window);
}

/** Density on the line parallel to `axis` through `through` (the origin by default). */
export function slice(axis: AxisName, options: ProfileOptions & { readonly through?: readonly number[] }): Observable<Alone> {
  knownOptions("slice", options, ["from", "to", "points", "width", "order", "through"]);
  const k = "xyz".indexOf(axis);
  const { through } = options;
  const where = through ? ` through (${through.join(", ")})` : "";
  const declared = {
    name: `density along v_${axis}${where}`,
    short: "density",
    symbol: "f(v)",
    velocity: "-d" as const,
    meaning: `Kernel estimate (width ${options.width}) of the density on a line. ${alike}`,
  };
  return profile(declared, axis, options, (dimension) => {
    const base = through ?? new Array<number>(dimension).fill(0);
    if (base.length !== dimension) throw new ScenarioError(`slice: through has ${base.length} numbers, in dimension ${dimension}`);
    const points = pointsOf(options).map((x) => base.map((other, l) => (l === k ? x : other)));
    return { ...options, axes: base.map((_, l) => l), points };
  });
}

const alike = "Solutions are seen through the same kernel, so that smoothing biases no comparison.";

/** Particle-steps that one kernel is worth. */
const KERNEL = 2;

function profile(declared: Omit<Quantity, "kind">, axis: AxisName, options: ProfileOptions, windowOf: (dimension: number) => Window): Observable<Alone> {
  const { points } = options;
  const { name } = declared;
  const named = <T>(values: ArrayLike<T>) => Object.fromEntries(Array.from(values, (value, i) => [pointSeries("", i), value]));
  return {
    of: "alone",
    parts: { "": { kind: "density", ...declared, along: { axis: `v_${axis}`, points: pointsOf(options) } } },
    check({ model, dimension }) {
      onlySpeciesOf(model, name);
      const k = "xyz".indexOf(axis);
      if (!(k >= 0 && k < dimension)) throw new ScenarioError(`${name}: found dimension ${dimension}, which has no such axis`);
      windowOf(dimension);
    },
    cost: (particles) => KERNEL * points * particles,
    expected(solution, model) {
      onlySpeciesOf(model, name);
      const law = solution.law(0);
      const window = windowOf(law.dimension);
      const plain = unsmoothedLaw(law, window);
      const values = Object.values(valuesOf(solution, 0, (one) => named(smoothedLaw(one, window))));
      const peak = kernelPeak(window);
      return named(values.map((each, i) => ({ ...each, bias: each.value - plain[i], share: each.value / peak })));
    },
    open: () => ({
      measure(state) {
        onlySpecies(state, name);
        return named(smoothedCloud(state.ensemble.planes, windowOf(state.ensemble.dimension)));
      },
    }),
  };
}

function pointsOf({ from, to, points, width }: ProfileOptions): number[] {
  if (!(Number.isFinite(from) && Number.isFinite(to) && from < to))
    throw new ScenarioError(`invalid profile: from ${from} to ${to} (expected increasing finite numbers)`);
  if (!(Number.isInteger(points) && points >= 2 && points <= 1000))
    throw new ScenarioError(`invalid points of a profile: ${points} (a whole number from 2 to 1000)`);
  if (!(Number.isFinite(width) && width > 0)) throw new ScenarioError(`invalid width of a kernel: ${width} (expected a finite number > 0)`);
  return Array.from({ length: points }, (_, i) => from + ((to - from) * i) / (points - 1));
}
