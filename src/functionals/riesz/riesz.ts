/**
 * sup_v I_gamma f(v),  I_gamma f(v) = int f(w) |v - w|^gamma dw,  -d < gamma <= 0: the constant of CP, Theorem 3.
 *
 * Gaussian mixtures: |z|^gamma = int_0^oo t^(-gamma/2-1) e^(-t|z|^2) dt / Gamma(-gamma/2), and for X ~ N(x, A) with eigenvalues s_i
 * E e^(-t|X|^2) = prod (1 + 2 t s_i)^(-1/2) exp(-t x_i^2 / (1 + 2 t s_i)); with t = e^y the trapezoidal rule errs by e^(-pi^2/h). One
 * component, or several about one centre: the supremum is there (CP, section 5). Others by ascent from every component and the mean.
 *
 * Other isotropic laws: polar coordinates about v, int rho^(gamma+d-1) int f(v + rho sigma) dsigma drho, the inner integral by Gauss-Legendre
 * in the angle with the axis, the outer on panels, the first of them with weights that integrate rho^(gamma+d-1); ascent from the best of 17
 * radii, at two resolutions.
 *
 * Laws on an even tensor grid, and other smooth laws with d <= 3, which are sampled on such grids of two spacings: riesz-grid.ts; ascent from the mean and from the peaks of the density.
 * Limits: densities that jump are not served; at gamma <= -d the integral diverges wherever f > 0.
 */
import type { GaussianComponent, Law } from "../../protocols/index.ts";
import { ScenarioError } from "../../errors.ts";
import { cos, exp, log, pow, sin } from "../../math/elementary.ts";
import { gaussLegendre, powerRule } from "../../math/quadrature.ts";
import { gamma as gammaFunction, sphereArea } from "../../math/special.ts";
import { eigen, fromRows } from "../../math/symmetric.ts";
import { climb } from "./ascent.ts";
import { gaussianPowerMean } from "./gaussian-power.ts";
import { varianceOf } from "../gaussian-algebra.ts";
import { gridPotential, massesOf, peaksOf, sampledMasses, type Masses } from "./riesz-grid.ts";
import { closed, measure, ROUNDING, scaled, type Subject, type Value } from "../value.ts";
import { knownOptions } from "../../names/options.ts";

const STEP = 0.25;
const REACH = 40;
/** Isotropic laws are followed this far. */
const REACH_IN_DEVIATIONS = 12;

/** E|v - W|^gamma for W of one component, -d < gamma < 0, as a function of v. */
function potentialOfNormal(c: GaussianComponent, gamma: number): (v: ArrayLike<number>) => number {
  const d = c.mean.length;
  const { values, vectors } = eigen(fromRows(c.covariance), d);
  const rise = -gamma / 2;
  const fall = (d + gamma) / 2;
  const unit = log(values[d - 1]);
  const low = Math.ceil(REACH / rise / STEP);
  const high = Math.ceil((REACH / fall + unit - log(values[0])) / STEP);
  const scale = STEP / gammaFunction(rise);
  return (v) => {
    const squares = Array.from(values, (_, j) => {
      const x = c.mean.reduce((sum, u, i) => sum + vectors[i * d + j] * (v[i] - u), 0);
      return x * x;
    });
    let sum = 0;
    for (let n = -low; n <= high + 4 * d; n++) {
      const y = n * STEP - unit;
      // t^rise prod (1 + 2 t s)^(-1/2) in logarithms, powers of t > 1 taken out: nothing overflows at either end.
      const large = y > 0;
      const t = exp(large ? -y : y);
      let exponent = (large ? -fall : rise) * y;
      for (let j = 0; j < d; j++) {
        const widened = large ? t + 2 * values[j] : 1 + 2 * t * values[j];
        exponent -= log(widened) / 2 + ((large ? 1 : t) * squares[j]) / widened;
      }
      sum += exp(exponent);
    }
    return sum * scale;
  };
}

function supremumOfMixture(law: Law, components: readonly GaussianComponent[], gamma: number): Value {
  const [first] = components as [GaussianComponent];
  if (components.every((c) => c.mean.every((u, k) => u === first.mean[k])))
    return closed(components.reduce((sum, c) => sum + c.weight * gaussianPowerMean({ covariance: c.covariance, gamma }), 0));
  const parts = components.map((c) => potentialOfNormal(c, gamma));
  const total = (v: ArrayLike<number>): number => parts.reduce((sum, part, k) => sum + components[k].weight * part(v), 0);
  const narrowest = Math.min(...components.map((c) => eigen(fromRows(c.covariance), law.dimension).values[0]));
  const starts = [law.mean, ...components.map((c) => c.mean)];
  return closed(Math.max(...starts.map((start) => climb(total, start, Math.sqrt(narrowest) / 4).value)), 2);
}

const panel = gaussLegendre(16);

interface Resolution {
  readonly angles: number;
  /** Radial panels in a standard deviation. */
  readonly panels: number;
}

/** I_gamma of an isotropic law at distance r from its centre. */
function radialPotential(law: Law, gamma: number, { angles, panels }: Resolution): (r: number) => number {
  const d = law.dimension;
  const angular = gaussLegendre(angles);
  const directions = Array.from(angular.nodes, (x, i) => {
    const phi = (Math.PI / 2) * (1 + x);
    return { mu: cos(phi), weight: (Math.PI / 2) * angular.weights[i] * pow(sin(phi), d - 2) };
  });
  const area = sphereArea(d - 1);
  const width = Math.sqrt(varianceOf(law)) / panels;
  const power = gamma + d - 1;
  const nearest = powerRule(panel.nodes.length, power).weights;
  const point = Float64Array.from(law.mean);
  const ring = (r: number, rho: number): number => {
    let sum = 0;
    for (const { mu, weight } of directions) {
      point[0] = law.mean[0] + Math.sqrt(r * r + rho * rho + 2 * r * rho * mu);
      sum += weight * law.density(point);
    }
    return sum;
  };
  return (r) => {
    let sum = 0;
    for (let k = 0; k * width < r + REACH_IN_DEVIATIONS * width * panels; k++) {
      panel.nodes.forEach((x, i) => {
        const rho = width * (k + (1 + x) / 2);
        const weight = k === 0 ? nearest[i] * pow(width, power) : (panel.weights[i] / 2) * pow(rho, power);
        sum += width * weight * ring(r, rho);
      });
    }
    return sum * area;
  };
}

function supremumOfRadial(law: Law, gamma: number): Value {
  const unit = Math.sqrt(varianceOf(law));
  const scan = radialPotential(law, gamma, { angles: 24, panels: 1 });
  const radii = Array.from({ length: 17 }, (_, k) => (k * unit) / 4);
  const found = radii.map(scan);
  const start = radii[found.indexOf(Math.max(...found))];
  const coarse = radialPotential(law, gamma, { angles: 40, panels: 2 });
  const { value: rough, at } = climb((r) => coarse(Math.abs(r[0])), [start], unit / 8);
  const value = radialPotential(law, gamma, { angles: 56, panels: 3 })(Math.abs(at[0]));
  return { value, bound: Math.abs(value - rough) + ROUNDING * value };
}

function supremumOf(law: Law, gamma: number): Value {
  if (gamma === 0) return closed(1);
  const { components } = law;
  if (components) return supremumOfMixture(law, components, gamma);
  if (law.radial) return supremumOfRadial(law, gamma);
  const own = massesOf(law);
  if (own) return supremumOnGrid(law, own, gamma);
  if (law.rough || law.atomic || law.dimension > 3)
    throw new ScenarioError(
      `sup I_gamma of ${law.name} in dimension ${law.dimension}: not served (Gaussian mixtures and isotropic laws are, and others with d <= 3 that are smooth or on an even grid)`,
    );
  const coarse = supremumOnGrid(law, sampledMasses(law, { reach: SAMPLED, spacing: 0.4 }), gamma);
  const { value, bound } = supremumOnGrid(law, sampledMasses(law, { reach: SAMPLED, spacing: 0.3 }), gamma);
  return { value, bound: bound + Math.abs(value - coarse.value) };
}

/** Standard deviations to which a law is sampled. */
const SAMPLED = 8;
/** To find the place, and for the value by two. */
const SCALES = [
  { step: 0.7, wide: 1e-3, narrow: 0.03 },
  { step: 0.35, wide: 1e-7, narrow: 1e-3 },
  { step: 0.28, wide: 1e-7, narrow: 1e-3 },
] as const;

function supremumOnGrid(law: Law, masses: Masses, gamma: number): Value {
  const unit = Math.sqrt(Math.min(...law.covariance.map((row, k) => row[k])));
  const near = gridPotential(masses, gamma, SCALES[0]);
  const climbed: { value: number; at: Float64Array }[] = [];
  for (const start of [law.mean, ...peaksOf(masses)]) {
    const known = climbed.some(({ at }) => start.every((x, k) => Math.abs(x - at[k]) < unit / 8));
    if (!known) climbed.push(climb(near, start, unit / 4));
  }
  const { at } = climbed.reduce((best, one) => (one.value > best.value ? one : best));
  const value = gridPotential(masses, gamma, SCALES[2])(at);
  return { value, bound: Math.abs(value - gridPotential(masses, gamma, SCALES[1])(at)) + 10 * ROUNDING * value };
}

/** sup I_gamma of f = density times the law. Throws ScenarioError unless -d < gamma <= 0, and for other laws than the above. */
export function potentialSupremum(subject: Subject, options: { gamma: number; density?: number }): Value {
  const { gamma, density = 1 } = knownOptions("potentialSupremum", options, ["gamma", "density"]);
  const law = "law" in subject ? subject.law : subject;
  if (!(gamma > -law.dimension && gamma <= 0))
    throw new ScenarioError(`invalid gamma: ${gamma} (sup I_gamma needs ${-law.dimension} < gamma <= 0 in dimension ${law.dimension}; it is infinite below)`);
  return scaled(
    measure(subject, (one) => supremumOf(one, gamma)),
    density,
  );
}
