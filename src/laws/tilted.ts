/**
 * The tilted Maxwellian:  f(v) = (1/Z) exp(-m |v|^2 / (2 theta) + epsilon v_1 (|v|^2 + delta^2)^((q-1)/2)),  0 < delta, q < 2.
 *
 * Source: the counterexamples to monotone Fisher information beyond MP, Theorem 1.1 (heavy partners). In polar coordinates about
 * the origin, v_1 = r cos phi, the law is  r^(d-1) e^(-m r^2/2 theta) sin^(d-2) phi e^(k(r) cos phi),  k = epsilon r (r^2 + delta^2)^((q-1)/2).
 * Quadrature: Gauss-Legendre in phi, panels in r that double from delta (k is analytic within |Im r| < delta). Z and the moments are taken at the finer of the two
 * resolutions of `rule`; relative error about 1e-14. Samples: r by its quantile, then a uniform direction accepted with probability e^(k cos phi - |k|). Limits: d = 2, 3.
 */
import type { MomentLaw, Nodes } from "../protocols/index.ts";
import { cos, exp, expm1, log, pow, sin } from "../math/elementary.ts";
import { gaussLegendre, type Rule } from "../math/quadrature.ts";
import { scaledBessel0 } from "../math/special.ts";
import { tiltedForce } from "./fisher-force.ts";
import { invert } from "./inverse.ts";
import { isotropic, positive, refuse, wholeDimension, zeros } from "./arguments.ts";
import { jsonForm, keys } from "../json/form.ts";
import { knownOptions } from "../names/options.ts";

/** Parameters of a tilted Maxwellian. */
export interface TiltedOptions {
  readonly temperature: number;
  readonly epsilon: number;
  readonly delta: number;
  readonly q: number;
  readonly mass?: number;
  readonly dimension?: number;
}

/** Exponents below this are nothing: e^-160 = 3e-70. */
const DEPTH = 160;

interface Polar {
  /** log f + log Z at radius r in the direction of cosine mu. */
  exponent(r: number, mu: number): number;
  /** k(r) and its derivative. */
  tilt(r: number): number;
  tiltSlope(r: number): number;
  readonly reach: number;
}

function polarOf({ temperature, epsilon, delta, q, mass = 1 }: TiltedOptions): Polar {
  const shape = (r: number): number => pow(r * r + delta * delta, (q - 1) / 2);
  const tilt = (r: number): number => epsilon * r * shape(r);
  const exponent = (r: number, mu: number): number => (-mass * r * r) / (2 * temperature) + tilt(r) * mu;
  const unit = Math.sqrt(temperature / mass);
  const sign = epsilon < 0 ? -1 : 1;
  let top = 0;
  let reach = 0;
  while (exponent(reach, sign) > top - DEPTH && reach < 100 * unit) {
    reach += unit / 2;
    top = Math.max(top, exponent(reach, sign));
  }
  return {
    exponent,
    tilt,
    tiltSlope: (r) => (epsilon * shape(r) * (q * r * r + delta * delta)) / (r * r + delta * delta),
    reach,
  };
}

/** Edges of radial panels: doubling from delta/2, none longer than half a thermal speed, each cut in `split`. */
function edges(reach: number, delta: number, unit: number, split: number): number[] {
  const list = [0];
  for (let r = 0; r < reach;) {
    const width = Math.min(Math.max(r, delta / 2), unit / 2, reach - r);
    for (let k = 1; k <= split; k++) list.push(r + (width * k) / split);
    r += width;
  }
  return list;
}

const panel = gaussLegendre(16);

function radialRule(list: readonly number[]): Rule {
  const [nodes, weights]: [number[], number[]] = [[], []];
  for (let k = 1; k < list.length; k++) {
    const half = (list[k] - list[k - 1]) / 2;
    panel.nodes.forEach((x, i) => {
      nodes.push(list[k - 1] + half * (1 + x));
      weights.push(half * panel.weights[i]);
    });
  }
  return { nodes: Float64Array.from(nodes), weights: Float64Array.from(weights) };
}

/** A rule for phi in (0, pi) whose weights hold sin^(d-2) phi: cosine, sine, weight. */
function angularRule(count: number, dimension: number): { mu: number; nu: number; weight: number }[] {
  const { nodes, weights } = gaussLegendre(count);
  return Array.from(nodes, (x, i) => {
    const phi = (Math.PI / 2) * (1 + x);
    const nu = sin(phi);
    return { mu: cos(phi), nu, weight: (Math.PI / 2) * weights[i] * (dimension === 3 ? nu : 1) };
  });
}

/** Directions that stand for the sphere orthogonal to the axis: +-1 for d = 2; `count` of the circle for d = 3. */
function around(dimension: number, count: number): { weight: number; directions: readonly (readonly number[])[] } {
  if (dimension === 2) return { weight: 1, directions: [[1], [-1]] };
  const angle = (k: number): number => (2 * Math.PI * k) / count;
  return {
    weight: (2 * Math.PI) / count,
    directions: Array.from({ length: count }, (_, k) => [cos(angle(k)), sin(angle(k))]),
  };
}

function nodesAt(polar: Polar, options: TiltedOptions, dimension: number, level: 0 | 1, logZ: number, azimuths = 4): Nodes {
  const { temperature, delta, mass = 1 } = options;
  const radial = radialRule(edges(polar.reach, delta, Math.sqrt(temperature / mass), 1 + level));
  const angular = angularRule(level ? 64 : 48, dimension);
  const { weight, directions } = around(dimension, azimuths);
  const count = radial.nodes.length * angular.length * directions.length;
  const planes = (): Float64Array[] => Array.from({ length: dimension }, () => new Float64Array(count));
  const nodes = { points: planes(), weights: new Float64Array(count), density: new Float64Array(count), gradient: planes() };
  let n = 0;
  radial.nodes.forEach((r, i) => {
    const ring = radial.weights[i] * (dimension === 3 ? r * r : r) * weight;
    const along = polar.tilt(r) / r;
    const slope = polar.tiltSlope(r);
    for (const { mu, nu, weight: part } of angular) {
      const density = exp(polar.exponent(r, mu) - logZ);
      // grad of k(r) v_1/r: (k' - k/r) mu v/r + (k/r) e_1.
      const outward = density * ((slope - along) * mu - (mass * r) / temperature);
      for (const direction of directions) {
        nodes.weights[n] = ring * part;
        nodes.density[n] = density;
        nodes.points[0][n] = r * mu;
        nodes.gradient[0][n] = outward * mu + density * along;
        direction.forEach((e, k) => {
          nodes.points[k + 1][n] = r * nu * e;
          nodes.gradient[k + 1][n] = outward * nu * e;
        });
        n++;
      }
    }
  });
  return nodes;
}

/** Integral of density times phi over the nodes. */
function integral({ weights, density }: Nodes, phi: (n: number) => number): number {
  let sum = 0;
  for (let n = 0; n < weights.length; n++) sum += weights[n] * density[n] * phi(n);
  return sum;
}

function momentsOf(nodes: Nodes, dimension: number) {
  const mass = integral(nodes, () => 1);
  const [first, second] = nodes.points as [Float64Array, Float64Array];
  const drift = integral(nodes, (n) => first[n]) / mass;
  const square = (x: number): number => x * x;
  const along = integral(nodes, (n) => square(first[n] - drift)) / mass;
  const across = integral(nodes, (n) => square(second[n])) / mass;
  const distance = (n: number): number => nodes.points.reduce((sum, x, k) => sum + square(x[n] - (k === 0 ? drift : 0)), 0);
  const mean = [drift, ...zeros(dimension - 1)];
  const covariance = isotropic(across, dimension);
  covariance[0][0] = along;
  return { mass, mean, covariance, fourthMoment: integral(nodes, (n) => square(distance(n))) / mass };
}

/**
 * Quantile of |v|: the radial marginal summed over panels once, then one partial panel by Newton. Up to a factor, the mean of e^(k mu) over directions is
 * (e^k - e^-k)/2k in space and I_0(k) in the plane.
 */
function radialQuantile(polar: Polar, options: TiltedOptions, dimension: number): (u: number) => number {
  const marginal = (r: number): number => {
    const k = Math.abs(polar.tilt(r));
    const scaled = dimension === 2 ? r * scaledBessel0(k) : r * r * (k > 0 ? -expm1(-2 * k) / (2 * k) : 1);
    return scaled * exp(polar.exponent(r, 0) + k);
  };
  const list = edges(polar.reach, options.delta, Math.sqrt(options.temperature / (options.mass ?? 1)), 1);
  const piece = (from: number, to: number): number => {
    const half = (to - from) / 2;
    return panel.nodes.reduce((sum, x, i) => sum + half * panel.weights[i] * marginal(from + half * (1 + x)), 0);
  };
  const below = [0];
  for (let k = 1; k < list.length; k++) below.push(below[k - 1] + piece(list[k - 1], list[k]));
  const total = below[list.length - 1];
  return (u) => {
    let k = 0;
    while (k < list.length - 2 && below[k + 1] < u * total) k++;
    const cdf = (r: number): number => (below[k] + piece(list[k], Math.min(r, list[k + 1]))) / total;
    const law = { cdf, tail: (r: number) => 1 - cdf(r), density: (r: number) => marginal(r) / total };
    const width = list[k + 1] - list[k];
    return invert(law, u, { low: list[k], start: list[k] + width / 2, scale: width / 2 });
  };
}

/**
 * The law above for particles of `mass` (default 1) in dimension 2 or 3 (default). Throws ScenarioError unless temperature and
 * delta are > 0, epsilon is finite and q < 2 (otherwise it has no finite integral).
 */
export function tiltedMaxwellian(options: TiltedOptions): MomentLaw {
  const { epsilon, delta, q, mass = 1 } = knownOptions("tiltedMaxwellian", options, ["temperature", "epsilon", "delta", "q", "mass", "dimension"]);
  const name = "tilted-maxwellian";
  const dimension = wholeDimension(name, options.dimension ?? 3);
  if (dimension !== 2 && dimension !== 3) refuse(name, "dimension", dimension, "expected 2 or 3");
  const temperature = positive(name, "temperature", options.temperature);
  for (const [field, value] of Object.entries({ delta, mass })) positive(name, field, value);
  if (!(Math.abs(epsilon) <= 10)) refuse(name, "epsilon", epsilon, "expected a number from -10 to 10");
  if (!(q >= -2 && q <= 1.9)) refuse(name, "q", q, "expected a number from -2 to 1.9");
  const unit = Math.sqrt(temperature / mass);
  if (!(unit > 0 && unit < Infinity)) refuse(name, "temperature", temperature, `expected a thermal speed above 0, found ${unit}`);
  if (!(delta >= 1e-6 * unit)) refuse(name, "delta", delta, `expected at least 1e-6 of the thermal speed ${unit}`);
  const polar = polarOf(options);
  if (!(polar.reach < 100 * unit)) refuse(name, "epsilon", epsilon, "the tilt outweighs the Maxwellian");
  const { mass: Z, ...moments } = momentsOf(nodesAt(polar, options, dimension, 1, 0), dimension);
  const logZ = log(Z);
  const quantile = radialQuantile(polar, options, dimension);
  const length = (v: ArrayLike<number>): number => Math.sqrt(Array.from(v).reduce((sum, x) => sum + x * x, 0));
  return {
    name: "tilted Maxwellian",
    dimension,
    ...moments,
    spec: { type: name, temperature, epsilon, delta, q },
    ...(dimension === 3 ? { axial: true } : {}),
    rule: (level, azimuths) => nodesAt(polar, options, dimension, level, logZ, azimuths),
    sample(into, stream) {
      const count = into[0]?.length ?? 0;
      const direction = new Float64Array(dimension);
      for (let i = 0; i < count; i++) {
        const r = quantile(stream.uniform());
        const k = polar.tilt(r);
        let size: number;
        do {
          for (let j = 0; j < dimension; j++) direction[j] = stream.normal();
          size = length(direction);
        } while (log(stream.uniform()) > (k * direction[0]) / size - Math.abs(k));
        for (let j = 0; j < dimension; j++) into[j][i] = (r * direction[j]) / size;
      }
    },
    fisherForce: tiltedForce({ a: mass / temperature, epsilon, delta, q }, dimension),
    density(v) {
      const r = length(v);
      return exp(polar.exponent(r, r > 0 ? v[0] / r : 0) - logZ);
    },
    score(v, into) {
      const r = length(v);
      // At the origin k/r tends to its slope there.
      const along = r > 0 ? polar.tilt(r) / r : polar.tiltSlope(0);
      const turn = r > 0 ? ((polar.tiltSlope(r) - along) * v[0]) / (r * r) : 0;
      for (let j = 0; j < dimension; j++) into[j] = v[j] * (turn - mass / temperature) + (j === 0 ? along : 0);
    },
  };
}

tiltedMaxwellian.json = jsonForm({
  type: "tilted-maxwellian",
  keys: { temperature: keys.number(), epsilon: keys.number(), delta: keys.number(), q: keys.number() },
  make: (given, { dimension, mass }) => tiltedMaxwellian({ ...given, dimension, mass }),
});
