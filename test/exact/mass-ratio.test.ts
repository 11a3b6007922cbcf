/**
 * Growth of Fisher information near equilibrium. Against: closed forms for Maxwell molecules and for displacements without strain; an independent program (another
 * basis, and first variations of W2); for collisions of a species with itself, quadrature of the form over pairs, and Chebyshev polynomials of log(r^2 + s^2)
 * (scipy, 36 and 50 of them). That program's values with self-collisions (576.4, 277.8, 202.6, 117.4; +.08168, ...) are those of a truncated basis: Ritz values,
 * so that its m* are too large and its rates too small.
 */
import { describe, expect, it } from "vitest";
import { ScenarioError } from "../../src/errors.ts";
import { criticalMassRatio, growthOf, largestGrowth, sphericalWeight } from "../../src/rates/index.ts";
import { gamma as gammaFunction } from "../../src/math/special.ts";
import { gaussLegendre } from "../../src/math/quadrature.ts";
import { inLong } from "../support/long.ts";

type Jet = readonly [number, number, number];
/** q = (r^2 + delta)^(1/4), times (1 + r^2)^(-1/4) when bent. */
const profile =
  (delta: number, bent = false) =>
  (r: number): Jet => {
    const [a, b] = [r * r + delta, 1 + r * r];
    const q = (bent ? a / b : a) ** 0.25;
    const slope = 0.5 * r * (1 / a - (bent ? 1 / b : 0));
    const bend = 0.5 * (1 / a - (bent ? 1 / b : 0)) - r * r * (1 / (a * a) - (bent ? 1 / (b * b) : 0));
    return [q, q * slope, q * (slope * slope + bend)];
  };

describe("one direction", () => {
  it.each([
    [2, 0, 3],
    [3, -1, 0.4],
    [3, -3, 25],
    [2, -2.5, 9],
    [4, -3.6, 1.7],
  ])("h = v, d = %d, gamma = %d, m = %d: -2 (d-1)/d E|V-W|^(gamma+2)", (dimension, gamma, massRatio) => {
    const s = 1 + 1 / massRatio;
    const expected = ((-2 * (dimension - 1)) / dimension) * ((2 * s) ** ((gamma + 2) / 2) * gammaFunction((dimension + gamma + 2) / 2)) / gammaFunction(dimension / 2); // prettier-ignore
    const { rate } = growthOf({ dimension, gamma, massRatio }, () => [1, 0, 0]);
    expect(Math.abs(rate.value / expected - 1)).toBeLessThan(1e-11);
  });

  // An independent program: forms by the first variation of W2.
  it.each([
    [1000, -3, 0.0804536],
    [200, -3, 0.0279067],
    [1000, -2.5, -0.261415],
  ])("r (r^2 + .01)^(1/4), m = %d, gamma = %d", (massRatio, gamma, expected) => {
    const { rate } = growthOf({ dimension: 3, gamma, massRatio }, profile(0.01), { core: 0.02 });
    expect(Math.abs(rate.value - expected)).toBeLessThan(5.1 * 10 ** -(gamma === -2.5 ? 7 : 8));
    expect(rate.bound).toBeLessThan(1e-8);
  });

  it("hydrogen, explicit datum: cross and size by another program, self by quadrature over pairs to 13 digits", () => {
    const found = growthOf({ dimension: 3, gamma: -3, massRatio: 1836.15, charge: 1 }, profile(0.0004, true), { core: 0.005 });
    expect(found.cross).toBeCloseTo(0.0326888, 7);
    expect(found.size).toBeCloseTo(0.2122555, 7);
    expect(Math.abs(found.self - -0.020626028158611)).toBeLessThan(1e-13);
    expect(Math.abs(found.self - -0.020755)).toBeLessThan(2 * 0.000072); // Monte Carlo
    expect(found.rate.value).toBeGreaterThan(0.0561);
  });

  it("a species' own collisions keep its momentum, and are counted once whatever the charge", () => {
    const partner = { dimension: 3, gamma: -3, massRatio: 7 };
    expect(Math.abs(growthOf({ ...partner, charge: 1 }, () => [1, 0, 0]).self)).toBeLessThan(1e-13);
    const [one, three] = [1, 3].map((charge) => growthOf({ ...partner, charge }, profile(0.25)));
    expect(three.self).toBe(one.self);
    expect(three.cross / one.cross).toBeCloseTo(3, 13);
  });

  it("self-collisions by pairs: <L h, k> = -1/2 int int mu mu_* (grad h - grad h_*) . a (grad k - grad k_*), k = A h", () => {
    const found = growthOf({ dimension: 3, gamma: -3, massRatio: 7, charge: 1 }, profile(0.25), { core: 0.1 });
    expect(Math.abs(found.self / 2 - pairForm())).toBeLessThan(1e-9);
  });
});

/** The form for h = r q Y, q = (r^2 + 1/4)^(1/4), averaged over directions of Y; |v| = r, |w| = s, |v-w| = rho, dw = 2 pi s rho/r ds drho. */
function pairForm(): number {
  const { nodes, weights } = gaussLegendre(10);
  const angles = gaussLegendre(20);
  const panels = (edges: readonly number[]): [number, number][] =>
    edges
      .slice(1)
      .flatMap((end, e) => Array.from(nodes, (x, i): [number, number] => [edges[e] + ((end - edges[e]) * (1 + x)) / 2, ((end - edges[e]) * weights[i]) / 2]));
  // Gradients are (p' - q) n n.Y + q Y: [q, p' - q] of h, and of k, whose profile is r q_k.
  const of = (r: number): [number, number, number, number] => {
    const a = r * r + 0.25;
    const q = a ** 0.25;
    // q = a^(1/4): q' = r a^(-3/4)/2, ...; A(r q) = r [q + r q' - 4 q'/r - q''] = r k.
    const [x, y, z] = [a ** -0.75, a ** -1.75, a ** -2.75];
    const k = q + 0.5 * r * r * x - 2 * x - 0.5 * x + 0.75 * r * r * y;
    const slope = 0.5 * r * x + r * x - 0.75 * r ** 3 * y + 3.75 * r * y + 1.5 * r * y - 2.625 * r ** 3 * z;
    return [q, 0.5 * r * r * x, k, r * slope];
  };
  const line = [0, 0.1, 0.25, 0.5, 0.8, 1.2, 1.7, 2.3, 3, 4, 5.5, 7.5];
  let total = 0;
  for (const [r, wr] of panels(line)) {
    const [q1, h1, k1, l1] = of(r);
    const near = Array.from({ length: 10 }, (_, j) => 2 ** -(j + 1)).flatMap((x) => [r * (1 - x), r * (1 + x)]);
    const edges = [...line, r, ...near].filter((x) => x <= 7.5).sort((x, y) => x - y);
    for (const [s, ws] of panels(edges)) {
      const [q2, h2, k2, l2] = of(s);
      const [low, high] = [Math.log(Math.abs(r - s)), Math.log(r + s)];
      for (let i = 0; i < angles.nodes.length; i++) {
        const rho = Math.exp(low + ((high - low) * (1 + angles.nodes[i])) / 2);
        const c = (r * r + s * s - rho * rho) / (2 * r * s);
        const sine = Math.sqrt(Math.max(0, 1 - c * c));
        // The unit vector across v - w in their plane; a = (I - zz)/rho keeps it and the normal of the plane.
        const [mx, my] = [(s * sine) / rho, (r - s * c) / rho];
        const form = (qa: number, ha: number, qb: number, hb: number): [number, number, number] => {
          const [xx, xy, yy] = [qa + ha - qb - hb * c * c, -hb * c * sine, qa - qb - hb * sine * sine];
          return [xx * mx + xy * my, xy * mx + yy * my, qa - qb];
        };
        const [a, b] = [form(q1, h1, q2, h2), form(k1, l1, k2, l2)];
        const product = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
        total += (wr * ws * angles.weights[i] * (high - low) * rho * product * r * s * Math.exp(-(r * r + s * s) / 2)) / 2;
      }
    }
  }
  return ((-0.5 / (4 * Math.PI)) * total * 8 * Math.PI * Math.PI) / (2 * Math.PI) ** 3;
}

describe("the largest rate", () => {
  // Maxwell molecules: L = Delta_S - (d-1) s A, whose eigenvalues of degree 1 are -(d-1)(1 + s (2k+1)).
  it.each([
    [2, 5],
    [3, 0.7],
  ])("Maxwell molecules, d = %d, m = %d: -2 (d-1)(1 + 1/m), at h = v", (dimension, massRatio) => {
    const { rate, radii, potential } = largestGrowth({ dimension, gamma: 0, massRatio });
    expect(Math.abs(rate.value - -2 * (dimension - 1) * (1 + 1 / massRatio))).toBeLessThan(1e-9);
    const slopes = Array.from(radii.subarray(0, radii.length / 2), (r, k) => potential[k] / r / (potential[9] / radii[9]));
    expect(Math.max(...slopes.map((x) => Math.abs(x - 1)))).toBeLessThan(1e-6);
  });

  it.each([
    ["proton", 1836.15, 1, 0.08264090888],
    ["deuteron", 3670.48, 1, 0.12509283342],
    ["alpha particle", 7294.3, 2, 0.38580940592],
  ])("electrons among ions: %s", (_, massRatio, charge, expected) => {
    const { rate } = largestGrowth({ dimension: 3, gamma: -3, massRatio, charge });
    expect(Math.abs(rate.value - expected)).toBeLessThan(rate.bound);
    expect(rate.bound).toBeLessThan(1e-6);
  });

  it("none for lighter partners: muon and pion", () => {
    for (const massRatio of [207, 273]) expect(largestGrowth({ dimension: 3, gamma: -3, massRatio, charge: 1 }).rate.value).toBeLessThan(0);
  });
});

describe("weight of the spherical Fisher information", () => {
  // Maxwell molecules: F = -A/(d-1) times -G, and A has the eigenvalues 2k+1 in degree 1.
  it.each([2, 3])("Maxwell molecules, d = %i: -1/(d-1)", (dimension) => {
    expect(Math.abs(sphericalWeight({ dimension, gamma: 0, massRatio: 5 }).value + 1 / (dimension - 1))).toBeLessThan(1e-9);
  });

  // Another program, tracers: C* = .1032 and .184; with self-collisions by the Chebyshev polynomials (a truncated basis: .0470).
  it.each([
    [1836.15, undefined, 0.1032, 5e-5],
    [1e7, undefined, 0.184, 5e-4],
    [1836.15, 1, 0.0475211803, 1e-8],
  ])("m = %d, charge %s: %d", (massRatio, charge, expected, tolerance) => {
    const { value, bound } = sphericalWeight({ dimension: 3, gamma: -3, massRatio, ...(charge ? { charge } : {}) });
    expect(Math.abs(value - expected)).toBeLessThan(tolerance);
    expect(bound).toBeLessThan(1e-6);
  });

  it("is 0 at the critical mass ratio", () => {
    expect(Math.abs(sphericalWeight({ dimension: 3, gamma: -3, massRatio: 87.87947595 }).value)).toBeLessThan(1e-8);
  });
});

describe("critical mass ratio", () => {
  // Another program, to its digits. Coulomb: 87.880 there, 87.879476 by the Chebyshev polynomials; 87.891 is found nowhere.
  const table = [
    [3, -2.85, 3293, 0.5],
    [3, -2.9, 384.35, 5e-3],
    [3, -2.95, 155.68, 5e-3],
    [3, -3.5, 10.178, 5e-4],
    [2, -2.1, 1.72e4, 50],
    [2, -2.25, 355.24, 5e-3],
    [2, -2.5, 43.001, 5e-4],
    [2, -3, 8.0672, 5e-5],
  ] as const;
  const short = (gamma: number): boolean => gamma === -3 || gamma === -2.5;
  it.each(table.filter(([, gamma]) => short(gamma)))("tracers, d = %d, gamma = %d: %d", judge);
  inLong.each(table.filter(([, gamma]) => !short(gamma)))("tracers, d = %d, gamma = %d: %d", judge);

  function judge(dimension: number, gamma: number, expected: number, tolerance: number): void {
    const { value, bound } = criticalMassRatio({ dimension, gamma });
    expect(Math.abs(value - expected)).toBeLessThan(tolerance);
    expect(bound).toBeLessThan(5e-6 * expected);
  }

  it("Coulomb: 87.8795", () => {
    const { value, bound } = criticalMassRatio({ dimension: 3, gamma: -3 });
    expect(Math.abs(value - 87.87947595)).toBeLessThan(bound);
    expect(Math.abs(value - 87.88)).toBeLessThan(1e-3);
    expect(bound).toBeLessThan(1e-3);
  });

  const charged = [
    [1, 568.357004],
    [2, 275.820556],
    [3, 201.66703],
    [10, 117.247043],
  ] as const;
  const withSelf = (charge: number, expected: number): void => {
    const { value, bound } = criticalMassRatio({ dimension: 3, gamma: -3, charge });
    expect(Math.abs(value - expected)).toBeLessThan(bound);
    expect(bound).toBeLessThan(1e-5 * expected);
  };
  it.each(charged.slice(0, 1))("electrons among ions of charge %d", withSelf);
  inLong.each(charged.slice(1))("electrons among ions of charge %d", withSelf);

  it("none for |gamma| <= 2 sqrt(d-1)", () => {
    expect(criticalMassRatio({ dimension: 3, gamma: -2.828 })).toEqual({ value: Infinity, bound: 0 });
    expect(criticalMassRatio({ dimension: 2, gamma: -2 })).toEqual({ value: Infinity, bound: 0 });
  });

  it("says what it does not serve", () => {
    expect(() => criticalMassRatio({ dimension: 3, gamma: -2.5, charge: 1 })).toThrow(/gamma = -3 in dimension 3: found gamma = -2.5/);
    expect(() => criticalMassRatio({ dimension: 3, gamma: -5 })).toThrow(ScenarioError);
    expect(() => largestGrowth({ dimension: 1, gamma: 0, massRatio: 2 })).toThrow(/dimension/);
    expect(() => largestGrowth({ dimension: 2, gamma: -1, massRatio: -2 })).toThrow(/mass ratio/);
    expect(() => growthOf({ dimension: 2, gamma: -1, massRatio: 2 }, () => [1, 0, 0], { core: 0 })).toThrow(/core/);
  });
});
