/**
 * Every observable declares what it measures: on a small system of its kind it returns no part that it has not declared, and neither does what a
 * solution has of it. A new observable joins the table with a line.
 */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as particles from "../../particles/index.ts";
import { quantityOf } from "../../src/claims/quantities.ts";
import { gaussian } from "../../src/laws/index.ts";
import { maxwellMolecules } from "../../src/model/index.ts";
import { singleSpecies } from "../../src/model/species.ts";
import type { Dynamics, Initial, Observable, Setup } from "../../src/protocols/index.ts";
import { polynomials } from "../../src/rates/index.ts";
import { rootKey } from "../../src/random/key.ts";
import { seriesName } from "../../src/series-name.ts";
import { exact } from "../../src/solvers/named.ts";
import { openExact } from "../../src/solvers/index.ts";
import { quantitiesOf } from "../../src/study/declare/quantities.ts";
import { horizon } from "../../src/setup/horizon.ts";

const { alone, coupled, pairCollisions, synchronous, sampled, coupledOptimally, energy, entropy, temperature, momentum } = particles;
const [f, g] = [gaussian({ mean: [0.2, 0], variances: [0.8, 0.8] }), gaussian({ mean: [0.2, 0], variances: [0.9, 1.2] })];
const model = singleSpecies(maxwellMolecules());
const known = openExact(model, [f]);
const system = pairCollisions({ potential: maxwellMolecules() });
const profile = { from: -1, to: 1.5, points: 3, width: 0.4 };

const table: Readonly<Record<string, readonly Observable<never>[]>> = {
  energy: [energy()],
  momentum: [momentum()],
  temperature: [temperature()],
  temperatureTensor: [particles.temperatureTensor("xy")],
  fourthMoment: [particles.fourthMoment()],
  rateOf: [particles.rateOf(momentum())],
  temperatureRate: [particles.temperatureRate("xx")],
  first: [particles.first(momentum())],
  second: [particles.second(entropy())],
  ofSpecies: [particles.ofSpecies("f", momentum())],
  pairCorrelation: [particles.pairCorrelation()],
  coupledCost: [particles.coupledCost(), particles.coupledCost({ coupling: "synchronous" })],
  coupledCostRate: [particles.coupledCostRate()],
  rematchedCost: [particles.rematchedCost()],
  theorem3Allows: [particles.theorem3Allows()],
  marginal: [particles.marginal("x", profile)],
  slice: [particles.slice("y", profile)],
  entropy: [entropy()],
  equilibriumDistance: [particles.equilibriumDistance({ law: f, degree: 3 }), particles.equilibriumDistance({ law: f, degree: 4, solution: known })],
  smoothedFisher: [particles.smoothedFisher({ width: 0.5 })],
  smoothedNorm: [particles.smoothedNorm({ p: 2.5, width: 0.6 })],
  entropicDistance: [particles.entropicDistance({ epsilon: 0.5, count: 64 })],
  differenceFrom: [particles.differenceFrom(known, temperature()), particles.differenceFrom(known, particles.marginal("x", profile))],
  distanceTo: [particles.distanceTo(known, { width: 0.5, order: 2 })],
  assignmentExcess: [particles.assignmentExcess()],
  debiasedWasserstein: [particles.debiasedWasserstein(), particles.debiasedWasserstein({ count: 100 })],
  independentFloor: [particles.independentFloor()],
  naiveWasserstein: [particles.naiveWasserstein()],
  radialWasserstein: [particles.radialWasserstein()],
  sampleDistance: [particles.sampleDistance()],
  lowerBound: [particles.lowerBound()],
  initialRate: [particles.initialRate(temperature(), { dt: 0.01 })],
  contraction: [particles.contraction({ harmonics: [0, 2], size: 2 }), particles.contraction({ potentials: (law) => polynomials({ law, degree: 3 }) })],
  ofSolution: [particles.ofSolution(temperature()), particles.ofSolution(particles.marginal("x", profile))],
};

const dynamics = {
  alone: [alone(system), sampled(f)],
  coupled: [coupled(system, synchronous()), coupledOptimally(f, g)],
  solved: [particles.deterministic(model, exact()), particles.starting(f)],
} as unknown as Readonly<Record<string, readonly [Dynamics<never>, Initial<never>]>>;

it.each(Object.entries(table).flatMap(([name, all]) => all.map((observable) => [name, observable] as const)))("%s", (_name, observable) => {
  const [kind, initial] = dynamics[observable.of ?? "alone"];
  const run = (moving: Dynamics<never>): void => {
    const setup: Setup<never> = { system: moving, initial, particles: 256, time: horizon({ end: 0.1, steps: 2, observe: 2 }), observe: { it: observable } };
    const quantities = quantitiesOf(setup);
    const declared = (series: string) => expect(quantityOf({ quantities }, series), series).toBeDefined();
    const measured = Object.keys(moving.run(setup, rootKey("quantities"), {}).series);
    expect(measured.length).toBeGreaterThan(0);
    measured.forEach(declared);
    Object.keys(observable.expected?.(known.at(0.05), model) ?? {}).forEach((suffix) => declared(seriesName("it", suffix)));
    for (const { name, short, symbol, kind: axis, meaning } of Object.values(quantities))
      for (const text of [name, short, symbol, axis, meaning]) expect(text).toMatch(/^[ -~]+$/);
  };
  run(kind);
  // What a halved step changes is a part too.
  if (observable.of !== "solved") run(particles.extrapolated(kind));
});

it("the table has every observable", () => {
  const index = readFileSync(new URL("../../particles/index.ts", import.meta.url), "utf8");
  const lines = [...index.matchAll(/export \{([^}]*)\} from "\.\/observables\//g)].flatMap(([, names]) => names.split(","));
  const exported = lines
    .map((name) => name.trim())
    .filter((name) => name !== "" && !name.startsWith("type ") && name !== "expectedDistance" && name !== "degreeFor");
  expect(Object.keys(table)).toEqual(expect.arrayContaining(exported));
});
