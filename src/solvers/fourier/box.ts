/**
 * The box and the number of modes for given data.
 *
 * A grid of n modes an axis on a box of half width R makes two errors: what of a density lies beyond the box (judged by its faces, the datum's and
 * the Maxwellian's to which it tends), and what of its spectrum lies beyond |m| = n/2 (judged by the outermost shell that is kept). For Gaussians both
 * are e^(-pi n/4) at R^2 = pi n sigma^2/2. The box chosen for n modes makes their sum least:
 *
 *   level = faces + SHELL_WEIGHT * shell.
 *
 * The faces of a datum are all of them: the grid has points on the lower ones only, but where a lopsided density is not small on an upper one it jumps there, to the value of the lower.
 * The weight is measured (BKW in d = 2 and 3, all n and R): a solution's relative error is about .3 to 1 times its faces, and .005 to .1 times the
 * datum's shell, because truncated modes would have decayed anyway.
 */
import type { Law, Model } from "../../protocols/index.ts";
import type { FourierGrid } from "./grid.ts";
import { ScenarioError } from "../../errors.ts";
import { exp } from "../../math/elementary.ts";
import { coordinate, limitModes, openGrid, sampleOn } from "./grid.ts";

/** Even numbers 2^a 3^b that grids use; those above 128 in the plane only. */
export const LADDER = [8, 12, 16, 18, 24, 32, 36, 48, 54, 64, 72, 96, 108, 128, 144, 192, 216, 256, 288] as const;
const MOST_IN_SPACE = 128;

const SHELL_WEIGHT = 0.03;

/** Sizes of the two tails of densities, relative to their peaks. */
export interface Tails {
  readonly faces: number;
  readonly shell: number;
}

export const levelOf = ({ faces, shell }: Tails): number => faces + SHELL_WEIGHT * shell;

/** Root mean square velocity of a species along an axis, about its mean: sqrt(T/m). */
export const thermalWidth = (law: Law): number => Math.sqrt(law.covariance.reduce((sum, row, i) => sum + row[i], 0) / law.dimension);

export interface Equilibrium {
  /** Mean velocity of the mixture. */
  readonly centre: readonly number[];
  /** Temperature of the common Maxwellian. */
  readonly temperature: number;
}

/** The Maxwellian to which the mixture tends: momentum, and energy (d/2) n T = sum_i n_i m_i (tr P_i + |u_i - u|^2)/2. */
export function equilibriumOf({ species }: Model, laws: readonly Law[]): Equilibrium {
  const mass = species.reduce((sum, s) => sum + s.mass * s.density, 0);
  const count = species.reduce((sum, s) => sum + s.density, 0);
  const axes = laws[0].mean.map((_, k) => k);
  const centre = axes.map((k) => species.reduce((sum, s, i) => sum + s.mass * s.density * laws[i].mean[k], 0) / mass);
  const energy = species.reduce((sum, s, i) => {
    const spread = axes.reduce((inner, k) => inner + laws[i].covariance[k][k] + (laws[i].mean[k] - centre[k]) * (laws[i].mean[k] - centre[k]), 0); // prettier-ignore
    return sum + s.mass * s.density * spread;
  }, 0);
  return { centre, temperature: energy / (count * axes.length) };
}

/** The largest |value| on the faces of the box, of arrays [n^d]: the points with some index 0. */
export function onFaces({ dimension, modes, points }: FourierGrid, value: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < points; i++) {
    let rest = i;
    for (let k = 0; k < dimension; k++) {
      if (rest % modes === 0) largest = Math.max(largest, Math.abs(value[i]));
      rest = Math.floor(rest / modes);
    }
  }
  return largest;
}

export const peakOf = (value: Float64Array): number => value.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/** The largest density on the upper faces of the box, at the points that would be the grid's there. */
function onUpperFaces(grid: FourierGrid, density: Law["density"]): number {
  const { dimension, modes, points, centre, halfWidth } = grid;
  const v = new Float64Array(dimension);
  let largest = 0;
  for (let axis = 0; axis < dimension; axis++) {
    v[axis] = centre[axis] + halfWidth;
    for (let i = 0; i < points / modes; i++) {
      let rest = i;
      for (let k = 0; k < dimension; k++) {
        if (k === axis) continue;
        v[k] = coordinate(grid, k, rest % modes);
        rest = Math.floor(rest / modes);
      }
      largest = Math.max(largest, density(v));
    }
  }
  return largest;
}

/** Tails of a datum on the grid, whose transform is left in `grid.spectrum`; without a peak, those of nothing. */
export function tailsOfLaw(grid: FourierGrid, { density }: Law): Tails {
  sampleOn(grid, density, grid.value);
  const peak = peakOf(grid.value);
  const upper = onUpperFaces(grid, density) / peak;
  const { faces, shell } = tailsOf(grid);
  if (peak === 0) return { faces: 1, shell: 0 };
  return { faces: Math.max(faces, upper), shell };
}

/** Tails of the values in `grid.value`; their transform is left in `grid.spectrum`. */
function tailsOf(grid: FourierGrid): Tails {
  const faces = onFaces(grid, grid.value) / peakOf(grid.value);
  grid.transform.forward(grid.value, grid.spectrum);
  const shell = limitModes(grid, grid.spectrum) / Math.abs(grid.spectrum[0]);
  return { faces, shell };
}

/** Tails of the Maxwellian of variance s^2 on this box, exactly. */
function maxwellianTails(halfWidth: number, modes: number, variance: number): Tails {
  const largest = (Math.PI * (modes / 2 - 2)) / halfWidth;
  return { faces: exp((-halfWidth * halfWidth) / (2 * variance)), shell: exp((-largest * largest * variance) / 2) };
}

/** What the data ask of a grid. */
function levelFor(model: Model, laws: readonly Law[], { centre, temperature }: Equilibrium, modes: number, halfWidth: number): number {
  const grid = openGrid({ dimension: laws[0].dimension, modes, centre, halfWidth });
  return Math.max(
    ...laws.map((law, i) => {
      return Math.max(levelOf(tailsOfLaw(grid, law)), levelOf(maxwellianTails(halfWidth, modes, temperature / model.species[i].mass)));
    }),
  );
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Evaluations of the golden section: the half width is found to 4 %. */
const SECTIONS = 9;

/** The half width that makes the level least, by golden section in log R, and that level. */
export function bestBox(model: Model, laws: readonly Law[], modes: number): { halfWidth: number; level: number } {
  const equilibrium = equilibriumOf(model, laws);
  const reach = Math.max(
    ...laws.map((law, i) => {
      const shift = law.mean.reduce((sum, u, k) => sum + (u - equilibrium.centre[k]) * (u - equilibrium.centre[k]), 0);
      return Math.max(thermalWidth(law), Math.sqrt(equilibrium.temperature / model.species[i].mass)) + Math.sqrt(shift);
    }),
  );
  const level = (fraction: number): number => levelFor(model, laws, equilibrium, modes, reach * 1.5 * exp(fraction * 2));
  let [low, high] = [0, 1];
  let [a, b] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [fa, fb] = [level(a), level(b)];
  for (let k = 0; k < SECTIONS; k++) {
    if (fa <= fb) {
      [high, b, fb] = [b, a, fa];
      a = high - GOLDEN * (high - low);
      fa = level(a);
    } else {
      [low, a, fa] = [a, b, fb];
      b = low + GOLDEN * (high - low);
      fb = level(b);
    }
  }
  return fa <= fb ? { halfWidth: reach * 1.5 * exp(a * 2), level: fa } : { halfWidth: reach * 1.5 * exp(b * 2), level: fb };
}

/** Ratio of thermal widths that any grid serves. */
const WIDEST = 3;
/** Modes an axis that a further unit of the ratio takes in the plane: two Gaussians leave e^(-pi n/(4 ratio)), 1e-6 here. */
const MODES_A_WIDTH = 18;

/** The largest ratio of thermal widths that n modes serve. In space more than 3 would take too many. */
export const widestFor = (dimension: number, modes: number): number => (dimension === 2 ? Math.max(WIDEST, modes / MODES_A_WIDTH) : WIDEST);

/** The largest thermal width of a species over the smallest. */
export function widthRatio(laws: readonly Law[]): number {
  const widths = laws.map(thermalWidth);
  return Math.max(...widths) / Math.min(...widths);
}

/** Levels at which default grids stop growing, and the largest of them: in the plane more for widths that differ by more than a factor 3. */
export const DEFAULTS = { 2: { level: 1e-10, most: 64, wide: 256 }, 3: { level: 1e-6, most: 32, wide: 32 } } as const;

/** The first of 16, 24, 32, 48, 64 modes (96, 128, 192, 256 for unlike widths in the plane) that brings the data's level below 1e-10 (dimension 2) or 1e-6 (dimension 3, up to 32). */
export function defaultModes(model: Model, laws: readonly Law[]): number {
  const { level, most, wide } = DEFAULTS[laws[0].dimension as 2 | 3];
  const ratio = widthRatio(laws);
  const largest = ratio > WIDEST ? wide : most;
  const enough = (modes: number): boolean => ratio <= widestFor(laws[0].dimension, modes) && bestBox(model, laws, modes).level <= level;
  return [16, 24, 32, 48, 64, 96, 128, 192, 256].find((modes) => modes >= largest || enough(modes))!;
}

/** The coarser grid whose difference to `modes` estimates the error: about three quarters. */
export const coarserModes = (modes: number): number => LADDER.filter((n) => n <= 0.8 * modes).at(-1)!;

/** Throws ScenarioError unless the number of modes is one that grids of this dimension use, 12 or more. */
export function checkModes(modes: number, dimension: number): void {
  const served = LADDER.slice(1).filter((n) => dimension === 2 || n <= MOST_IN_SPACE);
  if (!(served as readonly number[]).includes(modes)) throw new ScenarioError(`fourier: invalid modes: ${modes} (expected one of ${served.join(", ")})`);
}
