/**
 * What laws say that they can do, against their densities: one table, which a new law joins with one line. Laws are integrated by their quadrature,
 * products of laws on the line and radii by panels. Tolerances are those that quadratureOf converges to (3e-14 of entropy and Fisher information), with
 * a margin for the higher powers here.
 */
import { describe, expect, it } from "vitest";
import { lawFromSpec } from "../../src/files/index.ts";
import { formsOf } from "../../src/json/form.ts";
import { checkAsStated } from "../../src/laws/as-stated.ts";
import { samplesOf } from "../../src/laws/samples.ts";
import * as room from "../../src/laws/index.ts";
import { quadratureOf } from "../../src/laws/quadrature/quadrature.ts";
import { integrate } from "../../src/math/quadrature.ts";
import type { Law, LineLaw, MomentLaw, Nodes } from "../../src/protocols/index.ts";
import { isRough } from "../../src/solvers/rough.ts";

const { bkw, gaussian, maxwellian, mixture, shell, tiltedMaxwellian, uniform } = room;

const laws: readonly MomentLaw[] = [
  gaussian({ mean: [0.1, -0.2, 0.3], covariance: [[0.8, 0.2, 0], [0.2, 1.1, -0.1], [0, -0.1, 0.6]] }), // prettier-ignore
  maxwellian({ mean: [1, -0.4], temperature: 0.7 }),
  mixture({ components: [{ weight: 0.25, mean: [1, 0], variances: [1, 2] }, { weight: 0.75, covariance: [[1, 0.5], [0.5, 1]] }] }), // prettier-ignore
  mixture({ components: [0.4, 1.3].map((s, k) => ({ weight: 0.3 + 0.4 * k, mean: [1, 2, 3], variances: [s, s, s] })) }),
  bkw({ S: 0.65 }),
  bkw({ S: 0.8, dimension: 2 }),
  shell({ radius: 1.5, sharpness: 10, dimension: 2 }),
  uniform({ halfWidths: [1, 2, 0.5] }),
  uniform({ halfWidths: [1, 2, 0.5, 1] }),
  tiltedMaxwellian({ temperature: 0.8, epsilon: 0.5, delta: 0.3, q: 0.5 }),
  tiltedMaxwellian({ temperature: 0.8, epsilon: -0.5, delta: 0.3, q: 0.5, dimension: 2 }),
];

const near = (found: number, expected: number, scale = 1): void => expect(Math.abs(found - expected)).toBeLessThan(1e-11 * scale);

const sum = (numbers: ArrayLike<number>): number => Array.from(numbers).reduce((all, x) => all + x, 0);

/** The nodes of laws that have a quadrature. */
function nodesOf(law: Law): Nodes | undefined {
  try {
    return quadratureOf(law).fine;
  } catch {
    return undefined;
  }
}

/** Edges of panels on the line, by quantiles below the median and their mirror images above, where 1 - q would lose its digits. */
function edgesOf({ quantile }: LineLaw): number[] {
  const below = [1e-30, 1e-16, 1e-8, 1e-4, 0.01, 0.1, 0.3].map(quantile);
  const median = quantile(0.5);
  return [...below, median, ...below.map((x) => 2 * median - x).reverse()];
}

const alongEdges = (phi: (x: number) => number, edges: readonly number[]): number[] => edges.slice(1).map((to, k) => integrate(phi, edges[k], to, 8));

/** Area of the unit sphere in R^d. */
const sphere = (d: number): number => (d <= 2 ? 2 * Math.PI ** (d - 1) : (2 * Math.PI * sphere(d - 2)) / (d - 2));

it("every law of the room with a JSON form is in the table", () => {
  const types = laws.map(({ spec }) => spec.type);
  expect(types).toEqual(expect.arrayContaining(formsOf(room).map(({ type }) => type)));
});

describe.each(laws.map((law) => ({ name: `${law.name}, d = ${law.dimension}`, law })))("$name", ({ law }) => {
  const { dimension: d, mean } = law;
  const nodes = nodesOf(law);
  const theta = law.covariance.reduce((all, row, k) => all + row[k], 0) / d;
  const distance = (n: number): number => nodes!.points.reduce((all, plane, k) => all + (plane[n] - mean[k]) ** 2, 0);
  const average = (phi: (n: number) => number): number => nodes!.weights.reduce((all, weight, n) => all + weight * nodes!.density[n] * phi(n), 0);

  it("has a quadrature or factors, to be integrated by", () => expect(nodes ?? law.factors).toBeDefined());

  it.skipIf(!nodes)("has the moments that it states", () => {
    near(average(() => 1), 1); // prettier-ignore
    near(average(distance), d * theta, theta);
    near(average((n) => distance(n) ** 2), law.fourthMoment, theta * theta * d * d); // prettier-ignore
    law.thirdMoment?.forEach((third, k) => near(average((n) => (nodes!.points[k][n] - mean[k]) * distance(n)), third, theta ** 1.5)); // prettier-ignore
  });

  const { components, laguerre, relaxed, axial, factors, radial, score } = law;
  const places = [[0.3, -0.8, 0.5, 0.2], [-0.2, 0.1, 0.4, 0.3], [1.1, 0.7, -0.6, -0.1]].map((place) => place.slice(0, d)); // prettier-ignore

  it.skipIf(!factors)("is the product of its factors", () => {
    const lines = factors!.map((line, k) => {
      const edges = edgesOf(line);
      const along = (x: number): number => law.density(mean.map((u, j) => (j === k ? x : u)));
      const mass = sum(alongEdges(along, edges));
      const moment = (power: number): number => sum(alongEdges((x) => ((x - mean[k]) ** power * along(x)) / mass, edges));
      near(moment(1), 0, Math.sqrt(theta));
      near(line.mean, mean[k], Math.sqrt(theta));
      near(moment(2), law.covariance[k][k], theta);
      near(line.variance, law.covariance[k][k], theta);
      alongEdges(along, edges).reduce((below, part, j) => {
        near(line.cdf(edges[j + 1]), below + part / mass);
        return below + part / mass;
      }, 0);
      for (const q of [0.01, 0.3, 0.5, 0.7, 0.99]) near(line.cdf(line.quantile(q)), q);
      return { density: (x: number) => along(x) / mass, fourth: moment(4) };
    });
    for (const v of places) near(lines.reduce((all, { density }, k) => all * density(v[k]), 1), law.density(v)); // prettier-ignore
    const squares = law.covariance.reduce((all, row, k) => all + row[k] * row[k], 0);
    near(lines.reduce((all, { fourth }) => all + fourth, d * d * theta * theta - squares), law.fourthMoment, theta * theta * d * d); // prettier-ignore
  });

  it.skipIf(!radial)("has the law of its radius", () => {
    const weight = (r: number): number => sphere(d) * r ** (d - 1) * law.density(mean.map((u, k) => (k === 0 ? u + r : u)));
    for (const q of [0.01, 0.3, 0.7, 0.99]) {
      near(radial!.cdf(radial!.quantile(q)), q);
      near(integrate(weight, 0, radial!.quantile(q), 40), q);
    }
  });

  it.skipIf(!score)("has a score that is the gradient of its log density", () => {
    const found = new Float64Array(d);
    const h = 1e-5 * Math.sqrt(theta);
    for (const v of places) {
      law.score!(v, found);
      const logAt = (k: number, shift: number): number => Math.log(law.density(v.map((x, i) => (i === k ? x + shift : x))));
      // Central differences: truncation h^2, rounding 1e-16/h.
      found.forEach((slope, k) => expect(Math.abs(slope - (logAt(k, h) - logAt(k, -h)) / (2 * h))).toBeLessThan(1e-7 / Math.sqrt(theta)));
    }
  });

  it.skipIf(!law.fisherForce)("has a Fisher force that is the gradient of 2 Laplacian log f + |grad log f|^2", () => {
    const [found, slope] = [new Float64Array(d), new Float64Array(d)];
    const h = 4e-4 * Math.sqrt(theta);
    const shifted = (v: readonly number[], k: number, shift: number): number[] => v.map((x, i) => (i === k ? x + shift : x));
    const scoreAt = (v: readonly number[]): Float64Array => (score!(v, slope), slope.slice());
    const xi = (v: readonly number[]): number =>
      scoreAt(v).reduce((all, s, k) => all + s * s + (scoreAt(shifted(v, k, h))[k] - scoreAt(shifted(v, k, -h))[k]) / h, 0);
    for (const v of places) {
      law.fisherForce!(v, found);
      // Central differences of the score, twice: truncation 2e-7 times high derivatives.
      found.forEach((force, k) => expect(Math.abs(force - (xi(shifted(v, k, h)) - xi(shifted(v, k, -h))) / (2 * h)) * theta ** 1.5).toBeLessThan(2e-4)); // prettier-ignore
    }
  });

  it("comes back from its JSON form", () => {
    const back = lawFromSpec(JSON.parse(JSON.stringify(law.spec)), d);
    expect([back.spec, back.mean, back.covariance, back.fourthMoment]).toEqual([law.spec, mean, law.covariance, law.fourthMoment]);
    for (const v of places) expect(back.density(v)).toBe(law.density(v));
  });

  it("draws samples that are as it states", () => expect(() => checkAsStated(law)).not.toThrow());

  it.skipIf(!components)("is the mixture of its components", () => {
    const parts = components!.map(({ weight, ...rest }) => ({ weight, law: gaussian(rest) }));
    for (const v of places) near(parts.reduce((all, part) => all + part.weight * part.law.density(v), 0), law.density(v)); // prettier-ignore
  });

  it.skipIf(!laguerre)("has the Laguerre moments that it states", () => {
    const moments = laguerre!(6);
    expect(moments).toHaveLength(7);
    for (let K = 0; K <= 6; K++) {
      // (-1)^K K!/(a+1)_K L_K^a(y) = sum_j (-1)^(K+j) binomial(K, j) y^j / ((a+1)...(a+j)), a = d/2 - 1.
      const sonine = (y: number): number => {
        let [term, series] = [1, 1];
        for (let j = 0; j < K; j++) series += term *= (-y * (K - j)) / ((j + 1) * (d / 2 + j));
        return K % 2 ? -series : series;
      };
      near(average((n) => sonine(distance(n) / (2 * theta))), moments[K], 100); // prettier-ignore
    }
  });

  it.skipIf(!relaxed)("relaxes from itself: mean and temperature stay, the excess of the fourth moment falls as the square of the rest", () => {
    for (const v of places) near(relaxed!(1).density(v), law.density(v));
    const later = relaxed!(0.6);
    expect(later.mean).toEqual(mean);
    const excess = ({ fourthMoment }: Law): number => fourthMoment! / (theta * theta) - d * (d + 2);
    expect(later.covariance).toEqual(law.covariance);
    near(excess(later), 0.36 * excess(law));
  });

  it.skipIf(!axial)("is symmetric about the first axis", () => {
    for (const [x, y, z] of places) near(law.density([x, y, z]), law.density([x, 0.6 * y - 0.8 * z, 0.8 * y + 0.6 * z]));
    const { points, weights, density } = law.rule!(1, 1);
    near(
      weights.reduce((all, weight, n) => all + weight * density[n] * (points[1][n] ** 2 + points[2][n] ** 2), 0),
      2 * law.covariance[1][1],
    );
  });

  it("is not rough unless it says so", () => {
    const { rough, ...silent } = law;
    expect(isRough(law)).toBe(rough ?? false);
    if (!rough) expect(isRough(silent)).toBe(false);
  });
});

it("a kink at the centre is found without being told", () => {
  const { rough, ...silent } = shell({ radius: 1.5, sharpness: 10, dimension: 2 });
  expect([rough, isRough(silent)]).toEqual([true, true]);
});

it("laws of atoms have no density", () => {
  const law = samplesOf([[0.5, 1], [-1, 2]]); // prettier-ignore
  expect(law.atomic).toBe(true);
  expect(() => law.density([0.5, 1])).toThrow("no density");
  for (const other of laws) expect(other.atomic).toBeUndefined();
});
