/**
 * Potentials of one coordinate whose gradients are smooth steps,  u_c' = erf((v_axis - c)/width): displacements that are bounded, move whole groups of particles
 * along the axis and strain them at c only. In the order of the centres, each one level.
 *
 * Limits: quadratures resolve steps that are not much narrower than the components of the mixture that they cut; components far from every step see constants.
 */
import { ScenarioError } from "../../../errors.ts";
import { exp, log } from "../../../math/elementary.ts";
import { erf } from "../../../math/special.ts";
import type { Law } from "../../../protocols/index.ts";
import type { PotentialBasis } from "./potentials.ts";
import { knownOptions } from "../../../names/options.ts";

/** n Gauss-Hermite nodes integrate e^(-k y^2) with an error of about (k/(1 + k))^n; z and x given z carry half the variance of x each, and k = (deviation/width)^2. */
function degreeFor(ratio: number, digits: number): number {
  const k = ratio * ratio;
  return Math.min(60, Math.max(6, Math.ceil((digits * Math.LN10) / log((1 + k) / k))));
}

/**
 * Steps at the centres (velocities along the axis, 0 ... d-1), of width > 0. Throws ScenarioError for laws that are no mixture of Gaussians, other axes, no centres,
 * centres that are not finite, and other widths.
 */
export function ramps(options: { law: Law; axis: number; centres: readonly number[]; width: number }): PotentialBasis {
  knownOptions("ramps", options, ["law", "axis", "centres", "width"]);
  const { law, axis, centres, width } = options;
  const d = law.dimension;
  if (!law.components) throw new ScenarioError(`ramps: found ${law.name}, expected a mixture of Gaussians`);
  if (!(Number.isInteger(axis) && axis >= 0 && axis < d)) throw new ScenarioError(`ramps, axis: found ${axis}, expected a whole number from 0 to ${d - 1}`);
  if (centres.length === 0 || !centres.every(Number.isFinite)) throw new ScenarioError(`ramps, centres: found ${centres.join(", ")}, expected finite numbers`);
  if (!(width > 0 && width < Infinity)) throw new ScenarioError(`ramps, width: found ${width}, expected a finite number > 0`);
  const at = centres.map((c) => c - law.mean[axis]);
  const widest = Math.sqrt(law.components.reduce((most, c) => Math.max(most, c.covariance[axis][axis]), 0));
  const slope = 2 / (width * Math.sqrt(Math.PI));
  return {
    dimension: d,
    size: at.length,
    levels: at.map((_, a) => a + 1),
    names: centres.map((c) => `step(${c})`),
    degrees: (level) => law.mean.map((_, i) => (i === axis ? degreeFor(widest / width, level ? 9 : 7) : 0)),
    evaluate(x, gradients, hessians, values) {
      gradients.fill(0, 0, d * at.length);
      hessians.fill(0, 0, d * d * at.length);
      for (let a = 0; a < at.length; a++) {
        const y = (x[axis] - at[a]) / width;
        values[a] = width * (y * erf(y) + exp(-y * y) / Math.sqrt(Math.PI));
        gradients[a * d + axis] = erf(y);
        hessians[(a * d + axis) * d + axis] = slope * exp(-y * y);
      }
    },
  };
}
