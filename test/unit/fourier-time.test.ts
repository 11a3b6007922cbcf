/** Time stepping of the Fourier solver: the exponential of a frozen operator, and the control of the local error. */
import { describe, expect, it, test } from "vitest";
import { coulomb, gaussian, powerLaw, singleSpecies } from "landau-flow";
import type { Potential } from "landau-flow";
import { scaledBessel0 } from "../../src/math/special.ts";
import { exponentialCoefficients, openExponential } from "../../src/solvers/fourier/exponential.ts";
import { limitModes, openGrid, sampleOn } from "../../src/solvers/fourier/grid.ts";
import { openOperator } from "../../src/solvers/fourier/operator.ts";
import { openIntegrator } from "../../src/solvers/fourier/step.ts";

function opened(potential: Potential) {
  const law = gaussian({ mean: [0.1, -0.2], covariance: [[1.4, 0.2], [0.2, 0.6]] }); // prettier-ignore
  const grid = openGrid({ dimension: 2, modes: 16, centre: law.mean, halfWidth: 4.8 });
  const operator = openOperator(grid, singleSpecies(potential));
  sampleOn(grid, (v) => law.density(v), grid.value);
  grid.transform.forward(grid.value, grid.spectrum);
  limitModes(grid, grid.spectrum);
  return { grid, operator, start: grid.spectrum.slice() };
}

const norm = (u: Float64Array): number => Math.sqrt(u.reduce((sum, x) => sum + x * x, 0));
const apart = (u: Float64Array, v: Float64Array): number => norm(u.map((x, i) => x - v[i])) / norm(v);

test.each([0.01, 1, 30, 700, 20_000])("coefficients of e^-x on [0, 2z], z = %d", (z) => {
  const c = exponentialCoefficients(z);
  expect(Math.abs(c[0] - scaledBessel0(z))).toBeLessThan(1e-14);
  // At the ends of the interval T_m = 1 and (-1)^m: the sums are e^0 and e^(-2z).
  expect(c.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 13);
  expect(c.reduce((sum, x, m) => sum + (m % 2 ? -x : x), 0)).toBeCloseTo(Math.exp(-2 * z), 13);
});

describe("the exponential of a frozen operator", () => {
  const { grid, operator, start } = opened(powerLaw(0));
  const exponential = openExponential(operator);
  operator.freeze([start]);
  const after = (t: number, u: Float64Array = start): Float64Array => {
    const state = u.slice();
    exponential.apply(0, state, t, 1e-14);
    return state;
  };

  it("composes: e^(sA) e^(tA) = e^((s+t)A)", () => {
    expect(apart(after(0.02, after(0.05)), after(0.07))).toBeLessThan(1e-12);
  });

  it("has the operator as its derivative at 0", () => {
    const [current, target, sum] = [0, 1, 2].map(() => grid.memory.allocate(start.length)) as [Float64Array, Float64Array, Float64Array]; // prettier-ignore
    current.set(start);
    operator.term(0, { current, target, sum }, 1, 0, 0, 0);
    // A symmetric difference would need negative times; two one-sided ones extrapolate to order 2.
    const h = 1e-4;
    const slope = (t: number) => after(t).map((x, i) => (x - start[i]) / t);
    const [one, half] = [slope(h), slope(h / 2)];
    expect(apart(half.map((x, i) => 2 * x - one[i]), target)).toBeLessThan(1e-4); // prettier-ignore
  });
});

test.each([powerLaw(0), coulomb()])("local errors follow the tolerance: $name", (potential) => {
  const { operator, start } = opened(potential);
  const span = potential.gamma === 0 ? 0.2 : 2;
  const solve = (tolerance: number): { state: Float64Array; steps: number } => {
    const integrator = openIntegrator(operator);
    const state = start.slice();
    integrator.advance([state], span, tolerance, 0);
    return { state, steps: integrator.steps };
  };
  const exact = solve(1e-13);
  for (const tolerance of [1e-5, 1e-7, 1e-9]) {
    const { state, steps } = solve(tolerance);
    expect(apart(state, exact.state)).toBeLessThan(tolerance * steps);
    expect(steps).toBeLessThanOrEqual(exact.steps);
  }
  expect(apart(start, exact.state)).toBeGreaterThan(0.01);
});

test("a step is of higher order than the leapfrog, and its estimate bounds its error", () => {
  const { operator, start } = opened(powerLaw(-1));
  const integrator = openIntegrator(operator);
  const exact = (span: number): Float64Array => {
    const state = start.slice();
    openIntegrator(operator).advance([state], span, 1e-13, 0);
    return state;
  };
  const errors = [0.2, 0.8].map((span) => {
    const { state, error } = integrator.attempt([start], span, 1e-14);
    const actual = apart(state[0], exact(span));
    expect(error).toBeGreaterThan(actual);
    return actual;
  });
  // Four times the span: the leapfrog alone, or a wrong extrapolation, has 4^3; 4^9 is seen only where no tail of the density is stiff.
  expect(errors[1] / errors[0]).toBeGreaterThan(4 ** 3);
  expect(errors[0]).toBeLessThan(1e-8);
});
