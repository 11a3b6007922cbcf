/**
 * What the laboratory measures, in the words of a scenario and as curves of its page. `late`: what takes longer than a frame of the page, and is measured in its worker.
 */
import type { ChartOf, Look } from "../../src/lab/protocol.ts";
import type { Observable } from "../../src/protocols/index.ts";
import { lowerBound } from "../observables/bounds.ts";
import { coupledCost } from "../observables/cost.ts";
import { energy, temperatureTensor } from "../observables/moments.ts";
import { first, second } from "../observables/of-couple.ts";
import { theorem3Allows } from "../observables/theorem.ts";
import { debiasedWasserstein } from "../observables/wasserstein.ts";
import type { Coupled } from "../state.ts";

interface Observed {
  readonly make: (particles: number) => Observable<Coupled>;
  readonly text: (particles: number) => string;
  readonly late?: true;
}

/** Of larger clouds so many points are assigned: four assignments and 32 of blocks, some tenths of a second. */
const MOST = 1000;

export const observed: Readonly<Record<string, Observed>> = {
  w2: {
    make: (particles) => debiasedWasserstein(particles > MOST ? { count: MOST } : {}),
    text: (particles) => `debiasedWasserstein(${particles > MOST ? `{ count: ${MOST} }` : ""})`,
    late: true,
  },
  lower: { make: () => lowerBound(), text: () => "lowerBound()", late: true },
  cost: { make: () => coupledCost(), text: () => "coupledCost()" },
  theorem3: { make: theorem3Allows, text: () => "theorem3Allows()" },
  firstAlong: { make: () => first(temperatureTensor("xx")), text: () => 'first(temperatureTensor("xx"))' },
  firstAcross: { make: () => first(temperatureTensor("yy")), text: () => 'first(temperatureTensor("yy"))' },
  secondAlong: { make: () => second(temperatureTensor("xx")), text: () => 'second(temperatureTensor("xx"))' },
  secondAcross: { make: () => second(temperatureTensor("yy")), text: () => 'second(temperatureTensor("yy"))' },
  energy: { make: () => first(energy()), text: () => "first(energy())" },
};

const curve = (series: string, label: string, look: Look) => ({ series, label, look });

export const charts: readonly ChartOf[] = [
  {
    title: "Squared distance of the two solutions",
    meaning:
      "W2 squared between the laws lies in the shaded bracket, in expectation: below the coupled cost, above the lower bound. The debiased estimate has no bias of finite N to leading order; " +
      "the floor is what two clouds of one law show.",
    curves: [
      curve("w2", "W2 squared, debiased", "estimate"),
      curve("cost", "coupled cost, upper end", "upper"),
      curve("lower", "lower bound", "lower"),
      curve("w2.floor", "floor", "floor"),
      curve("theorem3", "allowed by Theorem 3", "allowed"),
    ],
  },
  {
    title: "Temperatures along and across",
    meaning: "Variances of the first and second coordinate: along the first axis and across it. Both ensembles tend to equal temperatures in all directions.",
    curves: [
      curve("firstAlong", "first, along", "first"),
      curve("firstAcross", "first, across", "first-across"),
      curve("secondAlong", "second, along", "second"),
      curve("secondAcross", "second, across", "second-across"),
    ],
  },
];
