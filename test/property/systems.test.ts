/** Symmetries of systems, what couplings leave alone, and what the systems with a softening refuse. */
import { describe, expect, it } from "vitest";
import { copyEnsemble, createEnsemble } from "../../particles/ensemble.ts";
import { independent, kacDiffusion, meanField, partnersMatched, synchronous, whiteNoise } from "../../particles/index.ts";
import { generalPotential, interval, maxwellMolecules, model, powerLaw, rootKey } from "../../src/index.ts";
import { openMemory } from "../../src/kernels/index.ts";
import type { Ensemble } from "../../src/protocols/index.ts";
import { optimalAssignment } from "../../src/transport/index.ts";
import { streamOf } from "../support/clouds.ts";
import { tripleModel } from "../support/mixtures.ts";
import { pairings, served } from "../support/systems.ts";

const softened = { potential: powerLaw(-2), softening: 0.1 };
const systems = served(softened.potential, softened.softening).map(({ system }) => system);
const sharing = pairings(softened.potential, softened.softening).filter(({ coupling }) => coupling.shares);

/** Too steep for the plane, between two of its species only. */
const steep = model({
  species: ["a", "b"].map((name) => ({ name, mass: 1, density: 1 })),
  interactions: [
    { between: ["a", "a"], potential: powerLaw(0) },
    { between: ["b", "a"], potential: powerLaw(-4.5) },
    { between: ["b", "b"], potential: powerLaw(0) },
  ],
});

/** Two skewed ensembles. */
function couple(count: number, dimension: number): { memory: ReturnType<typeof openMemory>; e: [Ensemble, Ensemble] } {
  const memory = openMemory();
  const stream = streamOf(`diffusive/${dimension}`);
  const make = (shift: number): Ensemble => {
    const e = createEnsemble(memory, count, dimension);
    e.planes.forEach((plane, k) => plane.forEach((_, i) => (plane[i] = (1 + 0.5 * k) * (stream.normal() + 0.3 * stream.normal() ** 2) + shift))); // prettier-ignore
    return e;
  };
  return { memory, e: [make(0), make(0.2)] };
}

describe.each(sharing)("$name", ({ system, coupling }) => {
  it.each([2, 3])("equal ensembles stay equal, d = %s", (dimension) => {
    const { memory, e } = couple(33, dimension);
    copyEnsemble(e[1], e[0]);
    const stepper = system.stepper(memory, e, coupling);
    for (let step = 0; step < 4; step++) stepper.step(rootKey("equal"), step, 0.01);
    // Bit for bit by kernels; by plain code up to the round-off of sums and of polar factors.
    const most = coupling.kernel === undefined ? 1e-12 : 1e-300;
    e[1].planes.forEach((plane, k) => plane.forEach((x, i) => expect(Math.abs(x - e[0].planes[k][i])).toBeLessThan(most)));
  });
});

describe.each(systems)("$name", (system) => {
  it("independent noise is the noise of the child key", () => {
    const { memory, e } = couple(25, 3);
    const copy = createEnsemble(memory, 25, 3);
    copyEnsemble(copy, e[1]);
    const pair = system.stepper(memory, e, independent());
    const alone = system.stepper(memory, [copy]);
    for (let step = 0; step < 3; step++) {
      pair.step(rootKey("own"), step, 0.01);
      alone.step(rootKey("own").child("independent"), step, 0.01);
    }
    expect(e[1].planes).toEqual(copy.planes);
  });

  it("scaling velocities by 2 and time by 2^2 scales the run, softening included, bit for bit", () => {
    const [one, two] = [couple(21, 3), couple(21, 3)];
    const scaled = served(softened.potential, 2 * softened.softening).find((one) => one.system.name === system.name)!.system;
    for (const plane of two.e[0].planes) plane.forEach((x, i) => (plane[i] = 2 * x));
    const steppers = [system.stepper(one.memory, [one.e[0]]), scaled.stepper(two.memory, [two.e[0]])];
    for (let step = 0; step < 3; step++) steppers.forEach((stepper, k) => stepper.step(rootKey("scale"), step, k ? 0.04 : 0.01));
    one.e[0].planes.forEach((plane, k) => expect(two.e[0].planes[k]).toEqual(plane.map((x) => 2 * x)));
  });
});

describe("partners matched by the optimal plan", () => {
  const system = whiteNoise({ potential: maxwellMolecules() });
  const count = 24;

  /*
   * The second cloud is the first in another order. Partners matched, W_i = V_s(i) meets V_j by the noise with which V_i meets V_j; not matched, by
   * that with which V_i meets V_s(j)... So with V_i = W_i for one particle only, that particle moves alike in both ensembles, bit by bit up to the
   * order of its sums, when partners are matched, and not otherwise.
   */
  it("a particle that both clouds share moves alike, whatever the labels of the others", () => {
    for (const [coupling, alike] of [
      [partnersMatched(synchronous()), true],
      [synchronous(), false],
    ] as const) {
      // prettier-ignore
      const memory = openMemory();
      const [v, w] = [createEnsemble(memory, count, 3), createEnsemble(memory, count, 3)];
      const stream = streamOf("partners");
      v.planes.forEach((plane, k) => {
        plane.forEach((_, i) => (plane[i] = stream.normal()));
        plane.forEach((_, i) => (w.planes[k][i] = plane[i === 0 ? 0 : 1 + ((i + 6) % (count - 1))]!));
      });
      expect(optimalAssignment(v.planes, w.planes).squared).toBe(0);
      system.stepper(memory, [v, w], coupling).step(rootKey("partners"), 1, 0.01);
      const moved = Math.max(...v.planes.map((plane, k) => Math.abs(plane[0] - w.planes[k][0])));
      if (alike) expect(moved).toBeLessThan(1e-13);
      else expect(moved).toBeGreaterThan(1e-3);
    }
  });
});

/*
 * The second ensemble's own law: after one step its anisotropy, zz - xx, has the mean that it has when alone. The interval of the difference (99.99 %,
 * 200 antithetic steps each way) is narrower than the step's own change, so that a noise whose covariance is off by a half of that is seen.
 */
it.each(sharing)("$name leaves the law of the second alone", ({ system, coupling }) => {
  const { memory, e } = couple(40, 3);
  const starts = e.map((one) => one.planes.map((plane) => plane.slice()));
  const stepper = system.stepper(memory, e, coupling);
  const alone = system.stepper(memory, [e[1]]);
  const reset = (): void => e.forEach((one, k) => one.planes.forEach((plane, j) => plane.set(starts[k][j])));
  const anisotropy = (): number => e[1].planes[2].reduce((sum, z, i) => sum + z * z - e[1].planes[0][i] ** 2, 0) / 40;
  const start = anisotropy();
  const changes = [stepper, alone].map((one, which) =>
    Array.from({ length: 200 }, (_, draw) => {
      let sum = 0;
      for (const sign of [1, -1] as const) {
        reset();
        one.step(rootKey(`law/${which}`).child("draw", draw), 1, 0.01, sign);
        sum += anisotropy() - start;
      }
      return sum / 2;
    }),
  );
  const { low, high } = interval(changes[0].map((change, k) => change - changes[1][k]), 0.9999); // prettier-ignore
  expect(low).toBeLessThan(0);
  expect(high).toBeGreaterThan(0);
  expect(high - low).toBeLessThan(Math.abs(changes[1].reduce((sum, change) => sum + change, 0) / 200));
});

describe("refusals", () => {
  it.each([
    [() => whiteNoise({ potential: powerLaw(-3) }).check(3, 10), "invalid softening: 0 (the white noise with r^-3 has an unbounded drift at contact"],
    [() => meanField({ potential: generalPotential({ name: "cusp", alpha: (r) => 1 / (r * r) }) }).check(3, 10), "the mean-field diffusion with cusp has"],
    [() => meanField({ potential: powerLaw(-1), softening: -1 }), "invalid softening: -1 (a length in units of velocity, 0 or at least 1e-30)"],
    [() => whiteNoise(softened).check(4, 10), "invalid dimension: 4 (the white noise serves 2 and 3)"],
    [() => whiteNoise({ model: tripleModel(-1) }).check(2, 20), "invalid softening: 0 (the white noise with r^-2.5 has an unbounded drift at contact"],
    [() => meanField({ model: tripleModel(0) }).check(2, 21), "invalid particles: 21 does not share out over species as 0.6 : 1 : 0.4"],
    [() => whiteNoise({ model: steep, softening: 0.1 }).check(2, 20), "invalid gamma: -4.5"],
    [() => kacDiffusion({ potential: softened.potential }).check(3, 1), "invalid particles: 1 (a pair needs 2)"],
    [() => meanField(softened).check(3, 1), "invalid particles: 1 (the mean-field diffusion needs at least 2)"],
  ] as const)("%#", (act, message) => {
    expect(act).toThrow(message);
  });

  it("no softening is needed where the drift is bounded", () => {
    for (const gamma of [1, 0, -0.5, -1]) expect(() => meanField({ potential: powerLaw(gamma) }).check(2, 10)).not.toThrow();
  });
});
