/**
 * What every step of a mixture keeps: who meets whom, mass-weighted momentum and energy, the particles' shares.
 *
 * Masses up to 1836. A pair that collided twice or with a particle of another run would carry momentum from one pair to another: detected above
 * 1e-12 of the thermal momentum.
 */
import { describe, expect, it } from "vitest";
import { createEnsemble, groupsOf, partOf } from "../../particles/ensemble.ts";
import {
  alone,
  coupled,
  coupledCost,
  coupledOptimally,
  debiasedWasserstein,
  energy,
  first,
  fourthMoment,
  lowerBound,
  momentum,
  ofSpecies,
  pairCollisions,
  rematched,
  rematchedCost,
  sampled,
  spherical,
  synchronous,
  temperature,
} from "../../particles/index.ts";
import { meetingsOf, runsOf } from "../../particles/systems/meetings.ts";
import { gaussian, horizon, maxwellian, model, powerLaw, rootKey, ScenarioError, type Ensemble } from "../../src/index.ts";
import { cloudEnergy as energyOf, cloudMean } from "../../src/functionals/index.ts";
import { openMemory } from "../../src/kernels/index.ts";
import { pairModel, tripleModel } from "../support/mixtures.ts";
import { pairCouplings } from "../support/systems.ts";

const laws = [
  gaussian({ mean: [0.4, -0.1, 0.2], covariance: [[1.4, 0.3, 0], [0.3, 0.8, -0.2], [0, -0.2, 0.5]] }),
  gaussian({ mean: [-0.3, 0.2, 0], variances: [0.2, 0.5, 0.3] }),
  gaussian({ mean: [0.1, 1, -0.6], variances: [2, 0.7, 1.3] }),
]; // prettier-ignore

describe("who meets whom", () => {
  it.each([10, 20, 1000, 5010])("every particle of the smaller species has one partner, each pair once; N = %s", (count) => {
    const of = tripleModel(-1);
    const meetings = meetingsOf(of);
    const groups = groupsOf(of, count);
    for (let step = 0; step < 6; step++) {
      const met = new Map<string, number>();
      const blocks = new Set<number>();
      for (const run of runsOf(meetings, groups, rootKey("meet"), step)) {
        const { lower, upper } = run.meeting;
        const [a, b] = [groups[lower], groups[upper]];
        for (let k = 0; k < run.pairs; k++) {
          const [i, j] = [run.lower + k, run.upper - k];
          expect(i >= a.begin && i < a.end && j >= b.begin && j < b.end && i !== j).toBe(true);
          for (const particle of [i, j]) {
            const name = `${lower}/${upper}/${particle}`;
            met.set(name, (met.get(name) ?? 0) + 1);
          }
        }
        for (let block = 0; block < Math.ceil(run.pairs / 512); block++) {
          expect(blocks.has(run.firstBlock + block)).toBe(false);
          blocks.add(run.firstBlock + block);
        }
      }
      expect([...met.values()].every((times) => times === 1)).toBe(true);
      for (const { lower, upper } of meetings) {
        const of = (s: number) => [...met.keys()].filter((name) => name.startsWith(`${lower}/${upper}/`) && Number(name.split("/")[2]) >= groups[s].begin && Number(name.split("/")[2]) < groups[s].end).length; // prettier-ignore
        const size = groups[lower].end - groups[lower].begin;
        if (lower === upper) expect(of(lower)).toBeGreaterThanOrEqual(size - 2);
        else expect([of(lower), of(upper)]).toEqual([size, size]);
      }
    }
  });

  // 2000 steps; a partner of probability 1/20 is met 100 times, six standard deviations are 59.
  it("partners are uniform", () => {
    const of = pairModel(0, [1, 2]);
    const [meetings, groups] = [meetingsOf(of), groupsOf(of, 30)];
    const counts = new Int32Array(20);
    for (let step = 0; step < 2000; step++) {
      for (const run of runsOf(meetings, groups, rootKey("uniform"), step)) {
        if (run.meeting.lower === run.meeting.upper || run.lower > 3 || run.lower + run.pairs <= 3) continue;
        counts[run.upper - (3 - run.lower) - 10]++;
      }
    }
    for (const count of counts) expect(Math.abs(count - 100)).toBeLessThan(59);
  });
});

/** sum_i m_i sum of v and of |v|^2, with compensated sums, and the momentum of all particles at the thermal speed. */
function totals(e: Ensemble, masses: readonly number[]) {
  const parts = e.groups.map((group) => partOf(e, group));
  const over = (of: (part: Ensemble) => number): number => parts.reduce((sum, part, s) => sum + masses[s] * part.count * of(part), 0);
  return {
    energy: over(({ planes }) => energyOf(planes)),
    momentum: e.planes.map((_, k) => over(({ planes }) => cloudMean(planes)[k])),
    size: over(({ planes }) => Math.sqrt(energyOf(planes))),
  };
}

describe("conservation", () => {
  // A collision changes the energy of its pair by at most about 16 roundings of relative size 2^-53; so does it, here, the sum of a step.
  it.each([
    [0, 3, 1836],
    [-3, 3, 1836],
    [-3, 3, 25],
    [-3, 2, 2.5],
  ])("momentum and energy to round-off a step, gamma = %s, d = %s, mass ratio %s", (gamma, dimension, ratio) => {
    const of = pairModel(gamma, [1, 0.7], [1, ratio]);
    const system = pairCollisions({ model: of });
    const memory = openMemory();
    const e = createEnsemble(memory, 1700, dimension, groupsOf(of, 1700));
    const masses = [1, ratio];
    sampled([maxwellian({ dimension, temperature: 2 }), maxwellian({ dimension, temperature: 1 / ratio })]).fill([e], rootKey("conserve"));
    const start = e.planes.map((plane) => plane.slice());
    const stepper = system.stepper(memory, [e]);
    for (let step = 0; step < 100; step++) {
      const before = totals(e, masses);
      stepper.step(rootKey("conserve"), step, 0.01);
      const after = totals(e, masses);
      expect(Math.abs(after.energy / before.energy - 1)).toBeLessThan(48 * 2 ** -53);
      after.momentum.forEach((p, k) => expect(Math.abs(p - before.momentum[k])).toBeLessThan(8 * 2 ** -53 * before.size));
    }
    expect(e.planes).not.toEqual(start);
  });
});

describe("couplings of mixtures", () => {
  const of = tripleModel(0);
  const system = pairCollisions({ model: of });
  const targets = laws.map((law) => maxwellian({ mean: law.mean, temperature: 0.8 }));
  const setup = (dynamics: ReturnType<typeof coupled>) => ({
    system: dynamics,
    initial: coupledOptimally(laws, targets, { standardise: true }),
    particles: 500,
    time: horizon({ end: 0.4, steps: 40, observe: 3 }),
    observe: {
      cost: coupledCost(),
      matched: rematchedCost(),
      w2: debiasedWasserstein(),
      lower: lowerBound(),
      energy: first(energy()),
      light: first(ofSpecies("c", temperature())),
    },
  });

  it("synchronous Maxwell molecules keep sum m n |V - W|^2, and spherical ones lower it", () => {
    const [kept, lowered] = [synchronous(), spherical()].map((coupling) => {
      const dynamics = coupled(system, coupling);
      return dynamics.run(setup(dynamics), rootKey("keep"), {}).series;
    });
    const cost = kept["cost"] as number[];
    expect(Math.abs(cost[2] / cost[0] - 1)).toBeLessThan(1e-12);
    expect(lowered["cost"][2]!).toBeLessThan(0.98 * cost[0]);
    // Both ends of the bracket, and the estimate, in their order at t = 0, where the start is optimal: sum m n W2^2 of Gaussians.
    const squared = laws.reduce((sum, law, s) => {
      const variances = law.covariance; // W2^2 to a multiple of the identity: tr (A^(1/2) - sqrt(0.8))^2
      const eigenvalues = eigenvaluesOf(variances);
      const { mass, density } = of.species[s];
      return sum + mass * density * eigenvalues.reduce((total, x) => total + (Math.sqrt(x) - Math.sqrt(0.8)) ** 2, 0);
    }, 0);
    expect(Math.abs(cost[0] / squared - 1)).toBeLessThan(0.1);
    expect(Math.abs(kept["lower"][0]! / squared - 1)).toBeLessThan(0.15);
    expect(kept["matched"][0]!).toBeCloseTo(cost[0], 10);
    expect(Math.abs(kept["w2"][0]! / squared - 1)).toBeLessThan(0.3);
  });

  it.each([...pairCouplings(), rematched(synchronous(), { every: 5 })])("first is alone: $name", (coupling) => {
    const dynamics = coupled(system, coupling);
    const observe = { light: ofSpecies("c", fourthMoment()), p: momentum() };
    const single = alone(system).run(
      { ...setup(dynamics), system: alone(system), initial: sampled(laws, { standardise: true }), observe },
      rootKey("alone"),
      {},
    );
    const pair = dynamics.run(
      { ...setup(dynamics), observe: { light: { parts: fourthMoment().parts, open: () => ({ measure: (state, t) => {
        const { first: ensemble, rate } = state.copies[0][0];
        return ofSpecies("c", fourthMoment()).open().measure({ kind: "alone", model: of, ensemble, rate, dt: state.dt, once: (_, compute) => compute() }, t);
      } }) } } },
      rootKey("alone"),
      {},
    ); // prettier-ignore
    expect(pair.series["light"]).toEqual(single.series["light"]);
  });
});

/** Eigenvalues of a symmetric matrix by Jacobi rotations. */
function eigenvaluesOf(matrix: readonly (readonly number[])[]): number[] {
  const a = matrix.map((row) => [...row]);
  const n = a.length;
  for (let sweep = 0; sweep < 30; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        for (const row of a) [row[p], row[q]] = [c * row[p] - s * row[q], s * row[p] + c * row[q]];
        [a[p], a[q]] = [a[p].map((x, k) => c * x - s * a[q][k]), a[p].map((x, k) => s * x + c * a[q][k])];
      }
    }
  }
  return a.map((row, k) => row[k]);
}

describe("numbers of particles", () => {
  it("are shared out by density", () => {
    expect(groupsOf(tripleModel(0), 20).map(({ begin, end }) => [begin, end])).toEqual([[0, 6], [6, 16], [16, 20]]); // prettier-ignore
    const weights = groupsOf(tripleModel(0), 20).map(({ weight }) => weight);
    weights.forEach((weight) => expect(weight).toBeCloseTo(0.1, 15));
  });
  it("or by share, each particle with the weight that its species' density leaves it", () => {
    const { species, interaction } = tripleModel(0);
    const shared = { species: [species[0], { ...species[1], share: 0.4 }, { ...species[2], density: 1e-6, share: 0.2 }], interaction };
    const groups = groupsOf(shared, 24);
    expect(groups.map(({ begin, end }) => [begin, end])).toEqual([[0, 12], [12, 20], [20, 24]]); // prettier-ignore
    [0.6 / 12, 1 / 8, 1e-6 / 4].forEach((weight, s) => expect(groups[s].weight).toBeCloseTo(weight, 18));
    expect(() => groupsOf(shared, 25)).toThrow("invalid particles: 25 does not share out over species as 0.6 : 0.4 : 0.2");
    expect(() => pairCollisions({ model: shared }).check(3, 24)).not.toThrow();
  });
  it("that do not share out are refused, with the nearest that do", () => {
    const system = alone(pairCollisions({ model: pairModel(-3) }));
    const setup = { system, initial: sampled(laws.slice(0, 2)), particles: 1000, time: horizon({ end: 1, steps: 1, observe: 2 }), observe: {} }; // prettier-ignore
    expect(() => system.check(setup)).toThrow(ScenarioError);
    expect(() => system.check(setup)).toThrow("invalid particles: 1000 does not share out over species as 1 : 0.7");
    expect(() => system.check(setup)).toThrow("(the nearest numbers that do: 986, 1003)");
    expect(() => groupsOf(pairModel(-3, [1, Math.SQRT1_2]), 1000)).toThrow("no number near it does");
    expect(() => system.check({ ...setup, particles: 1003 })).not.toThrow();
    expect(() => system.check({ ...setup, particles: 1003, initial: sampled(laws) })).toThrow("3 law(s) for a system that needs 2");
  });
  it("functionals of one law ask which species is meant", () => {
    const system = alone(pairCollisions({ model: pairModel(-3) }));
    const run = (observe: ReturnType<typeof temperature>) =>
      system.run({ system, initial: sampled(laws.slice(0, 2)), particles: 170, time: horizon({ end: 1, steps: 1, observe: 2 }), observe: { observe } }, rootKey("which"), {}); // prettier-ignore
    expect(() => run(temperature())).toThrow("temperature of a mixture: choose a species with ofSpecies(name, ...) (species: light, heavy)");
    expect(() => run(ofSpecies("ions", temperature()))).toThrow("unknown species: ions (species: light, heavy)");
  });
  it("every exponent of a mixture is checked", () => {
    const steep = model({
      species: [{ name: "a", mass: 1, density: 1 }],
      interactions: [{ between: ["a", "a"], potential: powerLaw(-4.5) }],
    });
    expect(() => pairCollisions({ model: steep }).check(2, 10)).toThrow("invalid gamma: -4.5");
  });
});
