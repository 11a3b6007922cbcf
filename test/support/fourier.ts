/** Instantaneous rates by the Fourier solver's operator: d_t p_i of given laws at the grid points. */
import type { Law, Model } from "../../src/protocols/index.ts";
import { bestBox, equilibriumOf } from "../../src/solvers/fourier/box.ts";
import { coordinate, limitModes, openGrid, sampleOn } from "../../src/solvers/fourier/grid.ts";
import { openOperator } from "../../src/solvers/fourier/operator.ts";

export interface Rate {
  /** int phi d_t p dv; `phi` is given the point, p and d_t p there. */
  integral(phi: (v: readonly number[], p: number) => number): number;
}

/** One rate for each species, p normalised. */
export function ratesOf(model: Model, laws: readonly Law[], modes: number): Rate[] {
  const { dimension } = laws[0];
  const { halfWidth } = bestBox(model, laws, modes);
  const grid = openGrid({ dimension, modes, centre: equilibriumOf(model, laws).centre, halfWidth });
  const operator = openOperator(grid, model);
  const [current, target, sum] = [0, 1, 2].map(() => grid.memory.allocate(grid.spectrumDoubles)) as [Float64Array, Float64Array, Float64Array]; // prettier-ignore
  const values: Float64Array[] = [];
  const spectra = laws.map((law) => {
    sampleOn(grid, (v) => law.density(v), grid.value);
    values.push(grid.value.slice());
    grid.transform.forward(grid.value, grid.spectrum);
    limitModes(grid, grid.spectrum);
    return grid.spectrum.slice();
  });
  operator.freeze(spectra);
  const axes = grid.centre.map((_, k) => Array.from({ length: modes }, (_x, j) => coordinate(grid, k, j)));
  return spectra.map((spectrum, i) => {
    current.set(spectrum);
    target.fill(0);
    operator.term(i, { current, target, sum }, 1, 0, 0, 0);
    grid.transform.inverse(target, grid.value);
    const rate = grid.value.map((value) => value / grid.points);
    return {
      integral(phi) {
        let total = 0;
        const v = grid.centre.map(() => 0);
        for (let at = 0; at < grid.points; at++) {
          let rest = at;
          for (let k = dimension - 1; k >= 0; k--) {
            v[k] = axes[k][rest % modes]!;
            rest = Math.floor(rest / modes);
          }
          total += rate[at] * phi(v, values[i][at]);
        }
        return total * grid.spacing ** dimension;
      },
    };
  });
}
