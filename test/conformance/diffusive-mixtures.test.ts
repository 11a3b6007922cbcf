/**
 * Bits of white noise and mean field for mixtures, in both precisions and mixed ones: kernels and any number of threads have those of plain code, the first ensemble
 * of a couple those of the system alone, and equal ensembles stay equal. Masses of 1 and 1836: rows of the light species are in double precision, since sums
 * over the heavy ones, a cloud far narrower than their distance, are.
 */
import { describe, expect, it } from "vitest";
import { copyEnsemble } from "../../particles/ensemble.ts";
import { independent, meanField, partnersMatched, polar, polarPairs, spherical, symmetricRoots, synchronous, whiteNoise } from "../../particles/index.ts";
import type { Coupling, Stepper } from "../../particles/protocols.ts";
import { servesSingle } from "../../particles/systems/precision.ts";
import { encountersOf, speciesOf } from "../../particles/systems/encounters.ts";
import { openMemory, type KernelMemory } from "../../src/kernels/index.ts";
import type { Ensemble, Model } from "../../src/protocols/index.ts";
import { rootKey } from "../../src/random/key.ts";
import { mixtureClouds } from "../support/mixture-step.ts";
import { pairModel, sharedOut, tripleModel } from "../support/mixtures.ts";

const SOFTENING = 0.1;
const couplings = [synchronous(), spherical(), polarPairs(), partnersMatched(spherical()), independent()];
/** The few particles under every coupling; single precision starts at 64 of a species. */
const models = [
  { name: "three species, gamma = -1 and one general power", model: sharedOut(tripleModel(-1), [3, 4, 5]), count: 12, under: [undefined, ...couplings] },
  { name: "two species of Maxwell molecules", model: sharedOut(pairModel(0, [1, 1e-3]), [5, 6]), count: 11, under: [undefined, ...couplings] },
  { name: "three species, Coulomb and one general power", model: sharedOut(tripleModel(-3), [64, 66, 65]), count: 195, under: [spherical()] },
  { name: "masses 1 : 1836, Coulomb", model: sharedOut(pairModel(-3, [1, 1], [1, 1836]), [67, 64]), count: 131, under: [undefined, polarPairs()] },
];
const key = rootKey("diffusive-mixtures");

/** Clouds whose heavy species are as narrow as masses make them. */
function clouds(model: Model, count: number, d: number, memory: KernelMemory): readonly [Ensemble, Ensemble] {
  const both = mixtureClouds(model, count, d, memory);
  for (const e of both) {
    e.groups.forEach(({ begin, end }, s) => {
      for (const plane of e.planes) for (let i = begin; i < end; i++) plane[i] /= Math.sqrt(model.species[s].mass);
    });
  }
  return both;
}

interface Run<C, B> {
  readonly open: (memory: KernelMemory, ensembles: readonly Ensemble[], coupling?: Coupling<C, B>) => Stepper;
  readonly coupling?: Coupling<C, B> | undefined;
  readonly equal?: boolean;
}

const bitsAfter = <C, B>(model: Model, count: number, d: number, { open, coupling, equal }: Run<C, B>): Float64Array[][] => {
  const memory = openMemory();
  const [first, second] = clouds(model, count, d, memory);
  if (equal) copyEnsemble(second, first);
  const ensembles = coupling ? [first, second] : [first];
  const stepper = open(memory, ensembles, coupling);
  for (let step = 0; step < 2; step++) stepper.step(key, step, 0.01, step ? -1 : 1);
  memory.close();
  return ensembles.map((e) => e.planes.map((plane) => plane.slice()));
};

describe.each(models)("$name", ({ model, count, under }) => {
  it.each(count < 64 ? [2, 3] : [3])("white noise, d = %s", (d) => {
    const systems = [1, 3].map((threads) => whiteNoise({ model, softening: SOFTENING, threads }));
    const alone = bitsAfter(model, count, d, { open: systems[0].stepper });
    for (const coupling of under) {
      const [one, three] = systems.map(({ stepper }) => bitsAfter(model, count, d, { open: stepper, coupling }));
      const plain = bitsAfter(model, count, d, { open: (_memory, ensembles, by) => systems[0].plainStepper(ensembles, by), coupling });
      expect(one, coupling?.name).toEqual(plain);
      expect(three, coupling?.name).toEqual(plain);
      expect(one[0], coupling?.name).toEqual(alone[0]);
      if (!coupling?.shares || coupling.partners) continue;
      const [v, w] = bitsAfter(model, count, d, { open: systems[0].stepper, coupling, equal: true });
      expect(w, coupling.name).toEqual(v);
    }
  });

  it.each(count < 64 ? [2, 3] : [3])("mean field, d = %s", (d) => {
    const system = meanField({ model, softening: SOFTENING });
    const alone = bitsAfter(model, count, d, { open: system.stepper });
    for (const coupling of [symmetricRoots(), polar(), independent()]) {
      const one = bitsAfter(model, count, d, { open: system.stepper, coupling });
      expect(one, coupling.name).toEqual(bitsAfter(model, count, d, { open: (_memory, ensembles, by) => system.plainStepper(ensembles, by), coupling }));
      expect(one[0], coupling.name).toEqual(alone[0]);
    }
  });
});

it("precision is that of each pair of species", () => {
  const served = (model: Model, count: number): boolean[][] => {
    const species = speciesOf(clouds(model, count, 3, openMemory())[0]);
    return encountersOf({ model }, SOFTENING).map((met, s) => met.map(({ weights }, t) => servesSingle(species[s], weights, species[t].planes)));
  };
  expect(served(models[2].model, 195)).toEqual([[true, true, true], [true, true, true], [true, true, false]]); // prettier-ignore
  expect(served(models[3].model, 131)).toEqual([[true, false], [true, true]]); // prettier-ignore
});
