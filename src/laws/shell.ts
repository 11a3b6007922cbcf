/**
 * A spherical shell:  f(v) proportional to exp(-k (|v|/R - 1)^2), radius R, sharpness k.
 *
 * The isotropisation test of M. N. Rosenbluth, W. M. MacDonald and D. L. Judd, Phys. Rev. 107 (1957) 1 uses k = 10. The radial
 * density r^(d-1) exp(-k (r/R - 1)^2) is integrated once by Gauss-Legendre panels (16 points each, relative error below 1e-14);
 * the distribution function adds one partial panel, so it costs 16 evaluations. Limit: beyond 9/sqrt(k) + d radii the mass,
 * below 1e-30, is cut off.
 */
import type { MomentLaw, RadialLaw } from "../protocols/index.ts";
import { exp } from "../math/elementary.ts";
import { integrate } from "../math/quadrature.ts";
import { sphereArea } from "../math/special.ts";
import { isotropic, positive, wholeDimension, zeros } from "./arguments.ts";
import { radialTable } from "./radial-table.ts";
import { placeOnSphere } from "./sphere.ts";
import { jsonForm, keys } from "../json/form.ts";
import { knownOptions } from "../names/options.ts";

const PANELS = 96;

interface ShellRadius extends RadialLaw {
  /** Integral of r^power exp(-k (r/R-1)^2) over the support. */
  integral(power: number): number;
}

function power(r: number, n: number): number {
  let value = 1;
  for (let k = 0; k < n; k++) value *= r;
  return value;
}

function tabulate(radius: number, sharpness: number, dimension: number): ShellRadius {
  const reach = (9 + dimension) / Math.sqrt(sharpness);
  const low = radius * Math.max(0, 1 - reach);
  const high = radius * (1 + reach);
  const width = (high - low) / PANELS;
  const profile = (r: number): number => exp(-sharpness * (r / radius - 1) * (r / radius - 1));
  const weight = (r: number): number => power(r, dimension - 1) * profile(r);
  const edges = Array.from({ length: PANELS + 1 }, (_, k) => (k === PANELS ? high : low + k * width));
  const table = radialTable(weight, edges, radius);
  return {
    cdf: table.cdf,
    quantile: table.quantile,
    integral: (n) => integrate((r) => power(r, n) * profile(r), low, high, PANELS),
  };
}

/** Throws ScenarioError unless radius and sharpness are > 0. Dimension 3 by default. */
export function shell(options: { radius: number; sharpness: number; dimension?: number }): MomentLaw {
  knownOptions("shell", options, ["radius", "sharpness", "dimension"]);
  const dimension = wholeDimension("shell", options.dimension ?? 3);
  const radius = positive("shell", "radius", options.radius);
  const sharpness = positive("shell", "sharpness", options.sharpness);
  const radial = tabulate(radius, sharpness, dimension);
  const mass = radial.integral(dimension - 1);
  // Area of the unit sphere: 2 pi^(d/2) / Gamma(d/2).
  const area = sphereArea(dimension);
  const length = (v: ArrayLike<number>): number => Math.sqrt(Array.from(v).reduce((sum, x) => sum + x * x, 0));
  return {
    name: "shell",
    dimension,
    mean: zeros(dimension),
    covariance: isotropic(radial.integral(dimension + 1) / mass / dimension, dimension),
    fourthMoment: radial.integral(dimension + 3) / mass,
    radial: { cdf: radial.cdf, quantile: radial.quantile },
    rough: true,
    spec: { type: "shell", radius, sharpness },
    sample(into, stream) {
      const count = into[0]?.length ?? 0;
      for (let i = 0; i < count; i++) placeOnSphere(into, i, radial.quantile(stream.uniform()), stream);
    },
    density(v) {
      const offset = length(v) / radius - 1;
      return exp(-sharpness * offset * offset) / (area * mass);
    },
    score(v, into) {
      const r = length(v);
      // The density has a kink at the origin: 0 is the mean of its one-sided slopes there.
      const slope = r > 0 ? ((-2 * sharpness) / radius) * (1 / radius - 1 / r) : 0;
      for (let k = 0; k < dimension; k++) into[k] = slope * v[k];
    },
  };
}

shell.json = jsonForm({
  type: "shell",
  keys: { radius: keys.number(), sharpness: keys.number() },
  make: (given, { dimension }) => shell({ ...given, dimension }),
});
