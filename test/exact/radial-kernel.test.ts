/**
 * The pieces of the radial solver against brute force: I_d by a quadrature that crowds at theta = 0, the discrete flux against a two-fold quadrature of the
 * equation in full space, Radau's constants against the table they come from.
 */
import { describe, expect, it } from "vitest";
import { generalPotential } from "../../src/model/general.ts";
import { powerLaw } from "../../src/model/power-law.ts";
import { integrate } from "../../src/math/quadrature.ts";
import { mixture } from "../../src/laws/index.ts";
import { singleSpecies } from "../../src/model/species.ts";
import { angularIntegral } from "../../src/solvers/radial/kernel.ts";
import { openLevel } from "../../src/solvers/radial/level.ts";
import { rates, relativeDerivative } from "../../src/solvers/radial/rates.ts";
import { settingOf } from "../../src/solvers/radial/setting.ts";

function bruteAngular(alpha: (rho: number) => number, d: number, r: number, s: number): number {
  return integrate(
    (u) => {
      const theta = Math.PI * u ** 5;
      return 5 * Math.PI * u ** 4 * Math.sin(theta) ** d * alpha(Math.sqrt((r - s) ** 2 + 4 * r * s * Math.sin(theta / 2) ** 2));
    },
    0,
    1,
    200,
  );
}

describe("angular integral", () => {
  const pairs = [[0.01, 3], [1, 1.4], [1.42, 1], [1, 1.01], [2, 2.3], [0.5, 0.50001]] as const; // prettier-ignore
  it.each([2, 3])("power laws, d = %i", (d) => {
    for (const gamma of [-3, -2.5, -2, -1, -0.3, 0, 1]) {
      const found = angularIntegral(powerLaw(gamma, { strength: 1.3 }), d);
      for (const [r, s] of pairs) expect(Math.abs(found(r, s) / (1.3 * bruteAngular((rho) => rho ** gamma, d, r, s)) - 1)).toBeLessThan(1e-12);
    }
  });

  it.each([2, 3])("radii that rounding makes equal, d = %i: finite, and the limit where there is one", (d) => {
    for (const gamma of [-3, -2.4, -1, 1]) {
      for (const potential of [powerLaw(gamma), generalPotential({ name: "any", alpha: (rho) => rho ** gamma })]) {
        const found = angularIntegral(potential, d);
        const [meeting, near] = [found(0.7, 0.7), found(0.7, 0.7 * (1 + 1e-9))];
        expect(meeting).toBeGreaterThan(0);
        expect(meeting).toBeLessThan(Infinity);
        // Dimension 2, gamma = -3 has a logarithm: 16 times what 1e-9 has, relative to it. The others differ from the limit by less than (1e-9)^(gamma + d).
        if (d + gamma > 0) expect(Math.abs(meeting / near - 1)).toBeLessThan(20 * 1e-9 ** Math.min(1, gamma + d));
        else expect(meeting).toBeGreaterThan(near);
      }
    }
  });

  it("Coulomb in space is (4/3) / max^3, and any alpha is served", () => {
    expect(angularIntegral(powerLaw(-3), 3)(0.7, 2)).toBeCloseTo(4 / 24, 15);
    const screened = (r: number) => (r * r + 0.1) ** -1.5;
    const found = angularIntegral(generalPotential({ name: "screened", alpha: screened }), 3);
    for (const [r, s] of pairs) expect(Math.abs(found(r, s) / bruteAngular(screened, 3, r, s) - 1)).toBeLessThan(1e-12);
  });
});

const law = mixture({
  components: [
    { weight: 0.4, mean: [0, 0, 0], variances: [0.5, 0.5, 0.5] },
    { weight: 0.6, mean: [0, 0, 0], variances: [1.3, 1.3, 1.3] },
  ],
});
// 22 elements, uneven on purpose.
const edges = Float64Array.from({ length: 23 }, (_, k) => (9.9 * (k / 22) * (1 + 0.3 * (k / 22))) / 1.3);
const levelOf = (gamma: number) => openLevel(settingOf(singleSpecies(powerLaw(gamma)), [law]), [edges], 1);

/** int phi Q(f, f) dv by the pair form, for phi = psi(|v|^2): -1/2 int int alpha (r s sin)^2 (2 psi' - 2 psi'_*) (2 g' - 2 g'_*) f f_*, in (r, s, theta). */
function weakForm(slope: (x: number) => number, gamma: number): number {
  const f = (r: number) => law.density([r, 0, 0]);
  const into = new Float64Array(3);
  const g = (r: number) => (law.score!([r, 0, 0], into), into[0] / (2 * r));
  const inner = (r: number, s: number) =>
    8 * Math.PI ** 2 * r ** 4 * s ** 4 * bruteAngularFast(gamma, r, s) * 4 * (slope(r * r) - slope(s * s)) * (g(r) - g(s)) * f(r) * f(s);
  // Symmetric in (r, s): twice the triangle s < r.
  return -integrate((r) => integrate((s) => inner(r, s), 0, r, 3), 0, 9, 6);
}
const bruteAngularFast = (gamma: number, r: number, s: number): number =>
  integrate((u) => {
    const theta = Math.PI * u ** 3;
    return 3 * Math.PI * u * u * Math.sin(theta) ** 3 * ((r - s) ** 2 + 4 * r * s * Math.sin(theta / 2) ** 2) ** (gamma / 2);
  }, 0, 1, 2); // prettier-ignore

describe("discrete operator", () => {
  it.each([1, -1, -3])("weak form with |v|^4, gamma = %f", (gamma) => {
    const { operator, start } = levelOf(gamma);
    const found = new Float64Array(operator.size);
    rates(operator, start, found);
    const fourth = found.reduce((sum, rate, k) => sum + operator.weights[k] * operator.squares[k] ** 2 * rate, 0);
    const exact = weakForm((x) => 2 * x, gamma);
    expect(Math.abs(fourth / exact - 1)).toBeLessThan(1e-7);
    // Mass and energy, relative to the size of what cancels.
    for (const power of [0, 1]) {
      const terms = Array.from(found, (rate, k) => operator.weights[k] * operator.squares[k] ** power * rate);
      const size = terms.reduce((sum, term) => sum + Math.abs(term), 0);
      expect(Math.abs(terms.reduce((sum, term) => sum + term, 0))).toBeLessThan(1e-12 * size);
    }
  });

  it("its derivative is that of its rates", () => {
    const { operator, start } = levelOf(-2.5);
    const derivative = relativeDerivative(operator, start);
    const direction = start.map((_, k) => Math.cos(0.7 * k));
    const h = 1e-5;
    const [plus, minus] = [new Float64Array(operator.size), new Float64Array(operator.size)];
    rates(operator, start.map((f, k) => f * (1 + h * direction[k])), plus); // prettier-ignore
    rates(operator, start.map((f, k) => f * (1 - h * direction[k])), minus); // prettier-ignore
    for (let k = 0; k < operator.size; k += 7) {
      const row = derivative.subarray(k * operator.size, (k + 1) * operator.size);
      const found = row.reduce((sum, value, l) => sum + value * direction[l], 0);
      const size = row.reduce((sum, value) => sum + Math.abs(value), 0);
      expect(Math.abs(found - (plus[k] - minus[k]) / (2 * h * start[k]))).toBeLessThan(1e-7 * size);
    }
  });
});
