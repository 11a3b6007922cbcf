/** Entropic costs between laws: closed forms of Gaussians, radial laws, densities on grids. */
import { describe, expect, test } from "vitest";
import { bkw, gaussian, mixture } from "../../src/laws/index.ts";
import { fromRows, identity, product } from "../../src/math/symmetric.ts";
import { upperGamma } from "../../src/math/special.ts";
import { gaussHermite, gaussLegendre } from "../../src/math/quadrature.ts";
import type { Law } from "../../src/protocols/index.ts";
import {
  entropicGrid,
  entropicMapMatrix,
  gaussianDivergence,
  gaussianEntropic,
  gaussianEntropy,
  gaussianLebesgue,
  gaussianMapMatrix,
  gaussianPotentials,
  gaussianSquared,
  lebesgueCost,
  radialEntropic,
} from "../../src/transport/index.ts";

// Covariances and values of the project's table of reference values (closed form against a direct plan, errors 1e-13).
const A = fromRows([[0.8, 0.2, 0], [0.2, 1.1, -0.1], [0, -0.1, 0.6]]); // prettier-ignore
const B = fromRows([[1.4, -0.3, 0.1], [-0.3, 0.7, 0], [0.1, 0, 0.9]]); // prettier-ignore
const [a, b] = [[0.1, -0.2, 0.3], [-0.4, 0.5, 0]] as const; // prettier-ignore
const centred = [{ mean: [0, 0, 0], covariance: A }, { mean: [0, 0, 0], covariance: B }] as const; // prettier-ignore
const [f, g] = [{ mean: a, covariance: A }, { mean: b, covariance: B }] as const; // prettier-ignore

describe("Gaussians", () => {
  test.each([
    { epsilon: 0.1, S: 0.6262370017930228, means: 1.0412370017930228, C: -0.2482397636178753, T: 0.8777071240236822 },
    { epsilon: 1, S: 1.8476834967347588, means: 2.2626834967347587, C: -3.443206517883153, T: 2.826176108200065 },
  ])("reference values at epsilon = $epsilon", ({ epsilon, S, means, C, T }) => {
    expect(Math.abs(gaussianEntropic(...centred, epsilon) - S)).toBeLessThan(1e-12);
    expect(Math.abs(gaussianEntropic(f, g, epsilon) - means)).toBeLessThan(1e-12);
    expect(Math.abs(gaussianLebesgue(...centred, epsilon) - C)).toBeLessThan(1e-12);
    // The full cost with the same number as its epsilon: 2 S_(epsilon/2).
    expect(Math.abs(2 * gaussianEntropic(...centred, epsilon / 2) - T)).toBeLessThan(1e-12);
  });

  test("the plan of the potentials has the marginals f and g: a Gaussian integral in closed form", () => {
    const epsilon = 0.3;
    const [phi, psi] = gaussianPotentials(f, g, epsilon);
    // int e^((phi(x) + psi(y) - |x-y|^2/2)/epsilon) g(dy) = 1 for every x, by a Gauss-Hermite rule of 40^3 nodes in the axes of g's factor.
    const rule = gaussHermite(40);
    const root = [[Math.sqrt(1.4), 0, 0], [-0.3 / Math.sqrt(1.4), 0, 0], [0.1 / Math.sqrt(1.4), 0, 0]]; // prettier-ignore
    root[1][1] = Math.sqrt(0.7 - root[1][0] ** 2);
    root[2][1] = -(root[2][0] * root[1][0]) / root[1][1];
    root[2][2] = Math.sqrt(0.9 - root[2][0] ** 2 - root[2][1] ** 2);
    for (const x of [
      [0.1, -0.2, 0.3],
      [1.5, -1, 0.4],
      [-0.7, 0.9, 1.1],
    ]) {
      // prettier-ignore
      let sum = 0;
      rule.nodes.forEach((u, i) =>
        rule.nodes.forEach((v, j) =>
          rule.nodes.forEach((w, k) => {
            const y = root.map((row, axis) => b[axis] + row[0] * u + row[1] * v + row[2] * w);
            const half = y.reduce((total, value, axis) => total + (value - x[axis]) ** 2 / 2, 0);
            sum += rule.weights[i] * rule.weights[j] * rule.weights[k] * Math.exp((phi.value(x) + psi.value(y) - half) / epsilon);
          }),
        ),
      );
      expect(Math.abs(sum - 1)).toBeLessThan(1e-7);
    }
  });

  test("epsilon to zero: S tends to W2^2/2 and X to the optimal map, at first order in epsilon", () => {
    const epsilon = 1e-6;
    const exact = gaussianSquared(a, A, b, B) / 2;
    // S - W2^2/2 = -(epsilon/2)(H(f) + H(g)) - (epsilon d/2) log(2 pi epsilon) + O(epsilon^2).
    const first = -(epsilon / 2) * (gaussianEntropy(f) + gaussianEntropy(g)) - 1.5 * epsilon * Math.log(2 * Math.PI * epsilon);
    expect(Math.abs(gaussianEntropic(f, g, epsilon) - exact - first)).toBeLessThan(1e-11);
    const map = gaussianMapMatrix(A, B, 3);
    entropicMapMatrix(f, g, epsilon).forEach((entry, k) => expect(Math.abs(entry - map[k])).toBeLessThan(2e-6));
  });

  test("total variance: cov E[Y | X] + cov(Y | X) = X A X + epsilon X = B", () => {
    // The conditional law of the plan is Gaussian with covariance epsilon X, the entropic map's gradient times epsilon.
    for (const epsilon of [0.01, 0.7, 20]) {
      const X = entropicMapMatrix(f, g, epsilon);
      product(product(X, A, 3), X, 3).forEach((entry, k) => expect(Math.abs(entry + epsilon * X[k] - B[k])).toBeLessThan(1e-13));
    }
  });

  test("degenerate covariances have a value; a point has the cost of its distance", () => {
    const point = { mean: [1, 2, 3], covariance: new Float64Array(9) };
    const spread = { mean: [0, 0, 0], covariance: identity(3) };
    expect(gaussianEntropic(point, spread, 0.4)).toBeCloseTo((14 + 3) / 2, 13);
    expect(gaussianDivergence(f, f, 0.4)).toBe(0);
    expect(gaussianDivergence(f, g, 0.4)).toBeGreaterThan(0);
  });

  test("C_epsilon from S and entropies", () => {
    expect(lebesgueCost(gaussianEntropic(f, g, 0.1), [gaussianEntropy(f), gaussianEntropy(g)], 0.1, 3)).toBe(gaussianLebesgue(f, g, 0.1));
  });
});

const isotropic = (parts: readonly (readonly [number, number])[], dimension = 3): Law =>
  mixture({ components: parts.map(([weight, s]) => ({ weight, variances: new Array<number>(dimension).fill(s) })) });

/** Mass of a mixture of isotropic Gaussians in R^3 within a radius: 1 - Q(3/2, r^2 / 2 s) for each. */
const massWithin = (parts: readonly (readonly [number, number])[], radius: number): number =>
  1 - parts.reduce((tail, [weight, s]) => tail + weight * upperGamma(1.5, (radius * radius) / (2 * s)), 0);

describe("radial laws", () => {
  const parts = {
    even: [[0.5, 0.5], [0.5, 1.5]],
    uneven: [[0.25, 0.2], [0.75, 1.2666666666666666]],
    wide: [[0.5, 0.1], [0.5, 1.9]],
  } as const; // prettier-ignore
  const [even, uneven, wide] = [isotropic(parts.even), isotropic(parts.uneven), isotropic(parts.wide)];

  // Reference values by radial Sinkhorn on the ball of radius 9 (errors 1e-11), whose masses there sum to m < 1 and are not normalised. The
  // plan scales with m, and its entropy against the product of the marginals gives S of such masses = m S - epsilon m log m.
  // The values of the whole laws: radial Sinkhorn in 64-bit numpy on one Gauss-Legendre rule of 300 nodes on the ball of radius 13, the same
  // to 1e-13 with 330 nodes and radius 15; with radius 9 and without normalisation that program gives the reference values to 1e-13.
  test.each([
    {
      name: "even, even",
      laws: [even, even],
      mass: massWithin(parts.even, 9),
      epsilon: 0.5,
      cut: { S: 1.3507392597961, C: -2.0030945756619 },
      whole: { S: 1.35073925987277, C: -2.0030945757651 },
    },
    {
      name: "even, uneven",
      laws: [even, uneven],
      mass: (massWithin(parts.even, 9) + massWithin(parts.uneven, 9)) / 2,
      epsilon: 0.5,
      cut: { S: 1.3510789036379, C: -1.9856393124713 },
      whole: { S: 1.35107890369156, C: -1.98563931250868 },
    },
    {
      name: "wide, wide",
      laws: [wide, wide],
      mass: massWithin(parts.wide, 9),
      epsilon: 0.2,
      cut: { S: 0.70465848337245, C: -0.6504431624313 },
      whole: { S: 0.70465849079093, C: -0.65044317077758 },
    },
  ] as const)("reference values: $name", ({ laws, mass, epsilon, cut, whole }) => {
    const within = radialEntropic(laws[0], laws[1], { epsilon, extent: 9 });
    const scaled = mass * within.value - epsilon * mass * Math.log(mass);
    expect(Math.abs(scaled - cut.S)).toBeLessThan(2e-11);
    expect(Math.abs(within.lebesgue + scaled - within.value - cut.C)).toBeLessThan(2e-11);
    const found = radialEntropic(laws[0], laws[1], { epsilon });
    expect(Math.abs(found.value - whole.S)).toBeLessThan(1e-12);
    expect(Math.abs(found.lebesgue - whole.C)).toBeLessThan(1e-12);
    expect(found.upper - found.lower).toBeLessThan(1e-10);
  });

  test.each([2, 3])("isotropic Gaussians with different means, dimension %i: the closed form", (d) => {
    const [first, second] = [
      gaussian({ mean: a.slice(0, d), variances: new Array<number>(d).fill(0.7) }),
      gaussian({ mean: b.slice(0, d), variances: new Array<number>(d).fill(1.4) }),
    ];
    const like = (law: Law) => ({ mean: law.mean, covariance: fromRows(law.covariance) });
    for (const epsilon of [0.03, 0.3, 3]) {
      const { value, lebesgue } = radialEntropic(first, second, { epsilon });
      expect(Math.abs(value - gaussianEntropic(like(first), like(second), epsilon))).toBeLessThan(1e-12);
      expect(Math.abs(lebesgue - gaussianLebesgue(like(first), like(second), epsilon))).toBeLessThan(1e-12);
    }
  });

  test("refuses laws it does not serve", () => {
    expect(() => radialEntropic(even, gaussian({ variances: [1, 2, 3] }), { epsilon: 1 })).toThrow("isotropic");
    expect(() => radialEntropic(even, isotropic([[1, 1]], 2), { epsilon: 1 })).toThrow("not 3 and 2");
    expect(() => radialEntropic(even, even, { epsilon: 0 })).toThrow("invalid epsilon: 0");
  });
});

describe("densities on grids", () => {
  const axis = (from: number, to: number, n: number) => {
    const rule = gaussLegendre(n);
    return {
      nodes: rule.nodes.map((x) => (from + to + (to - from) * x) / 2),
      weights: rule.weights.map((w) => (w * (to - from)) / 2),
    };
  };
  function onGrid(law: Law, axes: readonly ReturnType<typeof axis>[]) {
    const points = axes.reduce<number[][]>((list, { nodes }) => list.flatMap((p) => [...nodes].map((x) => [...p, x])), [[]]);
    return { axes, values: points.map((p) => law.density(p)) };
  }

  test("correlated Gaussians in the plane on two different grids: closed forms of S and C", () => {
    const first = gaussian({ mean: [0.1, -0.2], covariance: [[0.8, 0.2], [0.2, 1.1]] }); // prettier-ignore
    const second = gaussian({ mean: [-0.4, 0.5], covariance: [[1.4, -0.3], [-0.3, 0.7]] }); // prettier-ignore
    const grids = [onGrid(first, [axis(-8, 8, 56), axis(-9, 9, 60)]), onGrid(second, [axis(-10, 10, 64), axis(-7, 8, 58)])] as const;
    const like = [first, second].map((law) => ({ mean: law.mean, covariance: fromRows(law.covariance) }));
    for (const epsilon of [0.4, 1.5]) {
      const found = entropicGrid(...grids, { epsilon });
      expect(Math.abs(found.value - gaussianEntropic(like[0], like[1], epsilon))).toBeLessThan(1e-9);
      expect(Math.abs(found.lebesgue - gaussianLebesgue(like[0], like[1], epsilon))).toBeLessThan(1e-9);
      expect(found.lower).toBeLessThanOrEqual(found.upper);
      expect(found.converged).toBe(true);
    }
  });

  test("a radial law in space agrees with radial Sinkhorn", () => {
    const law = bkw({ S: 0.8, dimension: 3 });
    const grid = onGrid(
      law,
      [0, 1, 2].map(() => axis(-7.5, 7.5, 30)),
    );
    const [found, radial] = [entropicGrid(grid, grid, { epsilon: 1 }), radialEntropic(law, law, { epsilon: 1 })];
    expect(Math.abs(found.value - radial.value)).toBeLessThan(1e-7);
    expect(Math.abs(found.lebesgue - radial.lebesgue)).toBeLessThan(1e-6);
  });

  test("small epsilon underflows no density, and small negative values are set to zero; large ones are refused", () => {
    const line = axis(-5, 5, 160);
    const bump = (centre: number) => ({
      axes: [line],
      values: [...line.nodes].map((x) => Math.exp(-40 * (x - centre) ** 2) - 1e-9),
    });
    const found = entropicGrid(bump(-3), bump(3), { epsilon: 0.01 });
    // Two Gaussians of variance 1/80, 6 apart: exponents down to -5000.
    const like = [-3, 3].map((mean) => ({ mean: [mean], covariance: Float64Array.of(1 / 80) }));
    expect(Math.abs(found.value - gaussianEntropic(like[0], like[1], 0.01))).toBeLessThan(1e-6);
    expect(() => entropicGrid(bump(0), { axes: [line], values: [...line.nodes] }, { epsilon: 1 })).toThrow("negative mass");
    expect(() => entropicGrid(bump(0), { axes: [line], values: [1, 2] }, { epsilon: 1 })).toThrow("2 values on a grid of 160");
  });
});
