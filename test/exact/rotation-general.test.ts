/**
 * The rotation law of pair collisions in dimensions 4 to 6: its multipliers by quadrature over singular values and radial draws, the rotation itself by
 * sampling, energy, inverse, and what the couplings keep.
 */
import { describe, expect, it } from "vitest";
import { createEnsemble } from "../../particles/ensemble.ts";
import {
  alone,
  coupled,
  coupledCost,
  coupledOptimally,
  energy,
  first,
  independent,
  momentum,
  pairCollisions,
  sampled,
  spherical,
  synchronous,
  temperatureTensor,
} from "../../particles/index.ts";
import { meetingsOf } from "../../particles/systems/meetings.ts";
import { draw } from "../../particles/noise/rotation-noise.ts";
import { gaussian, horizon, interval, maxwellMolecules, maxwellian, powerLaw, rootKey, singleSpecies } from "../../src/index.ts";
import { openMemory } from "../../src/kernels/index.ts";
import { GENERAL_DEFECT, cayleyHalf, generalReach } from "../../particles/noise/rotation-general.ts";

/** Nodes and weights of Gauss and Legendre on (-1, 1), by Newton. */
function gaussLegendre(n: number): [number, number][] {
  return Array.from({ length: n }, (_, k) => {
    let x = Math.cos((Math.PI * (k + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let i = 0; i < 50; i++) {
      let [p, q] = [1, 0];
      for (let j = 1; j <= n; j++) [p, q] = [((2 * j - 1) * x * p - (j - 1) * q) / j, p];
      slope = (n * (x * p - q)) / (x * x - 1);
      x -= p / slope;
    }
    return [x, 2 / ((1 - x * x) * slope * slope)];
  });
}

/**
 * Squared singular values of a uniform unit element of so(d), in increasing order, with weights: the smallest is sin(phi) times a rest, phi in panels that
 * halve towards 0, because e = 2 S g^2/(1 + S g^2) changes near g^2 = 1/S and S has heavy tails.
 */
function singularValues(d: number): { squares: number[]; weight: number }[] {
  const rank = Math.floor(d / 2);
  const panels = [0, ...Array.from({ length: 26 }, (_, k) => (Math.PI / 4) * 2 ** (k - 25))];
  const rule = gaussLegendre(rank === 2 ? 9 : 6);
  const phis = panels.slice(1).flatMap((high, k) => {
    const half = (high - panels[k]) / 2;
    return rule.map(([x, w]) => [panels[k] + half * (1 + x), half * w] as const);
  });
  const points = phis.flatMap(([phi, w]) => {
    const [least, next] = [Math.sin(phi) ** 2, Math.cos(phi) ** 2];
    if (rank === 2) return [{ squares: [least, next], weight: w }];
    // The greatest is cos(theta), at least as great as sin(theta) cos(phi).
    const half = Math.atan(1 / Math.cos(phi)) / 2;
    return gaussLegendre(14).map(([x, v]) => {
      const theta = half * (1 + x);
      const rest = Math.sin(theta) ** 2;
      return { squares: [rest * least, rest * next, Math.cos(theta) ** 2], weight: w * v * half * Math.sin(theta) };
    });
  });
  const weighted = points.map(({ squares, weight }) => {
    let density = weight;
    for (let j = 0; j < rank; j++) for (let k = 0; k < j; k++) density *= (squares[j] - squares[k]) ** 2;
    return { squares, weight: d % 2 ? squares.reduce((product, square) => product * square, density) : density };
  });
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  return weighted.map(({ squares, weight }) => ({ squares, weight: weight / total }));
}

/** 1 - m1 and 1 - m2 of what is implemented: over y = -log(1 - U) in panels. */
function losses(d: number, tau: number): [number, number] {
  const nodes = singularValues(d);
  const rule = gaussLegendre(16);
  const panels = [0, 0.25, 0.5, 1, 2, 4, 8, 12, 16, 20, 24];
  let [one, two] = [0, 0];
  for (let p = 0; p + 1 < panels.length; p++) {
    const half = (panels[p + 1] - panels[p]) / 2;
    for (const [x, w] of rule) {
      const y = panels[p] + half * (1 + x);
      const square = generalReach(d, tau, -Math.expm1(-y)) ** 2;
      for (const { squares, weight } of nodes) {
        let [sum, squared] = [0, 0];
        for (const value of squares) {
          const e = (2 * square * value) / (1 + square * value);
          sum += e;
          squared += e * e;
        }
        const mass = w * half * Math.exp(-y) * weight;
        one += (mass * 2 * sum) / d;
        two += (mass * 4 * ((d + 2) * sum - sum * sum - squared)) / ((d - 1) * (d + 2));
      }
    }
  }
  return [one, two];
}

/** A vector without symmetry. */
const skewed = (d: number): number[] => Array.from({ length: d }, (_, k) => 0.3 * k - 0.8);

describe.each([4, 5, 6])("d = %s", (d) => {
  // The tail beyond U = 1 - e^-24 has the mass 4e-11, twice at most in a loss.
  it.each([1e-6, 0.003, 0.05, 0.11, 0.2, 0.31, 0.69, 1.49, 1.51, 2.5, 40.5])("multipliers, tau = %s", (tau) => {
    const [one, two] = losses(d, tau);
    expect(Math.abs(one + Math.expm1(-(d - 1) * tau))).toBeLessThan(GENERAL_DEFECT);
    expect(Math.abs(two + Math.expm1(-2 * d * tau))).toBeLessThan(GENERAL_DEFECT);
  });

  // 16 000 rotations at a level of 1e-6: a missing factor, a direction that is not uniform, a Cayley map of another element.
  it.each([0.02, 0.2, 5])("rotations drawn have them, keep the length and have their inverse, tau = %s", (tau) => {
    const z = skewed(d);
    const square = z.reduce((sum, x) => sum + x * x, 0);
    const [meeting] = meetingsOf(singleSpecies(maxwellMolecules()));
    const of = {
      meeting: meeting,
      dimension: d,
      pairs: 512,
      lower: 0,
      upper: 0,
      z: z.map((x) => new Float64Array(512).fill(x)),
    };
    const cosines: number[] = [];
    for (let block = 0; block < 32; block++) {
      const noise = draw(rootKey("general"), 3, block, of);
      for (let k = 0; k < 512; k++) {
        const entries = noise.direction.map((plane) => plane[k]);
        const reach = generalReach(d, tau, noise.radial[k]);
        const turned = cayleyHalf(entries, reach, z).map((half, i) => z[i] + 2 * half);
        cosines.push(turned.reduce((sum, x, i) => sum + x * z[i], 0) / square);
        if (block > 0 || reach > 1e3) continue;
        expect(Math.abs(turned.reduce((sum, x) => sum + x * x, 0) / square - 1)).toBeLessThan(16 * 2 ** -53);
        const back = cayleyHalf(
          entries.map((entry) => -entry),
          reach,
          turned,
        );
        back.forEach((half, i) => expect(Math.abs(turned[i] + 2 * half - z[i])).toBeLessThan(1e-11));
      }
    }
    const second = cosines.map((c) => (d * c * c - 1) / (d - 1));
    for (const [values, exact] of [
      [cosines, Math.exp(-(d - 1) * tau)],
      [second, Math.exp(-2 * d * tau)],
    ] as const) {
      const { low, high } = interval(values, 1 - 1e-6);
      expect(low).toBeLessThan(exact);
      expect(high).toBeGreaterThan(exact);
    }
  });

  const f = gaussian({ mean: skewed(d), variances: Array.from({ length: d }, (_, k) => 0.5 + 0.4 * k) });
  const theta = f.covariance.reduce((sum, row, k) => sum + row[k], 0) / d;
  const system = pairCollisions({ potential: maxwellMolecules(), corrected: false });

  it("relaxes with the factor of one matching a step, momentum and energy conserved", () => {
    const dt = 0.02;
    const dynamics = alone(system);
    const setup = {
      system: dynamics,
      initial: sampled(f, { standardise: true }),
      particles: 300,
      time: horizon({ end: 5 * dt, steps: 5, observe: 2 }),
      observe: { xx: temperatureTensor("xx"), energy: energy(), momentum: momentum() },
    };
    dynamics.check(setup);
    const runs = Array.from({ length: 16 }, (_, r) => dynamics.run(setup, rootKey("general").child("replicate", r), {}).series);
    const changes = runs.map(({ xx }) => (xx[1]! - theta) / (f.covariance[0][0] - theta));
    const starts = runs.map(({ xx }) => (xx[0]! - theta) / (f.covariance[0][0] - theta));
    const expected = (1 - (1 - Math.exp(-8 * d * dt)) / 2) ** 5;
    const { low, high } = interval(
      changes.map((change, r) => change - expected * starts[r]),
      1 - 1e-5,
    );
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
    expect(high - low).toBeLessThan(0.5);
    for (const { energy: e, momentum: p } of runs) {
      expect(Math.abs(e[1]! / e[0]! - 1)).toBeLessThan(1e-14);
      expect(Math.abs(p[1]! - p[0]!)).toBeLessThan(1e-14);
    }
  });

  it("Lemma 3: synchronous Maxwell molecules keep their distance, spherical ones approach", () => {
    const observe = { cost: coupledCost(), energy: first(energy()) };
    const [kept, fallen, apart] = [synchronous(), spherical(), independent()].map((coupling) => {
      const dynamics = coupled(system, coupling);
      const initial = coupledOptimally(f, maxwellian({ mean: f.mean, temperature: theta }), { standardise: true });
      const setup = { system: dynamics, initial, particles: 200, time: horizon({ end: 0.06, steps: 3, observe: 2 }), observe };
      return dynamics.run(setup, rootKey("lemma"), {}).series["cost"];
    });
    expect(Math.abs(kept[1]! / kept[0]! - 1)).toBeLessThan(1e-12);
    expect(fallen[1]!).toBeLessThan(0.97 * fallen[0]!);
    expect(apart[1]!).toBeGreaterThan(2 * apart[0]!);
  });

  it("steep interactions stay finite, also for particles at one place", () => {
    const steep = pairCollisions({ potential: powerLaw(-d) });
    const memory = openMemory();
    const e = createEnsemble(memory, 40, d);
    sampled(f).fill([e], rootKey("steep"));
    for (const plane of e.planes) plane.fill(0.25, 0, 6);
    const stepper = steep.stepper(memory, [e]);
    for (let step = 0; step < 20; step++) stepper.step(rootKey("steep"), step, 0.1);
    for (const plane of e.planes) expect(plane.every(Number.isFinite)).toBe(true);
  });
});
