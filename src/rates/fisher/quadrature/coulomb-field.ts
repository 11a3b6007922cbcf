/**
 * Meshes in space for laws that are symmetric about the first axis, Coulomb interaction alpha = c r^-3:  a = D^2 |z|,  b = 2 grad (1/|z|),  so the field is
 *
 *   a = D^2 G,  b = 2 grad H,   G = int f(w) |v - w| dw,   H = int f(w)/|v - w| dw      (M. N. Rosenbluth, W. M. MacDonald, D. L. Judd, Phys. Rev. 107 (1957) 1).
 *
 * About the origin f = sum_l f_l(r) P_l(mu), and with A = int_0^r f_l (s/r)^(l+2) ds, B = int_r^oo f_l (r/s)^(l-1) ds, C = int_0^r f_l (s/r)^(l+4) ds,
 * D = int_r^oo f_l (r/s)^(l-3) ds
 *
 *   H_l = 4 pi/(2l+1) r (A + B),   G_l = 4 pi/(2l+1) r^3 [(C + B)/(2l+3) - (A + D)/(2l-1)],
 *
 * whose derivatives (G twice, H once) act on the powers of r alone: r^(-l-1) on C (and A in H), r^(l+2) on B (r^l in H), r^(1-l) on A and r^l on D, since the
 * kernels and their first derivatives are continuous at s = r. Gauss-Legendre in mu and on panels in r that double from 1/1024 of the thermal speed to a half.
 * Limit: laws smooth on the scale of these panels, whose Legendre series has ended at l = 40.
 */
import type { Law, Nodes, Potential } from "../../../protocols/index.ts";
import type { Field } from "./field.ts";
import type { Mesh } from "./mesh-rates.ts";
import type { Rule } from "../../../math/quadrature.ts";
import { gaussLegendre } from "../../../math/quadrature.ts";
import { emptyNodes } from "../../../laws/quadrature/tensor-nodes.ts";
import { reachOf } from "./mesh-rates.ts";

const POINTS = 16;
const panel = gaussLegendre(POINTS);

/** x^n for a whole number n. */
function power(x: number, n: number): number {
  let [result, square] = [1, n < 0 ? 1 / x : x];
  for (let rest = Math.abs(n); rest > 0; rest >>= 1) {
    if (rest & 1) result *= square;
    square *= square;
  }
  return result;
}

/** Values of P_0 ... P_most at mu into `value`, of their derivatives into `slope`. */
function legendre(mu: number, most: number, value: Float64Array, slope: Float64Array): void {
  value[0] = 1;
  slope[0] = 0;
  if (most > 0) [value[1], slope[1]] = [mu, 1];
  for (let l = 1; l < most; l++) {
    value[l + 1] = ((2 * l + 1) * mu * value[l] - l * value[l - 1]) / (l + 1);
    slope[l + 1] = slope[l - 1] + (2 * l + 1) * value[l];
  }
}

const SUB = 24;
const sub = gaussLegendre(SUB);

/** The parts of a panel [-1, 1] before and after each node: points, and the panel's Lagrange polynomials there, [(i SUB + k) POINTS + j]. */
interface Parts {
  readonly points: Float64Array;
  readonly lagrange: Float64Array;
}

function partsOf(outward: boolean): Parts {
  const points = new Float64Array(POINTS * SUB);
  const lagrange = new Float64Array(POINTS * SUB * POINTS);
  for (let i = 0; i < POINTS; i++)
    for (let k = 0; k < SUB; k++) {
      const at = i * SUB + k;
      const x = panel.nodes[i];
      const y = (points[at] = outward ? -1 + ((x + 1) * (1 + sub.nodes[k])) / 2 : x + ((1 - x) * (1 + sub.nodes[k])) / 2);
      for (let j = 0; j < POINTS; j++)
        lagrange[at * POINTS + j] = panel.nodes.reduce((product, z, m) => (m === j ? product : (product * (y - z)) / (panel.nodes[j] - z)), 1);
    }
  return { points, lagrange };
}

const [before, after] = [partsOf(true), partsOf(false)];

/** Radii in panels of POINTS, with half the length of each panel. */
interface Radii {
  readonly nodes: Float64Array;
  readonly halves: Float64Array;
  readonly edges: readonly number[];
}

function radiiUpTo(reach: number, unit: number, split: number): Radii {
  const edges = [0];
  for (let r = 0; r < reach;) {
    const width = Math.min(Math.max(r, unit / 1024), unit / 2, reach - r);
    for (let k = 1; k <= split; k++) edges.push(r + (width * k) / split);
    r += width;
  }
  const halves = Float64Array.from(edges.slice(1), (to, k) => (to - edges[k]) / 2);
  const nodes = new Float64Array(halves.length * POINTS);
  halves.forEach((half, k) => panel.nodes.forEach((x, i) => (nodes[k * POINTS + i] = edges[k] + half * (1 + x))));
  return { nodes, halves, edges };
}

/**
 * int_0^r f(s) (s/r)^exponent ds (`outward`), or int_r^oo f(s) (r/s)^exponent ds, at all radii r: f is interpolated, the power is not, and no factor but those of
 * exponent < 0 exceeds 1, so the rounding of small f_l stays small.
 */
function running({ nodes, halves, edges }: Radii, f: Float64Array, exponent: number, outward: boolean): Float64Array {
  const result = new Float64Array(f.length);
  const { points, lagrange } = outward ? before : after;
  const ratio = (s: number, r: number): number => power(outward ? s / r : r / s, exponent);
  let total = 0;
  for (let step = 0; step < halves.length; step++) {
    const k = outward ? step : halves.length - 1 - step;
    const [low, high] = [edges[k], edges[k + 1]];
    const near = outward ? low : high;
    for (let i = 0; i < POINTS; i++) {
      const r = nodes[k * POINTS + i];
      let local = 0;
      for (let m = 0; m < SUB; m++) {
        const at = i * SUB + m;
        let value = 0;
        for (let j = 0; j < POINTS; j++) value += lagrange[at * POINTS + j] * f[k * POINTS + j];
        local += sub.weights[m] * value * ratio(low + halves[k] * (1 + points[at]), r);
      }
      result[k * POINTS + i] = (local * Math.abs(r - near)) / 2 + (total === 0 ? 0 : total * ratio(near, r));
    }
    const far = outward ? high : low;
    total = total === 0 || far === 0 ? 0 : total * ratio(near, far);
    for (let j = 0; j < POINTS && far > 0; j++) total += halves[k] * panel.weights[j] * f[k * POINTS + j] * ratio(nodes[k * POINTS + j], far);
  }
  return result;
}

/** Of one l at all radii: G and its first two derivatives, H and its first. */
type Radial = readonly [g: Float64Array, g1: Float64Array, g2: Float64Array, h: Float64Array, h1: Float64Array];

function radialParts(radii: Radii, f: Float64Array, l: number): Radial {
  const A = running(radii, f, l + 2, true);
  const B = running(radii, f, l - 1, false);
  const C = running(radii, f, l + 4, true);
  const D = running(radii, f, l - 3, false);
  const part = (): Float64Array => new Float64Array(f.length);
  const [g, g1, g2, h, h1] = [part(), part(), part(), part(), part()];
  const scale = (4 * Math.PI) / (2 * l + 1);
  const powers = [-l - 1, l + 2, 1 - l, l];
  radii.nodes.forEach((r, i) => {
    const values = [C[i] / (2 * l + 3), B[i] / (2 * l + 3), -A[i] / (2 * l - 1), -D[i] / (2 * l - 1)];
    for (let k = 0; k < 4; k++) {
      g[i] += scale * r * r * r * values[k];
      g1[i] += scale * r * r * values[k] * powers[k];
      g2[i] += scale * r * values[k] * powers[k] * (powers[k] - 1);
    }
    h[i] = scale * r * (A[i] + B[i]);
    h1[i] = scale * (l * B[i] - (l + 1) * A[i]);
  });
  return [g, g1, g2, h, h1];
}

/** Radii times cosines, the latter fastest; one azimuth, with the whole circle in the weights. */
function polarNodes(law: Law, radii: Radii, angular: Rule): Nodes {
  const nodes = emptyNodes(radii.nodes.length * angular.nodes.length, 3);
  const [v, score] = [new Float64Array(3), new Float64Array(3)];
  radii.nodes.forEach((r, i) => {
    const ring = 2 * Math.PI * r * r * radii.halves[Math.floor(i / POINTS)] * panel.weights[i % POINTS];
    angular.nodes.forEach((mu, j) => {
      const n = i * angular.nodes.length + j;
      v[0] = nodes.points[0][n] = r * mu;
      v[1] = nodes.points[1][n] = r * Math.sqrt(1 - mu * mu);
      nodes.weights[n] = ring * angular.weights[j];
      nodes.density[n] = law.density(v);
      if (nodes.density[n] > 0) law.score!(v, score);
      nodes.gradient.forEach((plane, k) => (plane[n] = nodes.density[n] > 0 ? nodes.density[n] * score[k] : 0));
    });
  });
  return nodes;
}

function coulombField({ density }: Nodes, strength: number, radii: Radii, angular: Rule, most: number): Field {
  const count = angular.nodes.length;
  const tables = Array.from(angular.nodes, (mu) => {
    const [value, slope] = [new Float64Array(most + 1), new Float64Array(most + 1)];
    legendre(mu, most, value, slope);
    return { mu, nu: Math.sqrt(1 - mu * mu), value, slope };
  });
  const parts = Array.from({ length: most + 1 }, (_, l) => {
    const f = radii.nodes.map(
      (_r, i) => ((2 * l + 1) / 2) * tables.reduce((sum, { value }, j) => sum + angular.weights[j] * density[i * count + j] * value[l], 0),
    );
    return radialParts(radii, f, l);
  });
  return {
    at(_, n, a, b) {
      const i = Math.floor(n / count);
      const r = radii.nodes[i];
      const { mu, nu, value, slope } = tables[n % count];
      let [rr, rt, tt, pp, hr, ht] = [0, 0, 0, 0, 0, 0];
      for (let l = 0; l <= most; l++) {
        const [g, g1, g2, h, h1] = parts[l];
        const turn = -nu * slope[l];
        rr += g2[i] * value[l];
        rt += turn * (g1[i] / r - g[i] / (r * r));
        tt += (g[i] / (r * r)) * (mu * slope[l] - l * (l + 1) * value[l]) + (g1[i] / r) * value[l];
        pp += (g1[i] / r) * value[l] - (g[i] / (r * r)) * mu * slope[l];
        hr += h1[i] * value[l];
        ht += (h[i] / r) * turn;
      }
      a.fill(0);
      // e_r = (mu, nu), e_theta = (-nu, mu).
      a[0] = strength * (rr * mu * mu - 2 * rt * mu * nu + tt * nu * nu);
      a[4] = strength * (rr * nu * nu + 2 * rt * mu * nu + tt * mu * mu);
      a[1] = a[3] = strength * ((rr - tt) * mu * nu + rt * (mu * mu - nu * nu));
      a[8] = strength * pp;
      b[0] = 2 * strength * (hr * mu - ht * nu);
      b[1] = 2 * strength * (hr * nu + ht * mu);
      b[2] = 0;
    },
  };
}

/** Cosines and the last l of the Legendre series, and parts of a panel, of each level. */
const LEVELS = [[32, 22, 1], [48, 32, 1], [64, 40, 2]] as const; // prettier-ignore

/** Polar meshes about the origin for laws that are symmetric about the first axis, which passes through it. */
export function* coulombMeshes(laws: readonly Law[]): Generator<Mesh> {
  const reach = Math.max(...laws.map((law) => reachOf(law, [0, 0, 0])));
  const unit = Math.sqrt(Math.min(...laws.map((law) => Math.min(law.covariance[0][0], law.covariance[1][1]))));
  for (const [cosines, most, split] of LEVELS) {
    const [radii, angular] = [radiiUpTo(reach, unit, split), gaussLegendre(cosines)];
    yield {
      nodesOf: (law) => polarNodes(law, radii, angular),
      fieldOf: (nodes, potential: Potential) => coulombField(nodes, potential.strength, radii, angular, most),
      noise: () => 0,
    };
  }
}
