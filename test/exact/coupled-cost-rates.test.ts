/**
 * The derivative of the coupled cost under each coupling: reference values of an independent program (Gauss-Hermite and Monte Carlo, with their errors),
 * an independent quadrature on the sphere for one species, and the order of the couplings.
 */
import { describe, expect, it } from "vitest";
import { gaussianCoupledRates, gaussianWassersteinRate } from "../../src/rates/index.ts";
import { powerLaw, singleSpecies } from "../../src/model/index.ts";
import { gaussianMapMatrix } from "../../src/transport/index.ts";
import { gamma as gammaFunction } from "../../src/math/special.ts";
import { gaussLegendre } from "../../src/math/quadrature.ts";
import { mixtures } from "../support/gaussian-mixtures.ts";
import { pairModel } from "../support/mixtures.ts";
import { inLong } from "../support/long.ts";

const diagonal = (...variances: number[]) => ({
  mean: variances.map(() => 0),
  covariance: variances.map((x, i) => variances.map((_, j) => (i === j ? x : 0))),
});
const [a, b] = [[0.6, 1, 1.4], [1.5, 0.7, 0.8]] as const; // prettier-ignore
const within = (value: number, expected: number, error: number) => expect(Math.abs(value - expected)).toBeLessThan(error);

describe("one species", () => {
  it("Maxwell molecules, d = 3: polar -1.50597, symmetric roots -1.47184, spherical -0.748765, synchronous 0", () => {
    const found = gaussianCoupledRates(singleSpecies(powerLaw(0)), [diagonal(...a)], [diagonal(...b)]);
    within(found.polar.value, -1.50597, 3e-5);
    within(found.symmetricRoots.value, -1.47184, 3e-5);
    within(found.spherical.value, onSphere(0).spherical, 1e-9);
    within(found.synchronous.value, 0, 1e-11);
    for (const { bound } of [found.polar, found.symmetricRoots]) expect(bound).toBeLessThan(1e-4);
  });

  it("Maxwell molecules, d = 2: the cost grows under symmetric roots, +0.1200, and is kept by the others", () => {
    const found = gaussianCoupledRates(singleSpecies(powerLaw(0)), [diagonal(0.4, 1.6)], [diagonal(1.5, 0.5)]);
    within(found.symmetricRoots.value, 0.12, 2e-4);
    for (const { value } of [found.polar, found.spherical, found.synchronous]) within(value, 0, 1e-10);
  });

  it.each([1, -1, -3])("pair couplings by quadrature on the sphere, gamma = %d", (gamma) => {
    const found = gaussianCoupledRates(singleSpecies(powerLaw(gamma)), [diagonal(...a)], [diagonal(...b)]);
    const expected = onSphere(gamma);
    for (const coupling of ["synchronous", "spherical"] as const) {
      within(found[coupling].value, expected[coupling], 1e-8);
      within(found[coupling].value, expected[coupling], found[coupling].bound);
      expect(found[coupling].bound).toBeLessThan(2e-9);
    }
    expect(found.polar.value).toBeLessThan(found.symmetricRoots.value);
  });
});

describe("one species in the plane, very soft", () => {
  // z = L g, z~ = T z: integrands of degree gamma + 2 in g, E|g|^q = 2^(q/2) Gamma(1 + q/2), times a mean over angles.
  it.each([-1.5, -2.5, -3, -3.5])("both pair couplings by quadrature on the circle, gamma = %d", (gamma) => {
    const [A, B] = [[0.7, 0.2, 0.5], [1.3, -0.4, 0.8]]; // prettier-ignore
    const rows = ([xx, xy, yy]: number[]) => ({ mean: [0.3, -0.1], covariance: [[xx, xy], [xy, yy]] }); // prettier-ignore
    const map = gaussianMapMatrix(...([A, B].map(([xx, xy, yy]) => Float64Array.of(xx, xy, xy, yy)) as [Float64Array, Float64Array]), 2);
    const below = (2 * A[1]) / Math.sqrt(2 * A[0]);
    const expected = { synchronous: 0, spherical: 0 };
    const angles = 2000;
    for (let k = 0; k < angles; k++) {
      const [c, s] = [Math.cos((2 * Math.PI * k) / angles), Math.sin((2 * Math.PI * k) / angles)];
      const [x, y] = [Math.sqrt(2 * A[0]) * c, below * c + Math.sqrt(2 * A[2] - below * below) * s];
      const [u, v] = [map[0] * x + map[1] * y, map[2] * x + map[3] * y];
      const [r, image, dot] = [Math.hypot(x, y), Math.hypot(u, v), x * u + y * v];
      expected.synchronous += (2 * (r ** (gamma / 2) - image ** (gamma / 2)) ** 2 * dot) / angles;
      expected.spherical += (2 * (r ** gamma + image ** gamma) * dot - 4 * (r * image) ** (gamma / 2) * dot) / angles;
    }
    const power = 2 ** (gamma / 2 + 1) * gammaFunction(2 + gamma / 2);
    const found = gaussianCoupledRates(singleSpecies(powerLaw(gamma)), [rows(A)], [rows(B)]);
    for (const coupling of ["synchronous", "spherical"] as const) within(found[coupling].value, power * expected[coupling], 1e-9);
    const { rate } = gaussianWassersteinRate(singleSpecies(powerLaw(gamma)), [rows(A)], [rows(B)]);
    for (const { value, bound } of [found.synchronous, found.polar]) expect(rate).toBeLessThan(value + bound);
  });
});

describe("mixtures", () => {
  const ordered = (k: number) => {
    const { model, from, to } = mixtures[k];
    const found = gaussianCoupledRates(model, from, to);
    const { rate } = gaussianWassersteinRate(model, from, to);
    for (const [less, more] of [[rate, found.polar.value], [found.polar.value, found.symmetricRoots.value], [rate, found.spherical.value], [found.spherical.value, found.synchronous.value]]) expect(less).toBeLessThan(more); // prettier-ignore
    return found;
  };

  it("Maxwell molecules, m = (1, 3), drifting: spherical -8.94, synchronous 0", () => {
    const found = ordered(3);
    within(found.synchronous.value, 0, 1e-10);
    within(found.spherical.value, -8.938, 0.02);
    expect(found.spherical.bound).toBeLessThan(1e-8);
  });

  it("gamma = -1, m = (1, 2.5), drifting: spherical -.7690, synchronous +.2998", () => {
    const found = ordered(0);
    within(found.spherical.value, -0.769, 4 * 0.0007);
    within(found.synchronous.value, 0.2998, 4 * 0.0002);
    expect(found.polar.bound).toBeLessThan(1e-4);
  });

  inLong("gamma = -2, m = (1, 4), near: spherical +.01305, synchronous +.06321", () => {
    const found = ordered(1);
    within(found.spherical.value, 0.01305, 0.0003);
    within(found.synchronous.value, 0.06321, 0.0003);
  });

  it("refuses what has no coupled rate", () => {
    const laws = [diagonal(1, 2), diagonal(0.5, 1)];
    expect(() => gaussianCoupledRates(pairModel(-3), laws, laws)).toThrow(/expected gamma > -3/);
  });
});

/** E over z = sqrt(2A) g, z~ = T z, of both pair couplings' integrands, which have degree gamma + 2: E|g|^(gamma+2) times a mean over directions, d = 3. */
function onSphere(gamma: number): { synchronous: number; spherical: number } {
  const rule = gaussLegendre(80);
  const azimuths = 64;
  const sums = { synchronous: 0, spherical: 0 };
  rule.nodes.forEach((mu, i) => {
    for (let k = 0; k < azimuths; k++) {
      const angle = (2 * Math.PI * (k + 0.5)) / azimuths;
      const reach = Math.sqrt(1 - mu * mu);
      const g = [reach * Math.cos(angle), reach * Math.sin(angle), mu];
      const form = (c: (k: number) => number): number => g.reduce((total, x, at) => total + 2 * c(at) * x * x, 0);
      const [square, image, dot] = [form((at) => a[at]), form((at) => b[at]), form((at) => Math.sqrt(a[at] * b[at]))];
      const [alpha, other] = [square ** (gamma / 2), image ** (gamma / 2)];
      const weight = rule.weights[i] / 2 / azimuths;
      sums.synchronous += weight * 4 * (Math.sqrt(alpha) - Math.sqrt(other)) ** 2 * dot;
      sums.spherical += weight * (4 * (alpha + other) * dot - 4 * Math.sqrt(alpha * other) * (Math.sqrt(square * image) + dot));
    }
  });
  // E|g|^q = 2^(q/2) Gamma((3+q)/2)/Gamma(3/2), q = gamma + 2.
  const power = { 0: 3, 1: 8 * Math.sqrt(2 / Math.PI), [-1]: Math.sqrt(8 / Math.PI), [-3]: Math.sqrt(2 / Math.PI) }[gamma] ?? NaN;
  return { synchronous: power * sums.synchronous, spherical: power * sums.spherical };
}
