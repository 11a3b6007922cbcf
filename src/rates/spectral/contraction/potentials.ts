/**
 * Finite families of potentials u, whose gradients displace a law: products of Hermite polynomials He_k(x_i / s_i) in the axes, and trigonometric functions
 * cos(k.x), sin(k.x), with x = v - mean and s_i the law's standard deviations. Families are nested, level in level, so that their Ritz values grow.
 *
 * Affine potentials and |x|^2, the collision invariants, may be in a family: the eigenproblem removes them (ritz.ts).
 */
import { ScenarioError } from "../../../errors.ts";
import { cos, sin } from "../../../math/elementary.ts";
import type { Law } from "../../../protocols/index.ts";
import { knownOptions } from "../../../names/options.ts";

/** Potentials u_0 ... u_(size-1) as functions of x = v - mean of the law. */
export interface PotentialBasis {
  readonly dimension: number;
  readonly size: number;
  /** Sizes of the nested families, ascending; the last is `size`. */
  readonly levels: readonly number[];
  readonly names: readonly string[];
  /**
   * Degree in each axis [d] for which a quadrature must be exact; of potentials that are no polynomials, a degree at which their expansions have converged, at
   * two resolutions (1 is the finer).
   */
  degrees(level: 0 | 1): readonly number[];
  /** Writes the gradients [size][d] and Hessians [size][d][d] at x, one after another, and the values [size]. */
  evaluate(x: Float64Array, gradients: Float64Array, hessians: Float64Array, values: Float64Array): void;
}

const deviations = (law: Law): number[] => law.mean.map((_, i) => Math.sqrt(law.covariance[i][i]));

/** All vectors of d whole numbers from `least` to `most`, zero outside the axes. */
function lattice(d: number, axes: readonly number[], least: number, most: number): number[][] {
  let vectors: number[][] = [Array<number>(d).fill(0)];
  for (const axis of axes) {
    vectors = vectors.flatMap((m) => Array.from({ length: most - least + 1 }, (_, k) => m.map((x, i) => (i === axis ? k + least : x))));
  }
  return vectors;
}

const total = (m: readonly number[]): number => m.reduce((sum, x) => sum + Math.abs(x), 0);

function checkedAxes(d: number, axes: readonly number[] | undefined): readonly number[] {
  const chosen = axes ?? Array.from({ length: d }, (_, i) => i);
  if (chosen.length === 0 || new Set(chosen).size < chosen.length || !chosen.every((i) => Number.isInteger(i) && i >= 0 && i < d))
    throw new ScenarioError(`potentials, axes: found ${chosen.join(", ")}, expected distinct numbers from 0 to ${d - 1}`);
  return chosen;
}

function checkedWhole(where: string, value: number): number {
  if (!(Number.isInteger(value) && value >= 1)) throw new ScenarioError(`${where}: found ${value}, expected a whole number >= 1`);
  return value;
}

/** What a family in product or plane-wave form shares: ordered by total degree, one level for each. */
function nested(all: number[][], width: number): { ordered: number[][]; levels: number[] } {
  const ordered = all.filter((m) => total(m) > 0).sort((a, b) => total(a) - total(b));
  const levels = [...new Set(ordered.map(total))].map((degree) => width * ordered.filter((m) => total(m) <= degree).length);
  return { ordered, levels };
}

/**
 * Products of Hermite polynomials of total degree 1 to `degree` in the given axes (default: all). Throws ScenarioError on a degree that is no whole number >= 1
 * and on axes that do not exist.
 */
export function polynomials(options: { law: Law; degree: number; axes?: readonly number[] }): PotentialBasis {
  knownOptions("polynomials", options, ["law", "degree", "axes"]);
  const { law } = options;
  const d = law.dimension;
  const degree = checkedWhole("polynomials, degree", options.degree);
  const axes = checkedAxes(d, options.axes);
  const scale = deviations(law);
  const all = lattice(d, axes, 0, degree).filter((m) => total(m) <= degree);
  const { ordered, levels } = nested(all, 1);
  /** He_k(x/s), and its first and second derivative in x, by axis: He_k' = k He_(k-1). */
  const table = Array.from({ length: d }, () => [0, 1, 2].map(() => new Float64Array(degree + 1)));
  return {
    dimension: d,
    size: ordered.length,
    levels,
    names: ordered.map((m) => `He(${m.join(",")})`),
    degrees: () => scale.map((_, i) => (axes.includes(i) ? degree : 0)),
    evaluate(x, gradients, hessians, values) {
      for (let i = 0; i < d; i++) {
        const y = x[i] / scale[i];
        const [he, slope, bend] = table[i];
        he[0] = 1;
        for (let k = 1; k <= degree; k++) {
          he[k] = y * he[k - 1] - (k > 1 ? (k - 1) * he[k - 2] : 0);
          slope[k] = (k * he[k - 1]) / scale[i];
          bend[k] = (k * slope[k - 1]) / scale[i];
        }
      }
      for (let a = 0; a < ordered.length; a++) {
        const m = ordered[a];
        values[a] = 1;
        for (let k = 0; k < d; k++) values[a] *= table[k][0][m[k]];
        for (let i = 0; i < d; i++) {
          let slope = 1;
          for (let k = 0; k < d; k++) slope *= table[k][k === i ? 1 : 0][m[k]];
          gradients[a * d + i] = slope;
          for (let j = 0; j <= i; j++) {
            let second = 1;
            for (let k = 0; k < d; k++) second *= table[k][(k === i ? 1 : 0) + (k === j ? 1 : 0)][m[k]];
            hessians[(a * d + i) * d + j] = hessians[(a * d + j) * d + i] = second;
          }
        }
      }
    },
  };
}

/**
 * cos(k.x) and sin(k.x) for k_i = wave m_i / s_i, m whole vectors with |m_1| + ... + |m_d| from 1 to `most`, one of each pair +-m, in the given axes. `wave` > 0,
 * default 1. Throws ScenarioError as `polynomials` does.
 */
export function waves(options: { law: Law; most: number; wave?: number; axes?: readonly number[] }): PotentialBasis {
  knownOptions("waves", options, ["law", "most", "wave", "axes"]);
  const { law, wave = 1 } = options;
  const d = law.dimension;
  const most = checkedWhole("waves, most", options.most);
  if (!(wave > 0 && wave < Infinity)) throw new ScenarioError(`waves, wave: found ${wave}, expected a finite number > 0`);
  const axes = checkedAxes(d, options.axes);
  const scale = deviations(law);
  const upper = (m: readonly number[]): boolean => (m.find((x) => x !== 0) ?? 0) > 0;
  const { ordered, levels } = nested(lattice(d, axes, -most, most).filter((m) => upper(m) && total(m) <= most), 2); // prettier-ignore
  const vectors = ordered.map((m) => Float64Array.from(m, (x, i) => (wave * x) / scale[i]));
  const phase = wave * most;
  // z and x given z carry half the variance of x each, products twice the phase: n Gauss-Hermite nodes err by about (e phase^2 / 2n)^n.
  const degree = (level: 0 | 1): number => Math.ceil((level ? 9 : 7) + 2 * phase * phase);
  return {
    dimension: d,
    size: 2 * ordered.length,
    levels,
    names: ordered.flatMap((m) => [`cos(${m.join(",")})`, `sin(${m.join(",")})`]),
    degrees: (level) => scale.map((_, i) => (axes.includes(i) ? degree(level) : 0)),
    evaluate(x, gradients, hessians, values) {
      for (let a = 0; a < vectors.length; a++) {
        const k = vectors[a];
        let angle = 0;
        for (let i = 0; i < d; i++) angle += k[i] * x[i];
        const [c, s] = [cos(angle), sin(angle)];
        const [even, odd] = [2 * a * d, (2 * a + 1) * d];
        values[2 * a] = c;
        values[2 * a + 1] = s;
        for (let i = 0; i < d; i++) {
          gradients[even + i] = -k[i] * s;
          gradients[odd + i] = k[i] * c;
          for (let j = 0; j < d; j++) {
            hessians[(even + i) * d + j] = -k[i] * k[j] * c;
            hessians[(odd + i) * d + j] = -k[i] * k[j] * s;
          }
        }
      }
    },
  };
}

/** Two families as one: the levels of the first, then those of the second beside all of the first. Throws ScenarioError when their dimensions differ. */
export function joined(first: PotentialBasis, second: PotentialBasis): PotentialBasis {
  const d = first.dimension;
  if (second.dimension !== d) throw new ScenarioError(`potentials of different dimensions: ${d} and ${second.dimension}`);
  const from = first.size;
  return {
    dimension: d,
    size: from + second.size,
    levels: [...first.levels, ...second.levels.map((size) => from + size)],
    names: [...first.names, ...second.names],
    degrees(level) {
      const other = second.degrees(level);
      return first.degrees(level).map((degree, i) => Math.max(degree, other[i]));
    },
    evaluate(x, gradients, hessians, values) {
      first.evaluate(x, gradients, hessians, values);
      second.evaluate(x, gradients.subarray(from * d), hessians.subarray(from * d * d), values.subarray(from));
    },
  };
}
