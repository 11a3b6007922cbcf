/** Samples that do not move: the start of a coupled system at the same address, looked at once. */
import { expect, test } from "vitest";
import { gaussian, horizon, instant, powerLaw, rootKey, study } from "../../src/index.ts";
import { assignmentExcess, coupled, coupledCost, coupledOptimally, debiasedWasserstein, independentFloor, motionless, naiveWasserstein, pairCollisions, sampleDistance, synchronous } from "../../particles/index.ts"; // prettier-ignore
import { planStudy } from "../../src/study/plan/plan.ts";

const initial = coupledOptimally(gaussian({ variances: [1, 0.5, 2] }), gaussian({ mean: [1, 0, 0], variances: [1.4, 0.8, 1] }));
const observe = { cost: coupledCost(), w2: debiasedWasserstein(), floor: independentFloor(), naive: naiveWasserstein() };

test("bit for bit the start of the coupled system's copies", () => {
  const moving = coupled(pairCollisions({ potential: powerLaw(0) }), synchronous());
  const common = { initial, particles: 200, observe };
  const key = rootKey("motionless");
  const start = moving.run({ ...common, system: moving, time: horizon({ end: 0.1, steps: 2, observe: 2 }) }, key, { until: 0 });
  const still = motionless();
  expect(still.run({ ...common, system: still, time: instant() }, key, {})).toEqual(start);
});

test("excess and the distance from one sample are measured at the start only, where the laws are known", () => {
  const still = motionless();
  const setup = { system: still, initial, particles: 256, time: instant(), observe: { excess: assignmentExcess(), sample: sampleDistance(), floor: independentFloor(), naive: naiveWasserstein() } }; // prettier-ignore
  const { series } = still.run(setup, rootKey("excess"), {});
  expect(series.excess[0]).toBeGreaterThan(0);
  // The plain difference has the noise of the cost, some 2 sqrt(2 (Var u0 + Var u1) / 256), about 0.2, and the excess is some 0.3.
  expect(Math.abs(series.naive[0]! - initial.map!.squared - series.excess[0]!)).toBeLessThan(0.8);
  expect(Math.abs(series.excess[0]! - series.floor[0]!)).toBeLessThan(0.2);
  expect([0, 1]).toContain(series["sample.covered"][0]);
  expect(Object.keys(still.run({ ...setup, particles: 200 }, rootKey("few"), {}).series)).not.toContain("sample");
});

const scenario = (time: ReturnType<typeof instant>) => ({
  name: "still",
  path: "still.ts",
  shown: "still.ts",
  source: "",
  study: study({ title: "Still", vary: { particles: [50, 5000] }, replicates: 2, scenario: ({ particles }) => ({ system: motionless(), initial, particles, time, observe: { floor: independentFloor() } }), claims: [] }), // prettier-ignore
});

test("an instant is planned as it is, small runs included; anything longer is refused", () => {
  for (const smoke of [false, true])
    expect(planStudy(scenario(instant()) as never, { smoke }).cells.map(({ setup }) => setup.time)).toEqual([instant(), instant()]);
  expect(() => planStudy(scenario(horizon({ end: 1, steps: 2, observe: 2 })) as never)).toThrow("samples that do not move are looked at once");
});
