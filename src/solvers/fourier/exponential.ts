/**
 * e^(tA) u for the operator A of one species with frozen coefficients, by Chebyshev's expansion on [-radius, 0],
 *
 *   e^(tA) u = sum_m c_m T_m(I + 2A/radius) u,   c_m = (2 - [m = 0]) e^(-z) I_m(z),   z = t radius/2
 *
 * (H. Tal-Ezer, R. Kosloff, J. Chem. Phys. 81 (1984) 3967). The c_m fall like e^(-m^2/2z), so a stiffness z costs about sqrt(75 z) applications for
 * full precision. A is not normal: its drift b puts the numerical range into a parabola around the axis on which T_m grows a little, so the
 * expansion goes on until c_m |T_m u| is below the tolerance, and is refused when T_m u grows without bound.
 */
import type { LandauOperator } from "./operator.ts";
import { NumericalError } from "../../errors.ts";

/** Below this a coefficient counts as nothing. */
const NOTHING = 1e-17;
/** Terms between two looks at the size of T_m u. */
const LOOK = 8;
/** Growth of T_m u that no drift explains: the bound of the spectral radius was wrong. */
const RUNAWAY = 1e10;

/** Stiffness of a step that would take 1e5 applications: interactions of such strength, or steps of such length, are a slip of the hand. */
const STIFFEST = 1e8;

/** c_0, c_1, ... down to NOTHING, by Miller's downward recurrence  I_(m-1) = I_(m+1) + (2m/z) I_m. */
export function exponentialCoefficients(z: number): Float64Array {
  if (z === 0) return Float64Array.of(1);
  const start = Math.ceil(Math.sqrt(90 * z) + 40);
  const bessel = new Float64Array(start + 2);
  bessel[start] = 1e-290;
  for (let m = start; m > 0; m--) {
    bessel[m - 1] = bessel[m + 1] + ((2 * m) / z) * bessel[m];
    if (bessel[m - 1] > 1e280) for (let k = m - 1; k <= start; k++) bessel[k] *= 1e-280;
  }
  // e^z = I_0 + 2 I_1 + 2 I_2 + ...
  let sum = 0;
  for (let m = start; m > 0; m--) sum += 2 * bessel[m];
  sum += bessel[0];
  let count = 1;
  while (count <= start && 2 * bessel[count] > NOTHING * sum) count++;
  return bessel.subarray(0, count).map((value, m) => ((m === 0 ? 1 : 2) * value) / sum);
}

const largest = (u: Float64Array): number => {
  let most = 0;
  for (let i = 0; i < u.length; i++) {
    const size = Math.abs(u[i]);
    // Not `size > most`, which a NaN would pass.
    if (!(size <= most)) most = size;
  }
  return most;
};

export interface Exponential {
  /** Replaces the spectrum `state` of species i by e^(tA) of it, with the operator's present coefficients, to a relative `tolerance`. */
  apply(species: number, state: Float64Array, t: number, tolerance: number): void;
}

/** Working memory is taken from the operator's grid. `apply` throws NumericalError when the expansion does not converge. */
export function openExponential(operator: LandauOperator): Exponential {
  const { memory, spectrumDoubles } = operator.grid;
  const [first, second, sum] = [0, 1, 2].map(() => memory.allocate(spectrumDoubles)) as [Float64Array, Float64Array, Float64Array];
  return {
    apply(species, state, t, tolerance) {
      const radius = operator.radius(species);
      const stiffness = (t * radius) / 2;
      if (!(stiffness < STIFFEST))
        throw new NumericalError(`fourier: a step of this problem has stiffness ${stiffness.toExponential(1)}, at most ${STIFFEST} can be taken`, t);
      const weights = exponentialCoefficients(stiffness);
      const size = largest(state);
      let growth = 1;
      let [current, target] = [first, second];
      current.set(state);
      sum.set(state);
      for (let i = 0; i < sum.length; i++) sum[i] *= weights[0];
      for (let m = 1; m < weights.length; m++) {
        const [scale, shift, back] = m === 1 ? [2 / radius, 1, 0] : [4 / radius, 2, 1];
        operator.term(species, { current, target, sum }, scale, shift, back, weights[m]);
        [current, target] = [target, current];
        if (m % LOOK !== 0) continue;
        // T_m u may be small by accident, so its largest size up to now counts.
        growth = Math.max(growth, largest(current) / size);
        if (!(growth < RUNAWAY)) throw new NumericalError(`fourier: the exponential of the collision operator does not converge (growth ${growth} after ${m} terms)`, t); // prettier-ignore
        if (weights[m] * growth < tolerance * 1e-2) break;
      }
      state.set(sum);
    },
  };
}
