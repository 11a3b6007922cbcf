/**
 * Partners of infinite mass in d = 3: the Lorentz equation d_t f = r^gamma Delta_S f turns velocities and leaves their sizes. From
 *
 *   f(0) = C e^(-r^2/2 + eps r^(-gamma/2) x),   x = cos theta:
 *   f(t) = C e^(-r^2/2) sum_l (2l+1) i_l(a) e^(-l(l+1) r^gamma t) P_l(x),   a = eps r^(-gamma/2),
 *
 * i_l the modified spherical Bessel functions, C such that the mass is 1. At t = 0 the tilt is the direction in which the Fisher information grows if any does
 * (lorentz.ts). I_Lambda = int f (|d_r phi|^2 + Lambda |grad_S phi|^2/r^2), phi = log f, is the Fisher information for Lambda = 1; it decreases along the
 * equation for Lambda >= gamma^2/(4(d-1)) (ours; `lyapunovWeight`).
 *
 * Gauss-Legendre in x and on panels of r that grow geometrically from far inside r^gamma t = 1. The bound is the change from fewer points, and rounding.
 * Limits: -4 < gamma <= 0, and r^2/2 - a >= 40 at r = 11, where the integrals end.
 */
import { ScenarioError } from "../../../errors.ts";
import { exp, pow } from "../../../math/elementary.ts";
import { gaussLegendre, type Rule } from "../../../math/quadrature.ts";
import type { Value } from "../../../functionals/index.ts";
import { knownOptions } from "../../../names/options.ts";

/** A datum, a time and a functional. */
export interface LorentzCase {
  readonly gamma: number;
  /** eps. */
  readonly tilt: number;
  /** t >= 0, in units where the rate of degree l is l(l+1) r^gamma. */
  readonly time: number;
  /** Lambda, 1 by default. */
  readonly weight?: number;
}

/** The weighted Fisher information of the exact solution, and how it changes. */
export interface LorentzInformation {
  /** I_Lambda at time 0. */
  readonly initial: Value;
  /** I_Lambda(t) - I_Lambda(0), the integral of the difference. */
  readonly change: Value;
}

const REACH = 11;
/** The density at the end is below e^-NEGLECTED of its maximum. */
const NEGLECTED = 40;
const ROUNDING = 1e-14;
/** Relative size of the first neglected term of the series. */
const NEGLIGIBLE = 1e-22;
/** [points a panel, points in x]. */
const RESOLUTIONS = [
  [12, 40],
  [9, 28],
] as const;

/** I_Lambda(0) and its change up to t. Throws ScenarioError for data that are not served. */
export function lorentzInformation(options: LorentzCase): LorentzInformation {
  const { gamma, tilt, time, weight = 1 } = knownOptions("lorentzInformation", options, ["gamma", "tilt", "time", "weight"]);
  if (!(gamma > -4 && gamma <= 0)) throw new ScenarioError(`invalid gamma: ${gamma} (expected -4 < gamma <= 0)`);
  const most = (REACH * REACH) / 2 - NEGLECTED;
  const largest = Math.abs(tilt) * pow(REACH, -gamma / 2);
  if (!(largest <= most)) {
    throw new ScenarioError(
      `invalid tilt: ${tilt} (expected |tilt| <= ${most / pow(REACH, -gamma / 2)} at gamma = ${gamma}: the law must end before ${REACH} thermal speeds)`,
    );
  }
  if (!(time >= 0 && time < Infinity)) throw new ScenarioError(`invalid time: ${time} (expected a finite number >= 0)`);
  if (!(weight >= 0 && weight < Infinity)) throw new ScenarioError(`invalid weight: ${weight} (expected a finite number >= 0)`);
  const [fine, coarse] = RESOLUTIONS.map(([points, angles]) =>
    integrals({ gamma, tilt: Math.abs(tilt), time, weight }, gaussLegendre(points), gaussLegendre(angles)),
  );
  return {
    initial: { value: fine.initial, bound: Math.abs(fine.initial - coarse.initial) + ROUNDING * fine.initial },
    change: { value: fine.change, bound: Math.abs(fine.change - coarse.change) + ROUNDING * fine.size },
  };
}

interface Sums {
  readonly initial: number;
  readonly change: number;
  /** int of |f-weighted squares| at both times. */
  readonly size: number;
}

function integrals({ gamma, tilt, time, weight }: Required<LorentzCase>, radial: Rule, angular: Rule): Sums {
  const beta = -gamma / 2;
  const series = new LegendreSeries();
  let [mass, initial, change, size] = [0, 0, 0, 0];
  const edges = panelEdges(gamma, time);
  for (let e = 0; e + 1 < edges.length; e++) {
    const half = (edges[e + 1] - edges[e]) / 2;
    for (let i = 0; i < radial.nodes.length; i++) {
      const r = edges[e] + half * (1 + radial.nodes[i]);
      const a = tilt * pow(r, beta);
      const tau = time * pow(r, gamma);
      // a' = beta a/r, tau' = gamma tau/r.
      series.prepare(a, (beta * a) / r, tau, (gamma * tau) / r);
      const w = half * radial.weights[i] * 2 * Math.PI * r * r * exp((-r * r) / 2 + a);
      for (let k = 0; k < angular.nodes.length; k++) {
        const x = angular.nodes[k];
        const part = w * angular.weights[k];
        const before = exp(a * (x - 1));
        const [slope, turn] = [(beta * a * x) / r - r, (a * a * (1 - x * x)) / (r * r)];
        const now = series.at(x);
        const radialSlope = now.radial - r * now.value;
        const at0 = part * before * (slope * slope + weight * turn);
        const atT = (part * (radialSlope * radialSlope + (weight * (1 - x * x) * now.angular * now.angular) / (r * r))) / now.value;
        mass += part * before;
        initial += at0;
        change += time === 0 ? 0 : atT - at0;
        size += at0 + atT;
      }
    }
  }
  return { initial: initial / mass, change: change / mass, size: size / mass };
}

/** Panels of [0, 11]: geometric by 3/2 up to 1, then half wide. */
function panelEdges(gamma: number, time: number): number[] {
  const layer = gamma < 0 && time > 0 ? Math.min(1, pow(time, -1 / gamma)) : 1;
  const edges = [0];
  for (let r = 1e-3 * layer; r < 1; r *= 1.5) edges.push(r);
  for (let r = 1; r <= REACH; r += 0.5) edges.push(r);
  return edges;
}

/** g = e^-a sum_l (2l+1) i_l(a) e^(-l(l+1) tau) P_l(x), its derivatives by r (a and tau depend on r) and by x. */
class LegendreSeries {
  private values = new Float64Array(0);
  private slopes = new Float64Array(0);
  private terms = 0;
  private readonly result = { value: 0, radial: 0, angular: 0 };

  prepare(a: number, aSlope: number, tau: number, tauSlope: number): void {
    const terms = Math.ceil(1.5 * a) + 30;
    if (this.values.length < terms) {
      this.values = new Float64Array(terms);
      this.slopes = new Float64Array(terms);
    }
    // Ratios i_(l+1)/i_l = 1/((2l+3)/a + next ratio), downwards; held in `slopes`.
    let ratio = 0;
    for (let l = terms + 20; l >= 0; l--) {
      ratio = a / (2 * l + 3 + a * ratio);
      if (l < terms) this.slopes[l] = ratio;
    }
    let bessel = a > 0 ? (1 - exp(-2 * a)) / (2 * a) : 1;
    this.terms = 0;
    for (let l = 0; l < terms; l++) {
      const next = bessel * this.slopes[l];
      const decay = (2 * l + 1) * exp(-l * (l + 1) * tau);
      // i_l' = i_(l+1) + l i_l/a.
      const slope = next * aSlope + (a > 0 ? (l * bessel * aSlope) / a : 0) - l * (l + 1) * bessel * tauSlope;
      this.values[l] = decay * bessel;
      this.slopes[l] = decay * slope;
      this.terms = l + 1;
      if (this.values[l] < NEGLIGIBLE * this.values[0]) break;
      bessel = next;
    }
  }

  /** The returned object is used again. */
  at(x: number): { readonly value: number; readonly radial: number; readonly angular: number } {
    let [value, radial, angular] = [0, 0, 0];
    let [previous, legendre, previousSlope, legendreSlope] = [0, 1, 0, 0];
    for (let l = 0; l < this.terms; l++) {
      value += this.values[l] * legendre;
      radial += this.slopes[l] * legendre;
      angular += this.values[l] * legendreSlope;
      const next = ((2 * l + 1) * x * legendre - l * previous) / (l + 1);
      const nextSlope = previousSlope + (2 * l + 1) * legendre;
      [previous, legendre, previousSlope, legendreSlope] = [legendre, next, legendreSlope, nextSlope];
    }
    this.result.value = value;
    this.result.radial = radial;
    this.result.angular = angular;
    return this.result;
  }
}
