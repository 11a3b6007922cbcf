/**
 * Nodes of a Gaussian mixture f = sum_k w_k N_k: on the principal axes of each component the trapezoidal rule of steps h_j standard
 * deviations, out to 9 of them in length, with the weight of dv multiplied by the component's share w_k N_k / f.
 *
 * For an integrand analytic within a strip of half-width a standard deviations the rule errs by e^(-2 pi a/h) (L. N. Trefethen and J. A. C.
 * Weideman, SIAM Rev. 56 (2014) 385); for polynomials times N_k by e^(-2 pi^2/h^2).
 */
import type { GaussianComponent, Nodes } from "../../protocols/index.ts";
import { exp, log } from "../../math/elementary.ts";
import { eigen, fromRows, spectral } from "../../math/symmetric.ts";

const REACH = 9;

interface Prepared {
  readonly logWeight: number;
  readonly mean: readonly number[];
  readonly precision: Float64Array;
  /** Standard deviation times axis, [j d + i]. */
  readonly axes: Float64Array;
  readonly volume: number;
}

function prepare({ weight, mean, covariance }: GaussianComponent): Prepared {
  const d = mean.length;
  const system = eigen(fromRows(covariance), d);
  const volume = system.values.reduce((product, s) => product * Math.sqrt(s), 1);
  const axes = new Float64Array(d * d);
  for (let j = 0; j < d; j++) {
    for (let i = 0; i < d; i++) axes[j * d + i] = Math.sqrt(system.values[j]) * system.vectors[i * d + j];
  }
  const precision = spectral(system, (s) => 1 / s);
  return { logWeight: log(weight) - log(volume) - (d / 2) * log(2 * Math.PI), mean, precision, axes, volume };
}

/** Offsets z in units of the standard deviations, [d] each: the lattice within the ball. */
function lattice(steps: readonly number[]): Float64Array[] {
  const d = steps.length;
  const planes: number[][] = steps.map(() => []);
  const z = new Array<number>(d).fill(0);
  const fill = (k: number, room: number): void => {
    if (k === d) return z.forEach((x, j) => void planes[j].push(x));
    const most = Math.floor(Math.sqrt(room) / steps[k]);
    for (let i = -most; i <= most; i++) {
      z[k] = i * steps[k];
      fill(k + 1, room - z[k] * z[k]);
    }
  };
  fill(0, REACH * REACH);
  return planes.map((plane) => Float64Array.from(plane));
}

/** log of w N at v; adds nothing. `force` receives -precision (v - u). */
function logTerm(c: Prepared, v: Float64Array, force: Float64Array): number {
  const d = v.length;
  let form = 0;
  for (let i = 0; i < d; i++) {
    let row = 0;
    for (let j = 0; j < d; j++) row -= c.precision[i * d + j] * (v[j] - c.mean[j]);
    force[i] = row;
    form += row * (v[i] - c.mean[i]);
  }
  return c.logWeight + form / 2;
}

/** `steps` [d]: lattice steps in standard deviations along the principal axes, in ascending order of variance. */
export function mixtureNodes(components: readonly GaussianComponent[], steps: readonly number[]): Nodes {
  const d = steps.length;
  const parts = components.map(prepare);
  const offsets = lattice(steps);
  const each = offsets[0].length;
  const count = each * parts.length;
  const planes = (): Float64Array[] => steps.map(() => new Float64Array(count));
  const nodes = { points: planes(), weights: new Float64Array(count), density: new Float64Array(count), gradient: planes() };
  const cell = steps.reduce((product, h) => product * h, 1);
  const v = new Float64Array(d);
  const slope = new Float64Array(d);
  const forces = parts.map(() => new Float64Array(d));
  const terms = new Float64Array(parts.length);
  parts.forEach((own, k) => {
    for (let n = 0; n < each; n++) {
      const at = k * each + n;
      for (let i = 0; i < d; i++) {
        v[i] = own.mean[i];
        for (let j = 0; j < d; j++) v[i] += own.axes[j * d + i] * offsets[j][n];
        nodes.points[i][at] = v[i];
      }
      let density = 0;
      slope.fill(0);
      for (let l = 0; l < parts.length; l++) {
        const term = (terms[l] = exp(logTerm(parts[l], v, forces[l])));
        density += term;
        for (let i = 0; i < d; i++) slope[i] += term * forces[l][i];
      }
      nodes.density[at] = density;
      nodes.weights[at] = cell * own.volume * (terms[k] / density);
      for (let i = 0; i < d; i++) nodes.gradient[i][at] = slope[i];
    }
  });
  return nodes;
}

/** About the number of nodes of one component: the ball's volume over the cell's. */
mixtureNodes.count = (steps: readonly number[]): number => {
  const d = steps.length;
  const ball = d === 1 ? 2 : d === 2 ? Math.PI : (4 / 3) * Math.PI;
  return steps.reduce((product, h) => (product * REACH) / h, ball);
};
