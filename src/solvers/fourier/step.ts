/**
 * Time steps of  d_t u = A(u) u,  A(u) the Landau operator with coefficients from u: leapfrog with exponentials,
 *
 *   u_1 = e^(h A(u_0)) u_0,   u_(k+1) = e^(2h A(u_k)) u_(k-1),   h = H/N,
 *
 * is symmetric, so u_N has an expansion in h^2 (W. B. Gragg, SIAM J. Numer. Anal. 2 (1965) 384), and N = 2, 4, 6, 8 extrapolate to order 8
 * (5 to 8 is seen: the tail of a density is stiff in its coefficients). The
 * difference to the extrapolation of N = 2, 4, 6, of order 6, is the error that controls the step; stiffness does not limit it, since every
 * exponential is exact. Where the coefficients do not change (isotropic data, Maxwell molecules) a step of any length is exact.
 */
import type { Way } from "../budget.ts";
import type { LandauOperator, Spectra } from "./operator.ts";
import { NumericalError } from "../../errors.ts";
import { pow } from "../../math/elementary.ts";
import { openExponential } from "./exponential.ts";

const SUBSTEPS = [2, 4, 6, 8];
/** The estimate is of order 6: its local error falls like H^7. */
const EXPONENT = 1 / 7;
const SAFETY = 0.8;

export interface Integrator {
  /**
   * Advances the spectra in place by exactly `span`, with local errors relative to each spectrum of at most `tolerance` a step. `tried` hears of every step that was
   * tried.
   */
  advance(state: Spectra, span: number, tolerance: number, from: number, tried?: (way: Way) => void): void;
  /** One step of this length, its exponentials accurate to `tolerance`: the new state and its estimated error. */
  attempt(start: Spectra, span: number, tolerance: number): { state: Float64Array[]; error: number };
  /** Steps accepted so far. */
  readonly steps: number;
}

const copy = (state: Spectra): Float64Array[] => state.map((u) => u.slice());

/** The largest relative difference, in the Euclidean norm of each spectrum. */
function difference(a: Spectra, b: Spectra): number {
  return Math.max(
    ...a.map((u, i) => {
      let [gap, size] = [0, 0];
      for (let k = 0; k < u.length; k++) {
        const d = u[k] - b[i][k];
        gap += d * d;
        size += u[k] * u[k];
      }
      return Math.sqrt(gap / size);
    }),
  );
}

/** a += factor (a - b). */
function extrapolate(a: Spectra, b: Spectra, factor: number): void {
  a.forEach((u, i) => {
    const other = b[i];
    for (let k = 0; k < u.length; k++) u[k] += factor * (u[k] - other[k]);
  });
}

/** `advance` throws NumericalError when no step is short enough. */
const UNRESOLVED = "the modes do not resolve the laws: more of them, or for isotropic laws the radial solver";

export function openIntegrator(operator: LandauOperator): Integrator {
  const exponential = openExponential(operator);
  let step = 0;
  let steps = 0;

  function leapfrog(start: Spectra, span: number, substeps: number, tolerance: number): Float64Array[] {
    const h = span / substeps;
    let before = copy(start);
    let now = copy(start);
    for (let k = 0; k < substeps; k++) {
      operator.freeze(now);
      const next = k === 0 ? copy(now) : before;
      next.forEach((u, i) => exponential.apply(i, u, k === 0 ? h : 2 * h, tolerance));
      [before, now] = [now, next];
    }
    return now;
  }

  function attempt(start: Spectra, span: number, tolerance: number): { state: Float64Array[]; error: number } {
    let row: Float64Array[][] = [];
    let error = Infinity;
    SUBSTEPS.forEach((n, i) => {
      const next = [leapfrog(start, span, n, tolerance)];
      for (let k = 0; k < i; k++) {
        const better = copy(next[k]);
        const ratio = n / SUBSTEPS[i - k - 1];
        extrapolate(better, row[k], 1 / (ratio * ratio - 1));
        next.push(better);
      }
      if (i === SUBSTEPS.length - 1) error = difference(next[i], row[i - 1]);
      row = next;
    });
    return { state: row[SUBSTEPS.length - 1], error };
  }

  return {
    attempt,
    get steps() {
      return steps;
    },
    advance(state, span, tolerance, from, tried) {
      let left = span;
      if (step === 0) step = span;
      while (left > 0) {
        // A rest shorter than a step is shared by two, so that none is tiny.
        const size = step >= left ? left : step > left / 2 ? left / 2 : step;
        const { state: next, error } = attempt(state, size, tolerance);
        if (!Number.isFinite(error)) step = size / 4;
        else step = size * Math.min(4, Math.max(0.2, SAFETY * pow(tolerance / Math.max(error, 1e-300), EXPONENT)));
        if (step < 1e-9 * span) throw new NumericalError(`fourier: no time step is short enough (${UNRESOLVED})`, from + span - left);
        if (error <= tolerance) {
          state.forEach((u, i) => u.set(next[i]));
          left = size === left ? 0 : left - size;
          steps++;
        }
        tried?.({ from: from + span - left, to: from + span, next: step });
      }
    },
  };
}
